"""A panel that is checked: economies and years as codes, amounts as numbers, no flow twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.opened import Opened, Source
from entrepot.metadata.errors import BadInput

# No column of a user begins with a NUL.
EXPORTER, IMPORTER, YEAR, TRADE = "\0exporter", "\0importer", "\0year", "\0trade"
Codes = npt.NDArray[np.int64]
_WIDEST = 1 << 22
_FIRST_YEAR, _LAST_YEAR = -5000, 9999


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows of flows.

    Attributes:
        rows: `EXPORTER`, `IMPORTER` (places in `economies`), `YEAR` and `TRADE` (null where missing); then
            the columns that were asked for, under their names, numbers null where missing.
        economies: as the file writes them, in order.
        columns: what the user's columns are called.
        source: where it is from.
    """

    rows: pl.DataFrame
    economies: tuple[str, ...]
    columns: Columns
    source: Source

    def bad(self, problem: str, row: int, column: str, expected: str = "", remedy: str = "") -> BadInput:
        """The error for a cell; `row` counts from 0."""
        return fault(self.source, problem, row, column, expected, remedy)


def fault(
    source: Source, problem: str, row: int, column: str, expected: str = "", remedy: str = ""
) -> BadInput:
    """The error for a cell of a file or a frame; `row` counts from 0."""
    where = "" if source.file else f" (row {row + 1} of the frame)"
    return BadInput(
        problem + where,
        file=source.file or None,
        line=row + source.first_line if source.file else None,
        column=column,
        expected=expected,
        remedy=remedy,
    )


def checked(opened: Opened, columns: Columns, numeric: Sequence[str], labels: Sequence[str] = ()) -> Panel:
    """The rows, with what is used of them.

    Args:
        opened: the panel.
        columns: with names of exporter, importer and trade at least.
        numeric: further columns that must be numbers.
        labels: further columns of any kind, for fixed effects.

    Raises:
        BadInput: no rows, a key that is empty, a year or an amount that is no number, negative trade, or
            the same exporter, importer and year twice.
    """
    keys = [columns.exporter, columns.importer, *filter(None, [columns.year])]
    extra = list(filter(None, [columns.product, columns.pair]))
    wanted = list(dict.fromkeys([*keys, columns.trade, *extra, *numeric, *labels]))
    raw = opened.take(wanted)
    source = opened.source
    if not raw.height:
        raise BadInput("there are no rows", file=source.file or None)
    for name in (*keys, *extra):
        _refuse_empty(raw[name], source)
    codes, economies = _coded(raw[columns.exporter], raw[columns.importer])
    year = _years(raw[columns.year], source) if columns.year else pl.zeros(raw.height, pl.Int64, eager=True)
    trade = number(raw[columns.trade], source)
    _refuse_negative(trade, columns.trade, source)
    rows = pl.DataFrame(
        [
            pl.Series(EXPORTER, codes[0]),
            pl.Series(IMPORTER, codes[1]),
            year.alias(YEAR),
            trade.alias(TRADE),
            *(
                _kept(raw[name], name in numeric, source)
                for name in dict.fromkeys((*numeric, *labels, *extra))
            ),
        ]
    )
    panel = Panel(rows, economies, columns, source)
    _refuse_twice(panel)
    return panel


def number(values: pl.Series, source: Source) -> pl.Series:
    """The column as float64, null where there is none.

    Raises:
        BadInput: a cell that is no finite number.
    """
    if values.dtype.is_numeric() or values.dtype in (pl.Boolean, pl.Null):
        made = values.cast(pl.Float64).fill_nan(None)
    elif values.dtype == pl.String:
        made = values.str.strip_chars().cast(pl.Float64, strict=False).fill_nan(None)
    else:
        raise BadInput(
            f"not a number but {values.dtype}",
            file=source.file or None,
            column=values.name,
            expected="a numeric column",
        )
    lost = made.is_null() & values.is_not_null() & _says_something(values) | made.is_infinite().fill_null(
        False
    )
    if lost.any():
        row = int(lost.arg_max() or 0)
        written = values[row]
        comma = isinstance(written, str) and written.count(",") == 1
        raise fault(
            source,
            f"{written!r} is no number",
            row,
            values.name,
            "a finite number, with a point for the decimals",
            "If the comma marks decimals, save the file with points." if comma else "",
        )
    return made


def _says_something(values: pl.Series) -> pl.Series:
    """Rows that hold more than a number's own sign for missing."""
    if values.dtype.is_float():
        return values.is_not_nan().fill_null(False)
    return pl.repeat(True, len(values), eager=True)


