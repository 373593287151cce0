"""Measurements against the world outside: public data, other people's models. Nothing here is shipped."""
