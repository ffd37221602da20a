"""The years together in one file, or on standard output: CSV, Parquet or Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import UsageError
from entrepot.store.files import explained, replacing

FORMATS = (".csv", ".tsv", ".parquet", ".xlsx")
_EXCEL_ROWS = 1_048_575
_PIECE = 50_000
_FORMULA = r"^[=+\-@\t\r]"


def check_format(out: Path) -> None:
    """Refuse an ending that no format has, before anything is computed.

    Raises:
        UsageError: naming the endings there are.
    """
    if out.suffix.lower() not in FORMATS:
        raise UsageError(f"{out}: no format ends in {out.suffix!r}. There are {', '.join(FORMATS)}.")


def join(parts: list[Path], out: Path, rows: int) -> None:
    """Write the parts, in their order, as one file of the format that the name of `out` ends in.

    Text that a spreadsheet would run as a formula gets an apostrophe before it in CSV and TSV; Parquet and
    Excel keep it as it is, as text.

    Raises:
        UsageError: if Excel has not room for so many rows.
        OutputError: if `out` cannot be written; what stood there still stands.
    """
    check_format(out)
    # A year may be a number in one part and a text in another: then all are text.
    table = pl.concat([pl.scan_parquet(part, glob=False) for part in parts], how="vertical_relaxed")
    ending = out.suffix.lower()
    if ending == ".xlsx" and rows > _EXCEL_ROWS:
        raise UsageError(
            f"{rows:,} rows do not fit on a sheet of Excel ({_EXCEL_ROWS:,}): choose .csv or .parquet."
        )
    with replacing(out) as partial, explained(out):
        if ending == ".parquet":
            table.sink_parquet(partial)
        elif ending == ".xlsx":
            table.collect().write_excel(partial, worksheet="indices", autofit=False)
        else:
            _inert(table).sink_csv(
                partial, separator="\t" if ending == ".tsv" else ",", check_extension=False
            )


def csv_pieces(parts: list[Path]) -> Iterator[bytes]:
    """The parts as one CSV, in pieces that fit in memory."""
    for number, part in enumerate(parts):
        table = _inert(pl.scan_parquet(part, glob=False)).collect()
        if number == 0:
            yield table.clear().write_csv().encode()
        for piece in table.iter_slices(_PIECE):
            yield piece.write_csv(include_header=False).encode()


def _inert(table: pl.LazyFrame) -> pl.LazyFrame:
    schema = table.collect_schema()
    texts = [pl.col(name) for name, kind in schema.items() if kind == pl.String]
    guarded = [
        pl.when(text.str.contains(_FORMULA))
        .then(pl.concat_str(pl.lit("'"), text))
        .otherwise(text)
        .name.keep()
        for text in texts
    ]
    named = {name: f"'{name}" for name in schema if name[:1] in ("=", "+", "-", "@", "\t", "\r")}
    return table.with_columns(guarded).rename(named)
