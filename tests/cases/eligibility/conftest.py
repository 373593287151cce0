"""Runs the cases in the YAML files as tests, with OpenFisca's own runner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from openfisca_core.tools.test_runner import OpenFiscaPlugin, YamlFile, YamlItem

from actions.eligibility.system import system


class CaseFile(YamlFile):
    """A file of cases whose tests bear the names of the cases."""

    def collect(self) -> Iterator[YamlItem]:
        for case in yaml.safe_load(self.path.read_text(encoding="utf-8")):
            yield YamlItem.from_parent(
                self,
                name=case["name"],
                baseline_tax_benefit_system=self.tax_benefit_system,
                test=case,
                options=self.options,
            )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    by_the_command = any(isinstance(plugin, OpenFiscaPlugin) for plugin in parent.config.pluginmanager.get_plugins())
    if file_path.suffix != ".yaml" or by_the_command:
        return None
    return CaseFile.from_parent(parent, path=file_path, tax_benefit_system=system(), options={})
