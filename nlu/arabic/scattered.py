"""Identity numbers and phones whose digits are parted by "and", by a single word or by a letter: 1910 and 110111.

Only what can hardly be anything else is taken: a right check digit or a whole phone number, and no currency or round sum in it.
"""

from collections.abc import Iterator, Sequence

from nlu.arabic.checksums import is_id
from nlu.arabic.cues import is_money
from nlu.arabic.digits import Group, Run
from nlu.arabic.phones import is_bare, phone
from nlu.arabic.phrases import Scan

_LONGEST = 15
_LENGTHS = {"1": (10,), "2": (10,), "9": (12, 13), "0": (10, 12, 13, 14, 15)}  # by how ids and whole phones begin
_MOST_WORDS = 1  # between two groups of digits
_ROUND = "00"

Scattered = tuple[str, str, int, int]
"""Kind and value as in `sensitive`, and where it begins and ends."""


def scattered(scan: Scan, runs: Sequence[Run]) -> Iterator[Scattered]:
    """What the digits of neighbouring runs are together, none inside another."""
    for chain in _chains(scan, runs):
        first = 0
        while first < len(chain):
            found = next((one for size in _sizes(chain, first) if (one := _known(scan, chain[first : first + size]))), None)
            if found:
                yield found
                first = next((place for place in range(first, len(chain)) if chain[place].start >= found[3]), len(chain))
            else:
                first += 1


def _chains(scan: Scan, runs: Sequence[Run]) -> Iterator[list[Group]]:
    """Groups of two runs or more with no more than a word between one and the next."""
    chain: list[Run] = []
    for run in runs:
        if chain and _words_between(scan, chain[-1].groups[-1], run.groups[0]) > _MOST_WORDS:
            yield from _groups(chain)
            chain = []
        chain.append(run)
    yield from _groups(chain)


def _groups(chain: Sequence[Run]) -> Iterator[list[Group]]:
    if len(chain) > 1:
        yield [group for run in chain for group in run.groups]


def _words_between(scan: Scan, before: Group, after: Group) -> int:
    return sum(scan.kind(place) != "mark" for place in range(before.last, after.first))


def _sizes(chain: Sequence[Group], first: int) -> Iterator[int]:
    """How many groups may make up an id or a phone."""
    total = 0
    lengths = _LENGTHS.get(chain[first].digits[0], ())
    for size, group in enumerate(chain[first : first + _LONGEST], 1):
        total += len(group.digits)
        if total > _LONGEST:
            return
        if size > 1 and total in lengths:
            yield size


def _known(scan: Scan, groups: Sequence[Group]) -> Scattered | None:
    digits = "".join(group.digits for group in groups)
    number = None if is_bare(digits) else phone(digits)
    if not number and not is_id(digits):
        return None
    round_sums = any(len(group.digits) > len(_ROUND) and group.digits.endswith(_ROUND) for group in groups)
    if round_sums or any(is_money(scan, group.first, group.last) for group in groups):
        return None
    return ("phone" if number else "id"), number or digits, groups[0].start, groups[-1].end
