"""Numbers of the law for the holes of texts: as the rules say them on a day, never written into a text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from actions.eligibility import rules
from bot.render.catalogue import Catalogue, Language, catalogue


def law_holes(say: Catalogue, on: date) -> dict[str, str]:
    """What fills every hole that names a number of the law, in words where it counts something (`90 days`)."""
    return dict(_holes(say.language, on))


def benefit_holes(say: Catalogue, on: date) -> dict[str, str]:
    """The same with the numbers of the benefits, some of which began later than the law."""
    return dict(_benefit_holes(say.language, on))


@lru_cache(maxsize=8)
def _holes(language: Language, on: date) -> dict[str, str]:
    say = catalogue(language)
    return {**_pension(on), **_periods(say, on), **_school_bag(on), **_contacts(on)}


@lru_cache(maxsize=8)
def _benefit_holes(language: Language, on: date) -> dict[str, str]:
    return {**_holes(language, on), **_benefits(catalogue(language), on)}


def _pension(on: date) -> dict[str, str]:
    pension = rules.pension_rules(on)
    return {
        "base": _number(pension.base_minimum),
        "increment": _number(pension.dependant_increment),
        "family_of_three": _number(pension.base_minimum + 2 * pension.dependant_increment),
        "earned_percent": _number(pension.earned_share * 100),
        "unearned_percent": _number(pension.unearned_share * 100),
        "stipend_limit": _number(pension.stipend_limit),
        "asset_months": str(pension.liquid_asset_divisor),
        "independent_age": _number(rules.amount("persons.independent_min_age", on)),
    }


def _periods(say: Catalogue, on: date) -> dict[str, str]:
    deadlines = rules.deadlines(on)
    return {
        "absence_days": say.plural("count.days", rules.absence_rule(on).max_days),
        "decision_days": say.plural("count.working_days", deadlines.decision_on_application),
        "report_days": say.plural("count.working_days", deadlines.report_change),
        "update_days": say.plural("count.working_days", deadlines.update_data),
        "silence_days": say.plural("count.days", deadlines.complaint_after_silence_calendar_days),
        "objection_days": say.plural("count.days", rules.objection_window(on).platform_days),
        "rights_days": say.plural("count.days", rules.rights_request(on).days),
        "opportunities": say.plural("count.opportunities", deadlines.unused_opportunities_before_stop),
        "result_day": str(rules.result_day(on)),
        "payment_day": str(rules.payment_day(on)),
    }


def _benefits(say: Catalogue, on: date) -> dict[str, str]:
    aptitude = rules.amount("facilities.qiyas_free_sittings.general_aptitude", on)
    achievement = rules.amount("facilities.qiyas_free_sittings.achievement", on)
    return {
        "qiyas_total": say.plural("count.times", int(aptitude + achievement)),
        "qiyas_aptitude": _number(aptitude),
        "qiyas_achievement": _number(achievement),
        "formula_percent": _number(rules.amount("facilities.infant_formula.discount", on) * 100),
        "formula_cans": say.plural("count.cans", int(rules.amount("facilities.infant_formula.cans_max", on))),
    }


def _school_bag(on: date) -> dict[str, str]:
    return {
        "bag_from": _number(rules.amount("facilities.school_bag.lowest_age", on)),
        "bag_to": _number(rules.amount("facilities.school_bag.highest_age", on)),
    }


def _contacts(on: date) -> dict[str, str]:
    return {"unified": rules.helplines(on).unified, "care": rules.care_account(on), "platform": rules.platform_url(on)}


def _number(value: Decimal) -> str:
    return f"{value:,.0f}"
