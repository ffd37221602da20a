"""Adding a release: staged beside, flushed, renamed into place. It is there whole, or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.store.files import explained, flush, write_bytes, write_text
from entrepot.store.warehouse.check import checked
from entrepot.store.warehouse.check_file import checked_file
from entrepot.store.warehouse.release import MANIFEST, About, Release, StoredTable, read_manifest
from entrepot.store.warehouse.verify import hash_of

_STAGING, _READING = ".staging-", ".reading-"
# From so many rows on, packing tighter would cost seconds and save little.
_BULK = 500_000
_THREADS = 2


def add_release(root: Path, about: About, frames: Mapping[Table, pl.DataFrame | Path]) -> Release:
    """Put a release of `frames` (or Parquet files) under `root`; the same content twice changes nothing.

    A Parquet file is stored as it stands, and is never held in memory as a whole. One that lies under `root`,
    in a scratch folder, is moved to its place; any other is copied.

    Several processes may load at once: a lock on `root`, which dies with its holder, lets one write at a
    time, and whatever staging folders the next holder finds were left by the dead and are removed.

    Raises:
        BadInput: a frame breaks its declaration, or belongs to another dataset.
        OutputError: the disk is full, or the store cannot be written; the store is as before.
    """
    with ThreadPoolExecutor(_THREADS) as pool:
        ready = list(pool.map(partial(_ready, about), frames.keys(), frames.values()))
    with explained(root), _alone(root):
        _sweep_staging(root)
        staging = root / f"{_STAGING}{secrets.token_hex(4)}"
        staging.mkdir()
        try:
            return _placed(root, _staged(staging, about, ready))
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A table that keeps what is declared, as the bytes of its file, or a file to be taken as it stands."""

    stored: StoredTable
    content: bytes | Path

    def put(self, folder: Path) -> None:
        """Write the table into a staging folder."""
        file = folder / self.stored.file
        if isinstance(self.content, bytes):
            write_bytes(file, self.content)
            return
        if self.content.resolve().is_relative_to(folder.parent.resolve()):
            self.content.rename(file)
        else:
            shutil.copyfile(self.content, file)
        flush(file)


def _ready(about: About, table: Table, given: pl.DataFrame | Path) -> _Ready:
    if table.dataset != about.dataset:
        raise BadInput(f"{table.name} is no table of {about.dataset}", expected=f"tables {about.dataset}.*")
    if isinstance(given, Path):
        rows = checked_file(table, given)
        return _Ready(StoredTable(table.short_name, rows, hash_of(given)), given)
    frame = checked(table, given)
    # Written from memory: Polars reports a full disk as an error in the Parquet format.
    buffer = io.BytesIO()
    level = 19 if frame.height < _BULK else 3
    frame.write_parquet(buffer, compression="zstd", compression_level=level, row_group_size=65_536)
    content = buffer.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    return _Ready(StoredTable(table.short_name, frame.height, sha256), content)


def _staged(staging: Path, about: About, tables: Sequence[_Ready]) -> Release:
    for table in tables:
        table.put(staging)
    release = Release(**asdict(about), tables=tuple(table.stored for table in tables), folder=staging)
    write_text(staging / MANIFEST, release.manifest())
    flush(staging)
    return release


def _placed(root: Path, staged: Release) -> Release:
    folder = root / staged.dataset / staged.id
    folder.parent.mkdir(exist_ok=True)
    if not folder.exists():
        staged.folder.rename(folder)
        flush(folder.parent)
    return read_manifest(folder)


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A new folder under `root` for what a reader writes on its way; removed with all that is in it.

    Its maker holds a lock on it. Folders of makers that died have none, and are removed by the next.
    """
    folder = root / f"{_READING}{secrets.token_hex(4)}"
    made = [parent for parent in folder.parents if not parent.exists()]
    with explained(root), _alone(root):
        sweep(root)
        folder.mkdir()
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
        # A store that was not there before and took nothing in is not left behind empty.
        with suppress(OSError):
            for parent in made:
                parent.rmdir()


def sweep(root: Path) -> None:
    """Remove the scratch folders that killed processes left under `root`."""
    for left in root.glob(f"{_READING}*"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)


def _sweep_staging(root: Path) -> None:
    for left in root.glob(f"{_STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    root.mkdir(parents=True, exist_ok=True)
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
