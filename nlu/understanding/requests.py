"""Several requests in one message: where one ends and the next begins.

A cut is tried only where a sentence ends, where a joining word stands, or where a new question or wish begins; it holds only
where both sides, read on their own, are surely different requests. A story with its reasons therefore stays one message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from nlu.understanding.beside import both_of_payment
from nlu.understanding.readings import DANGER, NOTHING_CLAIMED, OUT_OF_SCOPE, TOPIC, Understood
from nlu.understanding.request_forms import FEWEST_WORDS, asks, cuts, is_apart, plain_words

MOST = 3
"""Requests of one message that are done in turn; nobody reads an answer to more."""
LONGEST_TEXT = 600
"""Whoever writes more tells a story."""
_SURE = 0.8
_PLAIN = 0.97
_BESIDE = 1
_OURS = 0.9
"""From here on the whole is surely of the service, and a part that reads as another body's is a part of it: "I hold a few shares"."""
# What carries no request of its own: manners, answers, feelings.
_NO_REQUESTS = frozenset(
    {"greet", "goodbye", "thank", "affirm", "deny", "stop", "help", "frustration", "chitchat", "inform", DANGER, NOTHING_CLAIMED}
)
# Nobody tells these as a part of a story: they are wanted, in whatever words.
_WANTED = frozenset(
    {
        "change_language", "talk_to_agent", "log_out", "resend_code", "verify_identity", "repeat", "speak_slower", "restart", "withdraw_case",
        "cancel_appointment", "reschedule_appointment", "subscribe", "unsubscribe", "delete_my_data",
    }
)  # fmt: skip
_NEWS = "report_change"
# A reason for the one, or its first half, is easily read as the other: "wipe it all and begin again".
_NEAR = frozenset(
    map(
        frozenset,
        (
            ("cancel_appointment", "reschedule_appointment"),
            ("delete_my_data", "restart"),
            ("faq/clinic_about", "ask_clinic_services"),
            ("faq/clinic_about", "faq/clinic_stages"),
            ("file_complaint", "faq/complaint_channels"),
            ("log_out", "verify_identity"),
            ("resend_code", "repeat"),
            ("subscribe", "unsubscribe"),
            ("withdraw_case", "cancel_appointment"),
        ),
    )
)


class Request(NamedTuple):
    """One request of a message: its place in the text, and how it reads on its own."""

    start: int
    end: int
    understood: Understood


def several(text: str, whole: Understood, read: Callable[[str], Understood]) -> list[Request]:
    """The requests of the message in order where it holds more than one; empty where it holds one or none.

    `whole` is how the message reads as one.
    """
    if len(text) > LONGEST_TEXT or whole.intent.label == DANGER:
        return []
    both = both_of_payment(text, whole)
    if both:
        return [Request(*one) for one in both]
    places = cuts(text)
    if not places:
        return []

    def piece(start: int, end: int) -> Request:
        return Request(start, end, read(text[start:end]))

    heard = frozenset(reading.label for reading in whole.ranking[: MOST + _BESIDE])
    kept: list[Request] = []
    start = 0
    while len(kept) < MOST - 1:
        worth = (cut for cut in places if cut > start and _is_worth_reading(text, start, cut, heard))
        lefts = (left for left in (piece(start, cut) for cut in worth) if _is_sure(left) and _label(left) in heard)
        pairs = [(left, piece(left.end, len(text))) for left in lefts]
        pairs = [pair for pair in pairs if _are_two(text, *pair) and not any(_same(pair[1], known) for known in kept)]
        if not pairs:
            break
        # A left piece that itself holds two is found by the earlier cut.
        best = max(pairs, key=lambda pair: min(_confidence(pair[0]), _confidence(pair[1])))
        kept.append(best[0])
        start = best[1].start
        whole_of_rest = best[1]
    if not kept:
        return []
    kept.append(whole_of_rest)
    return kept if _heard_in(whole, kept) else []


def _heard_in(whole: Understood, pieces: Sequence[Request]) -> bool:
    """Whether the whole message speaks of all its pieces: a part of one request, cut off, often reads as something else."""
    heard = [reading.label for reading in whole.ranking[: len(pieces) + _BESIDE]]
    best = whole.ranking[0]
    if best.label != OUT_OF_SCOPE and best.confidence >= _OURS and any(_label(piece) == OUT_OF_SCOPE for piece in pieces):
        return False
    return all(_label(piece) in heard for piece in pieces)


def _is_worth_reading(text: str, start: int, cut: int, heard: frozenset[str]) -> bool:
    """Whether both sides have the form of a request, or the whole speaks of something that needs none: reading takes time.

    `heard` are the likeliest labels of the whole message.
    """
    left, right = plain_words(text[start:cut]), plain_words(text[cut:])
    if len(left.split()) < FEWEST_WORDS:
        return False
    right_may = is_apart(text, cut) or asks(right) or not heard.isdisjoint(_WANTED)
    return right_may and (asks(left) or not heard.isdisjoint({*_WANTED, _NEWS}))


def _are_two(text: str, left: Request, right: Request) -> bool:
    """Whether two neighbours, of which the left one is sure, are requests beside each other and neither is a part of the other."""
    if not _is_sure(right) or _same(left, right) or frozenset((_label(left), _label(right))) in _NEAR:
        return False
    first, second = (plain_words(text[piece.start : piece.end]) for piece in (left, right))
    told_apart = is_apart(text, right.start) and _is_plain(right) and not _is_topic(right)
    asks_too = asks(second) or _is_wanted(right) or told_apart
    return asks_too and (asks(first) or _is_wanted(left) or _is_news(left))


def _same(one: Request, other: Request) -> bool:
    return _label(one) == _label(other)


def _label(piece: Request) -> str:
    return piece.understood.intent.label


def _confidence(piece: Request) -> float:
    return piece.understood.intent.confidence


def _is_topic(piece: Request) -> bool:
    """A matter that is asked about; told without a question («and lives alone») it is a part of the story."""
    return _label(piece).startswith(TOPIC)


def _is_news(piece: Request) -> bool:
    """What people tell before they ask: "my son has a job"."""
    return _label(piece) == _NEWS and _is_plain(piece)


def _is_wanted(piece: Request) -> bool:
    return _label(piece) in _WANTED and _is_plain(piece)


def _is_plain(piece: Request) -> bool:
    return _confidence(piece) >= _PLAIN


def _is_sure(piece: Request) -> bool:
    if _label(piece) == OUT_OF_SCOPE:
        return _is_plain(piece)
    return _label(piece) not in _NO_REQUESTS and _confidence(piece) >= _SURE
