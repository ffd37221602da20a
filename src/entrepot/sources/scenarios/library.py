"""Scenarios that ship, and a scenario by name or file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from rapidfuzz import process

from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Scenario
from entrepot.sources.scenarios.reader import read_scenario

SHIPPED = Path(str(files("entrepot.data").joinpath("scenarios")))


def names() -> tuple[str, ...]:
    """Names of the scenarios that ship."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.yml")))


@cache
def ready() -> tuple[Scenario, ...]:
    """The scenarios that ship, by name."""
    return tuple(_shipped(name) for name in names())


def scenario(named: str | Path) -> Scenario:
    """A scenario that ships, by its name, or the user's own, by the path of its file.

    Raises:
        UsageError: neither a name of the library nor a file.
        BadInput: the file is no scenario.
    """
    known, name = names(), str(named)
    if not isinstance(named, Path) and name in known:
        return _shipped(name)
    if _is_file(Path(named)):
        return read_scenario(named)
    near = process.extractOne(name[:200], known, score_cutoff=70)
    hint = f" Did you mean {near[0]}?" if near else ""
    shown = ascii(name[:80]) if len(name) > 80 or not name.isprintable() else name
    raise UsageError(
        f"{shown} is neither a file nor a scenario that ships.{hint} `entrepot whatif list` tells what ships."
    )


@cache
def _shipped(name: str) -> Scenario:
    return read_scenario(SHIPPED / f"{name}.yml")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, or with a null byte: no name of a file
        return False
