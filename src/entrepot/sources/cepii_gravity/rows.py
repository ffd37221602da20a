"""Rows of the publisher's square panel with numbers as numbers; pairs that do not exist are left out."""

from __future__ import annotations

import polars as pl

from entrepot.metadata.gravity import GRAVITY_TABLES
from entrepot.sources.cepii_gravity import columns
from entrepot.sources.text_tables.cells import numbers, refuse

MISSING = ("NA",)
_TEXTS = {column.name for table in GRAVITY_TABLES for column in table.columns if column.type == "text"}
_WHOLE = {column.name for table in GRAVITY_TABLES for column in table.columns if column.type == "integer"}


def existing(where: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of which both sides exist in the year, with `year` as a number.

    Raises:
        BadInput: year or existence is no number, or no name of a state stands in a row.
    """
    there = [
        _whole(where, frame, name).fill_null(0) == 1
        for name in (columns.ORIGIN_EXISTS, columns.DESTINATION_EXISTS)
    ]
    year = _whole(where, frame, columns.YEAR)
    refuse(where, frame, ~year.is_between(1900, 2100).fill_null(value=False), columns.YEAR, expected="a year")
    for name in (columns.ORIGIN_IDENTITY, columns.DESTINATION_IDENTITY):
        refuse(
            where, frame, frame[name].is_null(), name, expected="the publisher's name of a state, e.g. DEU.2"
        )
    return frame.with_columns(year).filter(there[0] & there[1])


def named(where: str, frame: pl.DataFrame, names: dict[str, str]) -> list[pl.Series]:
    """The columns of ours in `names` made of the publisher's: numbers, whole numbers or text.

    Raises:
        BadInput: a cell that is neither empty, NA nor what the column holds.
    """
    return [_read(where, frame, ours, theirs).alias(ours) for ours, theirs in names.items()]


def _read(where: str, frame: pl.DataFrame, ours: str, theirs: str) -> pl.Series:
    if ours in _TEXTS:
        return frame[theirs].set(frame[theirs].is_in(MISSING).fill_null(value=False), None)
    return _whole(where, frame, theirs) if ours in _WHOLE else _positive(where, frame, theirs)


def _positive(where: str, frame: pl.DataFrame, name: str) -> pl.Series:
    values = numbers(where, frame, name, MISSING)
    refuse(where, frame, values < 0, name, expected="a number from 0 up")
    return values


def _whole(where: str, frame: pl.DataFrame, name: str) -> pl.Series:
    values = numbers(where, frame, name, MISSING)
    fault = (values != values.round()) | (values.abs() > 1e6)
    refuse(where, frame, fault, name, expected="a whole number such as 0 or 1")
    return values.cast(pl.Int64)
