"""Twilio's and Telegram's HTTP interfaces as they are documented, without a person at the other end.

A demonstration, the tests and the load measurements send through the real senders to this: `world` is what the
providers know, `twilio_*` and `telegram_*` what they answer, `callbacks` what they tell later, `inbound` what they bring.
Nothing of it knows how the rest of the assistant sends.
"""
