"""How well the shipped understanding (`nlu.understanding`) reads public Arabic data, beside stock Rasa on the same sentences."""
