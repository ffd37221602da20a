"""From what people write to one place; on doubt an error that lists the candidates.

Lists are asked from the widest places to the narrowest: countries, groups, regions, towns and terminals,
airports; the first that knows the code or the name answers. docs/how-to/name-a-place.md has the whole order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from entrepot.metadata.errors import AmbiguousPlace, UnknownPlace
from entrepot.metadata.places import typos
from entrepot.metadata.places.codelist import CodeList, PlaceList
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.metadata.places.gazetteer import AIRPORTS, LOCODES
from entrepot.metadata.places.groups import GROUPS
from entrepot.metadata.places.labels import label
from entrepot.metadata.places.place import Place, Scheme
from entrepot.metadata.places.regions import REGIONS
from entrepot.metadata.places.spelling import fold, read

LONGEST = 120
"""Characters in the longest name that is looked at; the longest official name of a country has 56."""

MOST_CANDIDATES = 12

WIDE: tuple[CodeList, ...] = (COUNTRIES, GROUPS)
NARROW: tuple[PlaceList, ...] = (REGIONS, LOCODES, AIRPORTS)
ALL: tuple[PlaceList, ...] = (*WIDE, *NARROW)

PREFIXES = {
    "iso3": Scheme.ISO3,
    "iso": Scheme.ISO3,
    "group": Scheme.GROUP,
    "nuts": Scheme.NUTS,
    "iso3166-2": Scheme.SUBDIVISION,
    "locode": Scheme.LOCODE,
    "un/locode": Scheme.LOCODE,
    "iata": Scheme.IATA,
}
"""What may stand before a colon to name the list: "IATA:LUX", "locode:LULUX"."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a name was understood; `guessed` where a small typo was mended: worth a note to the user."""

    place: Place
    written: str
    guessed: bool = False


def resolve(text: str, *, schemes: Iterable[Scheme] | None = None) -> Place:
    """The one place meant by a code or by a name in any of the languages known.

    Args:
        text: e.g. "BEL", "KZ", "398", "Kasachstan", "Province de Liège", "Алматы", "BEANR", "IATA:LUX".
        schemes: only places of these lists; left out, every list.

    Raises:
        UnknownPlace: no place is called so; `candidates` names the nearest.
        AmbiguousPlace: several are; `candidates` names them.
    """
    return match(text, schemes=schemes).place


def match(text: str, *, schemes: Iterable[Scheme] | None = None) -> Match:
    """Like `resolve`, and tells whether a typo was mended on the way."""
    name, wanted = _scheme_named(checked(text), frozenset(Scheme if schemes is None else schemes))
    for found in _answers(name, wanted):
        fitting = tuple(place for place in found if place.scheme in wanted)
        if fitting:
            return Match(_one(fitting, name), name)
    mended = typos.mend(fold(name), [listing for listing in WIDE if wanted.intersection(listing.schemes)])
    if mended:
        return Match(mended, name, guessed=True)
    raise _unknown(name, wanted)


def bearing(name: str) -> Place | None:
    """The one country or group that bears this very name, in any language; None if none or several do.

    Unlike `resolve` it reads no codes and mends no typos, so that it may be asked of any name: of a person, a
    company, a state.
    """
    if len(name) > LONGEST or not (key := fold(name)):
        return None
    found = next((places for listing in WIDE if (places := listing.by_name(key))), ())
    return found[0] if len(found) == 1 else None


