"""From a text to an intent with a confidence that means something. Plain scikit-learn; Rasa's part is in components."""
