"""The report of a reform for analysts: at the terminal, as a picture and as a page. `python -m bot.policy --help`."""
