"""Between Rasa and the services: what a turn says, semantic messages, and forms that can be interrupted."""
