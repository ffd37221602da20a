"""Make src/entrepot/data/places/airports.sqlite: every airport with an IATA code, from airports-py."""

from __future__ import annotations

from collections.abc import Iterator

from airports import airport_data

from make_places_gazetteer import DATA, Entry, write_gazetteer
from make_places_notes import write_note

TYPES = {
    "large_airport": "L",
    "medium_airport": "M",
    "small_airport": "S",
    "seaplane_base": "W",
    "heliport": "H",
}


def entries() -> Iterator[Entry]:
    """One entry an IATA code; R stands for scheduled (regular) service."""
    for row in airport_data.airports:
        if row["iata"]:
            scheduled = "R" if row["scheduled_service"] == "TRUE" else ""
            yield Entry(
                row["iata"],
                row["country_code"],
                row["airport"],
                float(row["latitude"]),
                float(row["longitude"]),
                TYPES[row["type"]] + scheduled,
                row["icao"] or "",
                "",
            )


def main() -> None:
    """Write the gazetteer and its note."""
    file = DATA / "airports.sqlite"
    count = write_gazetteer(file, entries())
    print(f"{count:,} airports, {file.stat().st_size:,} bytes")
    write_note(
        file,
        publisher="Aashish Vivekanand (airportdata.dev)",
        title="airports-py: airports with their IATA and ICAO codes",
        edition="3.1.0",
        licence="MIT",
        address="https://github.com/aashishvanand/airport-data-python",
        how="scripts/make_places_airports.py, from airports-py 3.1.0",
        remark="The package names no source; its classes of airport and its field for scheduled service are "
        "those of OurAirports, whose data are in the public domain. Elevations are wrong in it and left "
        "out; a test checks the positions of nine airports of Belgium, Luxembourg and Central Asia.",
    )


if __name__ == "__main__":
    main()
