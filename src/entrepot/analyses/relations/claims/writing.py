"""When a document was written, as far as what it says about other dates shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement

# A figure for a period can be printed only when the period is over; an event needs only to have begun.
_COUNTED = frozenset({"trade-figure", "ranking", "statistic", "fdi"})


@dataclass(frozen=True, slots=True)
class Writing:
    """When a text was written by its own account.

    Attributes:
        date: the bounds.
        evidence: ids of the statements that set them.
    """

    date: StatedDate
    evidence: tuple[str, ...]


def written(document: Document, statements: Iterable[Statement]) -> StatedDate:
    """Bounds of a document's date: what is known of it, else what its text shows.

    Args:
        document: the document.
        statements: those that stand in it.
    """
    known = StatedDate(document.published)
    return known if known.earliest and known.latest else by_its_text(statements).date


def by_its_text(statements: Iterable[Statement]) -> Writing:
    """A text is later than all it reports and earlier than all it foresees.

    Args:
        statements: those that stand in the document; what it foresees has the status "planned".
    """
    own = tuple(statements)
    after = [(day, s.id) for s in own if s.status != "planned" for day in _known_by_then(s)]
    before = [(s.date.latest, s.id) for s in own if s.status == "planned" and s.date and s.date.latest]
    low, high = max((d for d, _ in after), default=None), min((d for d, _ in before), default=None)
    evidence = [i for day, i in (*after, *before) if day in (low, high)]
    return Writing(_between(low, high), tuple(dict.fromkeys(evidence)))


def _known_by_then(statement: Statement) -> list[date]:
    when = statement.date
    if when is None:
        return []
    if statement.kind in _COUNTED and when.latest:
        return [when.latest + timedelta(days=1)]
    return [when.earliest] if when.earliest else []


def _between(low: date | None, high: date | None) -> StatedDate:
    if low and high and low > high:
        high = None
    return StatedDate(f"{low or '..'}/{high or '..'}") if low or high else StatedDate("..")


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
