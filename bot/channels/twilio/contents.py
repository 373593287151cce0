"""Contents of the account: buttons, lists and approved templates, which Twilio knows by numbers of its own.

`python -m bot.channels.twilio` makes them and keeps their numbers in a file; without one, choices are listed in the text
and nothing can be announced outside of WhatsApp's window.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.settings import settings
from bot.channels.capabilities import WHATSAPP
from bot.channels.twilio.settings import twilio_settings
from bot.delivery.templates import KINDS
from bot.render import LANGUAGES, catalogue
from bot.render.titles import BUTTON, cut

_SPACES = re.compile(" {2,}")
READ = "read"
"""What the button under a template sends back."""


def contents_file() -> Path:
    """Where the numbers are kept."""
    return twilio_settings().content_file or settings().data_dir / "twilio" / "contents.yaml"


def name_of(content: Mapping[str, Any]) -> str:
    """The content that shows this: by the kind and number of choices, or the kind and language of a template."""
    if content["kind"] == "template":
        return f"mueen_{content['template']}_{content['language']}"
    return f"mueen_{content['kind']}_{len(content['titles'])}_{content['language']}"


def content_sid(content: Mapping[str, Any]) -> str | None:
    """The account's number of what shows this; None where it has none."""
    return _known(contents_file()).get(name_of(content))


def variables(content: Mapping[str, Any]) -> dict[str, str]:
    """What fills the holes: the text, then the titles. Runs of spaces are refused by WhatsApp."""
    if content["kind"] == "template":
        return {}
    filled = [content["body"], *content["titles"]]
    return {str(number): _single_spaced(text) for number, text in enumerate(filled, 1)}


def definitions() -> dict[str, dict[str, Any]]:
    """Every content there should be, by name, as Twilio's Content API takes it."""
    made: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        for count in range(1, WHATSAPP.quick_replies + 1):
            made[f"mueen_buttons_{count}_{language}"] = _definition(language, _buttons(count), 1 + count)
        for count in range(WHATSAPP.quick_replies + 1, WHATSAPP.list_rows + 1):
            made[f"mueen_list_{count}_{language}"] = _definition(language, _list(language, count), 1 + count)
        for kind in KINDS:
            made[f"mueen_{kind}_{language}"] = _definition(language, _template(language, kind), 0)
    return made


def is_template(name: str) -> bool:
    """Whether WhatsApp has to approve it before it can be used."""
    return not name.startswith(("mueen_buttons_", "mueen_list_"))


def forget_contents() -> None:
    """The file has changed."""
    _known.cache_clear()


def _definition(language: str, types: dict[str, Any], holes: int) -> dict[str, Any]:
    samples = {str(number): "…" for number in range(1, holes + 1)}
    return {"language": language, "variables": samples, "types": types}


def _buttons(count: int) -> dict[str, Any]:
    actions = [{"type": "QUICK_REPLY", "title": f"{{{{{n + 1}}}}}", "id": str(n)} for n in range(1, count + 1)]
    return {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}


def _list(language: str, count: int) -> dict[str, Any]:
    items = [{"item": f"{{{{{n + 1}}}}}", "id": str(n), "description": ""} for n in range(1, count + 1)]
    say = catalogue(language)
    button = cut(say("menu.open"), BUTTON)
    return {"twilio/list-picker": {"body": "{{1}}", "button": button, "items": items}}


def _template(language: str, kind: str) -> dict[str, Any]:
    say = catalogue(language)
    actions = [{"type": "QUICK_REPLY", "title": cut(say("template.read"), BUTTON), "id": READ}]
    return {"twilio/quick-reply": {"body": say.of("template", kind), "actions": actions}}


def _single_spaced(text: str) -> str:
    return _SPACES.sub(" ", text)


@lru_cache(maxsize=4)
def _known(file: Path) -> Mapping[str, str]:
    if not file.exists():
        return {}
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
