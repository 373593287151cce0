"""Names of invented people: a given name, the father's, the family's."""

from __future__ import annotations

from random import Random

from actions.demo import data


class Names:
    """The lists of names, and putting names together."""

    def __init__(self) -> None:
        told = data.read("names")
        self.male: list[str] = told["male"]
        self.female: list[str] = told["female"]
        self.family: list[str] = told["family"]

    def of(self, female: bool) -> list[str]:
        """The given names of women, or of men."""
        return self.female if female else self.male

    def given(self, female: bool, random: Random) -> str:
        """A given name."""
        return random.choice(self.of(female))

    def full(self, female: bool, random: Random) -> str:
        """A name of three parts."""
        return f"{self.given(female, random)} {self.given(False, random)} {random.choice(self.family)}"
