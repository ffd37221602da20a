"""Make src/entrepot/data/corridors/osm/: legs by rail and road between terminals, from the raw networks.

    python scripts/make_corridor_legs.py [--cache build/networks]

Reads `terminals.csv`, `open_borders.csv` and the tables of exceptions in that folder, and the packages that
`entrepot[networks]` installs; writes `rail.csv`, `road.csv` and their shapes. What it does, and where it is
still wrong, stands in docs/explanation/corridor-networks.md. Takes a minute on two cores.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from entrepot.analyses.corridors.physical.legs import Drawn, measured, overridden
from entrepot.analyses.corridors.physical.prepared import prepare, refused
from entrepot.analyses.corridors.physical.rules import HERE, read_rules
from entrepot.metadata.corridors import Mode
from entrepot.sources.corridors import geography, knowledge
from entrepot.sources.corridors.polyline import encode_line
from entrepot.sources.corridors.sheet import Folder
from entrepot.sources.networks import PACKAGES, Borders, read_borders, read_network
from make_places_notes import write_note

LEG = (
    "id",
    "mode",
    "start",
    "end",
    "km",
    "gauge",
    "countries",
    "passages",
    "source",
    "quality",
    "note",
)


def legs_of(mode: Mode, cache: Path, borders: Borders) -> list[Drawn]:
    """Legs of a mode; terminals too far from its network are told."""
    folder, rules = Folder(HERE), read_rules()
    terminals = geography.terminals(folder, knowledge.sources(folder))
    raw = read_network(mode, cache)
    prepared = prepare(raw, mode, terminals, geography.open_borders(folder), rules, borders)
    far = refused(prepared, mode, rules)
    for code, km in far.items():
        print(f"  {terminals[code].name()} ({code}) lies {km:.0f} km from any {mode}: no leg measured")
    found = overridden(measured(prepared, mode, far, borders), rules.overrides, mode)
    ends = {code for one in found for code in (one.leg.start, one.leg.end)}
    alone = [t.code for t in prepared.terminals if t.code not in ends]
    print(f"  {len(found)} legs; without any: {', '.join(alone)}")
    return found


def row_of(one: Drawn) -> Sequence[object]:
    """A leg as a row of its table."""
    leg = one.leg
    countries = ";".join(f"{code}:{km:g}" for code, km in leg.countries.items())
    gauge = leg.gauge or ""
    quality = leg.quality.word
    return (
        leg.id,
        leg.mode,
        leg.start,
        leg.end,
        f"{leg.km:g}",
        gauge,
        countries,
        "",
        leg.source,
        quality,
        leg.note,
    )


def write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table in UTF-8 with a header."""
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)
    print(f"  {file.name}: {file.stat().st_size:,} bytes")


def tell(file: Path, title: str) -> None:
    """Write the note beside a table."""
    write_note(
        file,
        publisher="OpenStreetMap contributors, by way of scgraph_data",
        title=title,
        edition=PACKAGES["rail"].edition,
        licence="ODbL-1.0",
        address="https://github.com/connor-makowski/scgraph_data",
        how="scripts/make_corridor_legs.py; see docs/explanation/corridor-networks.md",
    )


def stamp(note: Path) -> None:
    """Give a table that is made by hand its hash anew."""
    content = yaml.safe_load(note.read_text(encoding="utf-8"))
    content["sha256"] = hashlib.sha256(note.with_suffix("").read_bytes()).hexdigest()
    note.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")


def main() -> None:
    """Write the legs of both modes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cache", type=Path, default=Path("build/networks"), help="folder for arrays")
    parser.add_argument("--modes", nargs="+", default=["rail", "road"], choices=["rail", "road"])
    asked = parser.parse_args()
    borders = read_borders()
    for name in asked.modes:
        print(name)
        found = legs_of(Mode(name), asked.cache, borders)
        write(HERE / "osm" / f"{name}.csv", LEG, [row_of(one) for one in found])
        lines = [(one.leg.id, encode_line(one.line)) for one in found if len(one.line) > 2]
        write(HERE / "osm" / f"{name}.shapes.csv", ("id", "line"), lines)
        tell(HERE / "osm" / f"{name}.csv", f"Legs by {name} between terminals")
        tell(HERE / "osm" / f"{name}.shapes.csv", f"Lines of the legs by {name}, simplified to 3 km")
    by_hand = (HERE / "sources" / "osm.csv.yml", HERE / "countries-10m.json.gz.yml")
    for note in (*(HERE / "osm").glob("*.yml"), *by_hand):
        stamp(note)


if __name__ == "__main__":
    main()
