"""Make src/entrepot/data/places/countries.csv and country_names.csv from Unicode's CLDR, as Babel carries it.

Needs Babel and pycountry. Codes and names both come from CLDR (Unicode licence); pycountry is only asked
which codes ISO 3166-1 has, so that nothing is missing, and none of its texts is copied.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import UnknownLocaleError, get_cldr_version, get_global
from babel.languages import get_official_languages

from entrepot.metadata.errors import AmbiguousPlace
from entrepot.metadata.places import resolve
from make_places_notes import write_note

DATA = Path(__file__).resolve().parents[1] / "src" / "entrepot" / "data" / "places"
LANGUAGES = ("en", "fr", "nl", "ru", "kk")
OTHER_LANGUAGES = ("de", "es", "it", "pt", "pl", "tr", "uk", "zh", "uz", "ky", "tk", "tg", "az", "ka", "hy")

# CLDR's short names where they cannot stand in a sentence, or where two countries would bear the same one.
BETTER = {
    "CD": (
        "Democratic Republic of the Congo",
        "République démocratique du Congo",
        "Democratische Republiek Congo",
        "Демократическая Республика Конго",
        "Конго Демократиялық Республикасы",
    ),
    "CG": (
        "Republic of the Congo",
        "République du Congo",
        "Republiek Congo",
        "Республика Конго",
        "Конго Республикасы",
    ),
    "MM": ("Myanmar", "Myanmar", "Myanmar", "Мьянма", "Мьянма"),
    "HK": ("Hong Kong", "Hong Kong", "Hongkong", "Гонконг", "Гонконг"),
    "MO": ("Macao", "Macao", "Macau", "Макао", "Макао"),
    "PS": ("Palestine", "Palestine", "Palestina", "Палестина", "Палестина"),
    "KP": ("North Korea", "Corée du Nord", "Noord-Korea", "Северная Корея", "Солтүстік Корея"),
    "SX": (
        "Sint Maarten",
        "Saint-Martin (partie néerlandaise)",
        "Sint-Maarten",
        "Синт-Мартен",
        "Синт-Мартен",
    ),
    "MF": (
        "Saint Martin (French part)",
        "Saint-Martin (partie française)",
        "Saint-Martin",
        "Сен-Мартен",
        "Сен-Мартен",
    ),
}
# Since when the state stands within its present limits; only where statistics of before need another code.
SINCE = {
    **dict.fromkeys(
        [
            "ARM",
            "AZE",
            "BLR",
            "GEO",
            "KAZ",
            "KGZ",
            "MDA",
            "RUS",
            "TJK",
            "TKM",
            "UKR",
            "UZB",
            "HRV",
            "SVN",
            "MKD",
        ],
        "1991",
    ),
    **dict.fromkeys(("CZE", "SVK"), "1993-01-01"),
    **dict.fromkeys(("CUW", "SXM", "BES"), "2010-10-10"),
    "BIH": "1992",
    "MNE": "2006-06-03",
    "SRB": "2006-06-05",
    "XKX": "2008-02-17",
    "SSD": "2011-07-09",
    "TLS": "2002-05-20",
    "ERI": "1993-05-24",
    "YEM": "1990-05-22",
}


def codes() -> Iterator[tuple[str, str, str]]:
    """Alpha-2, alpha-3 and numeric codes; Kosovo by the code that statistics use, which ISO has not given."""
    aliases = get_global("territory_aliases")
    mapped = {alias: targets[0] for alias, targets in aliases.items() if len(targets) == 1}
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_3):
        found = {mapped.get(country.alpha_3), mapped.get(country.numeric)}
        if found != {country.alpha_2}:
            raise SystemExit(
                f"CLDR does not map {country.alpha_3} and {country.numeric} to {country.alpha_2}"
            )
        yield country.alpha_2, country.alpha_3, country.numeric
    yield "XK", "XKX", ""


def five_names(alpha2: str) -> tuple[str, ...]:
    """The name to show in each of the five languages."""
    if alpha2 in BETTER:
        return BETTER[alpha2]
    names = (Locale(language).territories[alpha2] for language in LANGUAGES)
    return tuple(name.replace("St. ", "Saint ").replace(" & ", " and ") for name in names)


def other_names(alpha2: str) -> Iterator[tuple[str, str]]:
    """(language, name) in the country's own languages and in those often met; CLDR's own five too."""
    own = get_official_languages(alpha2, de_facto=True, regional=True)
    for language in dict.fromkeys((*LANGUAGES, *OTHER_LANGUAGES, *own)):
        try:
            name = Locale.parse(language).territories.get(alpha2)
        except UnknownLocaleError:
            continue  # CLDR has no such locale
        if name:
            yield language, name


def check() -> None:
    """Stop where a short, official or common name in ISO does not mean its country; doubt is allowed."""
    for country in pycountry.countries:
        names = (getattr(country, field, country.name) for field in ("name", "official_name", "common_name"))
        for name in names:
            with suppress(AmbiguousPlace):
                if resolve(name).code != country.alpha_3:
                    raise SystemExit(f"{name} is read as {resolve(name).code}, not {country.alpha_3}")


def main() -> None:
    """Write both tables and their notes, and check them."""
    rows = list(codes())
    with (DATA / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "alpha2", "numeric", *LANGUAGES, "valid_from", "valid_to"])
        for alpha2, alpha3, numeric in rows:
            writer.writerow([alpha3, alpha2, numeric, *five_names(alpha2), SINCE.get(alpha3, ".."), ".."])
    with (DATA / "country_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "written", "language"])
        for alpha2, alpha3, _ in rows:
            shown = set(five_names(alpha2))
            for language, name in other_names(alpha2):
                if name not in shown:
                    shown.add(name)
                    writer.writerow([alpha3, name, language])
    edition = f"CLDR {get_cldr_version()}"
    for name, title in [
        ("countries.csv", "Codes of countries and their names in five languages"),
        ("country_names.csv", "Names of countries in their own and other languages"),
    ]:
        write_note(
            DATA / name,
            publisher="Unicode Consortium",
            title=title,
            edition=edition,
            licence="Unicode-3.0",
            address="https://cldr.unicode.org",
            how="scripts/make_places_countries.py, from CLDR in Babel; a few names are ours (BETTER)",
        )
    check()


if __name__ == "__main__":
    main()
