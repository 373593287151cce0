"""How Rasa is opened to the rest of Mueen: our channel, our tracker store, and one compiled validator."""
