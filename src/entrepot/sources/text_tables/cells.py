"""Cells of text tables checked and cast to numbers; every fault names its line or record, and its column."""

from __future__ import annotations

import math
from collections.abc import Collection

import polars as pl

from entrepot.metadata.errors import BadInput

LINE, RECORD = "line", "record"
"""Column that holds the line of a row in the file, or the number of a record where a file has no lines."""
# No flow of a year is a thousand times the world's trade.
MAX_NUMBER = 1e16
_SHOWN = 40


def shown(value: object) -> str:
    """How a message shows a cell: quoted, and cut where it is long."""
    text = "an empty cell" if value is None else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def refuse(
    where: str,
    frame: pl.DataFrame,
    wrong: pl.Series,
    column: str,
    problem: str = "stands there",
    *,
    expected: str,
    remedy: str = "",
) -> None:
    """Raise `BadInput` for the first row where `wrong` holds, with what is in its `column`; else nothing."""
    rows = wrong.fill_null(value=False).arg_true()
    if len(rows):
        row = int(rows[0])
        written = frame[column][row] if column in frame.columns else ""
        record = f", record {frame[RECORD][row]}" if RECORD in frame.columns else ""
        raise BadInput(
            f"{shown(written)} {problem}", file=f"{where}{record}", line=line_of(frame, row), column=column,
            expected=expected, remedy=remedy,
        )  # fmt: skip


def line_of(frame: pl.DataFrame, row: int) -> int | None:
    """The line of a row, where the frame still knows it."""
    return frame[LINE][row] if LINE in frame.columns else None


def numbers(
    where: str,
    frame: pl.DataFrame,
    column: str,
    missing: Collection[str] = (),
    *,
    required: bool = False,
    least: float = -math.inf,
    most: float = math.inf,
) -> pl.Series:
    """A column as finite numbers, absent where the cell is empty, blank or one of `missing`.

    Raises:
        BadInput: a cell holds anything else, a number outside the bounds, or nothing where it is `required`.
    """
    text = frame[column]
    values = text.cast(pl.Float64, strict=False)
    if not _good(text, values, least, most).all():
        # The words for no value, and blanks around a number, are looked for where something is no number.
        text = text.str.strip_chars()
        text = text.set(text.is_in([*missing, ""]).fill_null(value=False), None)
        values = text.cast(pl.Float64, strict=False)
    wrong = ~_good(text, values, least, most)
    refuse(
        where, frame, wrong | text.is_null() if required else wrong, column,
        "does not fit" if math.isfinite(most) else "stands there", expected=_expected(least, most),
    )  # fmt: skip
    return values


def _good(text: pl.Series, values: pl.Series, least: float, most: float) -> pl.Series:
    fits = values.is_finite() & values.is_between(least, most)
    return fits.fill_null(value=False) | text.is_null()


def _expected(least: float, most: float) -> str:
    if math.isinf(most):
        return "a number such as 118.3"
    limits = "a number" if least < 0 else f"a number from {least:g} to {most:g}"
    return f"{limits}, with a point for decimals"
