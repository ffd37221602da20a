"""Parts that cannot both be: a flow that is closed and made cheaper, a duty that is set twice."""

from __future__ import annotations

from itertools import combinations

from entrepot.metadata.scenario import (
    AgreementPart,
    CostPart,
    EmbargoPart,
    Flows,
    Part,
    TariffPart,
)
from entrepot.sources.record_pack.entry import Entry
from entrepot.sources.scenarios.industries import overlap, within

Placed = tuple[Entry, Part]
Way = tuple[tuple[str, ...], tuple[str, ...]]
_Eased = CostPart | TariffPart | AgreementPart


def refuse_contradictions(parts: tuple[Placed, ...]) -> None:
    """Raise `BadInput` at the second of two parts that cannot both be.

    A part about everyone (`all` on a side) may stand beside an embargo that is narrower: what is closed
    stays closed, and the part does what it says of all other flows.
    """
    for one, other in combinations(parts, 2):
        _refuse_two_duties(one, other)
        _refuse_closed_and_eased(one, other, other[0])
        _refuse_closed_and_eased(other, one, other[0])


def _refuse_two_duties(one: Placed, other: Placed) -> None:
    a, b = one[1].what, other[1].what
    if isinstance(a, TariffPart) and isinstance(b, TariffPart) and (flow := shared(a.flows, b.flows)):
        other[0].fail(
            f"{other[1].name} sets the duty on {flow} again, after {one[1].name}",
            expected="one duty on a flow",
            remedy="Name flows or industries that the other part does not.",
        )


def _refuse_closed_and_eased(closing: Placed, easing: Placed, at: Entry) -> None:
    closed, eased = closing[1].what, easing[1].what
    if not (isinstance(closed, EmbargoPart) and isinstance(eased, _Eased)) or closed.share.value < 1.0:
        return
    flow = shared(closed.flows, eased.flows)
    if flow and (_named(eased.flows) or covers(closed.flows, eased.flows)):
        at.fail(
            f"{closing[1].name} forbids {flow} wholly, and {easing[1].name} changes what it costs",
            expected="a flow that is closed or changed, not both",
            remedy="Leave one of the two out, or forbid less than 100%.",
        )


def shared(one: Flows, other: Flows) -> str:
    """A flow that both are about, in words; empty if there is none."""
    if not overlap(one.industries, other.industries):
        return ""
    for a in _ways(one):
        for b in _ways(other):
            exporters, importers = (_common(a[side], b[side]) for side in (0, 1))
            if found := _pair(exporters, importers):
                return found
    return ""


def covers(wide: Flows, narrow: Flows) -> bool:
    """Whether every flow of the one is a flow of the other."""
    return within(narrow.industries, wide.industries) and all(
        any(_holds(a[0], b[0]) and _holds(a[1], b[1]) for a in _ways(wide)) for b in _ways(narrow)
    )


def _named(flows: Flows) -> bool:
    return bool(flows.exporters and flows.importers)


def _ways(flows: Flows) -> tuple[Way, ...]:
    there = (flows.exporters, flows.importers)
    return (there, (flows.importers, flows.exporters)) if flows.both_ways else (there,)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> set[str] | None:
    """Economies in both; None is every economy."""
    if not one or not other:
        return set(one or other) or None
    return set(one) & set(other)


def _holds(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _pair(exporters: set[str] | None, importers: set[str] | None) -> str:
    """A flow between two different economies; empty if there is none."""
    for exporter in ["all"] if exporters is None else sorted(exporters):
        for importer in ["all"] if importers is None else sorted(importers):
            if exporter != importer or exporter == "all":
                return f"{exporter} to {importer}"
    return ""
