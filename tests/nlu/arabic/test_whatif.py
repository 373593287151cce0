"""What a message supposes of a household, and what it takes back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from nlu.arabic.entities import extract
from nlu.arabic.whatif import Event, Supposition, supposition

NOW = datetime(2026, 3, 1, 10)  # noqa: DTZ001


def heard(text: str) -> Supposition:
    return supposition(text, [float(one.value) for one in extract(text, NOW) if one.entity == "money"])


def told(event: Event) -> dict[str, Any]:
    fields = {name: getattr(event, name) for name in ("income", "relation", "amount", "share", "days")}
    return {"kind": event.kind} | {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize(("text", "expected"), [
    ("ولو توظف ولدي بثلاثة آلاف؟", {"kind": "starts_work", "relation": "son", "amount": 3000}),
    ("what if my son gets a job at 3000?", {"kind": "starts_work", "income": "earned", "relation": "son", "amount": 3000}),
    ("law twazaf wldi b 3000", {"kind": "starts_work", "relation": "son", "amount": 3000}),
    ("لو زوجتي اشتغلت ب 4000", {"kind": "starts_work", "relation": "wife", "amount": 4000}),
    ("طيب لو جاني ولد", {"kind": "birth"}),
    ("w lw jani wald", {"kind": "birth"}),
    ("what if I have a baby", {"kind": "birth"}),
    ("واذا طلقت؟", {"kind": "divorces"}),
    ("what if I get divorced", {"kind": "divorces"}),
    ("لو رجعت للسعودية", {"kind": "returns"}),
    ("if I come back to Saudi", {"kind": "returns"}),
    ("لو زاد راتبي الف", {"kind": "rises", "income": "earned", "amount": 1000}),
    ("law zad ratbi alf", {"kind": "rises", "income": "earned", "amount": 1000}),
    ("لو نزل دخلي للنص", {"kind": "falls", "income": "general", "share": Decimal("0.5")}),
    ("and if my salary drops by half?", {"kind": "falls", "income": "earned", "share": Decimal("0.5")}),
    ("لو زاد الايجار 500", {"kind": "rises", "income": "unearned", "amount": 500}),
    ("لو تركت شغلي", {"kind": "stops_work", "income": "earned"}),
    ("لو سبت وظيفتي اللي ب2800", {"kind": "stops_work", "income": "earned", "amount": 2800}),
    ("what if I lose my job", {"kind": "stops_work", "income": "earned"}),
    ("افرض اني تقاعدت ب 4000", {"kind": "retires", "amount": 4000}),
    ("لو بنتي تزوجت", {"kind": "marries", "relation": "daughter"}),
    ("لو تزوجت", {"kind": "marries"}),
    ("لو ماتت امي", {"kind": "dies", "relation": "mother"}),
    ("لو سكن ابوي معنا وامي", {"kind": "joins", "relation": "father"}),
    ("طيب وامي لو ضفتها", {"kind": "joins", "relation": "mother"}),
    ("لو سافرت 4 شهور", {"kind": "travels", "days": 120}),
    ("لو سكنت لحالي", {"kind": "alone"}),
    ("لو طلعت من الدار", {"kind": "leaves_shelter"}),
    ("ولو كان عندي ارض", {"kind": "buys"}),
    ("لو بعت الارض", {"kind": "sells"}),
])  # fmt: skip
def test_an_event_with_what_it_is_about(text: str, expected: dict[str, Any]) -> None:
    found = heard(text)
    assert found.since is not None
    assert [told(event) for event in found.events][:1] == [expected]


@pytest.mark.parametrize(("text", "amount"), [
    ("ماذا لو انخفض راتبي إلى 1500؟", 1500), ("لو نزل راتبي ل 2000", 2000), ("طيب واذا صار راتبي 4000", 4000),
    ("هل يبقى لي شيء إذا ارتفع راتبي من ٣٠٠٠ إلى ٣٨٠٠؟", 3800), ("if my wage goes up to 3500", 3500),
])  # fmt: skip
def test_an_amount_may_be_the_new_one(text: str, amount: int) -> None:
    event = heard(text).events[0]
    assert (event.amount, event.is_target) == (amount, True)


def test_each_event_has_its_own_words() -> None:
    events = heard("لو صار راتبي 1500 وجاني ولد").events
    assert [(event.kind, event.amount) for event in events] == [("becomes", 1500), ("birth", None)]
    events = heard("لو زاد راتبي الف ونقص الايجار 200").events
    assert [(e.kind, e.income, e.amount) for e in events] == [("rises", "earned", 1000), ("falls", "unearned", 200)]


def test_two_wages_of_one_verb_are_both_counted() -> None:
    assert heard("لو بنتي توظفت بالفين وولدي بثلاثة آلاف").events[0].amount == 5000


@pytest.mark.parametrize("text", ["لو جاني توأم", "what if we have twins"])
def test_twins_are_two(text: str) -> None:
    assert heard(text).events[0].people == 2


@pytest.mark.parametrize(("text", "which"), [
    ("بدون هذا", "last"), ("طيب بدون هذا", "last"), ("without that", "last"), ("bdon hatha", "last"),
    ("ارجع للاصل", "all"), ("back to the original", "all"), ("arj3 llasl", "all"),
    ("ابي بدون هذا العقد ورقة من البلدية تثبت السكن", None), ("شكرا", None),
])  # fmt: skip
def test_taking_back_is_nearly_all_that_is_said(text: str, which: str | None) -> None:
    assert heard(text).undo == which


@pytest.mark.parametrize("text", [
    "لو تزوجت لازم ابلغكم؟", "اذا جاني ولد كيف اضيف ولدي", "if my son gets a job should I tell you", "لو توظفت متى احدث بياناتي",
])  # fmt: skip
def test_what_one_must_do_is_another_matter(text: str) -> None:
    assert heard(text).is_other_business


@pytest.mark.parametrize("text", ["كم ينقص معاشي", "ليش نقص معاشي", "كم بيزيد", "شكرا", "متى ينزل الضمان", "راتبي 3000"])
def test_nothing_is_supposed(text: str) -> None:
    assert heard(text).since is None
    assert not [event for event in heard(text).events if event.kind != "falls"]
