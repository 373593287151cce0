"""The forms of requests: where one may begin, and how it sounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlu.arabic.normaliser import normalise
from nlu.arabic.questions import holds_question, is_question, is_request
from nlu.arabic.tokeniser import Word, tokens
from nlu.understanding.tables import table

_MOST_CUTS = 4
FEWEST_WORDS = 2
"""Of a request; what is shorter is a joint or a wish without its matter."""
_QUESTION_MARKS = ("?", "؟")
_ENDS = frozenset(".!?؟؛;\n،,")


def cuts(text: str) -> list[int]:
    """The places where a further request could begin, the likeliest few."""
    words = tokens(text)
    cuts = []
    for at in range(FEWEST_WORDS, len(words) - 1):
        if _may_begin(text, words, at):
            cuts.append(words[at].start)
    return cuts[:_MOST_CUTS]


def _may_begin(text: str, words: Sequence[Word], at: int) -> bool:
    if any(char in _ENDS for char in text[words[at - 1].end : words[at].start]):
        return True
    if words[at - 1].text in _BINDING:
        return False
    rest = " ".join(word.text for word in words[at : at + 3])
    if rest.startswith("ولا "):
        return False
    if rest.startswith("و") or f"{rest} ".startswith(_JOINTS):
        return True
    # In Latin letters a question word alone is no sign: "hal shahr" is this month, "which … when …" one question.
    return is_request(rest) or (not rest.isascii() and is_question(rest))


def _without_and(words: str) -> str:
    return words[1:] if words.startswith("و") and not is_question(words) else words


@lru_cache(maxsize=64)  # a message is looked at in the same parts several times
def plain_words(part: str) -> str:
    """The normalised words of a part, with its question mark."""
    return " ".join(word.text for word in tokens(part)) + (" ?" if "?" in part or "؟" in part else "")


def without_joint(words: str) -> str:
    if words.startswith(_JOINTS):
        for joint in _JOINTS:
            words = words.removeprefix(joint)
    return _without_and(words)


def is_apart(text: str, cut: int) -> bool:
    """Whether a question has just ended, or a joining word begins."""
    words = plain_words(text[cut:])
    return text[:cut].rstrip()[-1:] in _QUESTION_MARKS or without_joint(words) != _without_and(words)


def asks(words: str) -> bool:
    """Whether words, or those behind a joining word, have the form of a request: a wish, an order, or a question, also where its
    word comes late."""
    return _has_form(words) or _has_form(without_joint(words))


def _has_form(words: str) -> bool:
    if is_request(words):
        return True
    first = words.partition(" ")[0]
    return (first.startswith(_ORDERS) and not first.endswith("ت")) or holds_question(words)


def _joints() -> tuple[str, ...]:
    plain = [normalise(joint.replace("_", " ")).text for joint in table("requests")["joining"]]
    written = [*plain, *(f"و{joint}" for joint in plain if not joint.isascii() and joint[0] != "و")]
    return tuple(f"{joint} " for joint in dict.fromkeys(written))


_JOINTS = _joints()
_BINDING = frozenset(normalise(word).text for word in table("requests")["binding"])
_ORDERS = tuple(normalise(word).text for word in table("requests")["orders"])
