"""The World Bank's tables with a column for each year: the bulk file, and what is downloaded by itself.

A download has title lines above the header (`"Last Updated Date","2026-04-08",`) and ends each row with a
comma; the bulk file has neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.periods import day
from entrepot.sources.sdmx_csv.stamps import packed, updated
from entrepot.sources.text_tables.cells import LINE, numbers, refuse
from entrepot.sources.text_tables.heading import Heading, lines_of, read_heading
from entrepot.sources.text_tables.rows import first_rows
from entrepot.sources.text_tables.rows import frames as text_frames

NAME, CODE, INDICATOR_NAME, INDICATOR = "Country Name", "Country Code", "Indicator Name", "Indicator Code"
_HEADER = re.compile(r'"?Country Name"?([,;\t])"?Country Code"?[,;\t]')
_UPDATED = re.compile(r'"?Last Updated Date"?[,;\t]"?([^",;\t]*)')
_YEAR = re.compile(r"[12][0-9]{3}")
_TITLES = 6


@dataclass(frozen=True, slots=True)
class Wide:
    """A table: its columns and their line, the columns of years, its vintage, and how it was had."""

    member: Member
    head: Heading
    years: tuple[str, ...]
    edition: str
    is_extract: bool

    @property
    def period(self) -> str:
        """From the first year to the last, whether they hold values or not."""
        return self.years[0] if len(self.years) == 1 else f"{self.years[0]}/{self.years[-1]}"


def recognises(head: bytes) -> bool:
    """Whether the header is among the first lines of a file."""
    return any(_HEADER.match(line) for line in lines_of(head, _TITLES))


def read_wide(member: Member) -> Wide:
    """What header and titles say.

    Raises:
        BadInput: a column is missing, stands twice or is no year, or the day of the update is none.
    """
    lines = lines_of(member.head(), _TITLES)
    number = next(n for n, line in enumerate(lines) if _HEADER.match(line))
    separator = str(_HEADER.match(lines[number])[1])  # type: ignore[index]
    stated = read_heading(member.where, lines[number], separator, number + 1)
    names = tuple(name or f"(empty {place})" for place, name in enumerate(stated.names))
    years = tuple(name for name in names if _YEAR.fullmatch(name))
    head = Heading(separator, names, number + 1)
    _refuse(member, head, years)
    stamp = next((found[1] for line in lines[:number] if (found := _UPDATED.match(line))), "")
    return Wide(member, head, years, _edition(member, stamp), is_extract=number > 0)


def subjects(wide: Wide) -> tuple[set[str], set[str]]:
    """Indicators and places in the first part of the table, some thousand rows."""
    first = first_rows(wide.member, wide.head, (CODE, INDICATOR))
    return set(first[INDICATOR].drop_nulls()), set(first[CODE].drop_nulls())


def frames(
    wide: Wide, keep: Collection[str] = (), told: Callable[[float], None] | None = None
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The cells that hold a value, with `time`, `value` and `line`; and their rows, for the names.

    Args:
        wide: the table.
        keep: indicators wanted, all if empty.
        told: hears how much of the file is read, 0 to 1.

    Raises:
        BadInput: a row without code, a cell that is no number, something in a column without name.
    """
    where = wide.member.where
    for frame in text_frames(wide.member, wide.head, told=told):
        for name in (CODE, INDICATOR):
            refuse(where, frame, frame[name].is_null(), name, expected="a code in every row")
        for name in wide.head.names:
            if name.startswith("(empty"):
                refuse(where, frame, frame[name].is_not_null(), name, expected="nothing after the last year")
        rows = frame.filter(pl.col(INDICATOR).is_in(list(keep))) if keep else frame
        cells = rows.unpivot(
            wide.years, index=[CODE, INDICATOR, LINE], variable_name="time", value_name="value"
        ).drop_nulls("value")
        yield (
            cells.with_columns(numbers(where, cells, "value")),
            rows.select(CODE, NAME, INDICATOR, INDICATOR_NAME),
        )


def _refuse(member: Member, head: Heading, years: tuple[str, ...]) -> None:
    names = head.names
    wanted = {NAME, CODE, INDICATOR_NAME, INDICATOR}
    odd = [name for name in names if name not in {*wanted, *years} and not name.startswith("(empty")]
    twice = [name for name in names if names.count(name) > 1]
    if odd or twice or not wanted <= set(names) or not years or list(years) != sorted(years):
        raise BadInput(
            f"columns are {', '.join(names)[:200]}", file=member.where, line=head.line,
            expected=f"{NAME}, {CODE}, {INDICATOR_NAME}, {INDICATOR} and a column for each year, each once",
            remedy="Download the table in English as CSV.",
        )  # fmt: skip


def _edition(member: Member, stamp: str) -> str:
    if not stamp:
        return packed(member)
    try:
        return updated(day(stamp))
    except ValueError as error:
        raise BadInput(str(error), file=member.where, line=3, expected="a day such as 2026-04-08") from error
