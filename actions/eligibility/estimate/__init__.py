"""The last estimate of a conversation: kept, supposed to be different, compared, told."""
