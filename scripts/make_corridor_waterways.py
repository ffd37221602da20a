"""Make waterways.csv of the corridors and its lines from corridor_waterways.csv, which is kept by hand.

    .venv/bin/python scripts/make_corridor_waterways.py

A length is refused that is shorter than the line on the map, or longer than rivers bend.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from corridor_files import CORRIDORS, write_legs, write_lines
from entrepot.metadata.corridors.sphere import great_circle

SOURCE = Path(__file__).with_name("corridor_waterways.csv")
MOST_BENT = 1.9  # the Moselle, drawn with seven points, comes to 1.5
Points = list[tuple[float, float]]


def places() -> dict[str, tuple[float, float]]:
    """(longitude, latitude) of terminals by code."""
    with (CORRIDORS / "terminals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}


def legs() -> Iterator[tuple[dict[str, object], Points]]:
    """Rows of waterways.csv, each with its line."""
    at = places()
    with SOURCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["start"] not in at or row["end"] not in at:
                print(f"  no terminal for {row['start']}-{row['end']}")
                continue
            line = [_point(text) for text in row["line"].split(";") if text]
            start, end = sorted((row["start"], row["end"]))
            inner = line if _runs(line, at[row["start"]], at[row["end"]]) else line[::-1]
            points = [at[row["start"]], *inner, at[row["end"]]]
            if row["start"] != start:
                points.reverse()
            _check(row, points)
            leg: dict[str, object] = {key: row[key] for key in row if key != "line"}
            yield leg | {"id": f"barge:{start}:{end}", "mode": "barge", "start": start, "end": end}, points


def _point(text: str) -> tuple[float, float]:
    longitude, latitude = text.split()
    return float(longitude), float(latitude)


def _runs(line: Points, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether the points stand in the order from start to end: the other order would be longer."""
    return length([start, *line, end]) <= length([start, *line[::-1], end])


def length(points: Points) -> float:
    """Kilometres along a line."""
    return sum(great_circle(a[1], a[0], b[1], b[0]) for a, b in pairwise(points))


def _check(row: dict[str, str], points: Points) -> None:
    drawn, km = length(points), float(row["km"])
    if not 0.98 * drawn - 3.0 <= km <= MOST_BENT * drawn + 10.0:
        raise SystemExit(f"{row['start']}-{row['end']}: {km:g} km, but {drawn:.0f} km on the map")
    countries = sum(float(part.partition(":")[2]) for part in row["countries"].split(";"))
    if abs(countries - km) > 1.0:
        raise SystemExit(f"{row['start']}-{row['end']}: countries come to {countries:g} km of {km:g}")


def main() -> None:
    """Read, check, write."""
    rows = sorted(legs(), key=lambda pair: str(pair[0]["id"]))
    how = "By hand (scripts/corridor_waterways.csv), checked by scripts/make_corridor_waterways.py"
    write_legs("waterways.csv", (leg for leg, _ in rows), "Inland waterways between terminals", how)
    write_lines("waterways.shapes.csv", ((str(leg["id"]), points) for leg, points in rows), how, km=0.5)


if __name__ == "__main__":
    main()
