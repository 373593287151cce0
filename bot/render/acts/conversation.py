"""Greetings, the menu, small talk, leaving and going on, the language."""

from __future__ import annotations

from bot.render import codes
from bot.render.catalogue import Catalogue, catalogue
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.registry import renders
from bot.render.values import listed

# `task` of a `cancelled` that found nothing to cancel.
NO_TASK = "none"


@renders("greeting")
def greeting(say: Catalogue, data: Data) -> str:
    return say("greeting")


@renders("menu")
def menu(say: Catalogue, data: Data) -> str:
    return say("menu")


@renders("goodbye")
def goodbye(say: Catalogue, data: Data) -> str:
    """With a `task` that was begun, that it is not done."""
    task = data.text_or_none("task")
    return say("goodbye.unfinished", task=name_of(say, task)) if task else say("goodbye")


@renders("thanks")
def thanks(say: Catalogue, data: Data) -> str:
    return say("thanks")


@renders("chitchat")
def chitchat(say: Catalogue, data: Data) -> str:
    return say("chitchat")


@renders("affirm.nothing")
def affirm_nothing(say: Catalogue, data: Data) -> str:
    return say("affirm.nothing")


@renders("deny.nothing")
def deny_nothing(say: Catalogue, data: Data) -> str:
    return say("deny.nothing")


@renders("clarify")
def clarify(say: Catalogue, data: Data) -> str:
    names = [name_of(say, intent) for intent in data.texts("candidates")]
    if len(names) == _TWO:
        return say("clarify", first=names[0], second=names[1])
    return say("clarify.many", names=listed(say, names))


@renders("cancelled")
def cancelled(say: Catalogue, data: Data) -> str:
    task = data.text_or_none("task")
    if task is None or task == NO_TASK:
        return say("cancelled.nothing")
    if task in codes.TASKS_OF_WHAT_STANDS:  # "the cancelling was stopped" says in a roundabout way that all stays
        return say.of("cancelled.stays", task)
    return say("cancelled", task=name_of(say, task))


@renders("resumed")
def resumed(say: Catalogue, data: Data) -> str:
    return say("resumed", task=name_of(say, data.text("task")))


@renders("switch.confirm")
def switch_confirm(say: Catalogue, data: Data) -> str:
    return say("switch.confirm", current=name_of(say, data.text("from")), wanted=name_of(say, data.text("to")))


@renders("language.changed")
def language_changed(say: Catalogue, data: Data) -> str:
    """Said in the new language, whichever was spoken before."""
    match data.text("language"):
        case "ar" | "en" as chosen:
            return catalogue(chosen).of("language.changed", chosen)
        case other:
            raise MissingData(f"language.changed: {other!r}")


@renders("language.ask")
def language_ask(say: Catalogue, data: Data) -> str:
    return say("language.ask")


def name_of(say: Catalogue, intent: str) -> str:
    """What people call a request; a bare `faq` is a general question."""
    key = f"choice.{intent}"
    return say.of("choice", intent) if say.has(key) else say("task.other")


_TWO = 2
