import subprocess
import sys
from pathlib import Path

import yaml
from openfisca_core.reforms import Reform
from openfisca_core.simulations import SimulationBuilder

from actions.eligibility.citations import Citation
from actions.eligibility.codes import Outcome
from actions.eligibility.engine import assess
from actions.eligibility.entities import Household
from actions.eligibility.system import system
from tests.actions.eligibility.households import TODAY, household

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "eligibility"


class HigherBase(Reform):
    def apply(self):
        def raise_base(parameters):
            parameters.pension.base_minimum_monthly.update(start="2026-01-01", value=1500)
            parameters.pension.household_cap_monthly.update(start="2026-01-01", value=5000)
            return parameters

        self.modify_parameters(modifier_function=raise_base)


def test_every_variable_says_what_it_is():
    for variable in system().variables.values():
        assert variable.label, variable.name


def test_every_condition_cites_an_article():
    for name in [name for name in system().variables if name.endswith("_condition")]:
        assert system().get_variable(name).reference, name


def test_every_reference_of_a_variable_is_a_citation():
    for variable in system().variables.values():
        assert [str(Citation.parse(text)) for text in variable.reference or ()] == (variable.reference or [])


def test_a_reform_is_assessed_with_its_own_amounts():
    reform = HigherBase(system())

    assert assess(household(), TODAY, reform).monthly_amount == 2820
    assert assess(household(dependants=10), TODAY, reform).monthly_amount == 5000
    assert assess(household(earned_income=5300), TODAY).outcome is Outcome.LIKELY_INELIGIBLE
    assert assess(household(earned_income=5300), TODAY, reform).outcome is Outcome.LIKELY_ELIGIBLE
    assert assess(household(), TODAY).monthly_amount == 2640


def test_the_example_of_the_web_interface_can_be_computed():
    simulation = SimulationBuilder().build_from_dict(system(), system().open_api_config["simulation_example"])

    assert simulation.calculate("pension", "2026-11") == [2300]


def test_no_variable_bears_the_name_of_a_role():
    names = {key for role in Household.roles for key in (role.key, role.plural)}

    assert names & set(system().variables) == set()  # a web request could not give the variable


def test_the_openfisca_command_runs_all_cases():
    command = [sys.executable, "-m", "openfisca_core.scripts.openfisca_command", "test", "-c", "actions.eligibility"]
    number = sum(len(yaml.safe_load(path.read_text("utf-8"))) for path in CASES.glob("*.yaml"))
    done = subprocess.run([*command, str(CASES)], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert f"{number} passed" in done.stdout
    assert number >= 120
