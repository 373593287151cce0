"""Paths of empowerment and the plan."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets

_STAGES = 5


@renders("path.list")
def listing(say: Catalogue, data: Data) -> str:
    kind, items = data.text("kind"), data.parts("items")
    if not items:
        return say("path.list.empty", path=say.of("path", kind))
    rows = [_title(say, item) for item in items]
    return paragraphs(lines(say.of("path.list", kind), bullets(say, rows)), say("path.list.choose"))


def _title(say: Catalogue, item: Data) -> str:
    return item.text_or_none(f"title_{say.language}") or item.text("title")


@renders("path.ask")
def ask(say: Catalogue, data: Data) -> str:
    return say(f"path.ask.{data.text('question')}{'.retry' if data.has('retry') else ''}")


@renders("path.confirm")
def confirm(say: Catalogue, data: Data) -> str:
    title = _title(say, data) if data.has("title") else data.text("code")
    return say("path.confirm.retry", title=title) if data.has("retry") else say("path.confirm", title=title)


@renders("path.applied")
def applied(say: Catalogue, data: Data) -> str:
    reference = data.text("reference")
    if data.has("title"):
        return say("path.applied", title=_title(say, data), reference=reference)
    return say("path.applied.bare", reference=reference)


@renders("path.already_applied")
def already_applied(say: Catalogue, data: Data) -> str:
    return say("path.already_applied", title=_title(say, data), reference=data.text("reference"))


@renders("plan.show")
def show(say: Catalogue, data: Data) -> Said:
    tasks = data.parts("tasks")
    titles = [_task_title(say, task) for task in tasks]
    done = [title for title, task in zip(titles, tasks, strict=True) if task.flag("done")]
    left = [title for title, task in zip(titles, tasks, strict=True) if not task.flag("done")]
    stage = data.number("stage")
    text = paragraphs(
        say("plan.show", stage=stage, stages=_STAGES, name=say.of("plan.stage", stage)),
        lines(say("plan.left"), bullets(say, left)) if left else None,
        lines(say("plan.done"), bullets(say, done)) if done else None,
        say("plan.all_done") if tasks and not left else None,
        _applications(say, data),
    )
    return Said(text, {"tasks": [{**task.as_json(), "title": title} for title, task in zip(titles, tasks, strict=True)]})


def _task_title(say: Catalogue, task: Data) -> str:
    """A task's title; the plan keeps the key of its sentence."""
    title = task.text_or_none("title_key") or task.text("title")
    return say(title) if say.has(title) else title


@renders("plan.none")
def none(say: Catalogue, data: Data) -> str:
    return paragraphs(say("plan.none"), _applications(say, data))


def _applications(say: Catalogue, data: Data) -> str | None:
    """What somebody applied for, and how it stands."""
    rows = [_application(say, one) for one in data.parts("applications")]
    return lines(say("plan.applications"), bullets(say, rows)) if rows else None


def _application(say: Catalogue, one: Data) -> str:
    status = say.of("application.status", one.text("status"))
    return say("plan.application", title=_title(say, one), status=status, reference=one.text("reference"))
