"""Coverage as a table for a choropleth: one flat row a country."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from entrepot.analyses.relations.coverage.coverage import Coverage, Row


@dataclass(frozen=True, slots=True)
class MapRow:
    """A country on a coverage map.

    Attributes:
        sender, place: codes; the place is the country that is coloured.
        level: word of the level, e.g. "accredited from elsewhere".
        rank: 0 for the most direct level; what a scale of colours runs along.
        presence: "certain" or "possible"; empty where nothing stands.
        seat: town from which it is covered; empty where none is named.
        km: great circle from there to the country's capital; None where it is not known.
        statements: ids, joined by spaces.
    """

    sender: str
    place: str
    level: str
    rank: int
    presence: str
    seat: str
    km: float | None
    statements: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)


def map_rows(answer: Coverage) -> tuple[MapRow, ...]:
    """The rows of a coverage, flat."""
    return tuple(_flat(row) for row in answer.rows)


def _flat(row: Row) -> MapRow:
    post = row.best.post if row.best else None
    return MapRow(
        row.sender,
        row.host,
        row.level.value,
        row.level.rank,
        row.presence.value if row.presence else "",
        post.seat if post else "",
        round(post.km, 1) if post and post.km is not None else None,
        " ".join(row.statements),
    )
