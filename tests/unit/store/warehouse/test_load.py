"""A release is there whole or not at all: idempotent, killed anywhere, on a full disk, two at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput, OutputError
from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse import About, Release, Warehouse

# A process that loads a release of `rows` rows into the store it is given. Before that it may ask to be
# killed at the n-th line that load.py or files.py executes, or to be refused files over a size.
LOADER = """
import os, resource, signal, sys
from pathlib import Path
import polars as pl
from entrepot.metadata.tables import Column, Table
from entrepot.store import files
from entrepot.store.warehouse import About, Warehouse, load

root, rows, kill_at, limit = Path(sys.argv[1]), *map(int, sys.argv[2:5])
lines = 0

def line(frame, event, argument):
    global lines
    lines += event == "line"
    if lines == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return line

def call(frame, event, argument):
    return line if frame.f_code.co_filename in (load.__file__, files.__file__) else None

table = Table("demo.numbers", "Numbers.", (Column("n", "integer", "n", key=True),))
about = About(dataset="demo", title="T", publisher="P", edition="E", licence="L", url="U", unit="1",
              period="2022", how_made="H")
frame = pl.DataFrame({"n": pl.int_range(rows, eager=True).shuffle(seed=1)})
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.settrace(call)
release = Warehouse((root,)).load(about, {table: frame})
sys.settrace(None)
print(lines, release.id)
"""
NUMBERS = Table("demo.numbers", "Numbers.", (Column("n", "integer", "n", key=True),))


def start(root: Path, rows: int, kill_at: int = 0, limit: int = 0) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", LOADER, str(root), str(rows), str(kill_at), str(limit)]
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def entries(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def test_loading_twice_is_loading_once(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame, loaded: Release
) -> None:
    before = {path: path.stat().st_mtime_ns for path in warehouse.roots[-1].rglob("*")}
    again = warehouse.load(replace(about, retrieved="2030-01-01"), {sales: frame})
    assert again == loaded
    assert {path: path.stat().st_mtime_ns for path in warehouse.roots[-1].rglob("*")} == before


def test_other_content_is_another_release(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame, loaded: Release
) -> None:
    other = warehouse.load(about, {sales: frame.head(4)})
    assert other.id != loaded.id
    assert {r.id for r in warehouse.releases()} == {other.id, loaded.id}


def test_a_parquet_file_is_stored_as_it_stands(
    tmp_path: Path, warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame
) -> None:
    outside = tmp_path / "sales.parquet"
    frame.write_parquet(outside, compression="snappy")
    written = outside.read_bytes()
    release = warehouse.load(about, {sales: outside})
    assert warehouse.read(sales).equals(frame)
    assert (release.folder / "sales.parquet").read_bytes() == written
    assert outside.exists(), "a file of someone else's is copied, not taken"


def test_a_parquet_file_in_a_scratch_folder_is_moved(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame
) -> None:
    with warehouse.scratch() as scratch:
        frame.write_parquet(scratch / "rows.parquet")
        inode = (scratch / "rows.parquet").stat().st_ino
        release = warehouse.load(about, {sales: scratch / "rows.parquet"})
        assert not (scratch / "rows.parquet").exists()
    assert (release.folder / "sales.parquet").stat().st_ino == inode
    assert warehouse.verify() == ()


def test_a_scratch_folder_whose_maker_died_is_removed_and_one_in_use_is_not(warehouse: Warehouse) -> None:
    root = warehouse.roots[-1]
    with warehouse.scratch() as first:
        (root / ".reading-dead").mkdir()
        (root / ".reading-dead" / "flows.parquet").write_bytes(b"half")
        with warehouse.scratch() as second:
            assert {path.name for path in root.iterdir()} == {first.name, second.name}
        assert [path.name for path in root.iterdir()] == [first.name]
    assert not root.exists()


def test_bad_frames_leave_no_trace(
    tmp_path: Path, warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame
) -> None:
    (tmp_path / "no.parquet").write_text("no Parquet")
    cases: list[Mapping[Table, pl.DataFrame | Path]] = [
        {sales: pl.concat([frame, frame])},
        {sales: frame, NUMBERS: pl.DataFrame({"n": [1, None]})},
        {replace(sales, name="elsewhere.sales"): frame},
        {sales: tmp_path / "no.parquet"},
    ]
    for case in cases:
        with pytest.raises(BadInput):
            warehouse.load(about, case)
    assert not warehouse.roots[-1].exists()


@pytest.mark.parametrize("refused", ["sales.parquet", "manifest.json"])
def test_a_disk_that_fills_up_leaves_the_store_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
    warehouse: Warehouse,
    about: About,
    sales: Table,
    frame: pl.DataFrame,
    loaded: Release,
    refused: str,
) -> None:
    before, write = entries(warehouse.roots[-1]), Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        if refused in path.name:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="the disk is full"):
        warehouse.load(about, {sales: frame.head(2)})
    assert entries(warehouse.roots[-1]) == before
    assert warehouse.verify() == ()


def test_a_limit_that_the_system_really_sets_leaves_nothing(tmp_path: Path) -> None:
    process = start(tmp_path / "store", 100_000, limit=10_000)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "OutputError" in said
    assert entries(tmp_path / "store") == []


def test_a_store_that_cannot_be_made_is_an_error_of_output(
    tmp_path: Path, about: About, sales: Table, frame: pl.DataFrame
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        Warehouse((tmp_path / "file" / "releases",)).load(about, {sales: frame})


@pytest.mark.slow
def test_killed_anywhere_the_store_is_as_before_or_has_the_release_whole(
    tmp_path: Path, about: About
) -> None:
    said, _ = start(tmp_path / "count", 100).communicate()
    lines, release_id = int(said.split()[0]), said.split()[1]
    points = sorted({*range(1, lines, max(1, lines // 12)), lines - 3, lines - 1})
    outcomes, left = set(), 0
    for point in points:
        root = tmp_path / f"killed-{point}"
        process = start(root, 100, kill_at=point)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        store = Warehouse((root,))
        outcomes.add(len(store.releases()))
        assert [r.id for r in store.releases()] in ([], [release_id])
        assert store.verify() == ()
        left += any("staging" in name for name in entries(root))
        store.load(replace(about, how_made="after the kill"), {NUMBERS: pl.DataFrame({"n": [1]})})
        assert [name for name in entries(root) if "staging" in name or "partial" in name] == []
    assert outcomes == {0, 1}, "some kills must fall before the rename and some after"
    assert left, "some kills must leave a staging folder for the next load to remove"


def test_two_processes_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    processes = [start(tmp_path, rows) for rows in (20_000, 20_000, 30_000)]
    said = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    store = Warehouse((tmp_path,))
    assert {r.id for r in store.releases()} == {out.split()[1] for out, _ in said}
    assert len(store.releases()) == 2
    assert store.verify() == ()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
