"""How unsteady a flow is from year to year."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, ratio, total_within, within
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.analyses.trade.measures.periods import series


def volatility(
    flows: IntoFrameT, time: str = "year", value: str = "value", by: Sequence[str] = ()
) -> IntoFrameT:
    """The standard deviation of ln v_t - ln v_(t-1), and how much of all years fell into the largest.

    A change counts where both years are there, one apart, with an amount above 0; n - 1 in the denominator.
    Flows that start, stop or skip years have few changes and look calm: read `n_changes`, `n_zero` and
    `lumpiness` beside it.

    Source: the standard deviation of growth rates, as in di Giovanni and Levchenko (2009) among many; the
    largest year's share is our choice, plain and bounded.

    Args:
        flows: any number of rows per group and year; they are added up.
        time: column with the year, a whole number.
        value: column with the amount, non-negative, one unit and one kind of prices.
        by: columns that make the groups; without any, all rows are one series.

    Returns:
        One row per group, in order of `by`: the columns `by`, `volatility` (unit 1, log points a year; null
        below two changes), `lumpiness` (largest year over the sum of all years: 1/n to 1; null without
        trade), `n_changes`, `n_years`, and `n_zero`: years of the frame, from first to last, in which the
        group has no trade.

    Raises:
        BadInput: if a column is missing or a key empty, a year is no whole number, or a value is empty, not
            finite or negative.
    """
    table = series(flows, by, time, value)
    years = int(table[time].max() - table[time].min()) + 1 if len(table) else 0
    table = table.filter(nw.col(value) > 0)
    keys = [*by, time]
    before = table.select(*by, (nw.col(time) + 1).alias(time), nw.col(value).alias("_before"))
    table = table.join(before, on=keys, how="left")
    table = table.with_columns((nw.col(value).log() - nw.col("_before").log()).alias("_change"))
    count = (~nw.col("_change").is_null()).cast(nw.Int64).alias("n_changes")
    table = table.with_columns(
        count, (nw.col("_change") - within(nw.col("_change").mean(), by)).alias("_off")
    )
    table = table.with_columns(
        (nw.col("_off") * nw.col("_off")).alias("_square"), nw.lit(1, nw.Int64).alias("n_years")
    )
    table = table.with_columns(ratio(nw.col(value), total_within(value, by)).alias("lumpiness"))
    sums = grouped(table, by, nw.col("_square", "n_changes", "n_years").sum(), nw.col("lumpiness").max())
    free = nw.when(nw.col("n_changes") > 1).then(nw.col("n_changes") - 1)
    deviation = (nw.col("_square") / free).sqrt().alias("volatility")
    absent = (years - nw.col("n_years")).alias("n_zero")
    return handed_back(sums.select(*by, deviation, "lumpiness", "n_changes", "n_years", absent), flows)
