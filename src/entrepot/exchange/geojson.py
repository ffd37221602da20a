"""Statements on the map (GeoJSON, RFC 7946): a feature a place, with what is said of it.

A statement is shown at its location, where that is a town we know the place of; else at the seat of each
place it is about: a country's capital, a region's seat. The property `position` says which. What has no
position is listed in the foreign member `left_out`. Coordinates are longitude before latitude, WGS 84.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from entrepot.analyses.relations.cast import code, countries
from entrepot.analyses.relations.coverage.seats import locate, name_of, seat
from entrepot.exchange.export import Edition, Export, Loss, evidence, shown, without_empty
from entrepot.metadata.statement import DISPUTED, Document, Statement


class Spot(NamedTuple):
    """A point on the map: its key, name, degrees, and what stands there for what."""

    key: str
    name: str
    longitude: float
    latitude: float
    position: str


def geojson(
    statements: Iterable[Statement],
    edition: Edition,
    *,
    documents: Iterable[Document] = (),
    flat: bool = False,
    private: bool = False,
    language: str = "en",
) -> Export:
    """The statements as a FeatureCollection.

    Args:
        statements: what to show, in order.
        edition: whose record, and when.
        documents: those that the quotes are from, for their names.
        flat: a feature for each statement and place, as tools want that filter by kind or date, instead of
            one for each place with a list of statements.
        private: whether private statements go along; whoever asks for it logs it.
        language: of the paraphrases.
    """
    named = {document.sha256: document.name for document in documents}
    at: dict[Spot, list[dict[str, Any]]] = {}
    held: list[str] = []
    losses: list[Loss] = []
    for statement in shown(statements, private=private):
        spots = tuple(_spots(statement))
        losses += _losses(statement, spots)
        if spots:
            held.append(statement.id)
        for spot in spots:
            at.setdefault(spot, []).append(_told(statement, named, language))
    features = [feature for spot, told in at.items() for feature in _features(spot, told, flat=flat)]
    left_out = [{"statement": loss.statement, "why": loss.what} for loss in losses]
    collection = {
        "type": "FeatureCollection",
        "source": edition.source,
        "made": edition.moment,
        "features": features,
        "left_out": left_out,
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return Export(text, tuple(held), tuple(losses))


def _spots(statement: Statement) -> Iterator[Spot]:
    lands = sorted({country for place in statement.places for country in countries(place)})
    for country in (*lands, ""):
        point = locate(statement.location, country) if statement.location else None
        if point:
            yield Spot(
                f"town:{point.country}:{point.town}", point.town, point.longitude, point.latitude, "town"
            )
            return
    for place in _narrowest(statement.places):
        if point := seat(place):
            yield Spot(place, name_of(place), point.longitude, point.latitude, f"{point.town}, its seat")


def _narrowest(places: Iterable[str]) -> Iterator[str]:
    """Places, each once, without those that another of them lies in: regions stand before their country."""
    covered: set[str] = set()
    for place in dict.fromkeys(places):
        if place not in covered:
            yield place
        covered |= countries(place) if place not in countries(place) else frozenset()


def _losses(statement: Statement, spots: tuple[Spot, ...]) -> Iterator[Loss]:
    if not spots:
        where = statement.location or ", ".join(statement.places)
        yield Loss(
            statement.id, f"left out: no position is known of {where}" if where else "left out: no place"
        )
    elif statement.location and spots[0].position != "town" and not code(statement.location):
        yield Loss(
            statement.id, f"no position is known of {statement.location}: shown at the seats of its places"
        )
    elif spots[0].position != "town" and len(spots) < len(tuple(_narrowest(statement.places))):
        at = {spot.key for spot in spots}
        missing = [place for place in _narrowest(statement.places) if place not in at]
        yield Loss(statement.id, f"not shown at {', '.join(missing)}, of which no position is known")


def _features(spot: Spot, told: list[dict[str, Any]], *, flat: bool) -> Iterator[dict[str, Any]]:
    place = {"place": spot.key, "name": spot.name, "position": spot.position}
    geometry = {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
    if flat:
        for each in told:
            identifier = f"{each['id']}@{spot.key}"
            yield {"type": "Feature", "id": identifier, "geometry": geometry, "properties": place | each}
    else:
        properties = place | {"count": len(told), "statements": told}
        yield {"type": "Feature", "id": spot.key, "geometry": geometry, "properties": properties}


def _told(statement: Statement, named: dict[str, str], language: str) -> dict[str, Any]:
    stated = statement.date
    days = {
        "date": stated.edtf,
        "earliest": stated.earliest and stated.earliest.isoformat(),
        "latest": stated.latest and stated.latest.isoformat(),
    } if stated else {}  # fmt: skip
    return without_empty(
        {
            "id": statement.id,
            "kind": statement.kind,
            "subtype": statement.subtype,
            "says": statement.says(language),
            **days,
            "status": statement.status,
            "topic": statement.topic,
            "caveat": statement.caveat,
            "disputed": statement.standing == DISPUTED or None,
            "evidence": evidence(statement, named),
        }
    )
