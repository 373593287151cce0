"""The benchmark's plain function is a second writing of the rules: it must agree with the first."""

import re

from actions.eligibility.engine import assess_many
from bench.eligibility import TODAY, differing, homes, looped, main

HOUSEHOLDS = 20_000


def test_the_rules_written_twice_agree_on_random_households():
    columns = homes(HOUSEHOLDS, seed=11)
    found, (told, _seconds) = assess_many(columns, TODAY), looped(columns, TODAY)

    assert {outcome for outcome, _ in told} == {"likely_eligible", "likely_ineligible", "needs_study"}
    assert differing(found, told) == 0


def test_a_wrong_amount_is_noticed():
    columns = homes(100)
    told, _ = looped(columns, TODAY)
    outcome, amount = told[3]

    assert differing(assess_many(columns, TODAY), [*told[:3], (outcome, amount + 1), *told[4:]]) == 1


def test_the_benchmark_prints_times_memory_and_the_ratio(capsys):
    main(HOUSEHOLDS)
    printed = capsys.readouterr().out

    assert re.search(r"20,000 households as vectors +\d+\.\d\d s +peak memory of the process \d+\.\d\d GB", printed)
    assert re.search(r"loop / vectors +\d+\.\d", printed)
    assert " 0 differ" in printed
