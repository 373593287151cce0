"""From the sentences that people edit to the files that `rasa train` reads, and when to train."""
