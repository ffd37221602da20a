"""The sums, and what became of every row."""

from __future__ import annotations

from typing import Any, cast

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.aggregation.amounts import amount, total
from entrepot.analyses.trade.aggregation.apart import left_out
from entrepot.analyses.trade.aggregation.frames import Flows, Lazy, opened
from entrepot.analyses.trade.aggregation.keys import key, period_given, product, within
from entrepot.analyses.trade.aggregation.plan import INTERNAL, Plan


def aggregate(frame: IntoFrameT, plan: Plan) -> IntoFrameT:
    """Amounts summed by keys, rows and missing amounts counted; a frame of the kind given, in any order.

    Null rules: an amount that is missing adds nothing and is counted; the sum of a group in which all are
    missing is null, not 0. A key that is null or an empty text leaves the row out, and with "absent" not in
    `Plan.leave_out` makes a group of its own. Negative amounts (corrections) are added as they are. Codes
    that a publisher withholds (with X in them) are codes like others, so they never mix with known ones.

    Sums of whole numbers and decimals are exact and equal on every engine, and so are those of floats with
    `Plan.decimals`. Without it, floats are added in the order in which an engine meets them, which may change
    from run to run: n amounts of one sign come out within n x 2^-53 of their sum, relative to it, and in
    practice much closer (Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 4).

    Args:
        frame: Polars (eager or lazy), DuckDB relation, PySpark, pandas or PyArrow; one row a flow.
        plan: keys, amounts and choices.

    Returns:
        The columns `plan.result`: keys, sums in the unit of the amounts, `rows`, and for each amount
        `<amount>_missing`. Codes are text or whole numbers as they were, years whole numbers.

    Raises:
        BadInput: if a column is missing or holds another type than it should.
        UsageError: if flows would be added that do not add up, or it is no frame of a known kind.
        Exception: the engine's own, when the rows are read: a text that is no number cannot be told before.
    """
    flows = opened(frame, plan)
    kept = _sums(flows, _rows(flows).filter(nw.col("left_out").is_null()), plan.by)
    return cast(IntoFrameT, flows.back(kept.select(*plan.result)))


def accounted(frame: IntoFrameT, plan: Plan) -> IntoFrameT:
    """The same in one pass with all that was left out: `plan.result` after the columns `INTERNAL`.

    `left_out` is null for what was kept, else the reason (`REASONS`), all of its rows together, keys null.
    `digits_given` is how many characters the product's code had (null without one, or with mixed levels), and
    `period_given` what the period was: kept rows of two kinds would add a sum to its parts.

    Raises:
        BadInput, UsageError, Exception: as `aggregate`.
    """
    flows = opened(frame, plan)
    sums = _sums(flows, _rows(flows), (*INTERNAL, *plan.by))
    return cast(IntoFrameT, flows.back(sums.select(*INTERNAL, *plan.result)))


def account(sums: IntoFrameT, plan: Plan) -> IntoFrameT:
    """What `accounted` gives, without the keys: rows and amounts by reason, level and kind of period."""
    seen = cast("nw.DataFrame[Any] | Lazy", nw.from_native(cast(Any, sums)))
    amounts = [nw.col(name).sum() for name in (*plan.values, *plan.counts)]
    found = seen.lazy().group_by(*INTERNAL).agg(*amounts)
    return cast(
        IntoFrameT, found.collect().to_native() if isinstance(seen, nw.DataFrame) else found.to_native()
    )


def _rows(flows: Flows) -> Lazy:
    """Keys, amounts and reasons of each row; a row that is left out loses its keys, and is soon summed."""
    plan = flows.plan
    rows = flows.rows if plan.years is None else flows.rows.filter(within(flows, *plan.years))
    digits = nw.lit(None, nw.Int64)
    if flows.column("product") is not None and not plan.mixed_levels:
        digits = product(flows).str.len_chars().cast(nw.Int64)
    first = rows.select(
        left_out(flows).alias("left_out"),
        digits.alias("digits_given"),
        period_given(flows).alias("period_given"),
        *(key(flows, name).alias(name) for name in plan.by),
        *(amount(flows, name).alias(name) for name in plan.values),
    )
    kept = nw.col("left_out").is_null()
    return first.with_columns(*(nw.when(kept).then(nw.col(name)).alias(name) for name in plan.by))


def _sums(flows: Flows, rows: Lazy, by: tuple[str, ...]) -> Lazy:
    plan = flows.plan
    found = rows.group_by(*by).agg(
        nw.len().alias("rows"),
        *(nw.col(name).sum() for name in plan.values),
        *(nw.col(name).count().alias(f"{name}_missing") for name in plan.values),
    )
    count = nw.col("rows").cast(nw.Int64)
    sums: list[nw.Expr] = []
    for name in plan.values:
        known = nw.col(f"{name}_missing")
        sums.append(nw.when(known > 0).then(total(flows, name)).alias(name))
        sums.append((count - known.cast(nw.Int64)).alias(f"{name}_missing"))
    return found.with_columns(count, *sums)
