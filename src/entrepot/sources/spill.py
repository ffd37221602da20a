"""Rows gathered by one column and given back group by group; on disk once they are many.

With it a file of any size is sorted and checked in the memory of its largest group, say one reporter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

MANY = 500_000


class Spill:
    """Takes frames with the same columns in any order, gives one frame a value of `by`, in order of value.

    Args:
        folder: where rows are laid down; it may be there already.
        by: name of a text column without absent values.
        many: how many rows are held in memory.
    """

    def __init__(self, folder: Path, by: str, many: int = MANY) -> None:
        self._folder, self._by, self._many = folder, by, many
        self._held: list[pl.DataFrame] = []
        self._rows = 0
        self._laid: dict[str, list[Path]] = {}

    def add(self, frame: pl.DataFrame) -> None:
        """Takes rows in."""
        self._held.append(frame)
        self._rows += frame.height
        if self._rows > self._many:
            self._lay_down()

    def groups(self) -> Iterator[pl.DataFrame]:
        """All rows of each group; what was laid down for it is removed as it is given."""
        if self._laid:
            self._lay_down()
        held = self._split()
        for value in sorted(held.keys() | self._laid.keys()):
            files = self._laid.get(value, [])
            last = [held[value]] if value in held else []
            yield pl.concat([pl.read_parquet(file) for file in files] + last)
            for file in files:
                file.unlink()

    def _lay_down(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for value, frame in self._split().items():
            files = self._laid.setdefault(value, [])
            # Numbered, not named by the value: what a file holds does not name a path.
            file = self._folder / f"{list(self._laid).index(value)}-{len(files)}.parquet"
            frame.write_parquet(file, compression="lz4")
            files.append(file)
        self._held, self._rows = [], 0

    def _split(self) -> dict[str, pl.DataFrame]:
        if not self._held:
            return {}
        parts = pl.concat(self._held).partition_by(self._by, as_dict=True, maintain_order=True)
        return {str(key[0]): frame for key, frame in parts.items()}


class Table:
    """Collects frames in the order they come: a frame while they are few rows, else a Parquet file."""

    def __init__(self, file: Path, many: int = MANY) -> None:
        self._file, self._many = file, many
        self._held: list[pl.DataFrame] = []
        self._laid: list[Path] = []
        self.rows = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Appends rows."""
        self._held.append(frame)
        self.rows += frame.height
        if sum(held.height for held in self._held) > self._many:
            self._lay_down()

    def done(self) -> pl.DataFrame | Path:
        """All rows; of a file, its path."""
        if not self._laid:
            return pl.concat(self._held)
        self._lay_down()
        pl.scan_parquet(self._laid).sink_parquet(self._file)
        for file in self._laid:
            file.unlink()
        return self._file

    def _lay_down(self) -> None:
        if not self._held:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        file = self._file.with_suffix(f".{len(self._laid)}.parquet")
        pl.concat(self._held).write_parquet(file)
        self._laid.append(file)
        self._held = []
