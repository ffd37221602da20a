"""What is asked of an aggregation: keys, amounts, and every choice by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entrepot.metadata.errors import UsageError

ROLES = ("exporter", "importer", "reporter", "partner", "flow", "product", "period")
"""Columns that rules are known for. A frame that calls one otherwise says so in `Plan.columns`."""

INTERNAL = ("left_out", "digits_given", "period_given")
"""Columns that `accounted` adds to the keys."""

REASONS = {
    "flow": "of another flow",
    "level": "of another level of the classification",
    "short": "with a code shorter than asked for",
    "place": "of places left out by name",
    "groups": "with a group of places, which repeats what stands elsewhere",
    "domestic": "within one place",
    "absent": "without one of the keys",
    "withheld": "of products that the publisher withholds",
}
"""Why rows are left out, first reason first; a row counts under the first that holds."""

OPTIONAL = ("groups", "domestic", "absent", "withheld")


@dataclass(frozen=True)
class Plan:
    """Keys and amounts of an aggregation, and the choices made.

    Attributes:
        by: keys of the result: roles (see `ROLES`), `year` (of the period, so months are added up), or any
            other column. `exporter` and `importer` of reported trade follow from reporter, partner and flow.
        values: columns of amounts, each summed.
        columns: role -> the frame's name of it, where it is another. A period may be called `year` unsaid.
        digits: cut product codes to so many characters: CN8 to HS6 is 6, HS6 to HS4 is 4.
        level: keep only rows whose code has so many characters: a file that holds chapters, headings and
            subheadings holds every value three times.
        mixed_levels: codes of several lengths are parts of one sum (national tariff lines), not sums of each
            other.
        flow: keep only this flow, such as M or X; parts and totals are never added.
        years: first and last year; rows of other years are not read, and not accounted for.
        without: codes of places; rows that have one at either end are left out.
        leave_out: which of `OPTIONAL` to leave out.
        decimals: add up amounts as whole numbers of this many decimals: the same on every engine to the last
            bit. More decimals than that are rounded away. Without it, floats are summed as they come.

    Raises:
        UsageError: if the choices contradict each other.
    """

    by: tuple[str, ...]
    values: tuple[str, ...] = ("value",)
    columns: Mapping[str, str] = field(default_factory=dict)
    digits: int | None = None
    level: int | None = None
    mixed_levels: bool = False
    flow: str | None = None
    years: tuple[int, int] | None = None
    without: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ("absent",)
    decimals: int | None = None

    def __post_init__(self) -> None:
        _refuse_names(self)
        _refuse_choices(self)

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns of counts: all rows, and the rows of each amount that have none."""
        return ("rows", *(f"{value}_missing" for value in self.values))

    @property
    def result(self) -> tuple[str, ...]:
        """The columns of the result, in order."""
        return (*self.by, *self.values, *self.counts)

    def describe(self) -> list[str]:
        """The choices in words, one a line."""
        lines = [f"Sums of {', '.join(self.values)} by {', '.join(self.by)}."]
        if self.digits:
            lines.append(f"Product codes are cut to {self.digits} characters.")
        if self.level:
            lines.append(f"Only rows whose code has {self.level} characters are added up.")
        if self.flow:
            lines.append(f"Only flow {self.flow} is added up.")
        if self.years:
            lines.append(f"Only the years {self.years[0]} to {self.years[1]} are read.")
        if self.without:
            lines.append(f"Without {', '.join(self.without)} at either end.")
        if self.leave_out:
            lines.append(f"Left out, and accounted for: rows {'; '.join(map(REASONS.get, self.leave_out))}.")  # type: ignore[arg-type]
        if self.decimals is not None:
            lines.append(f"Amounts are added up as whole numbers of {self.decimals} decimals.")
        return lines


def _refuse_names(plan: Plan) -> None:
    if not plan.by or not plan.values:
        raise UsageError("An aggregation needs one key and one amount at least.")
    names = plan.result
    taken = [name for name in names if names.count(name) > 1 or name in INTERNAL]
    if taken:
        raise UsageError(f"The result would have two columns {taken[0]!r}: name keys and amounts once each.")
    unknown = sorted(set(plan.columns) - set(ROLES))
    if unknown:
        raise UsageError(f"No role is named {unknown[0]!r}. There are {', '.join(ROLES)}.")


def _refuse_choices(plan: Plan) -> None:
    unknown = sorted(set(plan.leave_out) - set(OPTIONAL))
    if unknown:
        raise UsageError(f"What is {unknown[0]!r} to leave out? There are {', '.join(OPTIONAL)}.")
    for name, number in (("digits", plan.digits), ("level", plan.level)):
        if number is not None and number < 1:
            raise UsageError(f"{name} is a number of characters, at least 1.")
    if plan.digits and plan.level and plan.level < plan.digits:
        raise UsageError(f"Codes of {plan.level} characters cannot be cut to {plan.digits}.")
    if plan.years and plan.years[0] > plan.years[1]:
        raise UsageError(f"The years {plan.years[0]} to {plan.years[1]} are none: first year first.")
    if plan.decimals is not None and not 0 <= plan.decimals <= 6:
        raise UsageError("decimals is a number from 0 to 6: sums of more do not fit in 64 bits.")
