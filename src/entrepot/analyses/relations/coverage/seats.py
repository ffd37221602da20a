"""Where a mission sits, and how far that is from what it covers."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from entrepot.analyses.relations.cast import countries
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Place, Scheme, get, namesakes
from entrepot.metadata.places.codelist import Row, rows
from entrepot.metadata.places.spelling import fold


class Point(NamedTuple):
    """A town on the map: its name, the country it lies in, degrees (WGS 84)."""

    town: str
    country: str
    latitude: float
    longitude: float


@lru_cache(maxsize=4096)
def locate(town: str, country: str = "") -> Point | None:
    """Where a town lies; None if no list of ours says, or several towns bear the name.

    Capitals are taken from the table of seats, other towns from UN/LOCODE, then from GeoNames where UN/LOCODE
    has no coordinates.

    Args:
        town: as a document names it, in any language the gazetteer knows.
        country: ISO alpha-3 code of the country it must lie in; empty if that is not known.
    """
    towns = _called(town, country)
    names = {fold(name) for name in (town, *(t.name() for t in towns))}
    seats = {
        code for code, row in _seats().items() if row["role"] == "capital" and fold(row["town"]) in names
    }
    wanted = {country} if country else {t.parent for t in towns} or seats
    capitals = [_point(_seats()[code], code) for code in sorted(seats & wanted)]
    found = capitals or [point for t in towns if (point := _on_map(t))]
    return found[0] if len(found) == 1 or (found and bool(country)) else None


@lru_cache(maxsize=1024)
def seat(code: str) -> Point | None:
    """The capital of a country, the seat of a region; None for a group or where none is known."""
    for each in (code, *(code[:n] for n in range(len(code) - 1, 2, -1))):
        if row := _seats().get(each):
            return _point(row, next(iter(countries(code)), ""))
    return None


def distance(seated: Point | None, covered: str) -> float | None:
    """Kilometres, great circle, from a seat to the capital or seat of what it covers; None if unknown."""
    to = seat(covered)
    if seated is None or to is None:
        return None
    return great_circle(seated.latitude, seated.longitude, to.latitude, to.longitude)


def _called(town: str, country: str) -> tuple[Place, ...]:
    """Towns of that name in the country; the name of a town on our own list is that one town's."""
    try:
        found = [p for p in namesakes(town) if p.scheme is Scheme.LOCODE]
    except PlaceError:  # what cannot be a name at all, such as 200 characters
        return ()
    return tuple(p for p in found if not country or p.parent == country)


def _on_map(town: Place) -> Point | None:
    if town.latitude is not None and town.longitude is not None:
        return Point(town.name(), town.parent, town.latitude, town.longitude)
    row = _positions().get(town.code)
    return Point(town.name(), town.parent, float(row["latitude"]), float(row["longitude"])) if row else None


def _point(row: Row, country: str) -> Point:
    return Point(row["town"], country, float(row["latitude"]), float(row["longitude"]))


def country_named(code: str) -> str:
    """ISO alpha-3 code of a country code or of the country around a region; empty if there is none."""
    found = countries(code) if code else frozenset()
    return next(iter(found)) if len(found) == 1 else ""


def name_of(code: str) -> str:
    """English name of a place; the code itself if no list has it."""
    try:
        return get(code).name()
    except PlaceError:
        return code


@cache
def _seats() -> dict[str, Row]:
    return {row["code"]: row for row in rows("seats.csv")}


@cache
def _positions() -> dict[str, Row]:
    return {row["code"]: row for row in rows("town_positions.csv")}
