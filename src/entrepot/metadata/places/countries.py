"""Countries of ISO 3166-1, and those that trade data still name though they are no more."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.metadata.places.codelist import CodeList, rows
from entrepot.metadata.places.place import Place, Scheme

LANGUAGES = ("en", "fr", "nl", "ru", "kk")
"""Languages in which every country and group has a name: English, French, Dutch, Russian, Kazakh."""

_EUROSTAT = {"GR": "EL", "GB": "UK"}


def _places() -> Iterator[Place]:
    for table, kind in (("countries.csv", "country"), ("former_countries.csv", "former country")):
        for row in rows(table):
            codes = {"ISO 3166-1 alpha-2": row["alpha2"], "ISO 3166-1 numeric": row["numeric"]}
            codes["Eurostat"] = _EUROSTAT.get(row["alpha2"], "")
            yield Place(
                row["code"],
                Scheme.ISO3,
                kind,
                {language: row[language] for language in LANGUAGES},
                valid_from=row["valid_from"],
                valid_to=row["valid_to"],
                codes={scheme: code for scheme, code in codes.items() if code},
            )


def _names() -> Iterator[tuple[str, str]]:
    yield from COUNTRIES.own_names
    for table in ("country_names.csv", "country_spellings.csv"):
        yield from ((row["code"], row["written"]) for row in rows(table))


COUNTRIES = CodeList((Scheme.ISO3,), _places, _names)
