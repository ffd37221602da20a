"""Results that cost seconds and can be made again: kept beside the releases, made again when in doubt."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import OutputError, UsageError
from entrepot.store.files import write_bytes
from entrepot.store.warehouse.release import Release, is_name


def derived(
    folder: Path, release: Release, name: str, version: str, make: Callable[[], pl.DataFrame]
) -> pl.DataFrame:
    """The frame that `make` returned for this release before, else the one that it returns now.

    Kept as `folder`/<first 16 digits of the release's hash>/<name>-<version>.parquet, with its hash beside it
    in .sha256. A file that is missing, does not match its hash or cannot be read is made again in silence;
    where none can be written, nothing is kept. Two processes at once make the same twice; each reads the
    frame whole.

    Raises:
        UsageError: `name` or `version` cannot stand in a file's name.
    """
    if not (is_name(name) and is_name(version)):
        raise UsageError(f"{name!r} and {version!r} cannot name a derived table: letters, digits, _ and -")
    file = folder / release.sha256[:16] / f"{name}-{version}.parquet"
    kept = _read(file)
    if kept is None:
        kept = make()
        with suppress(OutputError):
            _write(file, kept)
    return kept


def _read(file: Path) -> pl.DataFrame | None:
    try:
        content = file.read_bytes()
        stated = _seal(file).read_text(encoding="ascii").strip()
        if hashlib.sha256(content).hexdigest() != stated:
            return None
        return pl.read_parquet(io.BytesIO(content))
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return None


def _write(file: Path, frame: pl.DataFrame) -> None:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=3)
    content = buffer.getvalue()
    write_bytes(file, content)
    write_bytes(_seal(file), f"{hashlib.sha256(content).hexdigest()}\n".encode())


def _seal(file: Path) -> Path:
    return file.with_suffix(".sha256")
