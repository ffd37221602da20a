"""A record on PostgreSQL: one writer at a time, readers see one state, refusals tell what to do."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import insert, select, text

from entrepot.metadata.errors import BadInput, EntrepotError, OutputError, StoreError, UsageError
from entrepot.store.record import Record, postgres, schema
from entrepot.store.record import tables as t
from entrepot.store.record.engine import opened, reading, writing
from postgres_server import Databases

SECRET = "hunter2!"


def elsewhere(address: str, **parts: str) -> str:
    split = urlsplit(address)
    return split._replace(**parts).geturl()


def test_the_variable_names_the_record(
    postgres_home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path))
    monkeypatch.setenv("ENTREPOT_RECORD", postgres_home)
    assert len(Record.open().statements()) == 357
    assert not (tmp_path / "record.db").exists()
    monkeypatch.setenv("ENTREPOT_RECORD", "")
    Record.open()
    assert (tmp_path / "record.db").exists()


@pytest.mark.parametrize(
    "written",
    [
        f"mysql://ann:{SECRET}@host/db",
        f"postgresql://ann:{SECRET}@host:port/db",
        f"postgresql://ann:{SECRET}@host",
        f"postgresql+asyncpg://ann:{SECRET}@host/db",
        f"ann:{SECRET}",
        f"postgresql://ann@host/db?password={SECRET}",
    ],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(UsageError, match="ENTREPOT_RECORD") as told:
        Record.open(written)
    assert SECRET not in str(told.value)


def test_without_its_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"entrepot\[postgres\]"):
        Record.open("postgresql://ann@host/db")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreError, match=r"x on 127\.0\.0\.1:1: .*is not there, or went away") as told:
        Record.open(f"postgresql://ann:{SECRET}@127.0.0.1:1/x")
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    ("parts", "remedy"),
    [
        ({"path": "/no_such_database"}, "createdb"),
        ({"netloc": f"nobody_such:{SECRET}@"}, "Make the role"),
    ],
)
def test_what_the_server_does_not_know(postgres_home: str, parts: dict[str, str], remedy: str) -> None:
    with pytest.raises(StoreError, match=remedy) as told:
        Record.open(elsewhere(postgres_home, **parts))
    assert SECRET not in str(told.value)


def test_a_password_in_what_the_server_says_is_hidden() -> None:
    url = postgres.address(f"postgresql://ann:{SECRET}@host/db")
    assert SECRET not in str(postgres.refusal(url, ValueError(f"what is {SECRET}?")))


def test_a_role_that_may_only_read_reads_and_is_told_when_it_writes(
    postgres_home: str, databases: Databases
) -> None:
    Record.open(postgres_home)
    role = f"reader_{urlsplit(postgres_home).path[1:]}"
    with writing(opened(postgres_home)) as connection:
        connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"))
    try:
        record = Record.open(elsewhere(postgres_home, netloc=f"{role}@"))
        assert len(record.statements()) == 357
        with pytest.raises(OutputError, match="may not do this"):
            record.detach(record.documents()[0])
    finally:
        with writing(opened(postgres_home)) as connection:
            connection.execute(text(f"DROP OWNED BY {role}; DROP ROLE {role}"))


def test_a_database_in_another_encoding_is_refused(postgres_home: str, databases: Databases) -> None:
    name = urlsplit(postgres_home).path[1:] + "_latin"
    databases.say(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        with pytest.raises(StoreError, match=r"encoding is LATIN1.*UTF8"):
            Record.open(elsewhere(postgres_home, path=f"/{name}"))
    finally:
        databases.say(f"DROP DATABASE {name}")


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(postgres_home: str) -> None:
    made = opened(postgres_home)
    Record.open(postgres_home)
    row = {"name": "new", "title": "", "entered_by": "", "entered_at": "", "sha256": ""}
    with reading(made) as reader:
        before = reader.execute(select(t.pack.c.name)).all()
        with writing(opened(postgres_home)) as writer:
            writer.execute(insert(t.pack), row)
        assert reader.execute(select(t.pack.c.name)).all() == before
    with reading(made) as reader:
        assert len(reader.execute(select(t.pack.c.name)).all()) == len(before) + 1


def test_a_reader_cannot_write(postgres_home: str) -> None:
    made = opened(postgres_home)
    Record.open(postgres_home)
    with pytest.raises(OutputError, match="read-only"), reading(made) as connection:
        connection.execute(t.pack.delete())


def test_who_waits_too_long_for_another_writer_is_told(postgres_home: str) -> None:
    Record.open(postgres_home)
    with (
        writing(opened(postgres_home)),
        pytest.raises(StoreError, match="Another program is writing"),
        writing(opened(postgres_home, patience=0.05)),
    ):
        pass


def test_writers_take_turns_and_see_what_the_one_before_wrote(postgres_home: str) -> None:
    Record.open(postgres_home)
    with writing(opened(postgres_home)) as connection:
        connection.execute(text("CREATE TABLE tally (n integer)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))

    def count() -> None:
        for _ in range(5):
            with writing(opened(postgres_home)) as connection:
                n = connection.scalar(text("SELECT n FROM tally"))
                time.sleep(0.002)
                connection.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(opened(postgres_home)) as connection:
        assert connection.scalar(text("SELECT n FROM tally")) == 40


def test_what_postgresql_cannot_keep_is_refused(postgres_home: str) -> None:
    Record.open(postgres_home)
    row = {"name": "a\x00b", "title": "", "entered_by": "", "entered_at": "", "sha256": ""}
    with pytest.raises(BadInput, match="NUL"), writing(opened(postgres_home)) as connection:
        connection.execute(insert(t.pack), row)


def test_a_connection_that_is_cut_is_told(postgres_home: str) -> None:
    Record.open(postgres_home)
    made = opened(postgres_home)
    with pytest.raises(EntrepotError, match="went away"), writing(made) as connection:
        own = connection.scalar(text("SELECT pg_backend_pid()"))
        with reading(opened(postgres_home)) as other:  # the writer's door would wait for us
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
        connection.execute(text("SELECT 1"))


def test_texts_are_compared_byte_by_byte_whatever_the_database_does(
    postgres_home: str, databases: Databases
) -> None:
    name = urlsplit(postgres_home).path[1:] + "_icu"
    databases.say(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'und' "
        "LOCALE 'C.UTF-8'"
    )
    try:
        made = opened(elsewhere(postgres_home, path=f"/{name}"))
        with writing(made) as connection:
            schema.migrate(connection)
            row = {"title": "", "entered_by": "", "entered_at": "", "sha256": ""}
            connection.execute(insert(t.pack), [row | {"name": name} for name in ("b", "A", "a", "É", "B")])
        with reading(made) as connection:
            told = connection.scalars(select(t.pack.c.name).order_by(t.pack.c.name)).all()
            assert list(told) == ["A", "B", "a", "b", "É"]
            others = "a.attcollation <> 0 AND a.attcollation <> '\"C\"'::regcollation"
            ours = ", ".join(f"'{table.name}'" for table in t.METADATA.sorted_tables)
            loose = connection.execute(
                text(
                    "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
                    f"WHERE c.relkind = 'r' AND a.attnum > 0 AND {others} AND c.relname IN ({ours})"
                )
            )
            assert loose.all() == []
        made.dispose()
    finally:
        databases.say(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_wrong_password_is_told_without_it() -> None:
    """As libpq tells it; the tests' own server asks for none."""
    url = postgres.address(f"postgresql://ann:{SECRET}@host/db")
    said = 'connection failed: FATAL:  password authentication failed for user "ann"'
    told = postgres.refusal(url, ValueError(said))
    assert isinstance(told, StoreError)
    assert "Mend user or password in ENTREPOT_RECORD" in str(told)
    assert SECRET not in str(told)
