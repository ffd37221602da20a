"""The trade of a pair as documents state it: levels, changes and ranks, as written and as read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entrepot.analyses.relations.citing import by_hash, figure
from entrepot.analyses.relations.involvement import Scene, involved, nearest
from entrepot.metadata.figure import Figure
from entrepot.metadata.statement import Document, Statement

KINDS = frozenset({"trade-figure", "ranking", "fdi"})


@dataclass(frozen=True, slots=True)
class StatedTrade:
    """One figure of a document on the trade or investment between two places.

    Attributes:
        statement: where it comes from.
        exporter, importer: codes; for investment, investor and host.
        measure: "level", "growth" or "rank".
        concept: "goods", "services", "investment", or "trade" where the document does not say.
        as_stated: the document's own number and unit.
        figure: as read, with its rounding interval, origins, and the reason why it is read so.
    """

    statement: Statement
    exporter: str
    importer: str
    measure: str
    concept: str
    as_stated: str
    figure: Figure


def stated_trade(
    statements: Iterable[Statement], a: str, b: str, documents: Iterable[Document] = ()
) -> tuple[StatedTrade, ...]:
    """Every figure on trade and investment between two places, either way, by period and direction.

    Args:
        statements: the whole record.
        a: code of one place.
        b: code of the other
        documents: to cite them by name.
    """
    record, papers = tuple(statements), by_hash(documents)
    scene = Scene.of(record)
    found = []
    for s in record:
        if s.kind in KINDS and s.amount:
            origin, destination = _ends(s, scene, a, b)
            if origin and destination:
                value = figure(s, _concept(s), papers, (origin, destination))
                as_stated = f"{s.amount.as_stated} [{s.amount.unit_as_stated}]"
                found.append(StatedTrade(s, origin, destination, measure(s), concept(s), as_stated, value))
    return tuple(sorted(found, key=lambda t: (t.figure.period, t.exporter, t.measure, t.statement.id)))


def measure(s: Statement) -> str:
    """What is measured: "rank", "growth" (a percentage) or "level"."""
    unit = s.amount.unit if s.amount else ""
    return {"percent": "growth", "rank": "rank"}.get(unit, "level")


def concept(s: Statement) -> str:
    """Goods, services or investment; "trade" where the document does not say."""
    default = "investment" if s.kind == "fdi" else "trade"
    return str(s.attributes.get("concept", default))


def _concept(s: Statement) -> str:
    if measure(s) == "rank" or concept(s) in s.property:
        return s.property
    return f"{s.property}, {concept(s)}"


def _ends(s: Statement, scene: Scene, a: str, b: str) -> tuple[str, str]:
    places = involved(s, scene)
    out = [i for i in places if i.role in ("exporter", "investor")]
    into = [i for i in places if i.role in ("importer", "host")]
    for origin, destination in ((a, b), (b, a)):
        first, second = nearest(out, origin), nearest(into, destination)
        if first and second:
            return first.place, second.place
    return "", ""
