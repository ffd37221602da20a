"""A user's own table of values by product, read with care; the result written as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from entrepot.analyses.trade.complexity.export import csv_pieces, join
from entrepot.analyses.trade.complexity.opened import Opened
from entrepot.analyses.trade.complexity.scan import scan, unreadable
from entrepot.metadata.errors import BadInput, EntrepotError

_DECIMAL = r"^\s*[-+]?\d*{mark}\d+(?:[eE][-+]?\d+)?\s*$"


def other_columns(table: Opened) -> tuple[list[str], list[str]]:
    """Columns besides product and value: those that hold codes or whole numbers, and those with decimals.

    The first are what a row is about (year, exporter, importer), the second further amounts (a quantity).

    Raises:
        BadInput: as `read_own`.
    """
    scan(table)
    rows = _all(table)
    try:
        schema = rows.collect_schema()
        names = [name for name in schema.names() if name not in (*table.keys, table.value)]
        texts = [name for name in names if schema[name] == pl.String]
        seen = (
            rows.select(pl.col(texts).str.contains(_decimal(table)).any()).collect(engine="streaming")
            if texts
            else None
        )
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(error, table) from None
    decimal = [
        name
        for name in names
        if schema[name].is_float() or (seen is not None and name in texts and seen[name][0])
    ]
    return [name for name in names if name not in decimal], decimal


def read_own(table: Opened) -> pl.DataFrame:
    """The keys as text and the value as a number.

    Raises:
        BadInput: the file cannot be read, lacks a column, has NUL bytes, an empty key, or a value that is no
            finite number of at least 0, with line and column.
    """
    try:
        frame = scan(table).collect(engine="streaming")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(error, table) from None
    if frame.is_empty():
        raise BadInput("there are no rows", file=table.file)
    bare = pl.col(table.value).str.strip_chars() if frame.schema[table.value] == pl.String else table.value
    number = frame.with_columns(bare).select(table.amount).to_series()
    _refuse(table, table.value, number.is_finite().fill_null(False) & (number >= 0).fill_null(False), frame)
    for name in table.keys:
        _refuse(table, name, frame[name].is_not_null(), frame)
    return frame.with_columns(number.alias(table.value))


def write_both(frame: pl.DataFrame, residual: pl.DataFrame, out: Path) -> Path:
    """The result as .csv, .tsv, .parquet or .xlsx and, beside it, the residual; the latter's path.

    Raises:
        UsageError, OutputError: as `analyses.trade.complexity.export.join`; no new file is left then.
    """
    beside = out.with_name(f"{out.stem}-residual{out.suffix}")
    stood = beside.exists()
    _write(residual, beside)
    try:
        _write(frame, out)
    except EntrepotError:
        if not stood:
            beside.unlink(missing_ok=True)
        raise
    return beside


def _write(frame: pl.DataFrame, out: Path) -> None:
    with _stored(frame) as part:
        join([part], out, frame.height)


def as_csv(frame: pl.DataFrame) -> Iterator[bytes]:
    """The frame as pieces of a CSV file, safe to open in a spreadsheet."""
    with _stored(frame) as part:
        yield from csv_pieces([part])


@contextmanager
def _stored(frame: pl.DataFrame) -> Iterator[Path]:
    with TemporaryDirectory(prefix="entrepot-convert-") as folder:
        part = Path(folder) / "part.parquet"
        frame.write_parquet(part)
        yield part


def _all(table: Opened) -> pl.LazyFrame:
    if table.is_parquet:
        return pl.scan_parquet(table.file, glob=False)
    return pl.scan_csv(table.file, separator=table.separator, infer_schema=False, glob=False)


def _refuse(table: Opened, column: str, good: pl.Series, frame: pl.DataFrame) -> None:
    if good.all():
        return
    row = good.arg_min() or 0
    line = row + table.first_line
    if column == table.value:
        raise table.no_amount(frame[column][row], line)
    raise BadInput(
        "a key is empty", file=table.file, line=line, column=column, expected="a code in every row"
    )


def _decimal(table: Opened) -> str:
    return _DECIMAL.format(mark="," if table.decimal == "," else r"\.")


def columns_of(
    product: str, value: str, keep: Sequence[str], file: Path, delimiter: str = "", decimal: str = "."
) -> Opened:
    """The file with its columns named: the product and what is kept are keys."""
    return Opened(file, (product, *keep), value, delimiter, decimal)
