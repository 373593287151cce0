"""A person's own matters as a whole: what stands open, what is known of them, what they want to be told."""
