"""A mandate that ends while its carer speaks: the next word hears it, and nothing more is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dialogues.test_cases import database
from tests.dialogues.test_scripts import PERSONAS
from tests.stack import Stack, Talk


def prove(talk: Talk, key: str) -> None:
    talk.prove(PERSONAS[key]["national_id"], PERSONAS[key]["phone"])


def appoint(talk: Talk, person: str, carer: str) -> None:
    talk.say("ابي بنتي تراجع عني")
    prove(talk, person)
    talk.say(PERSONAS[carer]["national_id"])
    talk.say("كل شي")
    talk.say("سنة")
    talk.say("نعم")
    talk.say(talk.code_sent_to(PERSONAS[person]["phone"]))
    assert talk.acts == ["mandate.appointed"]


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ("ended_at = now(), ended_by = 'person'", "revoked"),
        ("ends_on = current_date - 2", "expired"),
    ],
)
def test_what_is_over_is_said_and_the_carer_goes_on_with_their_own_file(
    stack: Stack, talk: Callable[[], Talk], over: str, reason: str
) -> None:
    mother, daughter = talk(), talk()
    appoint(mother, "fatimah", "reem")
    daughter.say("وش وضعي")
    prove(daughter, "reem")
    daughter.tap("فاطمة")
    assert daughter.acts == ["mandate.acting", "eligibility.status"]
    with database(stack) as connection:
        connection.execute(f"UPDATE mandates SET {over} WHERE ended_at IS NULL")
    daughter.say("كم نزل لي")
    assert daughter.acts == ["mandate.over"]
    assert daughter.data("mandate.over")["reason"] == reason
    daughter.say("وش وضعي")
    assert daughter.data("eligibility.status")["status"] == "under_review"
    assert "on_behalf_of" not in daughter.data("eligibility.status")
    with database(stack) as connection:
        connection.execute("UPDATE mandates SET ended_at = now(), ended_by = 'person' WHERE ended_at IS NULL")


def test_what_the_carer_reports_is_the_mothers_and_the_record_names_both(stack: Stack, talk: Callable[[], Talk]) -> None:
    mother, daughter = talk(), talk()
    appoint(mother, "fatimah", "hind")
    daughter.say("نقلنا من ابها للرياض امس")
    prove(daughter, "hind")
    daughter.tap("فاطمة")
    assert daughter.acts == ["mandate.acting", "change.confirm"]
    assert daughter.data("change.confirm")["on_behalf_of"] == "فاطمة"
    daughter.say("نعم")
    reference = daughter.data("change.reported")["reference"]
    query = "SELECT actor, data->>'carer', data->>'person' FROM audit_entries WHERE data->>'reference' = %s"
    with database(stack) as connection:
        actor, carer, person = connection.execute(query, (reference,)).fetchone() or ("", "", "")
        assert actor.startswith("carer:")
        assert (carer, person) == (PERSONAS["hind"]["name_ar"], PERSONAS["fatimah"]["name_ar"])
        connection.execute("UPDATE mandates SET ended_at = now(), ended_by = 'person' WHERE ended_at IS NULL")
