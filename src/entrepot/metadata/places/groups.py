"""Groups of countries by treaty, organisation or usage, with the dates of each membership."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.metadata.places.codelist import CodeList, Row, rows
from entrepot.metadata.places.countries import COUNTRIES, LANGUAGES, names_in
from entrepot.metadata.places.place import Place, Scheme


def _rows() -> dict[str, Row]:
    return {row["code"]: row for row in rows("groups.csv")}


def _build(row: Row) -> Place:
    return Place(
        row["code"],
        Scheme.GROUP,
        row["kind"],
        names_in(row),
        members=_members(row),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _members(group: Row) -> tuple[str, ...]:
    """Codes of the full members it has now, or had when it ended."""
    if group["kind"] == "world":
        return tuple(country.code for country in COUNTRIES if country.kind == "country")
    memberships = (row for row in rows("group_members.csv") if row["group"] == group["code"])
    lasting = (row for row in memberships if row["valid_to"] in ("..", group["valid_to"]))
    return tuple(sorted(row["member"] for row in lasting if row["status"] == "member"))


def _names() -> Iterator[tuple[str, str]]:
    for code, row in GROUPS.rows.items():
        yield from ((code, row[language]) for language in LANGUAGES)
        yield from ((code, name) for name in (code, *row["also"].split(";")))


GROUPS = CodeList((Scheme.GROUP,), _rows, _build, _names)


def members(group: Place, on: str = "") -> tuple[Place, ...]:
    """Full members of a group, today or on a day.

    Args:
        group: a place of the scheme "group".
        on: a day, YYYY-MM-DD; left out, the members the group has now, or had when it ended. A membership
            known only to the month or year counts from the first to the last day of that month or year.
    """
    if not on:
        return tuple(COUNTRIES.place(code) for code in group.members)
    found = [
        row["member"] for row in rows("group_members.csv") if row["group"] == group.code and _holds(row, on)
    ]
    return tuple(COUNTRIES.place(code) for code in sorted(dict.fromkeys(found)))


def groups_of(country: Place) -> tuple[Place, ...]:
    """Groups a country now belongs to, the world left out; none for a place that is no country."""
    current = (group for group in GROUPS if group.kind == "group" and group.valid_to == "..")
    return tuple(
        group for group in current if country.scheme is Scheme.ISO3 and country.code in group.members
    )


def _holds(row: Row, on: str) -> bool:
    begun = row["valid_from"] == ".." or row["valid_from"] <= on
    # "2005-08" compared with "2005-08-20": cut to the same precision, the month still counts.
    lasting = row["valid_to"] == ".." or on[: len(row["valid_to"])] <= row["valid_to"]
    return row["status"] == "member" and begun and lasting
