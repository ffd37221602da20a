"""The published copy is a plain SQLite file: searchable, explained, nothing private in it."""

import json
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from entrepot.metadata.errors import OutputError, UsageError
from entrepot.store.record.published import datasette_metadata, publish
from entrepot.store.record.published_tables import COLUMNS, VIEWS
from sample_pack import GIFT, PACK, VISIT, document

AT = datetime(2026, 11, 30, tzinfo=UTC)
CONTACT = replace(VISIT, id="C-1", kind="contact", subject="Zebulon", private=True, quotes=())
RETRACTED = replace(VISIT, id="R-1", standing="retracted")
WORDED = replace(GIFT, quotes=(replace(GIFT.quotes[0], text="a gift\nof over €64 million"),))


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "record.db"
    statements = (VISIT, WORDED, PACK.statements[2], CONTACT, RETRACTED)
    assert publish(statements, PACK.documents, path, source="Record of tests", at=AT) == 3
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def asked(connection: sqlite3.Connection, query: str, *values: Any) -> list[Any]:
    return connection.execute(query, values).fetchall()


def test_statements_stand_in_plain_columns(copy: sqlite3.Connection) -> None:
    row = asked(
        copy, "SELECT says, date, earliest, latest, amount, amount_high FROM statement WHERE id = 'L-1'"
    )
    assert row == [("The guest was received", "1931-05", "1931-05-01", "1931-05-31", None, None)]
    row = asked(
        copy, "SELECT amount, unit, amount_low, amount_high, attributes FROM statement WHERE id = 'L-2'"
    )
    assert row[0][:4] == (64e6, "EUR", 64e6, None)
    assert json.loads(row[0][4]) == GIFT.attributes
    assert asked(copy, "SELECT code FROM place WHERE statement = 'L-1' ORDER BY position") == [
        ("BE33",),
        ("BEL",),
        ("KAZ",),
    ]


def test_full_text_knows_no_accents(copy: sqlite3.Connection) -> None:
    query = (
        "SELECT s.id FROM statement_words AS w JOIN statement AS s ON s.rowid = w.rowid "
        "WHERE statement_words MATCH ?"
    )
    assert asked(copy, query, "hote recu") == [("L-1",)]
    assert asked(copy, query, "eclair visitor") == [("L-1",)]
    assert asked(copy, query, "zebulon") == []


def test_views_answer_when_and_on_what_words(copy: sqlite3.Connection) -> None:
    assert asked(copy, "SELECT id FROM chronology") == [("L-1",)]
    found = asked(copy, "SELECT id, document, start, sha256 FROM quotes ORDER BY start")
    assert found[0] == ("L-1", "letter.txt", VISIT.quotes[0].start, VISIT.quotes[0].sha256)


def test_the_file_tells_its_source_and_the_meaning_of_each_column(copy: sqlite3.Connection) -> None:
    about = dict(asked(copy, "SELECT name, value FROM about"))
    assert about["source"] == "Record of tests"
    assert about["made"] == "2026-11-30T00:00:00+00:00"
    assert about["private_included"] == "no"
    told = set(asked(copy, 'SELECT "table", "column" FROM column_note'))
    for table, columns in COLUMNS.items():
        there = [row[1] for row in asked(copy, f"PRAGMA table_info('{table}')")]
        assert there == list(columns)
        assert {(table, name) for name in there} <= told


def test_nothing_private_no_words_and_nothing_retracted_is_anywhere_in_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    publish((VISIT, WORDED, CONTACT, RETRACTED), PACK.documents, path, source="s", at=AT)
    content = path.read_bytes()
    for absent in ("Zebulon", "R-1", "a gift\nof over"):
        assert absent.encode() not in content
    publish((CONTACT,), PACK.documents, path, source="s", at=AT, private=True)
    assert b"Zebulon" in path.read_bytes()
    assert document().sha256.encode() not in path.read_bytes()  # nobody quotes it


def test_the_file_is_for_reading_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    for _ in range(2):
        publish(PACK.statements, PACK.documents, path, source="s", at=AT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert [file.name for file in tmp_path.iterdir()] == ["r.db"]
    before = path.read_bytes()
    twice = (VISIT, VISIT)
    with pytest.raises(sqlite3.IntegrityError):
        publish(twice, PACK.documents, path, source="s", at=AT)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["r.db"]
    with pytest.raises(OutputError, match="cannot be written"):
        publish(PACK.statements, PACK.documents, tmp_path / "no" / "r.db", source="s", at=AT)
    with pytest.raises(UsageError, match="time zone"):
        publish((), (), path, source="s", at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_datasette_is_told_of_every_table_and_view() -> None:
    told = json.loads(datasette_metadata("Record of tests", "record"))
    tables = told["databases"]["record"]["tables"]
    assert set(tables) == {*COLUMNS, *VIEWS}
    assert tables["statement"]["columns"]["date"].startswith("EDTF")
    assert all(tables[table]["label_column"] in columns for table, columns in COLUMNS.items())
