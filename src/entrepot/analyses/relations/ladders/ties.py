"""All that ties two places, by how good the evidence is."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.analyses.relations.involvement import Scene, of_pair
from entrepot.analyses.relations.ladders.climbs import climbs
from entrepot.analyses.relations.ladders.evidence import Evidence
from entrepot.analyses.relations.silences import CONTACTS
from entrepot.metadata.ladders import LADDERS, read
from entrepot.metadata.statement import Statement

_TRADE = frozenset({"trade-figure", "fdi"})


def ties(statements: Iterable[Statement], a: str, b: str) -> dict[Evidence, tuple[str, ...]]:
    """Ids of the statements of each grade between two places, from visits to flows of goods and money.

    Args:
        statements: the whole record.
        a: code of one place.
        b: code of the other.
    """
    record = tuple(statements)
    graded: dict[Evidence, list[str]] = {grade: [] for grade in Evidence}
    for climb in climbs(record, between=(a, b)):
        graded[climb.grade].append(climb.id)
    for pair in of_pair(record, a, b, Scene.of(record)):
        s = pair.statement
        if s.kind == "event" and s.subtype in CONTACTS:
            graded[Evidence.VISIT].append(s.id)
        elif s.amount and s.kind in _TRADE and not _is_only_said(s):
            graded[Evidence.FLOW].append(s.id)
    return {grade: tuple(dict.fromkeys(ids)) for grade, ids in graded.items() if ids}


def _is_only_said(s: Statement) -> bool:
    """Whether an investment is only announced or talked about: what nobody read as a flow is none."""
    reading = read(s.status, next(iter(LADDERS))) if s.status else None
    return reading is not None and reading.step in ("", "proposed")
