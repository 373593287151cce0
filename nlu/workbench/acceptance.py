"""Which reviewed sentences may not become training sentences, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nlu.arabic.normaliser import normalise
from nlu.arabic.references import REF
from nlu.arabic.sensitive import find
from nlu.training.clean import fault
from nlu.training.sentences import REGISTERS, Sentence, sentences
from nlu.workbench.made_up import is_made_up
from nlu.workbench.placing import files_of_labels
from nlu.workbench.review import Row
from nlu.workbench.sets import unseen_texts

_NAME = "___"  # what `bot.conversations.anonymous` writes for a name


def refusals(rows: Iterable[Row], data: Path) -> dict[int, str]:
    """The line of each row that is refused, with what is wrong as the end of "it …"."""
    trained = {normalise(s.text).text: f"is a training sentence of {s.label} already" for s in sentences(data)}
    tested = unseen_texts()
    found = {}
    for row in rows:
        key = normalise(row.sentence.text).text
        reason = _of_itself(row.sentence, data) or trained.get(key)
        if reason is None and key in tested:
            reason = "stands in a test set, which must stay unseen"
        if reason:
            found[row.line] = reason
        else:
            trained[key] = f"is the same as line {row.line} to the classifier"
    return found


def _of_itself(sentence: Sentence, data: Path) -> str | None:
    if sentence.label not in files_of_labels(data):
        return f"has a label that is not known: {sentence.label}"
    if sentence.register not in REGISTERS:
        return f"has a register that is not known: {sentence.register} (one of {', '.join(REGISTERS)})"
    wrong = fault(sentence.text)
    if wrong:
        return wrong
    if not normalise(sentence.text).text:
        return "holds no word"
    if _NAME in sentence.text:
        return f"holds {_NAME}, where a name was taken out: write another, or word it without"
    reference = REF.search(sentence.text)
    if reference:
        return f"holds {reference[0]}, where a number was taken out: write a made-up one"
    real = next((one for one in find(sentence.text) if not is_made_up(one.kind, one.value)), None)
    if real:
        return f"holds what may be somebody's {real.kind}: use a number that the training sentences use"
    return None
