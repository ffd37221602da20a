"""Regions: NUTS, the statistical regions that follow it, and Central Asia's first-level ones (ISO 3166-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from entrepot.metadata.places.codelist import CodeList, rows
from entrepot.metadata.places.countries import COUNTRIES, LANGUAGES
from entrepot.metadata.places.place import Place, Scheme

# The language that a label in another script than Latin is written in, by the country it stands in.
_SCRIPTS = {"EL": "el", "CY": "el", "BG": "bg", "UA": "uk", "MK": "mk", "ME": "sr", "RS": "sr"}
_COUNTRY_MARK = re.compile(r" \([A-Z]{2}\)$")
_ISO_3166_2 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def _places() -> Iterator[Place]:
    ours = {row["code"]: row for row in rows("region_names.csv")}
    for row in rows("regions.csv"):
        yield _nuts(row, ours.get(row["code"], {}))
    for row in rows("subdivisions.csv"):
        names = {language: row[language] for language in LANGUAGES if row[language]}
        yield Place(row["code"], Scheme.SUBDIVISION, row["kind"], names, _country(row["code"][:2]).code)


def _nuts(row: dict[str, str], ours: dict[str, str]) -> Place:
    code, country = row["code"], _country(row["code"][:2])
    also = [name for name in ours["also"].split(";") if _ISO_3166_2.fullmatch(name)] if ours else []
    return Place(
        code,
        Scheme.NUTS,
        row["kind"],
        dict(country.names) if row["whole_country"] else _names_of(row, ours),
        row["parent"] or country.code,
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        codes={"ISO 3166-2": also[0]} if also else {},
    )


def _names_of(row: dict[str, str], ours: dict[str, str]) -> dict[str, str]:
    """Our names where the table of ours has them; else Eurostat's label, with its own script beside it."""
    if ours:
        return {language: ours[language] for language in LANGUAGES if ours[language]}
    if row["latin"]:
        return {"en": row["latin"], _SCRIPTS.get(row["code"][:2], "mul"): row["label"]}
    return {"en": row["label"]}


@cache
def _country(prefix: str) -> Place:
    country = COUNTRIES.by_code(prefix)
    if country is None:
        raise LookupError(f"regions: {prefix} is the code of no country")
    return country


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


REGIONS = CodeList((Scheme.NUTS, Scheme.SUBDIVISION), _places, _names)
