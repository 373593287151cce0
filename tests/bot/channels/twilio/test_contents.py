"""Making the contents of an account with the real client, and finding them again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.channels.twilio.__main__ import parsed, run
from bot.channels.twilio.contents import content_sid, definitions, is_template, variables
from bot.delivery.templates import KINDS
from bot.render.titles import BUTTON
from tests.bot.channels.twilio.api import Api, Asked
from tests.bot.channels.twilio.conftest import read_anew


class Account:
    """The Content API, as far as it is asked here."""

    def __init__(self, *known: str) -> None:
        self.contents = {f"HX{name}": name for name in known}
        self.approvals: dict[str, Any] = {}

    def __call__(self, asked: Asked) -> tuple[int, Any]:
        sid = asked.path.split("/")[3].partition("?")[0] if asked.path.count("/") > 2 else ""
        match asked.method, asked.path.partition("?")[0].split("/")[3:]:
            case "GET", []:
                listed = [{"sid": sid, "friendly_name": name} for sid, name in self.contents.items()]
                return 200, {"contents": listed, "meta": {"key": "contents", "next_page_url": None}}
            case "POST", []:
                self.contents[f"HX{asked.body['friendly_name']}"] = asked.body["friendly_name"]
                return 201, {"sid": f"HX{asked.body['friendly_name']}", "friendly_name": asked.body["friendly_name"]}
            case "POST", [_, "ApprovalRequests", "whatsapp"]:
                self.approvals[sid] = asked.body
                return 201, {"name": asked.body["name"], "status": "received"}
            case _:
                return 200, {"sid": sid, "whatsapp": {"status": "approved"}}


@pytest.fixture
def file(api: Api, account: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    kept = tmp_path / "twilio" / "contents.yaml"
    account.setenv("TWILIO_CONTENT_FILE", str(kept))
    read_anew()
    return kept


async def do(*words: str) -> int:
    """In a thread, where the command's own process would be."""
    import asyncio

    return await asyncio.to_thread(run, parsed(list(words)))


async def test_what_is_missing_is_made_and_handed_in_for_approval_once(api: Api, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    api.answers = twilio = Account("mueen_case_ar", "somebody_elses")
    assert await do("create") == 0
    assert set(twilio.contents.values()) == set(definitions()) | {"somebody_elses"}
    assert len(twilio.approvals) == len(KINDS) * 2 - 1
    assert {approval["category"] for approval in twilio.approvals.values()} == {"UTILITY"}
    made = len(api.asked)
    assert await do("create") == 0
    assert [one.method for one in api.asked[made:] if one.method == "POST"] == []
    assert content_sid({"kind": "template", "template": "case", "language": "ar"}) == "HXmueen_case_ar"
    assert content_sid({"kind": "buttons", "titles": ["نعم", "لا"], "language": "en"}) == "HXmueen_buttons_2_en"
    assert "approved" in capsys.readouterr().out


async def test_looking_changes_nothing(api: Api, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    api.answers = Account("mueen_case_ar")
    assert await do() == 0
    assert not file.exists()
    assert "missing" in capsys.readouterr().out


async def test_an_account_that_refuses_is_told_in_one_line(api: Api, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    api.refuses(401, 20003)
    assert await do() == 1
    assert "the account cannot be asked" in capsys.readouterr().err


def test_no_content_breaks_the_rules_of_whatsapp() -> None:
    for name, told in definitions().items():
        (kind,) = told["types"].values()
        if is_template(name):
            assert not kind["body"].startswith("{{")
            assert not kind["body"].endswith("}}")
            assert "{{" not in kind["body"]
            assert len(kind["body"]) <= 1024
        assert len(kind.get("actions", [])) <= 3
        assert len(kind.get("items", [])) <= 10
        assert len(kind.get("button", "")) <= BUTTON
        assert all(len(action["title"]) <= BUTTON for action in kind.get("actions", []))


def test_runs_of_spaces_which_are_refused_become_one() -> None:
    filled = variables({"kind": "buttons", "body": "أ      ب\nج", "titles": ["نعم"], "language": "ar"})
    assert filled == {"1": "أ ب\nج", "2": "نعم"}


def test_without_the_file_there_are_no_contents(api: Api, file: Path) -> None:
    assert content_sid({"kind": "template", "template": "case", "language": "ar"}) is None
