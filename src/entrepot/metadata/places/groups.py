"""Groups of countries by treaty, organisation or usage, with the dates of each membership."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.metadata.places.codelist import CodeList, rows
from entrepot.metadata.places.countries import COUNTRIES, LANGUAGES
from entrepot.metadata.places.place import Place, Scheme

_WORLD = ("World", "Monde", "Wereld", "Весь мир", "Әлем")
_REST = ("Rest of the world", "Reste du monde", "Rest van de wereld", "Остальной мир", "Қалған әлем")
_ALSO = {"WLD": ("the world", "le monde", "мир", "W00", "Welt"), "ROW": ("RoW", "other countries")}


def _places() -> Iterator[Place]:
    current: dict[str, list[str]] = {}
    ends = {row["code"]: row["valid_to"] for row in rows("groups.csv")}
    for row in rows("group_members.csv"):
        if row["status"] == "member" and row["valid_to"] in ("..", ends[row["group"]]):
            current.setdefault(row["group"], []).append(row["member"])
    for row in rows("groups.csv"):
        names = {language: row[language] for language in LANGUAGES}
        members = tuple(sorted(current[row["code"]]))
        begun, ended = row["valid_from"], row["valid_to"]
        yield Place(
            row["code"], Scheme.GROUP, "group", names, members=members, valid_from=begun, valid_to=ended
        )
    everyone = tuple(place.code for place in COUNTRIES if place.kind == "country")
    yield Place("WLD", Scheme.GROUP, "world", dict(zip(LANGUAGES, _WORLD, strict=True)), members=everyone)
    yield Place("ROW", Scheme.GROUP, "rest of the world", dict(zip(LANGUAGES, _REST, strict=True)))


def _names() -> Iterator[tuple[str, str]]:
    yield from GROUPS.own_names
    for row in rows("groups.csv"):
        yield from ((row["code"], name) for name in (row["code"], *row["also"].split(";")))
    for code, names in _ALSO.items():
        yield from ((code, name) for name in names)


GROUPS = CodeList((Scheme.GROUP,), _places, _names)


def members(group: Place, on: str = "") -> tuple[Place, ...]:
    """Full members of a group, today or on a day.

    Args:
        group: a place of the scheme "group".
        on: a day, YYYY-MM-DD; left out, the members the group has now, or had when it ended. A membership
            known only to the month or year counts from the first to the last day of that month or year.
    """
    if not on:
        return tuple(COUNTRIES.places[code] for code in group.members)
    found = [
        row["member"] for row in rows("group_members.csv") if row["group"] == group.code and _holds(row, on)
    ]
    return tuple(COUNTRIES.places[code] for code in sorted(dict.fromkeys(found)))


def groups_of(country: Place) -> tuple[Place, ...]:
    """Groups a country now belongs to, the world left out; none for a place that is no country."""
    current = (group for group in GROUPS if group.kind == "group" and group.valid_to == "..")
    return tuple(
        group for group in current if country.scheme is Scheme.ISO3 and country.code in group.members
    )


def _holds(row: dict[str, str], on: str) -> bool:
    begun = row["valid_from"] == ".." or row["valid_from"] <= on
    # "2005-08" compared with "2005-08-20": cut to the same precision, the month still counts.
    lasting = row["valid_to"] == ".." or on[: len(row["valid_to"])] <= row["valid_to"]
    return row["status"] == "member" and begun and lasting
