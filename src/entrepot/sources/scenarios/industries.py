"""Industries as a scenario names them: codes of a table, ISIC sections, goods, services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import CorridorPart, DemandPart, Part, ProductivityPart, Scenario
from entrepot.sources.corridors.sheet import suggestion

GROUPS = ("goods", "services")
# Sections whose side nobody disputes. Electricity and water (D, E) count as goods in some tables, as services
# in others: a contradiction is not built on them.
_SECTIONS = {"goods": "ABC", "services": "FGHIJKLMNOPQRSTU"}


def check_industries(scenario: Scenario, industries: Iterable[str]) -> None:
    """Hold the industries of every part to those of a table.

    Args:
        scenario: whose parts name industries by code, section, or as goods or services.
        industries: codes that the table has.

    Raises:
        UsageError: naming the part, the industry, and the nearest that there are.
    """
    known = tuple(industries)
    words = {*known, *GROUPS, *(section_of(code) for code in known)} - {""}
    for part in scenario.parts:
        for written in _industries(part):
            if written not in words:
                near = suggestion(written, sorted(words))
                raise UsageError(
                    f"{scenario.name}, part {part.name}: no industry {written!r}. {near}".strip()
                )


def section_of(code: str) -> str:
    """The ISIC section that begins a code, "C" of "C24A"; empty if it begins with none."""
    return code[0] if code[:1].isascii() and code[:1].isupper() and not code[1:2].islower() else ""


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether an industry is certainly in both; an empty tuple is every industry."""
    return not one or not other or any(_holds(a, b) or _holds(b, a) for a in one for b in other)


def within(narrow: tuple[str, ...], wide: tuple[str, ...]) -> bool:
    """Whether every industry of the one is certainly in the other."""
    return not wide or (bool(narrow) and all(any(_holds(b, a) for b in wide) for a in narrow))


def _holds(wide: str, narrow: str) -> bool:
    """Whether an industry, a section, goods or services has the other in it."""
    if wide == narrow or (len(wide) == 1 and wide == section_of(narrow)):
        return True
    return narrow not in GROUPS and section_of(narrow) in [*_SECTIONS.get(wide, "")]


def _industries(part: Part) -> Iterator[str]:
    what = part.what
    if isinstance(what, DemandPart | ProductivityPart):
        yield from what.industries
    elif not isinstance(what, CorridorPart):
        yield from what.flows.industries
