"""The record: made once, loaded once, asked often."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from entrepot.metadata.errors import BadInput, NoData
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import Record, load
from entrepot.store.record.engine import reading
from sample_pack import GIFT, PACK, TENURE, VISIT, renamed, write


@pytest.fixture
def _bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path)
    monkeypatch.setattr(load, "bundled", lambda: {path: load.read_pack(path).sha256})


@pytest.fixture
def record(record_home: Any, _bundled: None) -> Record:
    """A record that holds the small pack alone, on either engine."""
    return Record.open(record_home)


@pytest.fixture
def file(tmp_path: Path, _bundled: None) -> Path:
    """The file of such a record on SQLite."""
    Record.open(tmp_path / "home")
    return tmp_path / "home" / "record.db"


def rows(record: Record, sql: str) -> list[tuple[object, ...]]:
    with reading(record.engine) as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def add(record: Record, folder: Path, pack: Pack) -> None:
    record.load(write(folder, pack, f"{pack.name}.yml"))


def test_statements_come_back_as_the_pack_has_them(record: Record) -> None:
    assert record.statements() == PACK.statements
    assert record.documents() == PACK.documents


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kinds": ("event", "office")}, ("L-1", "L-3")),
        ({"places": ("KAZ", "BEL")}, ("L-1", "L-2")),
        ({"places": ("BE33",)}, ("L-1",)),
        ({"places": ("BE3",)}, ("L-1",)),  # a region of several provinces
        ({"places": ("Benelux",)}, ("L-1", "L-2", "L-3")),  # a group stands for any of its members
        ({"places": ("Benelux", "CentralAsia")}, ("L-1", "L-2")),
        ({"places": ("BE",), "kinds": ("office",)}, ()),
        ({"places": ("Freedonia",)}, ()),
        ({"ids": ("L-3", "L-1")}, ("L-1", "L-3")),
        ({"ids": ("L-3",), "kinds": ("event",)}, ()),
    ],
)
def test_statements_are_chosen(
    record: Record, asked: dict[str, tuple[str, ...]], found: tuple[str, ...]
) -> None:
    assert tuple(statement.id for statement in record.statements(**asked)) == found


def test_one_statement(record: Record) -> None:
    assert record.statement("L-2") == GIFT
    with pytest.raises(NoData, match="no statement L-99"):
        record.statement("L-99")


def test_a_superseded_statement_is_kept_but_not_counted(record: Record, tmp_path: Path) -> None:
    newer = replace(GIFT, id="N-1", supersedes="L-2", status="delivered")
    add(record, tmp_path, replace(PACK, name="newer", statements=(newer,)))
    assert [s.id for s in record.statements()] == ["L-1", "L-3", "N-1"]
    assert record.statement("L-2").status == "announced"


def test_a_pack_replaces_the_one_of_its_name(record: Record, tmp_path: Path) -> None:
    add(record, tmp_path, replace(PACK, statements=(replace(VISIT, status="denied"),)))
    assert [(s.id, s.status) for s in record.statements()] == [("L-1", "denied")]


def test_a_pack_cannot_take_the_identifiers_of_another(record: Record, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="statement L-1 is already in the record, from pack letter"):
        add(record, tmp_path, replace(PACK, name="thief"))
    assert record.statements() == PACK.statements


def test_packs_stand_side_by_side(record: Record, tmp_path: Path) -> None:
    second = renamed(PACK, "second")
    add(record, tmp_path, second)
    assert record.statements() == PACK.statements + second.statements


def test_a_document_goes_with_the_last_statement_that_quotes_it(record: Record, tmp_path: Path) -> None:
    add(record, tmp_path, replace(PACK, statements=(TENURE,)))
    assert record.documents() == ()


def test_dates_are_searchable_by_their_first_and_last_day(record: Record) -> None:
    assert rows(record, "SELECT statement, earliest, latest FROM stated_date ORDER BY 1") == [
        ("L-1", "1931-05-01", "1931-05-31"),
        ("L-3", None, None),
    ]


def test_opening_again_changes_nothing(file: Path) -> None:
    before = file.read_bytes()
    assert Record.open(file.parent).statements() == PACK.statements
    assert file.read_bytes() == before


def test_a_new_edition_of_a_bundled_pack_is_taken_up(
    record: Record, record_home: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, replace(PACK, statements=(GIFT,)))
    monkeypatch.setattr(load, "bundled", lambda: {path: load.read_pack(path).sha256})
    assert Record.open(record_home).statements() == (GIFT,)


def test_the_record_lives_in_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "elsewhere"))
    Record.open()
    assert (tmp_path / "elsewhere" / "record.db").exists()


def test_a_warm_start_reads_no_pack_and_needs_no_migration(tmp_path: Path) -> None:
    Record.open(tmp_path)
    code = "import sys; from entrepot.store.record import Record; Record.open(); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"ENTREPOT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"alembic", "sqlalchemy.orm"} & set(run.stdout.split())


def test_a_record_on_sqlite_is_in_write_ahead_mode(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
