"""Hashes of large files are remembered as long as the files look untouched."""

import os
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import Tampered
from entrepot.metadata.tables import Table
from entrepot.store.warehouse import About, Warehouse, known
from entrepot.store.warehouse.known import Known
from entrepot.store.warehouse.verify import hash_of


@pytest.fixture(autouse=True)
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "LARGE", 1)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were really hashed."""
    files: list[Path] = []

    def counted(file: Path) -> str:
        files.append(file)
        return hash_of(file)

    monkeypatch.setattr(known, "hash_of", counted)
    return files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "large"
    path.write_bytes(b"content")
    return path


def test_an_untouched_file_is_hashed_once(tmp_path: Path, file: Path, hashed: list[Path]) -> None:
    first = Known(tmp_path / "memory.json").sha256(file)
    assert Known(tmp_path / "memory.json").sha256(file) == first == hash_of(file)
    assert hashed == [file]


def test_any_change_is_seen_even_of_the_same_length_and_time(
    tmp_path: Path, file: Path, hashed: list[Path]
) -> None:
    memory = Known(tmp_path / "memory.json")
    memory.sha256(file)
    state = file.stat()
    file.write_bytes(b"CONTENT")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert memory.sha256(file) == hash_of(file)
    other = tmp_path / "other"
    other.write_bytes(b"conTENT")
    other.replace(file)
    assert memory.sha256(file) == hash_of(file)
    assert len(hashed) == 3


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": [1]}', "null", "\x00"])
def test_a_broken_memory_is_no_memory(tmp_path: Path, file: Path, content: str) -> None:
    (tmp_path / "memory.json").write_text(content)
    assert Known(tmp_path / "memory.json").sha256(file) == hash_of(file)


def test_a_memory_that_cannot_be_written_is_done_without(tmp_path: Path, file: Path) -> None:
    (tmp_path / "blocked").write_text("in the way")
    assert Known(tmp_path / "blocked" / "memory.json").sha256(file) == hash_of(file)


def test_files_that_are_gone_are_forgotten(tmp_path: Path, file: Path) -> None:
    memory = Known(tmp_path / "memory.json")
    memory.sha256(file)
    other = tmp_path / "other"
    other.write_bytes(b"other")
    file.unlink()
    memory.sha256(other)
    assert str(file) not in (tmp_path / "memory.json").read_text()


def test_a_cold_process_reads_a_release_without_hashing_it(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame, hashed: list[Path]
) -> None:
    release = warehouse.load(about, {sales: frame})
    assert Warehouse(warehouse.roots).read(sales).equals(frame)
    assert hashed == []
    target = release.folder / "sales.parquet"
    target.write_bytes(target.read_bytes()[:-1] + b"!")
    with pytest.raises(Tampered):
        Warehouse(warehouse.roots).read(sales)
    assert [finding.kind for finding in warehouse.verify()] == ["tampered"]
