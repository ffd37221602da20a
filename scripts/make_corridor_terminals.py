"""Write the .yml beside the tables of terminals, borders, lanes and seasons, which are written by hand."""

from __future__ import annotations

from make_places_gazetteer import DATA
from make_places_notes import write_note

CORRIDORS = DATA.parent / "corridors"
BY_HAND = "By hand: single facts from the sources named in each row; what is estimated says how."
OWN = {
    "terminals.csv": (
        "Terminals of corridors: stations, ports, airports and border posts",
        "By hand. Codes are UN/LOCODE where it has one, IATA for airports; positions of airports are "
        "those of airports-py, all others by hand, held against UN/LOCODE, GeoNames and Natural Earth.",
        "Positions are good to a kilometre or two, those of border posts in mountains and steppe to ten. "
        "Railways of 1,524 mm in Finland stand as 1,520: wagons run through.",
    ),
    "seasons.csv": ("Seasons in which something is closed", BY_HAND, ""),
    "open_borders.csv": (
        "Pairs of countries without a border procedure for goods",
        "By hand, from what is generally known of customs unions; no row was compared with its treaty.",
        "",
    ),
    "parameters/borders.csv": (
        "Hours and prices of borders",
        BY_HAND,
        "What CAREC's CPMM measured at one post is added to the other side's, and both ways are averaged.",
    ),
    "parameters/terminals.csv": ("Hours and prices of changes of gauge and of handling", BY_HAND, ""),
    "parameters/lanes.csv": ("Hours and headways of named services", BY_HAND, ""),
    "sources/terminals.csv": ("Sources of terminals, borders, lanes and seasons", "By hand.", ""),
}


def main() -> None:
    """Write every note."""
    for name, (title, how, remark) in OWN.items():
        write_note(
            CORRIDORS / name,
            publisher="The Entrepôt contributors",
            title=title,
            edition="2026",
            licence="Apache-2.0",
            address="src/entrepot/data/corridors in this repository",
            how=how,
            remark=remark,
        )


if __name__ == "__main__":
    main()
