"""Write a gazetteer: a small SQLite file of places, found by code or by folded name, never loaded whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

# The names must be folded exactly as the resolver folds them.
from entrepot.metadata.places.spelling import fold, read

DATA = Path(__file__).resolve().parents[1] / "src" / "entrepot" / "data" / "places"


class Entry(NamedTuple):
    """One place; country is its ISO alpha-2 code, coordinates are in degrees, functions one letter each."""

    code: str
    country: str
    name: str
    latitude: float | None
    longitude: float | None
    functions: str
    other_code: str
    subdivision: str
    also: tuple[str, ...] = ()


def write_gazetteer(file: Path, entries: Iterable[Entry]) -> int:
    """Write FILE anew and return the number of places; the same entries give the same bytes."""
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    ordered = sorted(entries)
    with closing(sqlite3.connect(new)) as book, book:
        book.executescript("""
            CREATE TABLE place (
                code TEXT PRIMARY KEY, country TEXT NOT NULL, name TEXT NOT NULL,
                latitude_e5 INTEGER, longitude_e5 INTEGER,  -- hundred-thousandths of a degree, WGS 84
                functions TEXT NOT NULL, other_code TEXT NOT NULL, subdivision TEXT NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE name (
                key TEXT NOT NULL, exact INTEGER NOT NULL, code TEXT NOT NULL,
                PRIMARY KEY (key, exact, code)
            ) WITHOUT ROWID;
        """)
        book.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_row, ordered))
        book.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(_keys(ordered)))
    with closing(sqlite3.connect(new)) as book:
        book.execute("VACUUM")
    new.replace(file)
    return len(ordered)


def _row(e: Entry) -> tuple[str | int | None, ...]:
    degrees = _e5(e.latitude), _e5(e.longitude)
    return e.code, e.country, e.name, *degrees, e.functions, e.other_code, e.subdivision


def _keys(entries: Iterable[Entry]) -> set[tuple[str, int, str]]:
    keys = set()
    for entry in entries:
        for name in (entry.name, *entry.also):
            key = fold(name)
            core = read(key).core
            keys |= {(key, 1, entry.code)} if key else set()
            keys |= {(core, 0, entry.code)} if core and core != key else set()
    return keys


def _e5(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * 1e5)