def _refuse_empty(values: pl.Series, source: Source) -> None:
    empty = values.is_null()
    if values.dtype == pl.String:
        empty |= (values.str.strip_chars() == "").fill_null(False)
    if empty.any():
        row = int(empty.arg_max() or 0)
        remedy = "If it is the code of Namibia, write NAM." if values.dtype == pl.String else ""
        raise fault(source, "the cell is empty", row, values.name, "a value in every row", remedy)


def _coded(exporters: pl.Series, importers: pl.Series) -> tuple[tuple[Codes, Codes], tuple[str, ...]]:
    """Both as places in one list of economies, in order of their codes."""
    if exporters.dtype.is_integer() and importers.dtype.is_integer():
        return _coded_numbers(exporters.cast(pl.Int64).to_numpy(), importers.cast(pl.Int64).to_numpy())
    texts = [series.cast(pl.String) for series in (exporters, importers)]
    names = pl.concat([text.unique() for text in texts]).unique().sort()
    kind = pl.Enum(names)
    made = [text.cast(kind).to_physical().cast(pl.Int64).to_numpy() for text in texts]
    return (made[0], made[1]), tuple(names)


def _coded_numbers(exporters: Codes, importers: Codes) -> tuple[tuple[Codes, Codes], tuple[str, ...]]:
    least = int(min(exporters.min(), importers.min()))
    span = int(max(exporters.max(), importers.max())) - least + 1
    if span > _WIDEST:
        known = np.union1d(exporters, importers)
        return (np.searchsorted(known, exporters), np.searchsorted(known, importers)), tuple(map(str, known))
    # A table of all numbers between is many times as fast as sorting millions of rows.
    there = np.zeros(span, dtype=bool)
    there[exporters - least] = there[importers - least] = True
    place = np.cumsum(there) - 1
    names = tuple(str(code + least) for code in np.flatnonzero(there))
    return (place[exporters - least], place[importers - least]), names


def _years(values: pl.Series, source: Source) -> pl.Series:
    whole = values.cast(pl.Int64) if values.dtype.is_integer() else None
    if whole is None:
        decimal = (
            values.str.strip_chars().cast(pl.Float64, strict=False)
            if values.dtype == pl.String
            else values.cast(pl.Float64, strict=False)
        )
        wrong = (decimal.is_null() | (decimal != decimal.round()) | ~decimal.is_finite()).fill_null(True)
        if wrong.any():
            row = int(wrong.arg_max() or 0)
            raise fault(
                source, f"{values[row]!r} is no year", row, values.name, "a whole number such as 2006"
            )
        whole = decimal.cast(pl.Int64, strict=False)
    odd = ~whole.is_between(_FIRST_YEAR, _LAST_YEAR).fill_null(False)
    if odd.any():
        row = int(odd.arg_max() or 0)
        raise fault(source, f"{values[row]!r} is no year", row, values.name, "a whole number such as 2006")
    return whole


def _refuse_negative(trade: pl.Series, name: str, source: Source) -> None:
    lowest = trade.min()
    if isinstance(lowest, float) and lowest < 0:
        row = int((trade < 0).fill_null(False).arg_max() or 0)
        raise fault(source, f"trade is {trade[row]:g}", row, name, "an amount of at least 0")


def _kept(values: pl.Series, is_number: bool, source: Source) -> pl.Series:
    return number(values, source).alias(values.name) if is_number else values


def _refuse_twice(panel: Panel) -> None:
    rows, product = panel.rows, panel.columns.product
    years = rows[YEAR].to_numpy() - int(rows[YEAR].min())  # type: ignore[arg-type]
    span, many = int(years.max()) + 1, len(panel.economies)
    key = (rows[EXPORTER].to_numpy() * many + rows[IMPORTER].to_numpy()) * span + years
    # Counting in a table of all flows that there could be is the fastest way, where that table is small.
    dense = not product and many * many * span <= 8 * rows.height + 1000
    if dense and int(np.bincount(key).max()) == 1:
        return
    keys = pl.DataFrame([pl.Series("flow", key), *([rows[product].alias("product")] if product else [])])
    first = keys.select(pl.struct(pl.all()).is_first_distinct()).to_series()
    if first.all():
        return
    later = (~first).arg_max() or 0
    one = rows.row(int(later), named=True)
    flow = f"{panel.economies[one[EXPORTER]]} to {panel.economies[one[IMPORTER]]}, {one[YEAR]}"
    raise panel.bad(
        f"the flow {flow}, stands twice, here for the second time",
        int(later),
        f"{panel.columns.exporter} + {panel.columns.importer}",
        "one row per exporter, importer and year",
        "Add the rows up, or say with --product which column tells them apart.",
    )
