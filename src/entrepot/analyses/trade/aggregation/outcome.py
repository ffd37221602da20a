"""What became of every row, checked: sums beside their parts, periods that nobody can read."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, TypeAlias

from entrepot.analyses.trade.aggregation.plan import REASONS, Plan
from entrepot.metadata.errors import BadInput, NoData

Line: TypeAlias = dict[str, Any]
"""A row of `account`."""


def check(lines: Sequence[Line], plan: Plan, where: str = "") -> None:
    """Refuses sums in which something would stand twice, or whose period nobody could read.

    Args:
        lines: the rows of `account`.
        plan: what was asked.
        where: the input, for messages.

    Raises:
        NoData: if no row is left.
        BadInput: if kept rows have codes of several levels, or months beside whole years, or a period that
            does not begin with a year.
    """
    kept = [line for line in lines if line["left_out"] is None]
    if not kept:
        told = "; ".join(describe(lines, plan)) or "there are no rows"
        raise NoData(f"{where or 'The flows'}: nothing is left to add up. {told}")
    _refuse_unread([*lines], plan, where)
    _refuse_endless(kept, plan, where)
    if not plan.mixed_levels:
        _refuse_levels(kept, where)
    kinds = _rows_by(kept, "period_given")
    if len(kinds) > 1 and not {"period"} & set(plan.by):
        raise BadInput(
            f"periods of several kinds together: {_told(kinds)}; the longer hold the sums of the shorter",
            file=where or None, column=plan.columns.get("period", "period"), expected="periods of one kind",
            remedy="Keep the rows of one kind, or make the period a key: --by period.",
        )  # fmt: skip


def describe(lines: Sequence[Line], plan: Plan) -> list[str]:
    """The account in words: how many rows were kept and left out, why, and how much they hold."""
    rows = sum(line["rows"] for line in lines)
    kept = sum(line["rows"] for line in lines if line["left_out"] is None)
    told = [f"{rows:,} rows read, {kept:,} added up"]
    for reason, words in REASONS.items():
        of_reason = [line for line in lines if line["left_out"] == reason]
        if of_reason:
            count = sum(line["rows"] for line in of_reason)
            told.append(f"{count:,} rows {words} left out ({_amounts(of_reason, plan)})")
    for name in plan.values:
        missing = sum(line[f"{name}_missing"] for line in lines if line["left_out"] is None)
        if missing:
            told.append(f"{missing:,} of the rows added up have no {name}")
    return told


def _refuse_unread(lines: list[Line], plan: Plan, where: str) -> None:
    unread = sum(line["rows"] for line in lines if line["period_given"] == "unread")
    reads = "year" in plan.by or plan.years is not None
    if unread and reads:
        raise BadInput(
            f"{unread:,} rows have a period that does not begin with a year",
            file=where or None, column=plan.columns.get("period", "period"),
            expected="such as 2024, 2024-02, 202402 or 2024-02-29",
        )  # fmt: skip


def _refuse_endless(kept: list[Line], plan: Plan, where: str) -> None:
    for name in plan.values:
        if not all(isfinite(line[name] or 0) for line in kept):
            raise BadInput("amounts are not finite", file=where or None, column=name, expected="numbers")


def _refuse_levels(kept: list[Line], where: str) -> None:
    levels = _rows_by(kept, "digits_given")
    if len(levels) > 1:
        raise BadInput(
            f"codes of several lengths together: {_told(levels)}; the shorter hold sums of the longer",
            file=where or None, column="product", expected="codes of one level",
            remedy=f"Keep those of one level (--level {max(levels)}), or say that they are parts of one sum "
            "(--mixed-levels).",
        )  # fmt: skip


def _rows_by(lines: list[Line], name: str) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for line in lines:
        if line[name] is not None:
            found[line[name]] = found.get(line[name], 0) + line["rows"]
    return dict(sorted(found.items()))


def _told(counts: dict[Any, int]) -> str:
    return ", ".join(f"{name} ({rows:,} rows)" for name, rows in counts.items())


def _amounts(lines: list[Line], plan: Plan) -> str:
    return ", ".join(f"{name} {sum(line[name] or 0 for line in lines):,.6g}" for name in plan.values)
