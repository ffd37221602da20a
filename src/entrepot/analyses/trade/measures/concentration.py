"""How concentrated trade is on few markets or products."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, opened, ratio, total_within
from entrepot.analyses.trade.measures.kinds import handed_back


def herfindahl(
    frame: IntoFrameT, value: str = "value", by: Sequence[str] = (), name: str = "hhi"
) -> IntoFrameT:
    """Herfindahl-Hirschman index H = sum of s_r squared, with s_r each row's share of its group.

    A row is one market or product: add up beforehand what belongs together. From 1/n (n equal parts) to 1
    (all in one). Only positive rows count in n, so that a list with its zeros and one without agree.

    Source: Hirschman (1945), Herfindahl (1950); un-normalised in 0..1 as the World Bank's WITS prints it.
    The normalised form is (H - 1/n) / (1 - 1/n), 1 when n = 1; the equivalent number 1/H (Adelman 1969) is
    how many equal parts would be as concentrated.

    Args:
        frame: any number of rows; `value` is a non-negative amount in one unit.
        value: the column whose concentration is measured.
        by: columns that make the groups; without any, all rows are one group.
        name: name of the index's column.

    Returns:
        One row per group, in order of `by`: the columns `by`, then `name`, `normalised_<name>`,
        `equivalent_number` (all unit 1) and `n`. Null, and n = 0, where a group's total is zero.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(frame, by, (value,))
    share = ratio(nw.col(value), total_within(value, by))
    parts = table.with_columns((share * share).alias(name), (nw.col(value) > 0).cast(nw.Int64).alias("n"))
    index = grouped(parts, by, nw.col(name).sum(), nw.col("n").sum())
    known = nw.when(nw.col("n") > 0)
    # A single part is wholly concentrated, though the formula gives 0/0.
    rest = nw.when(nw.col("n") > 1).then(1 - 1 / nw.col("n")).otherwise(1.0)
    offset = nw.when(nw.col("n") > 1).then(1 / nw.col("n")).otherwise(0.0)
    result = index.select(
        *by,
        known.then(nw.col(name)).alias(name),
        known.then((nw.col(name) - offset) / rest).alias(f"normalised_{name}"),
        known.then(1 / nw.col(name)).alias("equivalent_number"),
        "n",
    )
    return handed_back(result, frame)
