r"""Eurostat's TSV: dimensions joined by commas in the first column, then a column for each time.

The header is `unit,geo\time<TAB>2014...` in files to 2022 and `freq,unit,geo\TIME_PERIOD<TAB>...` since.
A cell is a number and flags (`4.8 u`), a colon where there is no value (`:`), or both (`: c`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.indicators import NOT_AVAILABLE
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.periods import PERIOD, spanned, with_periods
from entrepot.sources.sdmx_csv.stamps import packed
from entrepot.sources.text_tables.blocks import Style
from entrepot.sources.text_tables.cells import LINE, refuse
from entrepot.sources.text_tables.heading import Heading, lines_of
from entrepot.sources.text_tables.rows import frames as text_frames

_HEADER = re.compile(r"[a-z0-9_]+(?:,[A-Za-z0-9_]+)*\\(?:time|TIME_PERIOD)(?=\s*[\t;])")
_NAME = re.compile(r"(?:estat_)?(.+?)(?:_tabular)?(?: ?\(\d+\))?\.tsv", re.IGNORECASE)
_NUMBER, _LETTERS = r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", r"[A-Za-z|@]{0,12}"
_CELL = rf"^(:|{_NUMBER})\s*({_LETTERS})$"
_STYLE = Style(quoted=False)
_EXPECTED = "a number with flags such as 4.8 u, or : with flags such as : c"


def recognises(head: bytes) -> bool:
    """Whether a file begins with the header of a Eurostat TSV."""
    return _HEADER.match(lines_of(head, 1)[0]) is not None


def head(member: Member) -> tuple[str, str, str]:
    """Code of the table (from the file's name), years it spans, vintage."""
    names = _heading(member)[0].names
    named = _NAME.fullmatch(member.base)
    times = pl.DataFrame({"time": list(names[1:]), LINE: [1] * (len(names) - 1)})
    periods = with_periods(member.where, times, "time")[PERIOD]
    return (named[1] if named else member.base).lower(), spanned(periods.sort()), packed(member)


def frames(member: Member) -> Iterator[pl.DataFrame]:
    """Dimensions, `time`, `value`, `flags` and `line` of every cell; raises `BadInput` for what is none."""
    heading, dimensions = _heading(member)
    for frame in text_frames(member, heading, style=_STYLE):
        yield _long(member, frame, heading.names, dimensions)


def _long(member: Member, frame: pl.DataFrame, names: tuple[str, ...], dimensions: list[str]) -> pl.DataFrame:
    first, times = names[0], names[1:]
    count = len(dimensions) - 1
    fault = (frame[first].str.count_matches(",", literal=True) != count).fill_null(value=True)
    refuse(member.where, frame, fault, first, expected=f"{count + 1} codes joined by commas")
    codes = pl.col(first).str.split_exact(",", count).struct.rename_fields(dimensions)
    cells = (
        frame.with_columns(codes.alias("codes"))
        .unpivot(times, index=["codes", LINE], variable_name="time", value_name="cell")
        .unnest("codes")
        .with_columns(pl.col("cell").str.strip_chars().str.extract_groups(_CELL).alias("found"))
    )
    _refuse_cells(member, cells)
    value, letters = (cells["found"].struct.field(name) for name in ("1", "2"))
    return cells.select(
        *dimensions, "time", LINE,
        value.set(value == NOT_AVAILABLE, None).cast(pl.Float64).alias("value"),
        pl.Series("flags", letters).set((value == NOT_AVAILABLE) & (letters == ""), NOT_AVAILABLE),
    )  # fmt: skip


def _refuse_cells(member: Member, cells: pl.DataFrame) -> None:
    fault = cells["found"].struct.field("1").is_null()
    if fault.any():
        row = int(fault.arg_true()[0])
        time = cells["time"][row]
        refuse(member.where, cells.rename({"cell": f"{time}"}), fault, f"{time}", expected=_EXPECTED)
    where = cells.filter(
        ~cells["found"].struct.field("1").cast(pl.Float64, strict=False).is_finite().fill_null(value=True)
    )
    refuse(member.where, where, pl.repeat(True, where.height, eager=True), "cell", expected="a finite number")


def _heading(member: Member) -> tuple[Heading, list[str]]:
    line = lines_of(member.head(), 1)[0]
    names = tuple(cell.strip() for cell in line.split("\t"))
    if len(names) < 2 or not _HEADER.match(line):
        raise BadInput(
            "has no times after the dimensions", file=member.where, line=1, expected="tabs between columns",
            remedy="Download the table again as TSV; do not save it from a spreadsheet.",
        )  # fmt: skip
    dimensions = names[0].partition("\\")[0].split(",")
    for labels in (names, dimensions):
        if twice := next((label for label in labels if list(labels).count(label) > 1), None):
            raise BadInput(f"column {twice!r} stands twice", file=member.where, line=1)
    if taken := {"time", "cell", "codes", "found", LINE, "value", "flags"} & {*dimensions}:
        raise BadInput(f"{', '.join(taken)} is no dimension", file=member.where, line=1)
    return Heading("\t", names), dimensions
