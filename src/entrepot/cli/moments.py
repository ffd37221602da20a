"""Days and moments as people type them on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:  # generic only since click 8.5
    _DayParam = click.ParamType[date]
else:
    _DayParam = click.ParamType

Written = TypeVar("Written", str, str | None)
MOMENT = "A day, a change such as change:8, or a mark such as “brief BEL KAZ”."


class DayType(_DayParam):
    """A day, written 2024-05-01; a month or a year stands for its last day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day meant by what was typed."""
        from entrepot.metadata.dates import StatedDate

        if isinstance(value, date):
            return value
        try:
            latest = StatedDate(str(value).strip()).latest
        except ValueError:
            latest = None
        if latest is None:
            self.fail(
                f"{value!r} is no day. Write 2024-05-01; 2024-05 or 2024 stand for their last day.", param
            )
        return latest


DAY = DayType()


def today() -> date:
    """The day it is, in UTC, as everything in the record is dated."""
    return datetime.now(UTC).date()


def moment(written: Written) -> Written | int:
    """A moment of the record: 8 or change:8 is a change, four digits alone are a year."""
    number = (written or "").removeprefix("change:")
    if number.isdigit() and (number != written or len(number) != 4):
        return int(number)
    return written
