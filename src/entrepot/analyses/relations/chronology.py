"""The dated story of a pair of places, in order, and what in it has no date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entrepot.analyses.relations.involvement import Grade, PairStatement, Scene, of_pair
from entrepot.analyses.relations.timing import is_bounded
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement

# What happened, as against what is said, counted or ranked.
HAPPENINGS = frozenset({"event", "agreement", "commitment", "project", "aid", "institution", "fdi"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a chronology.

    Attributes:
        statement: what happened.
        date: as the document gives it, with its derivation when it is reasoned.
        grade: the weaker of the ways in which the two places are involved.
        capacity: body for which someone acted instead of his state; empty when there is none.
    """

    statement: Statement
    date: StatedDate
    grade: Grade
    capacity: str

    @property
    def is_dated(self) -> bool:
        """Whether it has a beginning to be put in order by; an end alone is not enough."""
        return self.date.earliest is not None


@dataclass(frozen=True, slots=True)
class Chronology:
    """Dated entries in order, and the others apart: those with one bound or none."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]


def chronology(
    statements: Iterable[Statement], a: str, b: str, kinds: frozenset[str] = HAPPENINGS
) -> Chronology:
    """What happened between two places, by the first day each date can mean.

    Args:
        statements: the whole record.
        a: code of one place.
        b: code of the other
        kinds: kinds of statement to show.
    """
    record = tuple(statements)
    pairs = of_pair(record, a, b, Scene.of(record))
    entries = [_entry(p) for p in pairs if p.statement.kind in kinds and not _told_elsewhere(p.statement)]
    dated = [e for e in entries if e.is_dated]
    return Chronology(
        tuple(sorted(dated, key=_order)),
        tuple(
            sorted(
                (e for e in entries if not e.is_dated), key=lambda e: (not is_bounded(e.date), e.statement.id)
            )
        ),
    )


def _told_elsewhere(s: Statement) -> bool:
    # A repetition or a detail belongs to its head; a stated silence is a claim about time, not a happening.
    return bool(s.attributes.get("same_as") or s.attributes.get("content_of")) or s.subtype == "gap"


def _entry(pair: PairStatement) -> Entry:
    acting_for = pair.a.acting_for or pair.b.acting_for
    return Entry(pair.statement, pair.statement.date or StatedDate(".."), pair.grade, acting_for)


def _order(entry: Entry) -> tuple[date, date, str]:
    first = entry.date.earliest or date.min
    return first, entry.date.latest or date.max, entry.statement.id
