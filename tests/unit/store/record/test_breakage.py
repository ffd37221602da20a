"""A broken file, folder, disk or process leaves the record whole and the user informed."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from entrepot.metadata.errors import OutputError, StoreError
from entrepot.store.record import Record

STATEMENTS = 357


def run(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"ENTREPOT_HOME": str(home)},
        capture_output=True,
        text=True,
    )


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"Dear diary, this is not a database. " * 100)
    with pytest.raises(StoreError, match=r"record\.db: file is not a database\. Move the file away"):
        Record.open(tmp_path)


def test_a_damaged_file(tmp_path: Path) -> None:
    Record.open(tmp_path)
    file = tmp_path / "record.db"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xee" * (len(content) - 4096)  # the first page stays: it looks like a record
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"malformed\. Move the file away"):
        Record.open(tmp_path).statements()


def test_a_file_that_another_program_writes_to(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match=r"database is locked.*let it finish"):
            Record.open(tmp_path, patience=0.05)
    finally:
        other.close()
    assert len(Record.open(tmp_path).statements()) == STATEMENTS


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot write"):
        Record.open(tmp_path / "file" / "home")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="ENTREPOT_HOME"):
        Record.open(tmp_path)


def test_a_record_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "record.db").mkdir()
    with pytest.raises(StoreError, match="is a folder where"):
        Record.open(tmp_path)


@pytest.mark.parametrize("kilobytes", [40, 300])
def test_a_full_disk_leaves_no_half_record(tmp_path: Path, kilobytes: int) -> None:
    code = (
        "import resource\n"
        "from entrepot.store.record import Record\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024}, resource.RLIM_INFINITY))\n"
        "try: Record.open()\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    told = run(code, tmp_path).stdout
    assert told.startswith("OutputError")
    assert "Free some space" in told
    assert len(Record.open(tmp_path).statements()) == STATEMENTS


# Making the record takes some fifty SQL statements: the tables first, then the documents, then the rest.
@pytest.mark.parametrize("after", [15, 38, 47])
def test_a_kill_while_loading_leaves_the_record_as_it_was(tmp_path: Path, after: int) -> None:
    code = (
        "import itertools, os, signal\n"
        "from sqlalchemy import Engine, event\n"
        "from entrepot.store.record import Record\n"
        "count = itertools.count(1)\n"
        "@event.listens_for(Engine, 'after_cursor_execute')\n"
        "def die(*_):\n"
        f"    if next(count) == {after}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "Record.open()\n"
    )
    assert run(code, tmp_path).returncode == -signal.SIGKILL
    connection = sqlite3.connect(tmp_path / "record.db")
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    assert len(Record.open(tmp_path).statements()) == STATEMENTS


def test_several_processes_may_make_the_record_at_once(tmp_path: Path) -> None:
    code = "from entrepot.store.record import Record; print(len(Record.open().statements()))"
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ | {"ENTREPOT_HOME": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    assert [maker.communicate() for maker in makers] == [(f"{STATEMENTS}\n", "")] * 3


def test_a_record_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = len(Record.open(tmp_path).statements())
    monkeypatch.setattr("entrepot.store.record.engine.may_write", lambda path: False)
    record = Record.open(tmp_path)
    assert len(record.statements()) == known
    with pytest.raises(OutputError, match="ENTREPOT_HOME"):
        record.detach(record.documents()[0])
