"""Write legs of corridors and their lines as the files that ship."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, radians
from pathlib import Path

from shapely.geometry import LineString

from entrepot.sources.corridors import encode_line
from make_places_notes import write_note

CORRIDORS = Path(__file__).parents[1] / "src" / "entrepot" / "data" / "corridors"
COLUMNS = ("id", "mode", "start", "end", "km", "gauge", "countries", "passages", "source", "quality", "note")
KM_A_DEGREE = 111.2
OF_LENGTH = 0.01  # short lines are simplified less


def write_legs(
    name: str, rows: Iterable[Mapping[str, object]], title: str, how: str, remark: str = ""
) -> None:
    """Write a table of legs and its note; columns left out are empty."""
    file = CORRIDORS / name
    with file.open("w", encoding="utf-8", newline="") as handle:
        table = csv.DictWriter(handle, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        count = 0
        for row in rows:
            table.writerow(row)
            count += 1
    print(f"{name}: {count:,} legs, {file.stat().st_size:,} bytes")
    _note(file, title, how, remark)


def write_lines(
    name: str, lines: Iterable[tuple[str, Sequence[tuple[float, float]]]], how: str, km: float
) -> None:
    """Write lines (longitude, latitude), simplified to so many kilometres; straight ones are left out."""
    file = CORRIDORS / name
    with file.open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, lineterminator="\n")
        table.writerow(("id", "line"))
        for identity, line in _drawn(lines, km):
            table.writerow((identity, encode_line(line)))
    print(f"{name}: {file.stat().st_size:,} bytes")
    _note(file, f"Lines of {name.partition('.')[0]} legs on the map", how, "")


def _drawn(
    lines: Iterable[tuple[str, Sequence[tuple[float, float]]]], km: float
) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    for identity, points in lines:
        line = simplified(points, km)
        if len(line) > 2:
            yield identity, line


def simplified(points: Sequence[tuple[float, float]], km: float) -> list[tuple[float, float]]:
    """Fewer points, none farther than so many kilometres from the line (Douglas and Peucker)."""
    middle = sum(y for _, y in points) / len(points)
    wide = max(cos(radians(middle)), 0.2) * KM_A_DEGREE
    line = LineString([(x * wide, y * KM_A_DEGREE) for x, y in points])
    if line.length == 0.0:
        return [points[0], points[-1]]
    fewer = line.simplify(min(km, OF_LENGTH * line.length), preserve_topology=False)
    return [(x / wide, y / KM_A_DEGREE) for x, y in fewer.coords]


def _note(file: Path, title: str, how: str, remark: str) -> None:
    write_note(
        file,
        publisher="The Entrepôt contributors",
        title=title,
        edition="2026",
        licence="Apache-2.0",
        address="src/entrepot/data/corridors in this repository",
        how=how,
        remark=remark,
    )
