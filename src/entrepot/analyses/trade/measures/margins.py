"""Margins of trade: more kinds of goods, or more of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.analyses.trade.measures.periods import two_periods
from entrepot.metadata.errors import UsageError

Reference: TypeAlias = Literal["world", "others"]
FATES = ("continuing", "entry", "exit")


def hummels_klenow(
    flows: IntoFrameT,
    exporter: str = "exporter",
    product: str = "product",
    value: str = "value",
    by: Sequence[str] = (),
    against: Reference = "world",
) -> IntoFrameT:
    """EM_i = sum of W_k over what i exports / sum of all W_k; IM_i = X_i / sum of W_k over what i exports.

    The extensive margin counts products with the world's trade in them as weight; the intensive margin is
    i's share of the trade in what it exports. EM_i x IM_i = X_i / W, i's share of the whole.

    Source: Hummels and Klenow (2005), who compare with the rest of the world ("others").

    Args:
        flows: any number of rows per exporter, product and `by`; they are added up.
        exporter: column with the exporter's code.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        by: columns within which everything is computed, e.g. the importer.
        against: W_k is the trade of all ("world"), or of all but i ("others").

    Returns:
        One row per exporter and `by` present, in that order: the keys, `extensive`, `intensive` and
        `share` (unit 1). Null where the denominator is zero.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if `against` is neither.
    """
    if against not in ("world", "others"):
        raise UsageError(f"no reference {against!r}: ask for 'world' or 'others'")
    keys = (exporter, *by)
    cells = totals(opened(flows, (*keys, product), (value,)), (*keys, product), value)
    own = nw.col(value) if against == "others" else 0.0 * nw.col(value)
    reference = nw.when(nw.col(value) > 0).then(total_within(value, (product, *by)) - own).otherwise(0.0)
    cells = cells.with_columns(reference.alias("_reach"), total_within(value, by).alias("_world"))
    sums = cells.group_by(*keys).agg(nw.col(value, "_reach").sum(), nw.col("_world").max()).sort(*keys)
    world = nw.col("_world") - nw.col(value) if against == "others" else nw.col("_world")
    return handed_back(
        sums.select(
            *keys,
            ratio(nw.col("_reach"), world).alias("extensive"),
            ratio(nw.col(value), nw.col("_reach")).alias("intensive"),
            ratio(nw.col(value), world).alias("share"),
        ),
        flows,
    )


def margins_of_change(
    flows: IntoFrameT,
    start: int | str,
    end: int | str,
    keys: Sequence[str] = ("product",),
    time: str = "year",
    value: str = "value",
    by: Sequence[str] = (),
) -> IntoFrameT:
    """V_1 - V_0 = continuing + entry + exit: flows in both periods, in the last only, in the first only.

    A flow is a combination of `keys`. It depends on how fine they are, and on the smallest flow the source
    reports: BACI leaves out what is below 1,000 dollars, which looks like exit and entry.

    Source: the count of flows as in Evenett and Venables (2002) and since; not read for this.

    Args:
        flows: any number of rows per flow and period; they are added up.
        start: the first period, as it stands in `time`.
        end: the last.
        keys: columns that make a flow, e.g. product, or product and importer.
        time: column with the period.
        value: column with the amount, non-negative, one unit; 0 is no flow.
        by: columns that make the groups, e.g. the exporter; without any, all rows are one group.

    Returns:
        One row per group, in order of `by`: the columns `by`, `before`, `after`, `change`, `continuing`,
        `entry`, `exit` (unit of the value; exit is negative or 0), and the numbers of flows `n_continuing`,
        `n_entry`, `n_exit`.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if one of the periods has no row, or the two are the same.
    """
    table = two_periods(flows, (*by, *keys), time, start, end, value)
    was, is_ = nw.col("before") > 0, nw.col("after") > 0
    change = nw.col("after") - nw.col("before")
    tests = dict(zip(FATES, (was & is_, ~was & is_, was & ~is_), strict=True))
    amounts = (nw.when(test).then(change).otherwise(0.0).alias(fate) for fate, test in tests.items())
    counts = (test.cast(nw.Int64).alias(f"n_{fate}") for fate, test in tests.items())
    parts = table.with_columns(*amounts, *counts)
    names = (*FATES, *(f"n_{fate}" for fate in FATES))
    sums = grouped(parts, by, nw.col("before", "after", *names).sum())
    total = (nw.col("after") - nw.col("before")).alias("change")
    return handed_back(sums.select(*by, "before", "after", total, *names), flows)
