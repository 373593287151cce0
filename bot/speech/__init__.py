"""Voice to text and text to voice."""
