"""Scenarios in YAML: those that ship, and the user's own; read strictly, and written back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from entrepot.metadata.scenario import Scenario

__all__ = ["check_industries", "dump", "names", "read_scenario", "ready", "scenario"]

# What a light command imports must not pay for the YAML parser: the rooms are opened when they are asked.


def scenario(named: str | Path) -> Scenario:
    """A scenario that ships, by its name, or the user's own, by its file: `library.scenario`."""
    from entrepot.sources.scenarios.library import scenario as work

    return work(named)


def ready() -> tuple[Scenario, ...]:
    """The scenarios that ship, by name: `library.ready`."""
    from entrepot.sources.scenarios.library import ready as work

    return work()


def names() -> tuple[str, ...]:
    """Names of the scenarios that ship, without reading them: `library.names`."""
    from entrepot.sources.scenarios.library import names as work

    return work()


def read_scenario(path: Path | str) -> Scenario:
    """The scenario that a file states: `reader.read_scenario`."""
    from entrepot.sources.scenarios.reader import read_scenario as work

    return work(path)


def dump(scenario: Scenario) -> str:
    """A scenario as YAML that reads back to the same: `writer.dump`."""
    from entrepot.sources.scenarios.writer import dump as work

    return work(scenario)


def check_industries(scenario: Scenario, industries: Iterable[str]) -> None:
    """Raise `UsageError` for an industry that a table does not have: `industries.check_industries`."""
    from entrepot.sources.scenarios.industries import check_industries as work

    work(scenario, industries)
