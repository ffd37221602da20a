"""Growth of a series, and what each part contributed to it."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import beside, grouped, ratio, total_within, within
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.analyses.trade.measures.periods import series, two_periods


def compound_growth(
    flows: IntoFrameT, time: str = "year", value: str = "value", by: Sequence[str] = ()
) -> IntoFrameT:
    """CAGR = (v_T / v_0)^(1 / (T - 0)) - 1, from the first to the last year that a group has.

    Only the two ends count; `log_linear_growth` uses every year.

    Source: the World Bank's WITS calls it compound annual growth rate; UNCTAD's Handbook of Statistics
    exponential growth rate.

    Args:
        flows: any number of rows per group and year; they are added up.
        time: column with the year, a whole number.
        value: column with the amount, non-negative, one unit and one kind of prices.
        by: columns that make the groups; without any, all rows are one series.

    Returns:
        One row per group, in order of `by`: the columns `by`, `first`, `last` (years), `before`, `after`
        (amounts) and `cagr` (unit 1 a year; -1 where the last amount is 0; null where the first is 0 or there
        is one year).

    Raises:
        BadInput: if a column is missing or a key empty, a year is no whole number, or a value is empty, not
            finite or negative.
    """
    table = series(flows, by, time, value)
    ends = (within(nw.col(time).min(), by).alias("first"), within(nw.col(time).max(), by).alias("last"))
    table = table.with_columns(*ends).with_columns(
        nw.when(nw.col(time) == nw.col("first")).then(nw.col(value)).otherwise(0.0).alias("before"),
        nw.when(nw.col(time) == nw.col("last")).then(nw.col(value)).otherwise(0.0).alias("after"),
    )
    sums = grouped(
        table, by, nw.col("first").min(), nw.col("last").max(), nw.col("before").sum(), nw.col("after").sum()
    )
    years = (nw.col("last") - nw.col("first")).cast(nw.Float64)
    ok = nw.when((nw.col("before") > 0) & (years > 0))
    factor = ok.then(nw.col("after") / nw.col("before"))
    log = nw.when(factor > 0).then(factor).log() / nw.when(years > 0).then(years)
    rate = nw.when(factor > 0).then(log.exp() - 1).otherwise(factor - 1)
    return handed_back(sums.with_columns(rate.alias("cagr")), flows)


def log_linear_growth(
    flows: IntoFrameT, time: str = "year", value: str = "value", by: Sequence[str] = ()
) -> IntoFrameT:
    """The slope b of ln v_t = a + b t by least squares; growth exp(b) - 1 a year.

    Every year counts alike, so that an odd first or last year matters less than in CAGR. Years with amount 0
    have no logarithm and are left out (`n` says how many are used). The standard error is that of ordinary
    least squares, sqrt(RSS / (n - 2) / S_tt); it ignores that years are correlated.

    Source: least squares growth rate of UNCTAD's Handbook of Statistics (calculation methods).

    Args:
        flows: any number of rows per group and year; they are added up.
        time: column with the year, a whole number.
        value: column with the amount, non-negative, one unit and one kind of prices.
        by: columns that make the groups; without any, all rows are one series.

    Returns:
        One row per group with a positive amount, in order of `by`: the columns `by`, `growth` (exp(b) - 1),
        `slope` (b), `standard_error` (of b; null below three years) and `n`. Null below two years.

    Raises:
        BadInput: if a column is missing or a key empty, a year is no whole number, or a value is empty, not
            finite or negative.
    """
    table = series(flows, by, time, value).filter(nw.col(value) > 0)
    t, y, slope = nw.col("_t"), nw.col("_y"), nw.col("slope")
    table = table.select(*by, nw.col(value).log().alias("_y"), nw.col(time).cast(nw.Float64).alias("_t"))
    # Centred first: years are near 2000, and the squares of their differences would drown in theirs.
    means = grouped(table, by, t.mean().alias("_mean_t"), y.mean().alias("_mean_y"), t.count().alias("n"))
    table = beside(table, means, by).with_columns(t - nw.col("_mean_t"), y - nw.col("_mean_y"))
    table = table.with_columns((t * t).alias("_tt"), (t * y).alias("_ty"))
    sums = grouped(table, by, nw.col("_tt", "_ty").sum(), nw.col("n").max())
    lines = sums.with_columns(ratio(nw.col("_ty"), nw.col("_tt")).alias("slope"))
    rest = y - slope * t
    left = beside(table.drop("_tt", "_ty", "n"), lines, by).with_columns((rest * rest).alias("_rss"))
    found = grouped(left, by, nw.col("_rss").sum(), nw.col("slope", "_tt", "n").max())
    free = nw.when(nw.col("n") > 2).then(nw.col("n") - 2)
    error = (nw.col("_rss") / free / nw.col("_tt")).sqrt().alias("standard_error")
    rate = (slope.exp() - 1).alias("growth")
    return handed_back(found.select(*by, rate, "slope", error, nw.col("n").cast(nw.Int64)), flows)


def contributions(
    flows: IntoFrameT,
    start: int | str,
    end: int | str,
    part: str = "product",
    time: str = "year",
    value: str = "value",
    by: Sequence[str] = (),
) -> IntoFrameT:
    """c_k = (v_k1 - v_k0) / V_0: the points that part k adds to the growth of the total V.

    The contributions of a group add up to the growth of its total, V_1 / V_0 - 1. Parts that are absent from
    one of the periods count as 0 there.

    Source: contributions to growth as statistical offices publish them; taken from no one paper.

    Args:
        flows: any number of rows per part and period; they are added up.
        start: the first period, as it stands in `time`.
        end: the last.
        part: column with what the total is made of: product, partner.
        time: column with the period.
        value: column with the amount, non-negative, one unit.
        by: columns that make the totals; without any, all rows are one total.

    Returns:
        One row per group and part, in that order: the keys, `before`, `after`, `change` (unit of the value),
        `contribution` (unit 1; null where the total was 0) and `share_of_change` (null where the total did
        not change; above 1 or negative where parts move against each other).

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if one of the periods has no row, or the two are the same.
    """
    table = two_periods(flows, (*by, part), time, start, end, value)
    table = table.with_columns((nw.col("after") - nw.col("before")).alias("change"))
    change = nw.col("change")
    contribution = ratio(change, total_within("before", by)).alias("contribution")
    share = ratio(change, total_within("change", by)).alias("share_of_change")
    return handed_back(table.with_columns(contribution, share), flows)
