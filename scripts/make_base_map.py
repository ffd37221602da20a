"""Make src/entrepot/data/corridors/land/countries.json: coasts and borders of the world, from Natural Earth.

    .venv/bin/python scripts/make_base_map.py [FOLDER]

FOLDER holds `countries-10m.json` of the npm package world-atlas 2.0.2; without it `npm pack` brings the
package into a temporary folder. What is ours: the lines are simplified, islets are left out, every piece of
land bears the country and the landmass it belongs to (`assigned.csv` and `landmasses.csv`, beside the result,
say which and why).
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from shapely import STRtree
from shapely.geometry import Point as ShapelyPoint

from base_map_lines import Piece, lines, pieces, simplified, written
from make_places_notes import write_note

DATA = Path(__file__).parents[1] / "src" / "entrepot" / "data"
LAND = DATA / "corridors" / "land"
PACKAGE = "world-atlas@2.0.2"
COAST_KM, BORDER_KM = 4.5, 2.5
ISLET_KM2 = 120.0
ASSIGNED = "Pieces of land whose country we name otherwise than Natural Earth, with the reason"
LANDMASSES = "Landmasses by a point on each, and the fixed links that make one of several islands"
NEAR_KM = 25.0  # a seed that lies just off a simplified coast still names it


def unpacked(folder: Path) -> Path:
    """`countries-10m.json` of the package, brought by npm."""
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    subprocess.run(["tar", "xzf", archive.name], cwd=folder, check=True)
    return folder / "package" / "countries-10m.json"


def codes() -> dict[str, str]:
    """ISO alpha-3 by numeric code."""
    with (DATA / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["numeric"]: row["code"] for row in csv.DictReader(file) if row["numeric"]}


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table beside the map."""
    with (LAND / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assign_countries(land: list[Piece]) -> None:
    """Give pieces without a code, or that we see otherwise, the country that `assigned.csv` has."""
    for row in table("assigned.csv"):
        if row["name"]:
            chosen = [piece for piece in land if piece.name == row["name"]]
        else:
            point = ShapelyPoint(float(row["longitude"]), float(row["latitude"]))
            chosen = [piece for piece in land if piece.shape.contains(point)]
        if not chosen:
            raise SystemExit(f"assigned.csv: nothing lies at {row}")
        for piece in chosen:
            piece.country = row["country"]


def name_landmasses(land: list[Piece]) -> None:
    """Pieces that share a border are one landmass; `landmasses.csv` names it and joins what bridges join."""
    groups = _connected(land)
    tree = STRtree([piece.shape for piece in land])
    for row in table("landmasses.csv"):
        point = ShapelyPoint(float(row["longitude"]), float(row["latitude"]))
        index = int(tree.nearest(point))
        if land[index].shape.distance(point) * 111.2 > NEAR_KM:
            print(f"no land within {NEAR_KM:g} km of {row['landmass']} {row['latitude']}, {row['longitude']}")
            continue
        for other in groups[index]:
            taken = land[other].landmass
            if taken and taken != row["landmass"]:
                raise SystemExit(f"{taken} and {row['landmass']} are one landmass at {row}")
            land[other].landmass = row["landmass"]


def _connected(land: list[Piece]) -> list[set[int]]:
    """Per piece, the pieces that hang together with it by shared lines."""
    of_line: dict[int, list[int]] = {}
    for index, piece in enumerate(land):
        for line in piece.lines():
            of_line.setdefault(line if line >= 0 else ~line, []).append(index)
    groups = [{index} for index in range(len(land))]
    for sharing in of_line.values():
        first = groups[sharing[0]]
        for other in sharing[1:]:
            if groups[other] is not first:
                first |= groups[other]
                for member in groups[other]:
                    groups[member] = first
    return groups


def kept(land: list[Piece]) -> list[Piece]:
    """Without islets, but with the largest piece of every country and every piece of a named landmass."""
    largest: dict[str, Piece] = {}
    for piece in land:
        if piece.country not in largest or piece.km2 > largest[piece.country].km2:
            largest[piece.country] = piece
    named = {piece.landmass for piece in land if piece.landmass and piece.km2 > ISLET_KM2}
    return [
        piece
        for piece in land
        if piece.km2 > ISLET_KM2
        or largest[piece.country] is piece
        or (piece.landmass and piece.landmass not in named)
    ]


def main() -> None:
    """Read, assign, simplify, write."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[1]) / "countries-10m.json" if len(sys.argv) > 1 else unpacked(Path(folder))
        atlas: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    all_lines = lines(atlas)
    land = pieces(atlas, all_lines, codes())
    assign_countries(land)
    name_landmasses(land)
    land = kept(land)
    result = written(atlas, simplified(land, all_lines, COAST_KM, BORDER_KM), land)
    target = LAND / "countries.json"
    target.write_text(json.dumps(result, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(land):,} pieces of land, {target.stat().st_size:,} bytes")
    for name, title in (("assigned.csv", ASSIGNED), ("landmasses.csv", LANDMASSES)):
        write_note(
            LAND / name,
            publisher="The Entrepôt contributors",
            title=title,
            edition="2026",
            licence="Apache-2.0",
            address="src/entrepot/data/corridors/land in this repository",
            how="By hand.",
        )
    write_note(
        target,
        publisher="Natural Earth",
        title="Admin 0 countries, 1:10 million",
        edition="4.1, as in the npm package world-atlas 2.0.2",
        licence="public domain",
        address="https://www.naturalearthdata.com",
        how="scripts/make_base_map.py, from countries-10m.json of world-atlas 2.0.2 (ISC); simplified to "
        f"{COAST_KM:g} km on coasts and {BORDER_KM:g} km on borders, islets under {ISLET_KM2:g} km2 left out",
        remark="Borders are those of Natural Earth, which draws who holds the ground (Western Sahara only "
        "east of the berm); where we depart from that, assigned.csv says so. They are for maps and for "
        "telling which country a point lies in, and no statement on any claim.",
    )


if __name__ == "__main__":
    main()
