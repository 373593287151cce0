"""The lexicon files are edited by hand: what a slip of the hand would break."""

import subprocess
import sys
import unicodedata
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from nlu.arabic.data import rows, table
from nlu.arabic.dialect import neighbours, varieties
from nlu.arabic.normaliser import normalise

FOLDER = Path(__file__).parents[3] / "nlu" / "arabic" / "lexicon"
REGIONS = {
    "riyadh", "makkah", "madinah", "eastern", "asir", "najran", "jazan", "qassim", "hail", "tabuk",
    "northern_borders", "bahah", "jawf",
}  # fmt: skip
SERVICES = [
    "economic", "social", "psychological", "career_guidance", "financial_guidance", "physical_health", "employment",
    "entrepreneurship", "training", "legal", "housing",
]  # fmt: skip
BENEFITS = [
    "school_transport", "qiyas_fees", "infant_formula", "court_fees", "soft_loan", "developmental_housing",
    "university_admission", "food_support", "electricity_support", "school_bag",
]  # fmt: skip


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_lexicon_file_is_plain_text_without_hidden_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert unicodedata.normalize("NFC", text) == text
    assert not [char for char in text if unicodedata.category(char) == "Cf" or char == "\u0640"]


def test_an_arabizi_spelling_stands_once() -> None:
    spellings = Counter(chain.from_iterable(spelling.split() for _, spelling in rows("arabizi")))

    assert [spelling for spelling, times in spellings.items() if times > 1] == []
    assert len(spellings) > 1000


def test_a_word_of_a_dialect_stands_under_one_meaning() -> None:
    meanings: dict[str, set[str]] = {}
    for meaning, by_variety in varieties().items():
        for word in chain.from_iterable(by_variety.values()):
            meanings.setdefault(normalise(word).text, set()).add(meaning)

    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}
    assert len(meanings) > 600


def test_a_word_of_a_neighbour_means_what_a_saudi_means_by_it() -> None:
    ours = {normalise(word).text: meaning for meaning, by in varieties().items() for word in chain([meaning], *by.values())}
    meanings: dict[str, set[str]] = {}
    for meaning, by_variety in neighbours().items():
        for word in map(str, chain.from_iterable(by_variety.values())):
            meanings.setdefault(normalise(word).text, set()).add(meaning)

    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}
    assert {word: found for word, found in meanings.items() if ours.get(word, "") not in {"", *found}} == {}


def test_codes_are_those_of_the_contract() -> None:
    regions = {code for kind, code, *_ in rows("places") if kind == "region"}

    assert regions == REGIONS
    assert list(table("services")["services"]) == SERVICES
    assert list(table("benefits")["benefits"]) == BENEFITS


def test_a_place_name_means_one_city() -> None:
    cities: dict[str, set[str]] = {}
    for kind, code, *spellings in rows("places"):
        for name in ",".join(spellings).split(","):
            cities.setdefault(f"{kind} {normalise(name).text}", set()).add(code)

    assert {name: codes for name, codes in cities.items() if len(codes) > 1} == {}


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = (
        "import sys, nlu.arabic.entities, nlu.arabic.arabizi, nlu.arabic.dialect, nlu.arabic.tokeniser;"
        "print([name for name in ('rasa', 'numpy', 'phonenumbers') if name in sys.modules])"
    )

    root = FOLDER.parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)

    assert done.stdout.strip() == "[]"
