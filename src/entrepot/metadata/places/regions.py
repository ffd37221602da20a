"""Regions: NUTS, the statistical regions that follow it, and Central Asia's first-level ones (ISO 3166-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from entrepot.metadata.places.codelist import CodeList, Row, rows
from entrepot.metadata.places.countries import COUNTRIES, LANGUAGES, names_in
from entrepot.metadata.places.place import Place, Scheme

# The language that a label in another script than Latin is written in, by the country it stands in.
_SCRIPTS = {"EL": "el", "CY": "el", "BG": "bg", "UA": "uk", "MK": "mk", "ME": "sr", "RS": "sr"}
_COUNTRY_MARK = re.compile(r" \([A-Z]{2}\)$")
_ISO_3166_2 = re.compile(r"\b[A-Z]{2}-[A-Z0-9]{1,3}\b")


def _rows() -> dict[str, Row]:
    found = {row["code"]: row for row in rows("regions.csv")}
    return found | {row["code"]: row for row in rows("subdivisions.csv")}


@cache
def _ours() -> dict[str, Row]:
    return {row["code"]: row for row in rows("region_names.csv")}


def _build(row: Row) -> Place:
    country = _country(row["code"][:2])
    if "label" not in row:
        return Place(row["code"], Scheme.SUBDIVISION, row["kind"], names_in(row), country.code)
    other = _iso_3166_2(_ours().get(row["code"]))
    return Place(
        row["code"],
        Scheme.NUTS,
        row["kind"],
        dict(country.names) if row["whole_country"] else _names_of(row),
        row["parent"] or country.code,
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        codes={"ISO 3166-2": other} if other else {},
    )


def _names_of(row: Row) -> dict[str, str]:
    """Our names where the table of ours has them; else Eurostat's label, with its own script beside it."""
    if row["code"] in _ours():
        return names_in(_ours()[row["code"]])
    if row["latin"]:
        return {"en": row["latin"], _SCRIPTS.get(row["code"][:2], "mul"): row["label"]}
    return {"en": row["label"]}


@cache
def _country(prefix: str) -> Place:
    country = COUNTRIES.by_code(prefix)
    if country is None:
        raise LookupError(f"regions: {prefix} is the code of no country")
    return country


def _codes() -> Iterator[tuple[str, str]]:
    yield from ((_iso_3166_2(row), code) for code, row in _ours().items())


def _iso_3166_2(ours: Row | None) -> str:
    found = _ISO_3166_2.search(ours["also"]) if ours else None
    return found[0] if found else ""


def _names() -> Iterator[tuple[str, str]]:
    """Every name but those of regions that are a whole country: that name is the country's."""
    for row in rows("regions.csv"):
        if not row["whole_country"]:
            yield from ((row["code"], form) for form in _forms(row["label"], row["latin"]))
    for table in ("region_names.csv", "subdivisions.csv"):
        for row in rows(table):
            names = (*(row[language] for language in LANGUAGES), *row["also"].split(";"))
            yield from ((row["code"], name) for name in names)


def _forms(label: str, latin: str) -> set[str]:
    """Eurostat's label as it stands, each of its languages alone, without "(BE)", without ", Landkreis"."""
    return {label, latin, _COUNTRY_MARK.sub("", label), label.partition(", ")[0], *label.split("/")}


REGIONS = CodeList((Scheme.NUTS, Scheme.SUBDIVISION), _rows, _build, _names, _codes)
