"""Countries of ISO 3166-1, and those that trade data still name though they are no more."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.metadata.places.codelist import CodeList, Row, rows
from entrepot.metadata.places.place import Place, Scheme

LANGUAGES = ("en", "fr", "nl", "ru", "kk")
"""Languages in which every country and group has a name: English, French, Dutch, Russian, Kazakh."""

_EUROSTAT = {"GR": "EL", "GB": "UK"}


def _rows() -> dict[str, Row]:
    now = {row["code"]: {**row, "kind": "country"} for row in rows("countries.csv")}
    return now | {row["code"]: {**row, "kind": "former country"} for row in rows("former_countries.csv")}


def _build(row: Row) -> Place:
    codes = {
        "ISO 3166-1 alpha-2": row["alpha2"],
        "ISO 3166-1 numeric": row["numeric"],
        "Eurostat": _EUROSTAT.get(row["alpha2"], ""),
    }
    return Place(
        row["code"],
        Scheme.ISO3,
        row["kind"],
        names_in(row),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        codes={scheme: code for scheme, code in codes.items() if code},
    )


def names_in(row: Row) -> dict[str, str]:
    """The names that a row holds in its columns en, fr, nl, ru and kk."""
    return {language: row[language] for language in LANGUAGES if row[language]}


def _names() -> Iterator[tuple[str, str]]:
    for code, row in COUNTRIES.rows.items():
        yield from ((code, row[language]) for language in LANGUAGES)
    for table in ("country_names.csv", "country_spellings.csv"):
        yield from ((row["code"], row["written"]) for row in rows(table))


def _codes() -> Iterator[tuple[str, str]]:
    for code, row in COUNTRIES.rows.items():
        yield from ((row[column], code) for column in ("alpha2", "numeric"))
        yield _EUROSTAT.get(row["alpha2"], ""), code


COUNTRIES = CodeList((Scheme.ISO3,), _rows, _build, _names, _codes)
