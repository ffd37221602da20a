"""A user's own table of trade: which file, which columns, and how its text is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput

_MARKS = {".": "point", ",": "comma"}


@dataclass(frozen=True)
class Opened:
    """A file and how to read it.

    Attributes:
        file: .parquet, or text with a header: .csv, .tsv, .txt.
        keys: columns of codes, read as text as they stand.
        value: column of amounts.
        delimiter: of a text file; a tab for .tsv, else a comma, where it is not said.
        decimal: the mark of decimals in a text file, a point or a comma.
    """

    file: Path
    keys: Sequence[str]
    value: str
    delimiter: str = ""
    decimal: str = "."

    @property
    def is_parquet(self) -> bool:
        """Told by the ending."""
        return self.file.suffix.lower() in (".parquet", ".pq")

    @property
    def separator(self) -> str:
        """What stands between two cells."""
        return self.delimiter or ("\t" if self.file.suffix.lower() == ".tsv" else ",")

    @property
    def first_line(self) -> int:
        """The line of the first row, as an editor counts."""
        return 1 if self.is_parquet else 2

    @property
    def amount(self) -> pl.Expr:
        """The value as a number, null where it is none; a point is none where a comma marks the decimals."""
        raw = pl.col(self.value)
        if self.decimal == "," and not self.is_parquet:
            whole = pl.when(raw.str.contains(".", literal=True).not_()).then(raw)
            raw = whole.str.replace(",", ".", literal=True)
        return raw.cast(pl.Float64, strict=False)

    def no_amount(self, written: str | float | None, row: int) -> BadInput:
        """The error for a cell that holds no amount."""
        comma = self.decimal == "." and isinstance(written, str) and written.count(",") == 1
        return BadInput(
            "the amount is empty" if written is None else f"{written!r} is no amount",
            file=self.file,
            line=row,
            column=self.value,
            expected=f"a finite number of at least 0, with a {_MARKS[self.decimal]} for the decimals",
            remedy="If the comma marks decimals, give --decimal ','." if comma else "",
        )
