"""Frames put on disk as they are read, and given back as one Parquet file in order of a table's key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.sources.sdmx_csv.cells import LINE, line_of

# Rows sorted at a time: some 100 MB.
_ROWS = 500_000


@dataclass(slots=True)
class Spill:
    """The rows of one table on their way to it.

    Attributes:
        table: its declaration; rows are ordered by its key.
        scratch: an empty folder.
        where: the publisher's file, for messages.
        extra: columns beside the table's, kept until `finish`.
    """

    table: Table
    scratch: Path
    where: str
    extra: tuple[str, ...] = ()
    _files: list[Path] = field(default_factory=list)
    _counts: Counter[object] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """How many have come."""
        return self._counts.total()

    def add(self, frame: pl.DataFrame) -> None:
        """Take rows: the table's columns, and `line` where the file has lines."""
        if frame.is_empty():
            return
        file = self.scratch / f"{self.table.short_name}-{len(self._files):05}.part"
        kept = frame if LINE in frame.columns else frame.with_columns(pl.lit(None, pl.Int64).alias(LINE))
        kept.select(*self.table.schema, *self.extra, LINE).cast(pl.Schema(self.table.schema)).write_parquet(
            file, compression="lz4"
        )
        self._files.append(file)
        first = self.table.key[0]
        self._counts.update(dict(frame[first].value_counts().iter_rows()))

    def finish(self, prepared: Callable[[pl.DataFrame], pl.DataFrame] | None = None) -> Path:
        """All rows in one file in order of the key; the parts are gone.

        `prepared` may take rows out, or change them, before their keys are compared.

        Raises:
            BadInput: two rows have the same key, with the line of the second; or there is no row.
        """
        if not self._files:
            raise BadInput(
                "holds no value", file=self.where, remedy="Ask the publisher for other codes or years."
            )
        target = self.scratch / f"{self.table.short_name}.parquet"
        windows = [self._window(number, values, prepared) for number, values in enumerate(self._windows())]
        pl.scan_parquet(windows).sink_parquet(target, compression="zstd", row_group_size=65_536)
        for file in (*self._files, *windows):
            file.unlink()
        return target

    def _windows(self) -> Iterator[list[object]]:
        """Values of the key's first column, in order, so many that their rows fit into memory."""
        window: list[object] = []
        rows = 0
        for value in sorted(self._counts, key=lambda one: (str(type(one)), one)):
            if window and rows + self._counts[value] > _ROWS:
                yield window
                window, rows = [], 0
            window.append(value)
            rows += self._counts[value]
        yield window

    def _window(
        self, number: int, values: list[object], prepared: Callable[[pl.DataFrame], pl.DataFrame] | None
    ) -> Path:
        part = pl.scan_parquet(self._files).filter(pl.col(self.table.key[0]).is_in(values)).collect()
        file = self.scratch / f"{self.table.short_name}-window-{number:05}.part"
        part = prepared(part) if prepared else part
        in_order(self.table, part, self.where).write_parquet(file, compression="lz4")
        return file


def in_order(table: Table, frame: pl.DataFrame, where: str, key: tuple[str, ...] = ()) -> pl.DataFrame:
    """The table's columns in order of its key, or of another; raises `BadInput` if one is there twice."""
    key = key or table.key
    ordered = frame.sort(*key, *([LINE] if LINE in frame.columns else []))
    twice = ordered.select(~pl.struct(key).is_first_distinct()).to_series()
    if twice.any():
        row = int(twice.arg_true()[0])
        values = ", ".join(str(one) for one in ordered.select(key).row(row) if one != "")
        raise BadInput(
            f"the same as an earlier row: {values}", file=where, line=line_of(ordered, row),
            expected="one value for each place, series and time",
            remedy="Download the file again; if it is made of several, add one at a time.",
        )  # fmt: skip
    return ordered.select(list(table.schema))
