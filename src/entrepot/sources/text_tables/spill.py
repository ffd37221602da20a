"""Rows that come in any order and are given back in order of one column; on disk once they are many.

With it a file of any size is sorted and checked in the memory of its largest group, say one reporter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

MANY = 250_000
"""Rows held in memory, or sorted, at a time: some 50 MB."""
# What is read of a file in vain where a group begins or ends in it.
_ROW_GROUP = 65_536


class Spill:
    """Takes frames with the same columns, gives them back by the values of one.

    Rows lie in some sorted pieces, in memory or on disk. A group, or several that follow each other, is one
    slice of each piece, and its rows stand in the order in which they came.

    Args:
        folder: where rows are laid down; it may be there already, and is gone afterwards if it is empty.
        by: name of a column.
        many: how many rows are held in memory.
    """

    def __init__(self, folder: Path, by: str, many: int | None = None) -> None:
        self._folder, self._by, self._many = folder, by, many or MANY
        self._held: list[pl.DataFrame] = []
        self._rows = 0
        self._pieces: list[_Piece] = []
        self._counts: Counter[Any] = Counter()

    @property
    def rows(self) -> int:
        """How many have come."""
        return self._rows + self._counts.total()

    def add(self, frame: pl.DataFrame) -> None:
        """Takes rows in."""
        if self._rows + frame.height > self._many:
            self._settle(lay_down=True)
        self._held.append(frame)
        self._rows += frame.height

    def groups(self) -> Iterator[pl.DataFrame]:
        """All rows of each value, in order of value."""
        return self._slices(0)

    def windows(self) -> Iterator[pl.DataFrame]:
        """All rows of several values at a time, as many as fit into memory, in order of value."""
        return self._slices(self._many)

    def _slices(self, most: int) -> Iterator[pl.DataFrame]:
        self._settle(lay_down=False)
        for values in self._in_turn(most):
            yield pl.concat(part for piece in self._pieces if (part := piece.following(values)).height)
        for piece in self._pieces:
            piece.remove()
        if self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()

    def _in_turn(self, most: int) -> Iterator[list[Any]]:
        """Values in order, one at least, and more as long as their rows are not too many."""
        some: list[Any] = []
        rows = 0
        for value in sorted(self._counts, key=lambda one: (one is not None, one)):
            if some and rows + self._counts[value] > most:
                yield some
                some, rows = [], 0
            some.append(value)
            rows += self._counts[value]
        if some:
            yield some

    def _settle(self, *, lay_down: bool) -> None:
        """What is held becomes a sorted piece."""
        if not self._rows:
            return
        held, self._held, self._rows = self._held, [], 0
        frame = pl.concat(held, rechunk=False)
        # Publishers' files come sorted by place more often than not.
        if not frame[self._by].is_sorted():
            frame = frame.sort(self._by, nulls_last=False, maintain_order=True)
        runs = frame[self._by].rle()
        counts = dict(zip(runs.struct["value"], runs.struct["len"], strict=True))
        piece = _Piece(frame, counts)
        if lay_down:
            self._folder.mkdir(parents=True, exist_ok=True)
            piece.lay_down(self._folder / f"{len(self._pieces):05}.part")
        self._pieces.append(piece)
        self._counts.update(counts)


class _Piece:
    """Sorted rows, given away from the first to the last."""

    def __init__(self, rows: pl.DataFrame, counts: dict[Any, int]) -> None:
        self._rows: pl.DataFrame | Path = rows
        self._counts = counts
        self._next = 0

    def lay_down(self, file: Path) -> None:
        """Rows go to disk."""
        if isinstance(self._rows, pl.DataFrame):
            self._rows.write_parquet(file, compression="lz4", row_group_size=_ROW_GROUP)
            self._rows = file

    def following(self, values: list[Any]) -> pl.DataFrame:
        """The rows with these values, which must be those that come next."""
        start, count = self._next, sum(self._counts.get(value, 0) for value in values)
        self._next += count
        if isinstance(self._rows, pl.DataFrame):
            return self._rows.slice(start, count)
        return pl.scan_parquet(self._rows).slice(start, count).collect()

    def remove(self) -> None:
        """What is on disk goes."""
        if isinstance(self._rows, Path):
            self._rows.unlink()


class Collected:
    """Frames in the order in which they come: one frame while they are few rows, else a Parquet file."""

    def __init__(self, file: Path, many: int | None = None) -> None:
        self._file, self._many = file, many or MANY
        self._held: list[pl.DataFrame] = []
        self._laid: list[Path] = []
        self.rows = 0
        self._in_memory = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Appends rows."""
        if self._in_memory + frame.height > self._many:
            self._lay_down()
        self._held.append(frame)
        self.rows += frame.height
        self._in_memory += frame.height

    def done(self) -> pl.DataFrame | Path:
        """All rows; of a file, its path."""
        if not self._laid:
            return pl.concat(self._held)
        self._lay_down()
        pl.scan_parquet(self._laid).sink_parquet(self._file, compression="zstd", row_group_size=_ROW_GROUP)
        for file in self._laid:
            file.unlink()
        return self._file

    def _lay_down(self) -> None:
        if not self._in_memory:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        file = self._file.with_suffix(f".{len(self._laid):05}.part")
        pl.concat(self._held, rechunk=False).write_parquet(file, compression="lz4")
        self._laid.append(file)
        self._held, self._in_memory = [], 0
