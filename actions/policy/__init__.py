"""What a change of the rules would mean: a population under the rules in force and under a reform.

`population` holds the households, `reform` reads a reform, `comparison` runs both.
"""