def checked(text: str) -> str:
    """The text without spaces around it; raises `UnknownPlace` if it cannot be a name at all."""
    if len(text) > LONGEST:
        raise UnknownPlace(f"No place has a name of {len(text):,} characters.", text[:LONGEST])
    name = "".join(letter for letter in text.strip() if unicodedata.category(letter) != "Cf")
    bad = next((letter for letter in name if unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn")), "")
    if bad:
        raise UnknownPlace(f"The name of a place cannot hold the character U+{ord(bad):04X}.", ascii(name))
    if not fold(name):
        raise UnknownPlace("No place was named. Write a code or a name, e.g. BEL or Kazakhstan.", name)
    return name


def _scheme_named(name: str, wanted: frozenset[Scheme]) -> tuple[str, frozenset[Scheme]]:
    head, colon, tail = name.partition(":")
    scheme = PREFIXES.get(head.strip().casefold()) if colon else None
    return (tail.strip(), wanted & {scheme}) if scheme else (name, wanted)


def _answers(name: str, wanted: frozenset[Scheme]) -> Iterator[tuple[Place, ...]]:
    """What each list that may hold a wanted place says to the name, in order of precedence."""
    every, wide, narrow = (
        [listing for listing in lists if wanted.intersection(listing.schemes)]
        for lists in (ALL, WIDE, NARROW)
    )
    if any(letter.isdigit() for letter in name):  # only groups have digits in a name: BE33 loads no names
        yield from (_coded(listing, name) for listing in every)
    for listing in wide:
        yield _coded(listing, name)
        yield from _named(listing, name)
    if name.isupper():
        yield from (_coded(listing, name) for listing in narrow)
    for listing in narrow:
        yield from _named(listing, name)
    yield from (_coded(listing, name) for listing in narrow)


def _coded(listing: PlaceList, name: str) -> tuple[Place, ...]:
    place = listing.by_code(name)
    return (place,) if place else ()


def _named(listing: PlaceList, name: str) -> Iterator[tuple[Place, ...]]:
    head, comma, tail = name.partition(",")
    keys = [fold(name), fold(f"{tail} {head}")] if comma else [fold(name)]  # "Tanzania, United Republic of"
    yield from (listing.by_name(key) for key in keys)
    for key in keys:
        core, kind = read(key)
        if core and (not kind or set(kind).intersection(listing.schemes)):
            yield tuple(place for place in listing.by_core(core) if not kind or place.scheme in kind)


def _one(found: tuple[Place, ...], name: str) -> Place:
    """The place meant where several bear the name: one still in force, then the one that holds the others."""
    valid = tuple(place for place in found if place.valid_to == "..") or found
    for place in valid:
        if all(_holds(place, other) for other in valid):
            return place
    lines = [label(place) for place in valid[:MOST_CANDIDATES]]
    if len(valid) > MOST_CANDIDATES:
        lines.append(f"… and {len(valid) - MOST_CANDIDATES} more")
    message = f"“{name}” is the name of {len(valid)} places. Write the code of the one you mean."
    raise AmbiguousPlace(message, name, lines)


def _holds(place: Place, other: Place) -> bool:
    return place is other or (
        place.scheme is Scheme.NUTS is other.scheme and other.code.startswith(place.code)
    )


def _unknown(name: str, wanted: frozenset[Scheme]) -> UnknownPlace:
    key = fold(name)
    core, kind = read(key)
    wanted &= frozenset(kind or Scheme)
    lists = [listing for listing in ALL if wanted.intersection(listing.schemes)]
    near = [
        *typos.similar(key, [listing for listing in lists if isinstance(listing, CodeList)], 5),
        *(place for listing in lists if len(core) > 2 for place in listing.beginning(core, 5)),
    ]
    lines = dict.fromkeys(label(place) for place in near if place.scheme in wanted)
    remedy = "Did you mean one of these?" if lines else "Write a code or a name, e.g. BEL or Kazakhstan."
    return UnknownPlace(f"No place is called “{name}”. {remedy}", name, list(lines)[:8])


def get(code: str, scheme: Scheme | None = None) -> Place:
    """The place of exactly that code; raises `UnknownPlace` if no list has it.

    Args:
        code: as the list writes it, in capitals or not: "BEL", "be33", "CentralAsia".
        scheme: the list, where two of them have the same code (LUX is a country and an airport).
    """
    name = checked(code)
    for listing in ALL:
        for place in _coded(listing, name):
            if scheme in (None, place.scheme):
                return place
    raise _unknown(name, frozenset(Scheme if scheme is None else (scheme,)))


def places(scheme: Scheme) -> tuple[Place, ...]:
    """Every place of a list, in its order."""
    return tuple(
        place for listing in ALL if scheme in listing.schemes for place in listing if place.scheme is scheme
    )


def namesakes(text: str) -> tuple[Place, ...]:
    """Every place of that code or name, in the order in which `resolve` considers them."""
    return tuple(_distinct(place for found in _answers(checked(text), frozenset(Scheme)) for place in found))


def search(text: str, limit: int = 10) -> tuple[Place, ...]:
    """Places of that name, then those whose name begins so, then those with a similar name; best first."""
    key = fold(checked(text))
    rounds: tuple[Callable[[], Iterable[Place]], ...] = (
        lambda: namesakes(text),
        lambda: (place for listing in ALL for place in listing.beginning(key, limit)),
        lambda: typos.similar(key, (*WIDE, REGIONS), limit),
    )
    found: list[Place] = []
    for ask in rounds:
        found = _distinct((*found, *ask()))
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def _distinct(found: Iterable[Place]) -> list[Place]:
    return list({(place.scheme, place.code): place for place in found}.values())


def statistical(place: Place) -> Place:
    """The place that statistics are kept for: a region's or a port's country, else the place itself."""
    while not place.countries and place.parent:
        place = get(place.parent)
    return place
