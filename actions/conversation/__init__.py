"""What holds a conversation together: greetings, the menu, leaving, hearing again, a person, danger, not understanding."""
