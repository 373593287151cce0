"""Files of conversations: what people send, and what is drawn for them. They lie below DATA_DIR, never in the database."""
