"""The inbox and the outbox: rows with a state, taken one at a time, woken by the database."""
