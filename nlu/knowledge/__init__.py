"""Finding the reviewed entry that answers a question, where the classifier names none or names only its topic."""
