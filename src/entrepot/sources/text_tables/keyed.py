"""Rows of a declared table on their way to it: in order of its key, and no key twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.sources.text_tables.cells import LINE, line_of
from entrepot.sources.text_tables.spill import Collected, Spill


@dataclass(slots=True)
class Keyed:
    """The rows of one table as they are read.

    Attributes:
        table: its declaration; rows are ordered by its key.
        scratch: a folder for what does not fit into memory.
        where: the publisher's file, for messages.
        extra: columns beside the table's, kept until `finish`.
    """

    table: Table
    scratch: Path
    where: str
    extra: tuple[str, ...] = ()
    _spill: Spill = field(init=False)

    def __post_init__(self) -> None:
        self._spill = Spill(self.scratch / f"{self.table.short_name}-rows", self.table.key[0])

    @property
    def rows(self) -> int:
        """How many have come."""
        return self._spill.rows

    def add(self, frame: pl.DataFrame) -> None:
        """Take rows: the table's columns, and `line` where the file has lines."""
        kept = frame if LINE in frame.columns else frame.with_columns(pl.lit(None, pl.Int64).alias(LINE))
        types = pl.Schema(self.table.schema)
        self._spill.add(kept.select(*self.table.schema, *self.extra, LINE).cast(types))

    def finish(self, prepared: Callable[[pl.DataFrame], pl.DataFrame] | None = None) -> pl.DataFrame | Path:
        """All rows in order of the key: a frame while they are few, else a Parquet file in `scratch`.

        `prepared` may take rows out, or change them, before their keys are compared.

        Raises:
            BadInput: two rows have the same key, with the line of the second; or there is no row.
        """
        if not self.rows:
            raise BadInput(
                "holds no value", file=self.where, remedy="Ask the publisher for other codes or years."
            )
        table = Collected(self.scratch / self.table.file)
        for window in self._spill.windows():
            table.add(in_order(self.table, prepared(window) if prepared else window, self.where))
        return table.done()


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
