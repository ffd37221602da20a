"""Where a place lies, as the one point from which a truck starts; what stands for a region is said.

A town, port or airport lies where its list, or the layer, has it. A country is stood for by its capital, a
region by its seat (data/places/seats.csv). "50.63,5.57" is a place too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from entrepot import data
from entrepot.analyses.corridors.land import countries_within, country_at, landmass, pieces
from entrepot.metadata.corridors import Layer, Mode, Spot, Terminal
from entrepot.metadata.errors import AmbiguousPlace, NoData, UnknownPlace, UsageError
from entrepot.metadata.places import Place, Scheme, country_of, get, resolve
from entrepot.metadata.places.spelling import fold
from entrepot.sources import corridors
from entrepot.sources.corridors.book import Book

PLACES = Path(next(iter(data.__path__))) / "places"
OFF_KM = 25.0
"""How far outside its country a place may seem to lie before its coordinates count as wrong: harbours stand
off the coast, coordinates are to the minute, and the map of borders is a simplified one."""

_POINT = re.compile(r"\s*([-+]?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)
_REMEDY = 'Give coordinates instead, latitude first: "50.63,5.57".'
_ROLES = {
    "capital": "its capital",
    "seat": "its seat",
    "largest town": "its largest town",
    "town of that name": "the town of that name",
}


def spot(place: Place | str, layer: Layer | None = None) -> Spot:
    """The point on the map that a place is, or that stands for it.

    Args:
        place: a place, or what people write: a code, a name, a terminal of the layer, "50.63,5.57".
        layer: whose terminals are known by name; left out, the layer that ships.

    Raises:
        UnknownPlace: no place and no terminal is called so; `candidates` names the nearest.
        AmbiguousPlace: several places are.
        UsageError: a group of countries, or coordinates that are not on the globe.
        NoData: it is not known where the place lies.
    """
    known = layer or corridors.layer()
    if isinstance(place, str):
        if point := _POINT.fullmatch(place):
            return _coordinates(float(point[1]), float(point[2]))
        terminal = _terminal_coded(place.strip(), known)
        found = terminal or _resolved(place, known)
        if isinstance(found, Terminal):
            return _at_terminal(found)
        place = found
    return _of_place(place, known)


def _terminal_coded(code: str, layer: Layer) -> Terminal | None:
    """The terminal of exactly that code, unless it is the code of a country of the layer: FRA is France."""
    is_country = code in Book.of(layer).countries
    return None if is_country else layer.terminals.get(code)


def _resolved(text: str, layer: Layer) -> Place | Terminal:
    """The place of that name; a terminal of the layer where no list has it, or several do: of all that are
    called Sydney, the one where goods are shipped is meant.
    """
    try:
        return resolve(text)
    except AmbiguousPlace:
        ground = [code for code in Book.of(layer).terminals(fold(text)) if not _is_airport(layer, code)]
        if len(ground) != 1:
            raise
        return layer.terminals[ground[0]]
    except UnknownPlace as error:
        codes = Book.of(layer).terminals(fold(text))
        if len(codes) == 1:
            return layer.terminals[codes[0]]
        near = [f"{code}  {layer.terminals[code].name()} (terminal)" for code in codes or _near(text, layer)]
        raise UnknownPlace(f"{error} {_REMEDY}", text, (*near, *error.candidates)[:8]) from error


def _is_airport(layer: Layer, code: str) -> bool:
    return Mode.AIR in layer.terminals[code].modes


def _near(text: str, layer: Layer) -> tuple[str, ...]:
    from rapidfuzz import process

    book = Book.of(layer)
    found = process.extract(fold(text), list(book.stations), score_cutoff=80.0, limit=3)
    return tuple(dict.fromkeys(code for name, _, _ in found for code in book.terminals(name)))


def _of_place(place: Place, layer: Layer) -> Spot:
    if place.scheme is Scheme.GROUP:
        raise UsageError(f"{place.name()} is a group of countries: name a country, region or town of it.")
    if place.scheme in (Scheme.LOCODE, Scheme.IATA):
        return _grounded(_town(place, layer))
    return _seat(place)


def _town(place: Place, layer: Layer) -> Spot:
    """Where the layer has it, or its list; else a seat of that name in its country."""
    country = _country(place)
    terminal = layer.terminals.get(place.code)
    if terminal is not None and terminal.country == country:
        return replace(_at_terminal(terminal), name=place.name(), stands_for="")
    if place.latitude is not None and place.longitude is not None:
        return Spot(place.code, place.name(), country, place.latitude, place.longitude)
    if row := _table("town_positions.csv").get(place.code):
        return Spot(place.code, place.name(), country, float(row["latitude"]), float(row["longitude"]))
    raise NoData(f"{place.scheme} does not say where {place.name()} ({place.code}) lies. {_REMEDY}")


def _seat(place: Place) -> Spot:
    """The capital or seat; of a region without one, that of the smallest region around it that has one."""
    code = next((code for code in _outwards(place.code) if code in _seats()), "")
    if not code:
        raise NoData(f"No seat of {place.name()} ({place.code}) is known. Name a town in it. {_REMEDY}")
    row = _seats()[code]
    own = code == place.code or row["role"] == "capital"
    role = (
        _ROLES[row["role"]] if own else f"{_ROLES[row['role']].replace('its', 'the')} of {get(code).name()}"
    )
    same = own and row["role"] != "capital" and fold(row["town"]) == fold(place.name())
    point = float(row["latitude"]), float(row["longitude"])
    told = "" if same else f"{row['town']}, {role}"
    return Spot(place.code, place.name(), _country(place), *point, landmass(*point), told)


def _outwards(code: str) -> Iterator[str]:
    """The code and those of the regions around it, up to NUTS 1; the country where a region is all of it."""
    yield code
    if "-" not in code:
        yield from (code[:length] for length in range(len(code) - 1, 2, -1))
        if code[2:3] == "0":
            yield _country(get(code))


@cache
def _mapped() -> frozenset[str]:
    """Countries that the map of borders has; some overseas territories it counts with their country."""
    return frozenset(piece.country for piece in pieces())


def _seats() -> dict[str, dict[str, str]]:
    return _table("seats.csv")


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    with (PLACES / name).open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def _country(place: Place) -> str:
    country = country_of(place)
    return country.code if country else ""


def _at_terminal(terminal: Terminal) -> Spot:
    return Spot(
        terminal.code,
        terminal.name(),
        terminal.country,
        terminal.latitude,
        terminal.longitude,
        terminal.landmass or landmass(terminal.latitude, terminal.longitude),
    )


def _coordinates(latitude: float, longitude: float) -> Spot:
    if abs(latitude) > 90.0 or abs(longitude) > 180.0:
        raise UsageError(f"{latitude:g},{longitude:g} is not on the globe: latitude first, then longitude.")
    country = country_at(latitude, longitude)
    if not country:
        raise NoData(f"{latitude:g},{longitude:g} lies in no country, nor within 50 km of a coast.")
    name = f"{abs(latitude):g}° {'NS'[latitude < 0]} {abs(longitude):g}° {'EW'[longitude < 0]}"
    ground = landmass(latitude, longitude)
    return Spot(f"{latitude:g},{longitude:g}", name, country, latitude, longitude, ground)


def _grounded(spot: Spot) -> Spot:
    """With its landmass, and held against the map: what lies in another country than its own is refused."""
    around = countries_within(spot.latitude, spot.longitude, OFF_KM)
    if spot.country not in around and spot.country in _mapped():
        other = country_at(spot.latitude, spot.longitude)
        where = f"in {get(other, Scheme.ISO3).name()}" if other else "in the sea"
        raise NoData(
            f"The coordinates of {spot.name} ({spot.code}) are wrong: {spot.latitude:g},{spot.longitude:g} "
            f"lies {where}. {_REMEDY}"
        )
    if spot.landmass:
        return spot
    return replace(spot, landmass=landmass(spot.latitude, spot.longitude))
