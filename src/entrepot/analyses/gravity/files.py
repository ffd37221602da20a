"""A panel in a file: CSV, TSV, Parquet, Stata or Excel; its head is looked at before its rows are read."""

from __future__ import annotations

import csv
import hashlib
import io
import struct
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from entrepot.analyses.gravity.failures import EngineMissing
from entrepot.analyses.gravity.opened import Opened, Source
from entrepot.analyses.gravity.sheets import opened_sheet
from entrepot.metadata.errors import BadInput, UsageError

TEXTS = (".csv", ".tsv", ".txt")
PARQUETS = (".parquet", ".pq")
STATA = ".dta"
EXCEL = ".xlsx"
# What R, Stata, pandas and SAS write where there is no value.
MISSING = ["", "NA", "NaN", "nan", ".", "NULL", "N/A"]
_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_HEAD = 1 << 16
_PIECE = 1 << 22
_BINARY = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
}


def opened_file(file: Path, delimiter: str = "") -> Opened:
    """A file of a panel.

    Args:
        file: .csv, .tsv, .txt (text in UTF-8 with a head), .parquet, .dta or .xlsx (its first sheet).
        delimiter: between cells of text; told from the head where it is not said.

    Raises:
        BadInput: there is no such file, or it is not what its name says.
        UsageError: an ending that is not read.
        EngineMissing: Stata files need pandas.
    """
    if not file.is_file():
        raise BadInput("there is no such file", file=file)
    ending = file.suffix.lower()
    try:
        source = Source(file.name, _sha256(file), 2 if ending in TEXTS else 1)
        if ending in TEXTS:
            return _text(file, source, delimiter)
        if ending in PARQUETS:
            return _parquet(file, source)
        if ending == STATA:
            return _stata(file, source)
        if ending == EXCEL:
            return opened_sheet(file, source)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror or error}", file=file) from error
    known = ", ".join((*TEXTS, *PARQUETS, STATA, EXCEL))
    raise UsageError(f"{file.name}: a panel is read from {known}. Save an old workbook (.xls) as .xlsx.")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _text(file: Path, source: Source, delimiter: str) -> Opened:
    line = _head(file)
    mark = delimiter or ("\t" if file.suffix.lower() == ".tsv" else max(_DELIMITERS, key=line.count))
    names = tuple(next(csv.reader(io.StringIO(line), delimiter=mark), []))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadInput(f"columns named {', '.join(twice)} stand twice", file=file, line=1)

    def take(wanted: Sequence[str]) -> pl.DataFrame:
        _refuse_nul(file)
        rows = pl.scan_csv(file, separator=mark, infer_schema=False, null_values=MISSING, glob=False)
        try:
            # All columns are read and some kept: read alone, a line with too many cells goes unnoticed.
            whole = rows.map_batches(_whole, projection_pushdown=False, streamable=True)
            return whole.select(*wanted).collect(engine="streaming")
        except pl.exceptions.PolarsError as error:
            raise _unreadable(error, file, names, mark) from None

    return Opened(names, take, source)


def _whole(batch: pl.DataFrame) -> pl.DataFrame:
    return batch


def _head(file: Path) -> str:
    with file.open("rb") as stream:
        start = stream.read(_LONGEST_HEAD)
    what = next((what for magic, what in _BINARY.items() if start.startswith(magic)), "")
    if what:
        raise BadInput(f"this is {what}, not text", file=file, expected="CSV in UTF-8, named as what it is")
    line = start.split(b"\n", 1)[0]
    if len(line) == _LONGEST_HEAD:
        raise BadInput("the first line has no end", file=file, line=1, expected="a line of column names")
    try:
        text = line.decode("utf-8-sig").rstrip("\r")
    except UnicodeDecodeError:
        raise BadInput(
            "not UTF-8", file=file, line=1, remedy="Save the file again as CSV in UTF-8."
        ) from None
    if not text.strip():
        raise BadInput("the first line is empty", file=file, line=1, expected="a line of column names")
    return text


def _refuse_nul(file: Path) -> None:
    before = 0
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            where = piece.find(b"\0")
            if where >= 0:
                line = before + piece[:where].count(b"\n") + 1
                raise BadInput("a NUL byte", file=file, line=line, expected="text, not a binary file")
            before += piece.count(b"\n")


def _unreadable(error: Exception, file: Path, names: Sequence[str], mark: str) -> BadInput:
    with file.open(encoding="utf-8", errors="replace", newline="") as text:
        rows = csv.reader(text, delimiter=mark)
        try:
            row = next((row for row in rows if len(row) > len(names)), None)
        except csv.Error:
            row = None
        if row is not None:
            return BadInput(
                f"{len(row)} cells, {len(names)} columns in the head",
                file=file,
                line=rows.line_num,
                expected="as many cells as columns",
                remedy="Amounts with a decimal comma? Write them with a point.",
            )
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    return BadInput(f"cannot be read: {said}", file=file, expected="a table that can be read to its end")


def _parquet(file: Path, source: Source) -> Opened:
    try:
        names = tuple(pl.scan_parquet(file, glob=False).collect_schema().names())
    except pl.exceptions.PolarsError as error:
        raise _broken(error, file) from None

    def take(wanted: Sequence[str]) -> pl.DataFrame:
        try:
            return pl.scan_parquet(file, glob=False).select(*wanted).collect()
        except pl.exceptions.PolarsError as error:
            raise _broken(error, file) from None

    return Opened(names, take, source)


def _stata(file: Path, source: Source) -> Opened:
    try:
        import pandas as pd
    except ModuleNotFoundError as missing:
        raise EngineMissing("pandas") from missing

    broken = (ValueError, KeyError, IndexError, OverflowError, EOFError, MemoryError, struct.error)
    try:
        with pd.read_stata(file, iterator=True) as reader:
            names = tuple(reader.variable_labels())
    except broken as error:
        raise _broken(error, file) from None

    def take(wanted: Sequence[str]) -> pl.DataFrame:
        try:
            frame = pd.read_stata(
                file, columns=list(dict.fromkeys(wanted)), convert_categoricals=False, convert_dates=False
            )
            return pl.from_pandas(frame)
        except broken as error:
            raise _broken(error, file) from None

    return Opened(names, take, source)


def _broken(error: Exception, file: Path) -> BadInput:
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    return BadInput(f"cannot be read: {said}", file=file, expected="a file that is whole")
