"""A record of 100,000 statements beside the bare SQL that does the same: to load, to search, a timeline.

    python benchmarks/record.py [postgresql://user@host/empty_database]

On SQLite in a temporary folder; on PostgreSQL too where an empty database is named. Loading is measured
against the very rows that it stores, made beforehand and inserted with SQLAlchemy Core into tables without
keys, indexes or triggers. A question is measured against SQL typed by hand into the driver that opens the
database as we do, asks, and decodes the statements it is handed; ours makes value objects of them and, for a
search, the passages with the words marked. Targets: at most three times as long to load, twice to ask.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table, create_engine, insert, select

from entrepot.store.record import Record, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.engine import reading
from entrepot.store.record.search_query import read
from record_like import pack

STATEMENTS = 100_000
RUNS = 15
TO_LOAD, TO_ASK = 3.0, 2.0
SEARCHES = {
    "a seldom word": "etheth*",
    "two beginnings": "kal* mi*",
    "a frequent word": "embassy",
    "a phrase": '"trade mission"',
}
Rows = dict[Table, list[dict[str, Any]]]


def main() -> int:
    """Print times and ratios; exit code 1 if one misses its target."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        places: list[Path | str] = [Path(folder) / "record", *sys.argv[1:]]
        for where in places:
            name = "SQLite" if isinstance(where, Path) else "PostgreSQL"
            print(f"{name}, {STATEMENTS:,} statements")
            record = Record.open(where)
            missed += _loading(record, Path(folder))
            missed += _asking(record)
    if not sys.argv[1:]:
        print("Not measured: PostgreSQL. Name an empty database.")
    return missed > 0


def _loading(record: Record, folder: Path) -> int:
    many = pack(STATEMENTS)
    start = perf_counter()
    record.desk("a benchmark").load(many)
    ours = perf_counter() - start
    rows = _stored(record)
    with _plain(record, folder) as made:
        theirs = _inserted(made, rows)
        said = (t.statement, *t.OF_A_STATEMENT)
        fewer = _inserted(made, {table: rows[table] for table in said})
    count = sum(map(len, rows.values()))
    print(f"  loaded in {ours:.1f} s; {count:,} rows plainly in {theirs:.1f} s")
    print(f"  (without history and index, {sum(len(rows[x]) for x in said):,} rows in {fewer:.1f} s)")
    return _told("load", ours, theirs, TO_LOAD)


def _stored(record: Record) -> Rows:
    """All rows of the record, those of the index among them."""
    with reading(record.engine) as connection:
        tables = (*t.METADATA.sorted_tables, search_index.table(connection))
        return {table: [dict(row._mapping) for row in connection.execute(select(table))] for table in tables}


@contextmanager
def _plain(record: Record, folder: Path) -> Iterator[Engine]:
    """An engine for plain tables: another file, or another schema of the same database."""
    if record.engine.dialect.name == "sqlite":
        yield create_engine(f"sqlite:///{folder / 'plain.db'}")
        return
    made = create_engine(record.engine.url, connect_args={"options": "-csearch_path=plain"})
    try:
        with made.begin() as connection:
            connection.exec_driver_sql("CREATE SCHEMA plain")
        yield made
        with made.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA plain CASCADE")
    finally:
        made.dispose()


def _inserted(made: Engine, rows: Rows) -> float:
    """Seconds to put the rows, a transaction in all, into tables that have nothing but columns."""
    metadata = MetaData()
    plain = {one: Table(one.name, metadata, *(Column(c.name, c.type) for c in one.columns)) for one in rows}
    metadata.drop_all(made)
    metadata.create_all(made)
    start = perf_counter()
    with made.begin() as connection:
        for table, some in rows.items():
            if some:
                connection.execute(insert(plain[table]), some)
    return perf_counter() - start


def _asking(record: Record) -> int:
    missed = 0
    for name, words in SEARCHES.items():
        missed += _beside(
            f"search for {name}",
            lambda words=words: [hit.statement.id for hit in record.search(words)],  # type: ignore[misc]
            lambda words=words: _search(record, words),  # type: ignore[misc]
            order=False,
        )
    return missed + _beside(
        "timeline of a pair",
        lambda: [row[0] for row in record.timeline("BEL", "KAZ")],
        lambda: _timeline(record),
    )


def _driver(record: Record) -> Any:
    url = record.engine.url
    if record.engine.dialect.name == "sqlite":
        import sqlite3

        return sqlite3.connect(str(url.database))
    import psycopg

    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))


def _search(record: Record, words: str) -> list[str]:
    asked = read(words)
    if record.engine.dialect.name == "sqlite":
        sql, value = _SEARCH_SQLITE, asked.for_sqlite()
    else:
        sql, value = _SEARCH_POSTGRESQL, asked.for_postgresql()
    with closing(_driver(record)) as bare:
        rows = bare.execute(sql, {"words": value}).fetchall()
    return [json.loads(row[2])["id"] for row in rows]


_SHOWN = """JOIN statement ON statement.id = searchable.statement
    JOIN revision ON revision.statement = statement.id AND revision.number = statement.revision
    WHERE NOT statement.private AND NOT EXISTS
      (SELECT 1 FROM statement AS newer WHERE newer.supersedes = statement.id) AND """
_SEARCH_SQLITE = f"""SELECT statement.id, -rank, revision.form FROM search
    JOIN searchable ON searchable.number = search.rowid {_SHOWN} search MATCH :words ORDER BY rank LIMIT 50"""
_SEARCH_POSTGRESQL = f"""SELECT statement.id,
    ts_rank('{{0.125, 0.25, 0.5, 1}}', words, %(words)s::tsquery, 1) AS score, revision.form
    FROM searchable {_SHOWN} words @@ %(words)s::tsquery ORDER BY score DESC LIMIT 50"""


def _timeline(record: Record) -> list[str]:
    with closing(_driver(record)) as bare:
        return [row[0] for row in bare.execute(_TIMELINE).fetchall()]


_TIMELINE = """SELECT statement.id, kind, subtype, edtf, earliest, words FROM statement
    JOIN paraphrase ON paraphrase.statement = statement.id AND language = 'en'
    LEFT JOIN stated_date ON stated_date.statement = statement.id
    WHERE id IN (SELECT statement FROM place WHERE code = 'BEL')
      AND id IN (SELECT statement FROM place WHERE code = 'KAZ')
      AND NOT private
      AND NOT EXISTS (SELECT 1 FROM statement AS newer WHERE newer.supersedes = statement.id)
    ORDER BY earliest IS NULL, earliest, id"""


def _beside(
    name: str, ours: Callable[[], Sequence[str]], bare: Callable[[], Sequence[str]], *, order: bool = True
) -> int:
    """Both in turns, after a first time each that is not counted; they must find the same."""
    found, wanted = ours(), bare()
    if list(found) != list(wanted) if order else len(found) != len(wanted):
        raise SystemExit(f"{name}: the two sides do not agree")
    times: tuple[list[float], list[float]] = [], []
    for _ in range(RUNS):
        for taken, ask in zip(times, (ours, bare), strict=True):
            start = perf_counter()
            ask()
            taken.append(perf_counter() - start)
    mine, theirs = (median(taken) for taken in times)
    print(f"  {name}: {len(found)} found in {mine * 1000:.1f} ms, by bare SQL in {theirs * 1000:.1f} ms")
    return _told(name, mine, theirs, TO_ASK)


def _told(name: str, ours: float, theirs: float, target: float) -> int:
    print(f"  ratio {ours / theirs:6.2f}     (target: at most {target:g}; {name})")
    return ours > target * theirs


if __name__ == "__main__":
    sys.exit(main())
