from datetime import date
from pathlib import Path

import pytest
from openfisca_core.reforms import Reform

from actions.eligibility import reading
from actions.eligibility.engine import assess
from actions.eligibility.rules import pension_rules
from actions.eligibility.system import system
from actions.policy.reform import ReformRefused, read_reform
from actions.policy.scenarios import contested
from tests.actions.eligibility.households import household

EXAMPLES = sorted(path for path in Path("docs/reforms").iterdir() if path.suffix in (".yaml", ".py"))
JANUARY = date(2027, 1, 1)


def written(folder, text, name="reform.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder, text, name="reform.yaml"):
    with pytest.raises(ReformRefused) as refused:
        read_reform(written(folder, text, name))
    [sentence] = str(refused.value).splitlines()
    assert sentence.endswith(".")
    return sentence


def test_there_are_examples_of_both_kinds():
    assert {path.suffix for path in EXAMPLES} == {".yaml", ".py"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_a_reform_with_a_name_in_both_languages(path):
    reform = read_reform(path)

    assert isinstance(reform.rules, Reform)
    assert reform.starts
    assert reform.name("ar") != reform.name("en")


def test_a_reform_changes_its_values_from_their_day_on_and_nothing_else(tmp_path):
    text = "changes:\n  pension.base_minimum_monthly: {2027-01-01: 1400, 2027-07-01: 1500}\n"
    rules = read_reform(written(tmp_path, text)).rules

    assert [pension_rules(day, rules).base_minimum for day in (date(2026, 12, 31), JANUARY, date(2027, 7, 1))] == [1320, 1400, 1500]
    assert pension_rules(JANUARY, rules).dependant_increment == 660
    assert pension_rules(JANUARY).base_minimum == 1320


def test_the_explanation_of_a_household_is_that_of_the_reform(tmp_path):
    rules = read_reform(written(tmp_path, "changes:\n  pension.base_minimum_monthly: {2027-01-01: 1400}\n")).rules

    assert assess(household(), JANUARY, rules).steps[0].amount == 1400


def test_a_cap_can_be_set_and_taken_away(tmp_path):
    set_ = read_reform(written(tmp_path, "changes:\n  pension.household_cap_monthly: {2027-01-01: 5000, 2028-01-01: null}\n")).rules

    assert [pension_rules(day, set_).cap for day in (date(2026, 12, 1), JANUARY, date(2028, 1, 1))] == [None, 5000, None]


def test_a_formula_can_be_changed_by_a_class():
    reform = read_reform(Path("docs/reforms/wage_disregard.py"))

    assert reform.starts == (JANUARY,)
    assert assess(household(earned_income=2000), JANUARY, reform.rules).monthly_amount == 2640 - 750
    assert assess(household(earned_income=300), JANUARY, reform.rules).monthly_amount == 2640
    assert assess(household(earned_income=2000), date(2026, 12, 1), reform.rules).monthly_amount == 1640
    assert assess(household(earned_income=2000), JANUARY).monthly_amount == 1640


def test_a_reform_without_a_name_is_called_as_its_file(tmp_path):
    text = "changes:\n  pension.base_minimum_monthly: {2027-01-01: 1400}\n"

    assert read_reform(written(tmp_path, text, "better_base.yaml")).name("ar") == "better base"


BAD = {
    "nothing": ("", "changes"),
    "no changes": ("name: x", "changes"),
    "a list": ("- 1", "changes"),
    "broken": ("changes: {", "no readable YAML"),
    "strange key": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: 1}\nauthor: me", "author"),
    "strange parameter": ("changes:\n  pension.base_minimum: {2027-01-01: 1}", "the nearest is pension.base_minimum_monthly"),
    "no date": ("changes:\n  pension.base_minimum_monthly: 1400", "values by date"),
    "bad date": ("changes:\n  pension.base_minimum_monthly: {January: 1400}", "2027-01-01"),
    "too early": ("changes:\n  pension.base_minimum_monthly: {2019-01-01: 1400}", "2021-03-27"),
    "text": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: much}", "zero or more"),
    "negative": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: -1}", "zero or more"),
    "endless": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: .inf}", "zero or more"),
    "no number": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: .nan}", "zero or more"),
    "unset": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: null}", "zero or more"),
    "yes": ("changes:\n  pension.base_minimum_monthly: {2027-01-01: true}", "zero or more"),
    "share": ("changes:\n  pension.earned_income_counted_share: {2027-01-01: 50}", "between 0 and 1"),
    "boolean": ("changes:\n  pension.excluded_income.citizen_account: {2027-01-01: 3}", "true or false"),
    "codes": ("changes:\n  exceptions.nationality_exceptions: {2027-01-01: [martian]}", "non_saudi_wife_of_saudi"),
}


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path, text, told):
    assert told in refusal(tmp_path, text)


BAD_CLASSES = {
    "does not run": ("raise ValueError('no')", "ValueError"),
    "no syntax": ("def", "SyntaxError"),
    "no class": ("x = 1", "exactly one class"),
    "fails": ("from openfisca_core.reforms import Reform\nclass R(Reform):\n    def apply(self):\n        1 / 0", "ZeroDivisionError"),
}


@pytest.mark.parametrize(("text", "told"), BAD_CLASSES.values(), ids=BAD_CLASSES)
def test_a_bad_class_is_refused_in_one_sentence(tmp_path, text, told):
    assert told in refusal(tmp_path, text, "reform.py")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ReformRefused, match="There is no reform file"):
        read_reform(tmp_path / "none.yaml")


def test_what_is_unsure_behind_the_figures_is_named():
    listed = {one.provenance.name: one for one in contested(system(), JANUARY)}

    assert {"pension.household_cap_monthly", "wealth.wealth_limit", "pension.contested_income_kinds"} <= set(listed)
    assert "pension.income_reference_months" not in listed  # in the text of the law
    assert "deadlines.platform_objection_window" not in listed  # costs nothing
    assert not any(one.changed for one in listed.values())


def test_what_the_reform_sets_is_named_with_both_values():
    reform = read_reform(Path("docs/reforms/higher_base.yaml"))
    listed = {one.provenance.name: one for one in contested(reform.rules, JANUARY)}
    base = listed["pension.base_minimum_monthly"]

    assert (base.provenance.value, base.reform_value, base.changed) == (1320, 1400, True)


def test_alternatives_are_told_of_contested_values_alone():
    for known in reading.parameters():
        if "alternatives" in known.metadata:
            assert known.metadata["confidence"] == "conflict"
            assert known.values_list[0].value not in known.metadata["alternatives"]
