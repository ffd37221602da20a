"""Adding a release: staged beside, flushed, renamed into place. It is there whole, or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.store.files import explained, flush, write_bytes, write_text
from entrepot.store.warehouse.check import checked
from entrepot.store.warehouse.release import MANIFEST, About, Release, StoredTable, read_manifest

_STAGING = ".staging-"


def add_release(root: Path, about: About, frames: Mapping[Table, pl.DataFrame | Path]) -> Release:
    """Put a release of `frames` (or Parquet files) under `root`; the same content twice changes nothing.

    Several processes may load at once: a lock on `root`, which dies with its holder, lets one write at a
    time, and whatever staging folders the next holder finds were left by the dead and are removed.

    Raises:
        BadInput: a frame breaks its declaration, or belongs to another dataset.
        OutputError: the disk is full, or the store cannot be written; the store is as before.
    """
    ready = {table: checked(table, _frame(about, table, frame)) for table, frame in frames.items()}
    with explained(root), _alone(root):
        _sweep(root)
        staging = root / f"{_STAGING}{secrets.token_hex(4)}"
        staging.mkdir()
        try:
            return _placed(root, _staged(staging, about, ready))
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _frame(about: About, table: Table, frame: pl.DataFrame | Path) -> pl.DataFrame:
    if table.dataset != about.dataset:
        raise BadInput(f"{table.name} is no table of {about.dataset}", expected=f"tables {about.dataset}.*")
    if isinstance(frame, pl.DataFrame):
        return frame
    try:
        return pl.read_parquet(frame)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise BadInput(f"not readable as Parquet ({error})", file=frame) from error


def _staged(staging: Path, about: About, frames: Mapping[Table, pl.DataFrame]) -> Release:
    tables = tuple(_stored(staging / table.file, frame) for table, frame in frames.items())
    release = Release(**asdict(about), tables=tables, folder=staging)
    write_text(staging / MANIFEST, release.manifest())
    flush(staging)
    return release


def _stored(file: Path, frame: pl.DataFrame) -> StoredTable:
    # Written from memory: Polars reports a full disk as an error in the Parquet format.
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=19, row_group_size=65_536)
    content = buffer.getvalue()
    write_bytes(file, content)
    return StoredTable(file.stem, frame.height, hashlib.sha256(content).hexdigest())


def _placed(root: Path, staged: Release) -> Release:
    folder = root / staged.dataset / staged.id
    folder.parent.mkdir(exist_ok=True)
    if not folder.exists():
        staged.folder.rename(folder)
        flush(folder.parent)
    return read_manifest(folder)


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A new folder under `root` for what a reader writes on its way; removed with all that is in it."""
    folder = root / f".reading-{secrets.token_hex(4)}"
    made = [parent for parent in folder.parents if not parent.exists()]
    with explained(root):
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        # A store that was not there before and took nothing in is not left behind empty.
        with suppress(OSError):
            for parent in made:
                parent.rmdir()


def _sweep(root: Path) -> None:
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
