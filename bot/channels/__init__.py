"""What carries messages to people, one file a provider."""
