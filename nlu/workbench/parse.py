"""How sentences are read, and why: form, values, readings, what spoke for which, the gate, danger.

Sentences come as arguments, or one a line on standard input.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from nlu.workbench import model
from nlu.workbench.errors import BenchError
from nlu.workbench.evidence import Evidence, evidence
from nlu.workbench.sets import NOW
from nlu.workbench.terminal import isolated, percent

NAME = "parse"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sentences", nargs="*", metavar="SENTENCE")
    parser.add_argument("--json", action="store_true", help="one JSON object a sentence")
    parser.add_argument("--now", default=NOW.isoformat(), help="what relative dates count from (%(default)s)")
    parser.add_argument("--expecting", help="what was just asked: money, count, date, region, service, id, code …")


def run(arguments: argparse.Namespace) -> int:
    sentences = arguments.sentences or [line.rstrip("\n") for line in sys.stdin if line.strip()]
    if not sentences:
        raise BenchError('Nothing to parse: give a sentence in quotes, as in make nlu ARGS=\'parse "…"\'.')
    now = moment(arguments.now)
    understanding = model.present()
    for sentence in sentences:
        found = evidence(understanding, sentence, now, arguments.expecting)
        if arguments.json:
            print(json.dumps({"text": found.text, **found.sections}, ensure_ascii=False))
        else:
            print("\n".join(lines(found)) + "\n")
    return 0


def moment(written: str) -> datetime:
    """A moment as it is typed. BenchError where it is none, or names no zone."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError as error:
        raise BenchError(f"{written} is no moment; write it like 2026-11-22T10:00+03:00.") from error
    if read.tzinfo is None:
        raise BenchError(f"{written} names no zone; write it like 2026-11-22T10:00+03:00.")
    return read


def lines(found: Evidence) -> list[str]:
    """One message for the terminal. A new section of the evidence gets its lines here."""
    said = found.sections
    return [
        isolated(found.text),
        *_form(said["form"], said["prepared"]),
        *_values(said["entities"], said["sensitive"]),
        *_ranking(said["intent"], said["ranking"]),
        *_requests(said["requests"]),
        *_spoke(said["between"], said["words"], said["features"]),
        *_gate(said["gate"]),
        *_danger(said["danger"]),
    ]


def _line(head: str, told: str) -> str:
    return f"  {head:<13}{told}"


def _form(form: dict[str, Any], prepared: dict[str, Any]) -> list[str]:
    scripts = ", ".join(f"{count} {name}" for name, count in form["scripts"].items())
    told = [
        _line("normalised", isolated(form["normalised"])),
        _line("script", f"{scripts or 'no words'}; language {form['language'] or 'not told by it'}"),
    ]
    for sign in form["dialect"]:
        told.append(_line("dialect", f"{isolated(sign['word'])} is said in {', '.join(sign['said_in'])}"))
    told.append(_line("read as", isolated(" ".join(prepared["words"]))))
    told.append(_line("meanings", " ".join(isolated(meaning) for meaning in prepared["meanings"])))
    if prepared["masks"]:
        told.append(_line("masked", " ".join(prepared["masks"])))
    for english, arabic in prepared["glosses"].items():
        told.append(_line("gloss", f"{english} = {isolated(arabic) if arabic else '(says nothing)'}"))
    told.append(_line("signs", " ".join(prepared["signs"])))
    return told


def _values(entities: list[dict[str, Any]], sensitive: list[dict[str, Any]]) -> list[str]:
    told = [
        _line("entity", f"{e['entity']} = {e['value']}  {isolated(e['words'])}  at {e['start']}-{e['end']}") for e in entities
    ]
    told += [_line("sensitive", f"{s['kind']}  {isolated(s['words'])}: becomes a reference") for s in sensitive]
    return told or [_line("entity", "none")]


def _ranking(intent: str, ranking: list[dict[str, Any]]) -> list[str]:
    listed = [f"{percent(reading['probability']):>5} %  {reading['label']}" for reading in ranking]
    return [_line("intent", intent), *(_line("readings" if at == 0 else "", told) for at, told in enumerate(listed))]


def _requests(requests: list[dict[str, Any]]) -> list[str]:
    told = [f"{one['label']}  {percent(one['probability'])} %  {isolated(one['words'])}" for one in requests]
    return [_line("done in turn" if at == 0 else "", one) for at, one in enumerate(told)]


def _spoke(between: list[str], words: list[dict[str, Any]], features: list[dict[str, Any]]) -> list[str]:
    first, second = between
    told = [_line("words", f"for {first} (+) against {second} (-), by what goes without them:")]
    told += [_line("", f"{word['weight']:+6.2f}  {isolated(word['word'])}") for word in words]
    told.append(_line("features", "the same by what is counted; ^ begins, $ ends, ~ stands near, · is a word's edge:"))
    told += [_line("", f"{f['weight']:+6.2f}  {f['view']:<9}{isolated(_shown(f))}") for f in features]
    return told


def _shown(feature: dict[str, Any]) -> str:
    thing: str = feature["thing"]
    return thing.replace(" ", "·") if feature["view"] in ("letters", "bones", "roots") else thing


def _gate(gate: dict[str, Any]) -> list[str]:
    verdict = "claimed" if gate["claimed"] else "not claimed: " + (", ".join(gate["refused_because"]) or "no words")
    return [
        _line("gate", verdict),
        _line("", f"in scope {percent(gate['in_scope'])} %"),
        _line("", f"like the service {gate['belonging']:+.2f}, {gate['least_belonging']:+.2f} needed"),
    ]


def _danger(danger: dict[str, Any] | None) -> list[str]:
    return [_line("danger", f"{danger['kind']}: {isolated(danger['words'])}")] if danger else []
