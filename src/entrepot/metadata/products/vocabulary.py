"""Rows of the package's small tables of products, read when first asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Row = dict[str, str]
DATA = Path(__file__).resolve().parents[2] / "data" / "products"
LANGUAGES = ("en", "fr", "nl", "ru", "kk")
"""Languages in which every section, chapter and raw material has a label."""


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Every row of a table, in its order."""
    return tuple(_rows(name))


def _rows(name: str) -> Iterator[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
