"""A record made before there was a history keeps all it held, up and down again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, insert, select

from entrepot.metadata.change import Verb
from entrepot.metadata.statement import Statement
from entrepot.metadata.statement_form import to_json
from entrepot.store.record import Record, load, schema
from entrepot.store.record import tables as t
from entrepot.store.record.engine import opened, writing
from entrepot.store.record.replay import content, replay
from sample_pack import PACK, TENURE, TEXT, VISIT, document, write

# Tables that the first migration makes and whose rows a statement, a pack or a copy fills.
_OLD = ("pack", "document", "attachment", "statement", *(table.name for table in t.OF_A_STATEMENT), "tenure")
Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _no_bundled_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "bundled", dict)


def to_version(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    up = version != "base" and schema.version(connection) < version
    (command.upgrade if up else command.downgrade)(config, version)


def dump(connection: Connection) -> Dump:
    """Every row of the tables of before, as they are there."""
    found: Dump = {}
    for name in _OLD:
        table = Table(name, MetaData(), autoload_with=connection)
        rows = connection.execute(select(*sorted(table.columns, key=lambda column: column.name)))
        found[name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def fill_as_before(record_home: Any, tmp_path: Path) -> Dump:
    """A record of version 0001 with a pack of the user's own and the copy of its document."""
    made = Record.open(record_home)
    made.load(write(tmp_path))
    copy = tmp_path / "letter.txt"
    copy.write_text(TEXT)
    made.attach(copy)
    with writing(opened(record_home)) as connection:
        there = {table: [row._asdict() for row in connection.execute(select(table))] for table in _tables()}
        to_version(connection, "base")
        to_version(connection, "0001")
        for table, rows in there.items():
            old = Table(table.name, MetaData(), autoload_with=connection)
            kept = [{key: row[key] for key in row if key in old.columns} for row in rows]
            connection.execute(insert(old), kept)
        minister = {"person": "Minister", "office": "Minister of Cakes", "body": "Éclair", "state": "LUX"}
        tenure = Table("tenure", MetaData(), autoload_with=connection)
        connection.execute(insert(tenure), {"statement": TENURE.id} | minister)
        return dump(connection)


def _tables() -> tuple[Table, ...]:
    return (t.pack, t.document, t.attachment, t.statement, *t.OF_A_STATEMENT)


def test_up_each_statement_has_its_first_revision(record_home: Any, tmp_path: Path) -> None:
    fill_as_before(record_home, tmp_path)
    record = Record.open(record_home)
    assert [without_words(said) for said in record.statements()] == list(PACK.statements)
    assert [q.text for q in record.statement("L-1").quotes] == ["received the guest of Freedonia"]
    (change,) = record.changes()
    assert (change.who, change.why, change.pack) == ("a tester", "pack letter", "letter")
    assert change.counts == {"add": 3}
    (first,) = record.history("L-2")
    assert (first.number, first.verb, first.others) == (1, Verb.ADD, ())
    assert record.documents() == (document(),)


def test_up_it_is_as_if_it_had_been_loaded_today(record_home: Any, tmp_path: Path) -> None:
    fill_as_before(record_home, tmp_path)
    record = Record.open(record_home)
    with writing(record.engine) as connection:
        forms = connection.execute(select(t.revision.c.statement, t.revision.c.form)).fetchall()
        assert dict(forms) == {said.id: to_json(said) for said in PACK.statements}
        before = content(connection)
        assert replay(connection) == 3
        assert content(connection) == before
    assert record.desk("Ann").load(load.read_pack(write(tmp_path))).number == 0
    assert record.desk("Ann").correct(replace(record.statement("L-2"), status="paid"), why="seen").number == 2


def test_down_nothing_is_lost_that_was_there_before(record_home: Any, tmp_path: Path) -> None:
    before = fill_as_before(record_home, tmp_path)
    with writing(Record.open(record_home).engine) as connection:
        to_version(connection, "0001")
        assert dump(connection) == before
        to_version(connection, schema.VERSION)
    assert [without_words(said) for said in Record.open(record_home).statements()] == list(PACK.statements)


def test_down_corrections_stay_and_private_statements_do_not(record_home: Any, tmp_path: Path) -> None:
    fill_as_before(record_home, tmp_path)
    record = Record.open(record_home)
    desk = record.desk("Ann")
    desk.correct(replace(record.statement("L-1"), status="held"), why="seen")
    desk.add(replace(VISIT, id="P-1", private=True), replace(VISIT, id="P-2"), why="entered")
    with writing(record.engine) as connection:
        to_version(connection, "0001")
        kept = dump(connection)
    assert {row[1] for row in kept["paraphrase"]} == {"L-1", "L-2", "L-3", "P-2"}
    assert len(kept["attachment"]) == 1
    found = {said.id: said.status for said in Record.open(record_home).statements()}
    assert found == {"L-1": "held", "L-2": "announced", "L-3": "", "P-2": ""}


def test_an_empty_record_goes_up_and_down(record_home: Any) -> None:
    with writing(Record.open(record_home).engine) as connection:
        to_version(connection, "0001")
        to_version(connection, schema.VERSION)
    assert Record.open(record_home).changes() == ()


def without_words(said: Statement) -> Statement:
    return replace(said, quotes=tuple(replace(quote, text="") for quote in said.quotes))
