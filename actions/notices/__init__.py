"""What is told unasked to whoever wished it: the day of the payment, the results of the month, the end of a card."""
