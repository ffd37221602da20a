"""A backup holds the whole record; it comes back the same, on either engine; what is none is refused."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select

from entrepot.metadata.errors import BadInput, OutputError, StoreError, Tampered, UsageError
from entrepot.store.record import Record, load, schema
from entrepot.store.record import tables as t
from entrepot.store.record.backup import KEPT, MANIFEST, _sum, backup, restore
from entrepot.store.record.engine import engine, opened, reading, writing
from entrepot.store.record.replay import content
from sample_pack import GIFT, TEXT, VISIT, write


@pytest.fixture(autouse=True)
def only_the_small_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path)
    monkeypatch.setattr(load, "bundled", lambda: {path: load.read_pack(path).sha256})


@pytest.fixture
def record(record_home: Any, tmp_path: Path) -> Record:
    """A record with something in every table that is kept."""
    made = Record.open(record_home)
    desk = made.desk("Ann")
    (tmp_path / "copy.txt").write_text(TEXT)
    made.attach(tmp_path / "copy.txt")
    desk.correct(replace(made.statement("L-2"), status="lost"), why="nobody has seen it")
    desk.add(replace(VISIT, id="N-1"), why="another visit")
    desk.retract("N-1", based_on=1, why="there was none")
    made.mark("a brief")
    made.log_access("Ann", "contacts", "an invitation")
    with writing(made.engine) as connection:
        row = {"document": "d" * 64, "number": 1, "form": "{}", "rule": "a rule", "doubts": ["é", 1, None]}
        names = ("decision", "decided_by", "decided_at", "reason")
        connection.execute(t.draft.insert(), row | dict.fromkeys(names, "—"))
    return made


def kept(record: Record) -> dict[str, Any]:
    with reading(record.engine) as connection:
        rows = {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in KEPT
        }
        return rows | content(connection)


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_a_record_comes_back_the_same_on_either_engine(
    record: Record, tmp_path: Path, to: str, request: pytest.FixtureRequest
) -> None:
    told = backup(record.engine, tmp_path / "b.db")
    assert told.statements == len(record.statements()) == 3
    assert all(told.rows.values())
    where = tmp_path / "new" if to == "sqlite" else another_database(request)
    again = restore(tmp_path / "b.db", opened(where))
    assert (again.rows, again.sha256, again.statements) == (told.rows, told.sha256, told.statements)
    restored = Record.open(where)
    assert kept(restored) == kept(record)
    assert restored.history("L-2") == record.history("L-2")
    assert [hit.statement.id for hit in restored.search('"nobody has seen"')] == ["L-2"]
    assert restored.desk("Ben").add(replace(GIFT, id="N-2"), why="life goes on").number > 0
    assert backup(record.engine, tmp_path / "b2.db").sha256 == told.sha256


def another_database(request: pytest.FixtureRequest) -> str:
    databases = request.getfixturevalue("databases")
    address = str(databases.make())
    request.addfinalizer(lambda: databases.drop(address))
    return address


def test_a_backup_is_a_record_that_opens_as_it_is(record: Record, tmp_path: Path) -> None:
    (tmp_path / "opened").mkdir()
    backup(record.engine, tmp_path / "opened" / "record.db")
    copy = Record.open(tmp_path / "opened")
    assert kept(copy) == kept(record)
    assert copy.search("eclair")


def test_a_record_is_kept_and_put_back_in_two_lines(record: Record, tmp_path: Path) -> None:
    before = kept(record)
    record.backup(tmp_path / "b.db")
    record.desk("Ben").add(replace(GIFT, id="N-2"), why="a mistake")
    record.restore(tmp_path / "b.db", replace=True)
    assert kept(record) == before


def test_a_backup_is_for_its_owner_only(record: Record, tmp_path: Path) -> None:
    file = backup(record.engine, tmp_path / "b.db").file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_there_is_not_overwritten(record: Record, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("precious")
    with pytest.raises(OutputError, match="is there already"):
        backup(record.engine, tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "precious"
    with pytest.raises(OutputError, match="cannot be written"):
        backup(record.engine, tmp_path / "no" / "such" / "folder" / "b.db")


def test_a_backup_that_fails_leaves_nothing(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("entrepot.store.record.backup.replay", fail)
    with pytest.raises(OutputError, match="No space left"):
        backup(record.engine, folder / "b.db")
    assert not list(folder.iterdir())


def test_a_record_with_something_of_its_own_is_not_lost_unsaid(record: Record, tmp_path: Path) -> None:
    backup(record.engine, tmp_path / "b.db")
    before = kept(record)
    with pytest.raises(UsageError, match="not empty"):
        restore(tmp_path / "b.db", record.engine)
    assert kept(record) == before
    record.desk("Ben").add(replace(GIFT, id="N-2"), why="to be lost")
    restore(tmp_path / "b.db", record.engine, replace=True)
    assert kept(record) == before


def test_a_record_that_holds_only_what_ships_counts_as_empty(record: Record, tmp_path: Path) -> None:
    backup(record.engine, tmp_path / "b.db")
    fresh = Record.open(tmp_path / "fresh")
    restore(tmp_path / "b.db", fresh.engine)
    assert kept(fresh) == kept(record)


def test_what_is_written_meanwhile_is_in_it_wholly_or_not_at_all(record: Record, tmp_path: Path) -> None:
    done = threading.Event()

    def write_on() -> None:
        desk, number = Record.open(where(record)).desk("Ben"), 0
        while not done.is_set():
            number += 1
            pair = (replace(GIFT, id=f"P-{number}-{half}", quotes=()) for half in "ab")
            desk.add(*pair, why="two at once")

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        copies = [backup(record.engine, tmp_path / f"b{n}.db").file for n in range(4)]
    finally:
        done.set()
        thread.join()
    for number, file in enumerate(copies):
        restore(file, opened(tmp_path / f"home{number}"))
        ids = [said.id for said in Record.open(tmp_path / f"home{number}").statements()]
        assert sum(name.endswith("a") for name in ids) == sum(name.endswith("b") for name in ids)


def where(record: Record) -> Any:
    url = record.engine.url
    if url.drivername.startswith("sqlite"):
        return Path(str(url.database)).parent
    return url.render_as_string(hide_password=False)


def spoilt(sql: str) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(sql)

    return spoil


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


HOSTILE: dict[str, tuple[Callable[[Path], object], type[Exception], str]] = {
    "text": (lambda f: f.write_text("Dear diary" * 100), BadInput, "no backup"),
    "empty": (lambda f: f.write_bytes(b""), BadInput, "no backup"),
    "absent": (lambda f: f.unlink(), BadInput, "cannot be read"),
    "folder": (lambda f: (f.unlink(), f.mkdir()), BadInput, "cannot be read"),
    "cut": (cut, BadInput, "cannot be read|malformed"),
    "a word changed": (spoilt("UPDATE change SET why = 'x' WHERE number = 1"), Tampered, "table change"),
    "a row gone": (spoilt("DELETE FROM mark"), Tampered, r"table mark .*0 rows, 1 written"),
    "a form changed": (
        spoilt("UPDATE revision SET form = replace(form, 'Guest', 'Ghost')"),
        Tampered,
        "revision",
    ),
    "no manifest": (spoilt("DROP TABLE backup"), BadInput, "no backup"),
    "another database": (
        spoilt("DROP TABLE alembic_version; DROP TABLE backup; CREATE TABLE alembic_version (version_num)"),
        BadInput,
        "no backup",
    ),
    "a view": (
        spoilt("DROP TABLE mark; CREATE VIEW mark AS SELECT 'x' AS name, 1 AS change, '' AS at"),
        BadInput,
        "the view mark",
    ),
    "a virtual table": (
        spoilt("DROP TABLE mark; CREATE VIRTUAL TABLE mark USING fts5(name, change, at)"),
        BadInput,
        "the table mark",
    ),
    "a trigger": (
        spoilt("CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM change; END"),
        BadInput,
        "the trigger t",
    ),
    "a column gone": (spoilt("ALTER TABLE mark DROP COLUMN at"), BadInput, "mark cannot be read"),
    "a number for a text": (spoilt("UPDATE mark SET at = x'00ff'"), BadInput, "column at holds bytes"),
    "no JSON": (spoilt("UPDATE draft SET doubts = '{'"), BadInput, "draft cannot be read"),
    "a newer version": (spoilt("UPDATE alembic_version SET version_num = '9999'"), StoreError, "newer"),
    "a huge cell": (
        spoilt("UPDATE mark SET at = CAST(zeroblob(95000000) AS TEXT)"),
        BadInput,
        "mark cannot be read",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_backup_changes_nothing(tmp_path: Path, case: str) -> None:
    """On SQLite: the file is read before anything is written, whatever it goes into."""
    spoil, kind, words = HOSTILE[case]
    record = Record.open(tmp_path / "home")
    record.mark("a brief")
    with writing(record.engine) as connection:
        names = ("form", "rule", "decision", "decided_by", "decided_at", "reason")
        row = {"document": "d", "number": 1, "doubts": []} | dict.fromkeys(names, "")
        connection.execute(t.draft.insert(), row)
    file = backup(record.engine, tmp_path / "b.db").file
    spoil(file)
    before = kept(record)
    with pytest.raises(kind, match=words):
        restore(file, record.engine, replace=True)
    assert kept(record) == before


def test_a_forged_manifest_does_not_make_statements_of_anything(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "home")
    before = kept(record)
    file = backup(record.engine, tmp_path / "b.db").file
    with writing(engine(file)) as connection:
        connection.execute(t.revision.update().values(form='{"no": "statement"}'))
        told = _sum(connection, t.revision)
        connection.execute(MANIFEST.update().values(digest=told.digest).where(MANIFEST.c.name == "revision"))
    with pytest.raises(BadInput, match="no statement"):
        restore(file, record.engine, replace=True)
    assert kept(record) == before


def test_a_damaged_record_is_not_backed_up_unsaid(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "home")
    with writing(record.engine) as connection:
        connection.execute(t.revision.update().values(form="{"))
    with pytest.raises(StoreError, match="damaged"):
        backup(record.engine, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "home")
    file = backup(record.engine, tmp_path / "b.db").file
    with writing(engine(file)) as connection:
        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
    content_before = file.read_bytes()
    restore(file, opened(tmp_path / "new"))
    assert kept(Record.open(tmp_path / "new")) == kept(record)
    assert file.read_bytes() == content_before
