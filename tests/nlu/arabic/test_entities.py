from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from nlu.arabic.entities import Entity, extract
from tests.nlu.arabic.tables import Case, cases, label

NOW = datetime(2026, 11, 22, 10, tzinfo=timezone(timedelta(hours=3)))


def _values(found: Iterable[Entity], *names: str) -> list[str]:
    return [str(entity.value) for entity in found if entity.entity in names]


def _named(found: Iterable[Entity], *names: str) -> list[str]:
    return [f"{entity.entity} {entity.value}" for entity in found if not names or entity.entity in names]


@pytest.mark.parametrize("case", cases("dates"), ids=label)
def test_a_date_is_read_as_the_rules_say(case: Case) -> None:
    assert _values(extract(case.text, NOW, case.asked), "date") == case.expected


@pytest.mark.parametrize("case", cases("times"), ids=label)
def test_a_time_is_read_by_the_part_of_the_day(case: Case) -> None:
    assert _values(extract(case.text, NOW, case.asked), "time") == case.expected


@pytest.mark.parametrize("case", cases("money"), ids=label)
def test_an_amount_is_read_in_riyals(case: Case) -> None:
    assert _values(extract(case.text, NOW, case.asked), "money") == case.expected


@pytest.mark.parametrize("case", cases("counts"), ids=label)
def test_only_people_are_counted(case: Case) -> None:
    assert _values(extract(case.text, NOW, case.asked), "count") == case.expected


@pytest.mark.parametrize("case", cases("places"), ids=label)
def test_a_place_is_known_by_its_spellings(case: Case) -> None:
    assert _named(extract(case.text, NOW, case.asked), "region", "city") == case.expected


@pytest.mark.parametrize("case", cases("relations"), ids=label)
def test_a_relation_is_one_identified_person(case: Case) -> None:
    assert _values(extract(case.text, NOW, case.asked), "relation") == case.expected


@pytest.mark.parametrize("case", cases("topics"), ids=label)
def test_a_service_benefit_language_or_mode_is_found_where_it_is_meant(case: Case) -> None:
    assert _named(extract(case.text, NOW, case.asked), "service", "benefit", "language", "mode") == case.expected


@pytest.mark.parametrize("case", cases("mixed"), ids=label)
def test_a_whole_message_gives_exactly_its_entities(case: Case) -> None:
    assert _named(extract(case.text, NOW, case.asked)) == case.expected


@pytest.mark.parametrize(
    ("text", "entity", "piece"),
    [
        ("انا من مدينة جدَّة والله", "city", "مدينة جدَّة"),
        ("ساكن بالرياض", "city", "الرياض"),
        ("راتبي ٢٬٥٠٠ ريال بس", "money", "٢٬٥٠٠ ريال"),
        ("موعدي الأحدددد الجاي", "date", "الأحدددد الجاي"),
        ("هويتي 1910 110 111 شكرا", "national_id", "1910 110 111"),
        ("عندي ثلاثة أولاد", "count", "ثلاثة أولاد"),
        ("\u200fالساعة ٤ العصر\u200f", "time", "الساعة ٤ العصر"),
        ("والدتي ولولدي", "relation", "والدتي"),
        ("احجز استشارةٍ نفسيةٍ", "service", "استشارةٍ نفسيةٍ"),
        ("اعتراضي OBJ-1448-000123؟", "case_reference", "OBJ-1448-000123"),
        ("[id:k3v9q2mz] تمام", "national_id", "[id:k3v9q2mz]"),
    ],
)
def test_places_are_those_of_the_original_text(text: str, entity: str, piece: str) -> None:
    found = next(one for one in extract(text, NOW) if one.entity == entity)

    assert text[found.start : found.end] == piece


def test_an_entity_with_the_same_value_is_given_once() -> None:
    assert _named(extract("الرياض الرياض وجدة والرياض", NOW)) == ["city riyadh", "city jeddah"]


def test_the_day_is_that_of_riyadh() -> None:
    late = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)

    assert _values(extract("اليوم", late), "date") == ["2026-11-23"]


def test_a_day_out_of_all_calendars_gives_no_date() -> None:
    assert extract("بكرة", datetime(9999, 12, 31, tzinfo=timezone(timedelta(hours=3)))) == []


def test_money_and_counts_are_numbers_and_the_rest_text() -> None:
    found = extract("راتبي 2000 وعندي 3 عيال في جدة بكرة", NOW)

    assert {one.entity: type(one.value) for one in found} == {"money": int, "count": int, "city": str, "date": str}


def test_half_a_riyal_is_kept() -> None:
    assert _values(extract("٢٥٠٫٥ ريال", NOW), "money") == ["250.5"]
