"""Setting up the channels: what is configured, what is missing, and whether the providers agree."""
