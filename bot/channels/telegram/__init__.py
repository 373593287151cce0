"""Telegram: updates in, by webhook or by asking for them, and messages out, with the real library (python-telegram-bot)."""
