"""The rules in OpenFisca's own web server, unchanged, by the command that analysts use."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
import yaml

from actions.eligibility.engine import assess
from deploy.run.parts import free_port
from tests.actions.eligibility.households import TODAY, household

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "tests" / "cases" / "eligibility" / "worked_examples.yaml"
CASES = yaml.safe_load(EXAMPLES.read_text("utf-8"))
STARTS_WITHIN_SECONDS = 60
YES_OR_NO = {True: "yes", False: "no"}


@pytest.fixture(scope="module")
def served():
    port = free_port()
    command = [sys.executable, "-m", "openfisca_core.scripts.openfisca_command", "serve"]
    options = ["--country-package", "actions.eligibility", "--port", str(port), "--workers", "1"]
    with (
        subprocess.Popen([*command, *options], cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        try:
            _wait_for(client, server)
            yield client
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def _wait_for(client, server):
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            client.get("/spec")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the web interface did not start")


def given(case):
    """A case as a situation: one person, and the household's facts in its month."""
    month = case["period"]
    facts = {name: {month: YES_OR_NO.get(value, value) if isinstance(value, bool) else value} for name, value in case["input"].items()}
    asked = {name: {month: None} for name in case["output"]}
    return {"persons": {"head": {}}, "households": {"home": {"providers": ["head"], **facts, **asked}}}


def test_the_interface_describes_itself(served):
    spec = served.get("/spec").json()

    assert spec["info"]["title"]
    assert "/calculate" in spec["paths"]


def test_every_parameter_is_served_with_where_it_comes_from(served):
    listed = served.get("/parameters").json()
    base = served.get("/parameter/pension.base_minimum_monthly").json()

    assert "pension.base_minimum_monthly" in listed
    assert base["values"] == {"2021-03-27": 1100, "2023-11-01": 1320}
    assert (base["metadata"]["confidence"], base["metadata"]["unit"]) == ("confirmed-page", "SAR/month")


def test_every_variable_is_served(served):
    assert {"pension", "outcome", "school_bag_benefit", "comprehensive_service"} <= set(served.get("/variables").json())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_worked_examples_come_out_of_the_interface(served, case):
    answer = served.post("/calculate", json=given(case))

    assert answer.status_code == 200, answer.text
    home = answer.json()["households"]["home"]
    for name, expected in case["output"].items():
        assert home[name][case["period"]] == expected, name


def test_the_interface_and_the_engine_agree(served):
    facts = {"saudi": True, "family_role": "head", "number_of_dependants": 4, "earned_income": 3000, "unearned_income": 800}
    rest = {"days_abroad": 0, "in_shelter": False, "other_assets": False, "transferred_group": "none"}
    case = {"period": "2026-11", "input": facts | rest, "output": {"pension": 1660, "outcome": "likely_eligible"}}
    home = served.post("/calculate", json=given(case)).json()["households"]["home"]
    ours = assess(household(dependants=4, earned_income=3000, unearned_income=800), TODAY)

    assert (home["pension"]["2026-11"], home["outcome"]["2026-11"]) == (ours.monthly_amount, ours.outcome)


def test_the_example_that_the_interface_shows_can_be_sent_back(served):
    example = served.get("/spec").json()["components"]["schemas"]["SituationInput"]["example"]

    assert served.post("/calculate", json=example).json()["households"]["home"]["pension"] == {"2026-11": 2300}


def test_a_household_without_its_facts_needs_study(served):
    bare = {"persons": {"head": {}}, "households": {"home": {"providers": ["head"], "outcome": {"2026-11": None}}}}

    assert served.post("/calculate", json=bare).json()["households"]["home"]["outcome"] == {"2026-11": "needs_study"}


def test_a_strange_fact_is_refused_by_name(served):
    bare = {"persons": {"head": {}}, "households": {"home": {"providers": ["head"], "shoe_size": {"2026-11": 42}}}}
    answer = served.post("/calculate", json=bare)

    assert answer.status_code in (400, 404)
    assert "shoe_size" in answer.text
