"""A reform: a file of dated parameters, or a class for whoever changes formulas. Both are OpenFisca reforms."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility import reading
from actions.eligibility.system import system

_PYTHON = ".py"
_KEYS = frozenset({"name", "changes"})


class ReformRefused(Exception):
    """The reform cannot be used; the message is one sentence for the analyst."""


@dataclass(frozen=True, slots=True)
class ProposedReform:
    """A reform's name by language, the system it makes, and the dates on which something changes, earliest first."""

    names: Mapping[str, str]
    rules: TaxBenefitSystem
    starts: tuple[date, ...]

    def name(self, language: str) -> str:
        """The name in `language`, or in whatever language it has."""
        return self.names.get(language) or next(iter(self.names.values()))


def read_reform(path: Path) -> ProposedReform:
    """The reform in a `.yaml` or `.py` file; ReformRefused says in one sentence what is wrong with it."""
    if not path.is_file():
        raise ReformRefused(f"There is no reform file {path}.")
    return _from_class(path) if path.suffix == _PYTHON else _from_yaml(path)


def with_values(rules: TaxBenefitSystem, changes: Mapping[str, Mapping[date, Any]]) -> TaxBenefitSystem:
    """`rules` with other values of some parameters, each from its day on."""

    class Changed(Reform):  # type: ignore[misc]
        def apply(self) -> None:
            self.modify_parameters(modifier_function=modified)

    def modified(parameters: ParameterNode) -> ParameterNode:
        for name, values in changes.items():
            parameter = reading.parameter(parameters, name)
            for start, value in sorted(values.items()):
                parameter.update(start=start.isoformat(), value=value)
        return parameters

    return Changed(rules)


def _from_yaml(path: Path) -> ProposedReform:
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ReformRefused(f"{path} is no readable YAML: {_one_line(error)}.") from error
    if not isinstance(told, dict) or not isinstance(told.get("changes"), dict) or not told["changes"]:
        raise ReformRefused(f"{path} needs `changes`, a parameter a line with its values by date.")
    strange = set(told) - _KEYS
    if strange:
        raise ReformRefused(f"{path} may say `name` and `changes`, but not {sorted(map(str, strange))[0]!r}.")
    changes = {str(name): _values(path, str(name), values) for name, values in told["changes"].items()}
    starts = sorted({start for values in changes.values() for start in values})
    return ProposedReform(_names(path, told.get("name")), with_values(system(), changes), tuple(starts))


def _names(path: Path, told: Any) -> dict[str, str]:
    if isinstance(told, dict) and told:
        return {str(language): str(name) for language, name in told.items()}
    return {"": str(told or path.stem.replace("_", " "))}


def _values(path: Path, name: str, told: Any) -> dict[date, Any]:
    known = {parameter.name: parameter for parameter in reading.parameters()}
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"; the nearest is {near[0]}" if near else ""
        raise ReformRefused(f"{path}: there is no parameter {name!r}{hint}.")
    if not isinstance(told, dict) or not told:
        raise ReformRefused(f"{path}: {name} needs its values by date, for example {{2027-01-01: …}}.")
    return {_start(path, name, start): _value(path, known[name], value) for start, value in told.items()}


def _start(path: Path, name: str, told: Any) -> date:
    try:
        start = told if type(told) is date else date.fromisoformat(str(told))
    except ValueError as error:
        raise ReformRefused(f"{path}: {told!r} of {name} is no date; write it as 2027-01-01.") from error
    first = reading.first_day()
    if start < first:
        raise ReformRefused(f"{path}: {name} cannot change on {start}, before the law came into force on {first}.")
    return start


def _value(path: Path, parameter: Parameter, told: Any) -> Any:
    """`told` where the parameter can be that: a number that is not negative, a list of its codes, null where allowed."""
    values = [dated.value for dated in parameter.values_list]
    if told is None and None in values:
        return None
    example = next((value for value in values if value is not None), None)
    unit = parameter.metadata["unit"]
    wanted = f"{path}: {parameter.name} cannot be {told!r}"
    if isinstance(example, bool):
        if isinstance(told, bool):
            return told
        raise ReformRefused(f"{wanted}: it is true or false.")
    if isinstance(example, list):
        if isinstance(told, list) and set(told) <= set(example):
            return told
        raise ReformRefused(f"{wanted}: it is a list of {', '.join(example)}.")
    if isinstance(example, str):
        return str(told)
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told < float("inf"):
        raise ReformRefused(f"{wanted}: it is a number of {unit}, zero or more.")
    if unit == "ratio" and told > 1:
        raise ReformRefused(f"{wanted}: a ratio lies between 0 and 1.")
    return told


def _from_class(path: Path) -> ProposedReform:
    """The one reform class of a Python file."""
    spec = importlib.util.spec_from_file_location(f"reform_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        classes = [
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, Reform) and one.__module__ == module.__name__
        ]
        if len(classes) != 1:
            raise ReformRefused(f"{path} needs exactly one class of openfisca_core.reforms.Reform, not {len(classes)}.")
        rules = classes[0](system())
    except ReformRefused:
        raise
    except Exception as error:  # whatever a file of somebody's own may raise
        raise ReformRefused(f"{path} does not run: {type(error).__name__}: {_one_line(error)}.") from error
    named = getattr(module, "NAME", None)
    return ProposedReform(_names(path, named), rules, tuple(_changed_days(rules)))


def _changed_days(rules: TaxBenefitSystem) -> list[date]:
    """The days from which a parameter or a formula differs from the system in force."""
    days: set[str] = set()
    for parameter in reading.parameters():
        other = reading.parameter(rules.parameters, parameter.name)
        days |= {dated.instant_str for dated in other.values_list} - {dated.instant_str for dated in parameter.values_list}
        now = {dated.instant_str: dated.value for dated in parameter.values_list}
        days |= {dated.instant_str for dated in other.values_list if now.get(dated.instant_str, dated.value) != dated.value}
    for name, variable in rules.variables.items():
        before = system().get_variable(name)
        if before is not variable:
            days |= set(variable.formulas) - (set(before.formulas) if before else set())
    return sorted(date.fromisoformat(day) for day in days if day > date.min.isoformat())


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")
