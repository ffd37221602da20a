"""The observations of an SDMX-CSV file, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.layout import (
    ACTION,
    TIME,
    UPDATED,
    VALUE,
    Dataflow,
    Layout,
    dataflow_in,
    read_layout,
)
from entrepot.sources.sdmx_csv.periods import day
from entrepot.sources.text_tables.cells import LINE, line_of, numbers, refuse
from entrepot.sources.text_tables.rows import first_rows, frames

# How offices write that there is no value; NaN is the IMF's and the OECD's.
_NO_VALUE = (":", "NaN", "NA")
# Information, append, replace, merge: rows that state a value. D deletes one.
_STATES = ("I", "A", "R", "M")


@dataclass(frozen=True, slots=True)
class Message:
    """An SDMX-CSV file: its layout, its one dataflow and the day it was last updated, if it says so."""

    member: Member
    layout: Layout
    dataflow: Dataflow
    updated: str


def read_message(member: Member) -> Message:
    """What the head of an SDMX-CSV file says of it.

    Raises:
        BadInput: as `read_layout`; also no row, no dataflow, or no day in LAST UPDATE.
    """
    layout, flow = read_layout(member), dataflow_in(member.head())
    first = _stated(first_rows(member, layout.head))
    if flow is None or first.is_empty():
        raise BadInput(
            "holds no observation", file=member.where, line=2,
            expected=f"rows below the header, each with its {VALUE}",
            remedy="The question put to the publisher has no answer: ask for other codes or years.",
        )  # fmt: skip
    return Message(member, layout, flow, _updated(member, layout, first))


def observations(message: Message, attributes: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    """Dimensions and `attributes` as text, TIME_PERIOD, OBS_VALUE as a number, and `line`.

    Attributes that the file does not have are null.

    Raises:
        BadInput: another dataflow, a row that deletes, a dimension that is empty, a value that is no number.
    """
    layout, where = message.layout, message.member.where
    held = [name for name in attributes if name in layout.attributes]
    also = [name for name in (layout.flow, UPDATED, ACTION) if name in layout.head.names]
    wanted = [*also, *layout.dimensions, TIME, VALUE, *held]
    for frame in frames(message.member, layout.head, wanted):
        rows = _stated(frame)
        _same(where, rows, layout, also)
        for name in layout.dimensions:
            refuse(where, rows, rows[name].is_null(), name, expected="a code in every row")
        yield rows.select(
            *layout.dimensions, TIME, *held, LINE,
            *(pl.lit(None, pl.String).alias(name) for name in attributes if name not in held),
            numbers(where, rows, VALUE, _NO_VALUE),
        )  # fmt: skip


def _stated(frame: pl.DataFrame) -> pl.DataFrame:
    """Without rows that are empty but for commas: the IMF answers with one when it has nothing."""
    return frame.filter(~pl.all_horizontal(pl.exclude(LINE).is_null()))


def _same(where: str, rows: pl.DataFrame, layout: Layout, also: list[str]) -> None:
    if ACTION in also:
        fault = ~rows[ACTION].is_in(_STATES).fill_null(value=True)
        refuse(where, rows, fault, ACTION, expected=f"one of {', '.join(_STATES)}")
    for name in [layout.flow, *(name for name in (UPDATED,) if name in also)]:
        first = rows[name].head(1)
        refuse(
            where, rows, rows[name].ne_missing(first), name, expected=f"{''.join(first)!r} in every row",
            remedy="Add one dataflow at a time.",
        )  # fmt: skip


def _updated(member: Member, layout: Layout, first: pl.DataFrame) -> str:
    if not layout.has_updates or first[UPDATED][0] is None:
        return ""
    try:
        return day(first[UPDATED][0])
    except ValueError as error:
        raise BadInput(
            str(error),
            file=member.where,
            line=line_of(first, 0),
            column=UPDATED,
            expected="28/08/26 23:00:00",
        ) from error
