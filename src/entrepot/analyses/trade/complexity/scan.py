"""A user's own table, CSV or Parquet, opened with care: its header is looked at before its rows are read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl

from entrepot.analyses.trade.complexity.opened import Opened
from entrepot.metadata.errors import BadInput

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LONGEST_HEADER = 1 << 16
_CHUNK = 1 << 22


def scan(opened: Opened) -> pl.LazyFrame:
    """The keys as text, and the value as it stands.

    Raises:
        BadInput: if there is no such file, or it lacks a column, is no UTF-8, or has NUL bytes.
    """
    if not opened.file.is_file():
        raise BadInput("there is no such file", file=opened.file)
    try:
        if opened.is_parquet:
            rows = pl.scan_parquet(opened.file, glob=False)
            _refuse_missing(rows.collect_schema().names(), opened)
        else:
            _refuse_missing(_header(opened), opened)
            _refuse_nul(opened.file)
            rows = pl.scan_csv(opened.file, separator=opened.separator, infer_schema=False, glob=False)
            # Where Polars reads some columns only, a line with more cells than the header goes unnoticed.
            rows = rows.map_batches(_whole_lines, projection_pushdown=False, streamable=True)
            # BACI pads its numbers with blanks to one width.
            rows = rows.with_columns(pl.col(opened.value).str.strip_chars(" "))
        return rows.select(*(pl.col(name).cast(pl.String) for name in opened.keys), pl.col(opened.value))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(error, opened) from None


def _whole_lines(batch: pl.DataFrame) -> pl.DataFrame:
    return batch


def unreadable(error: Exception, opened: Opened) -> BadInput:
    """The line that is too long, else the first line of what the reader says; the rest is advice."""
    said = str(error).strip() or type(error).__name__
    if said.startswith("found more fields") and (found := _line_too_long(opened)):
        return found
    return BadInput(
        f"cannot be read: {said.splitlines()[0]}",
        file=opened.file,
        expected="a table that can be read to its end",
    )


def _line_too_long(opened: Opened) -> BadInput | None:
    with opened.file.open(encoding="utf-8", errors="replace", newline="") as text:
        rows = csv.reader(text, delimiter=opened.separator)
        names = len(next(rows, []))
        row = next((row for row in rows if len(row) > names), None)
    if row is None:
        return None
    return BadInput(
        f"{len(row)} cells, {names} columns in the header",
        file=opened.file,
        line=rows.line_num,
        expected="as many cells as columns",
        remedy="Amounts with a decimal comma? Write them with a point.",
    )


def _header(opened: Opened) -> list[str]:
    """The names in the first line, told from a few kilobytes: whatever follows is not yet read."""
    with opened.file.open("rb") as stream:
        start = stream.read(_LONGEST_HEADER)
    if start.startswith(_WORKBOOKS):
        raise BadInput(
            "an Excel workbook or a zip file, not text",
            file=opened.file,
            expected="CSV, TSV or Parquet",
            remedy="Save the sheet as CSV in UTF-8.",
        )
    line = start.split(b"\n", 1)[0]
    if len(line) == _LONGEST_HEADER:
        raise BadInput(
            "the first line has no end", file=opened.file, line=1, expected="a line of column names"
        )
    if b"\0" in line:
        raise BadInput("a NUL byte", file=opened.file, line=1, expected="text, not a binary file")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "not UTF-8", file=opened.file, line=1, remedy="Save the file again as CSV in UTF-8."
        ) from None
    return next(csv.reader(io.StringIO(text.rstrip("\r")), delimiter=opened.separator), [])


def _refuse_missing(names: list[str], opened: Opened) -> None:
    wanted = [*opened.keys, opened.value]
    missing = [name for name in wanted if name not in names]
    if not missing:
        return
    other = _other_delimiter(names, opened)
    remedy = "Name your columns with the options, such as --product and --value."
    if other:
        remedy = f"The cells seem to be separated by a {_DELIMITERS[other]}: give --delimiter {other!r}."
    raise BadInput(
        f"there is no column {', '.join(missing)}",
        file=opened.file,
        line=None if opened.is_parquet else 1,
        expected=f"{', '.join(wanted)}; it has {', '.join(names[:20])}",
        remedy=remedy,
    )


def _other_delimiter(names: list[str], opened: Opened) -> str:
    if opened.is_parquet or len(names) > 2:
        return ""
    line = opened.separator.join(names)
    often = max(_DELIMITERS, key=line.count)
    return often if line.count(often) > line.count(opened.separator) else ""


def _refuse_nul(file: Path) -> None:
    before = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            where = chunk.find(b"\0")
            if where >= 0:
                line = before + chunk[:where].count(b"\n") + 1
                raise BadInput("a NUL byte", file=file, line=line, expected="text, not a binary file")
            before += chunk.count(b"\n")
