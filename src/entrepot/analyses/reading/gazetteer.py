"""Names of places as texts write them: states, groups, regions, towns, and the adjectives of peoples."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from entrepot.analyses.reading.phrases import Phrases, spelt
from entrepot.metadata.places import country_of
from entrepot.metadata.places.codelist import rows
from entrepot.metadata.places.countries import COUNTRIES, LANGUAGES
from entrepot.metadata.places.groups import GROUPS
from entrepot.metadata.places.place import Place
from entrepot.metadata.places.regions import REGIONS
from entrepot.metadata.places.spelling import fold

STATE, GROUP, REGION, TOWN, PEOPLE = "state", "group", "region", "town", "people"
_DEMONYMS = Path(__file__).with_name("words") / "demonyms.csv"
_LATIN = re.compile(r"[a-z0-9 ]+")
# Names of up to three letters that texts use; all other short codes are words or currencies more often.
_SHORT = frozenset(
    spelt("""
        us usa uk eu ue uae drc rdc prc ksa cis cei sco ocs gcc ccg g7 g20 eac oman iran mali togo chad
        fiji peru cuba laos iraq
    """)
)
# Towns and regions that are ordinary words or first names in one of the two languages.
_WORDS = frozenset(
    spelt("""
        of nancy nice tours split bath hull cork male same man pau gap essen most ede lens orange union
        central nord sud est ouest north south east west centre center reading mobile normal battle
        victoria san santa bar saint port capital cayenne march ham mons genk road town george university
        bari van linden centrale spa eu metz paris hilton lincoln washington jackson madison charlotte
        florence valencia sofia vienna aurora phoenix independence enterprise liberty hope faith concord
        unity industry commerce regions western eastern northern southern upper lower great little new old
        most border borders highlands islands capital region
    """)
) - {"paris", "sofia", "vienna", "washington", "valencia", "florence"}


class Name(NamedTuple):
    """What a name stands for.

    Attributes:
        name: of the actor: the state for a town or a people, else the place itself.
        kind: STATE, GROUP, REGION, TOWN or PEOPLE, or the kind of an actor of the record.
        code: of the place it is or belongs to.
        town: the town, where one is named.
        upper: written all in capitals; capital: begun with one; neither: however written.
        known: whether the record has this actor.
    """

    name: str
    kind: str
    code: str
    town: str = ""
    upper: bool = False
    capital: bool = True
    known: bool = False


@lru_cache(maxsize=4)
def names(language: str) -> Phrases[Name]:
    """Every place name in five languages, and the peoples' adjectives of one, by folded words."""
    found = (*_peoples(language), *_states(), *_groups(), *_towns(), *_regions())
    return Phrases((tuple(key.split()), name) for key, name in found if key and _LATIN.fullmatch(key))


def label(place: Place) -> str:
    """The English name without what only tells editions apart: "European Union", not "(27)"."""
    return re.sub(r" \(.*\)$", "", place.name("en"))


def _states() -> Iterator[tuple[str, Name]]:
    yield from _listed(COUNTRIES.names.items(), STATE)


def _groups() -> Iterator[tuple[str, Name]]:
    yield from _listed(GROUPS.names.items(), GROUP)


def _listed(named: Iterable[tuple[str, tuple[str, ...]]], kind: str) -> Iterator[tuple[str, Name]]:
    listing = COUNTRIES if kind == STATE else GROUPS
    for key, codes in named:
        short = len(key) < 4
        pair = " and " in key or " et " in key or key == "belgium luxembourg"
        if (
            (short and key not in _SHORT)
            or key.isdigit()
            or key in ("world", "monde")
            or (kind == GROUP and pair)
        ):
            continue
        yield key, Name(label(listing.place(codes[0])), kind, codes[0], upper=short)


def _peoples(language: str) -> Iterator[tuple[str, Name]]:
    with _DEMONYMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = (
                COUNTRIES.by_code(row["code"]) or GROUPS.by_code(row["code"]) or REGIONS.by_code(row["code"])
            )
            if place is None:
                continue
            for word in _forms(row[language], language):
                key = fold(word)
                # "la Suisse" and "suisse": the state, whichever is meant.
                kind = STATE if language == "fr" and place.code in COUNTRIES.names.get(key, ()) else PEOPLE
                yield key, Name(label(place), kind, place.code, capital=language == "en")


def _forms(cell: str, language: str) -> Iterator[str]:
    """English adjectives may have two words ("South Korean Korean" are two); French ones have a plural."""
    if language == "en":
        two = re.findall(r"(?:(?:South|North|Costa|Central|New|Sri|Sierra|Western) )?\S+", cell)
        yield from two
        return
    for word in cell.split():
        yield word
        if not word.endswith(("s", "x")):
            yield f"{word}s"


def _towns() -> Iterator[tuple[str, Name]]:
    for row in rows("seats.csv"):
        key = fold(row["town"])
        if row["role"] == "capital" or (len(key) > 3 and key not in _WORDS):
            yield from _town(key, row["town"], row["code"])
    for row in rows("town_names.csv"):
        for written in (*(row[language] for language in LANGUAGES), *row["also"].split(";")):
            key = fold(written)
            if len(key) > 3 and key not in _WORDS:
                yield from _town(key, row["en"], row["code"][:2])


def _town(key: str, town: str, code: str) -> Iterator[tuple[str, Name]]:
    country = COUNTRIES.by_code(code) or COUNTRIES.by_code(code[:2])
    if country is not None:
        yield key, Name(label(country), TOWN, country.code, town)


def _regions() -> Iterator[tuple[str, Name]]:
    for table in ("region_names.csv", "subdivisions.csv"):
        for row in rows(table):
            place = REGIONS.by_code(row["code"])
            country = country_of(place) if place else None
            if place is None or country is None:
                continue
            for written in (*(row[language] for language in LANGUAGES), *row["also"].split(";")):
                key = fold(written)
                if len(key) > 3 and key not in _WORDS:
                    yield key, Name(label(place), REGION, place.code)
