"""How a leg runs on the map: read only when a map, or a file of lines, is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entrepot.sources.corridors.polyline import Point, decode_line
from entrepot.sources.corridors.reader import SHIPPED
from entrepot.sources.corridors.sheet import Folder, Row


def shape(leg_id: str, folder: Path | None = None) -> tuple[Point, ...]:
    """The line of a leg, (longitude, latitude) from its start to its end; empty where none is kept.

    Raises:
        BadInput: the line cannot be decoded, or a leg has two.
    """
    row = _rows(folder or SHIPPED).get(leg_id)
    if row is None:
        return ()
    try:
        return decode_line(row["line"])
    except ValueError as error:
        row.fail("line", str(error), expected="an encoded polyline of two decimals")


@cache
def _rows(path: Path) -> dict[str, Row]:
    folder = Folder(path)
    found: dict[str, Row] = {}
    for file in folder.files("**/*.shapes.csv"):
        for row in folder.rows(file, ("id", "line")):
            if row.must("id") in found:
                row.fail("id", f"{row['id']} has a line already", remedy="Keep one of them.")
            found[row["id"]] = row
    return found
