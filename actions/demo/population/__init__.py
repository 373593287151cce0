"""A generated population, always the same for the same number and day, consistent with the rules."""
