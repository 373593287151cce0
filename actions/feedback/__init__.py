"""Whether people are content with what was done for them: one tap, seldom."""
