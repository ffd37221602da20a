"""How unequal the parts of a trade are: Theil's entropy, split into margins or sectors, and Gini."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, opened, ratio, total_within, totals, within
from entrepot.analyses.trade.measures.kinds import Table, handed_back
from entrepot.metadata.errors import UsageError


def theil(
    flows: IntoFrameT,
    product: str = "product",
    value: str = "value",
    by: Sequence[str] = (),
    lines: int | None = None,
) -> IntoFrameT:
    """T = 1/n sum of (x_k / m) ln(x_k / m), with m the mean over n lines, traded or not: 0 to ln n.

    Split into the margins of Cadot, Carrère and Strauss-Kahn (2011): between active and inactive lines
    (extensive), ln(n / n_1), and within the n_1 active ones (intensive), their own T. The two add up to T
    exactly, because inactive lines are equal among themselves.

    Source: Theil (1967); the split Cadot, Carrère and Strauss-Kahn (2011).

    Args:
        flows: any number of rows per product and group; they are added up.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        by: columns that make the groups, e.g. the exporter; without any, all rows are one group.
        lines: n, the lines of the nomenclature; without it, the products that occur anywhere in the frame.
            T rises with n: compare only figures of the same n.

    Returns:
        One row per group, in order of `by`: the columns `by`, `theil`, `intensive`, `extensive` (unit 1), `n`
        and `n_active`. Null, and `n_active` = 0, where nothing is traded.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if there are more products than `lines`.
    """
    table, n = _lines(flows, product, value, by, lines)
    parts = table.with_columns(ratio(nw.col(value), total_within(value, by)).alias("_share"))
    entropy = nw.when(nw.col("_share") > 0).then(nw.col("_share")).log() * nw.col("_share")
    active = (nw.col(value) > 0).cast(nw.Int64).alias("n_active")
    sums = grouped(
        parts.with_columns(entropy.alias("_entropy"), active), by, nw.col("_entropy", "n_active").sum()
    )
    known = nw.when(nw.col("n_active") > 0)
    count = known.then(nw.col("n_active")).cast(nw.Float64)
    inside, between = nw.col("_entropy") + count.log(), (n / count).log()
    result = sums.select(
        *by,
        (inside + between).alias("theil"),
        inside.alias("intensive"),
        between.alias("extensive"),
        nw.lit(n, nw.Int64).alias("n"),
        "n_active",
    )
    return handed_back(result, flows)


def theil_between_sectors(
    flows: IntoFrameT,
    sector: str = "sector",
    product: str = "product",
    value: str = "value",
    by: Sequence[str] = (),
) -> IntoFrameT:
    """T = sum of s_g T_g + sum of s_g ln(s_g / (n_g / n)): within sectors, and between them.

    s_g is the sector's share of the value, n_g / n its share of the lines, T_g Theil's index inside it.

    Source: Theil (1967).

    Args:
        flows: rows of sector, product and value, zeros included: a line without a row is no line here.
        sector: column with the sector's code; a product belongs to one.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        by: columns that make the groups; without any, all rows are one group.

    Returns:
        One row per group, in order of `by`: the columns `by`, `theil`, `within`, `between` (unit 1). Null
        where nothing is traded.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    keys = (*by, sector, product)
    cells = totals(opened(flows, keys, (value,)), keys, value).with_columns(nw.lit(1.0).alias("_one"))
    total, here = total_within(value, by), total_within(value, (*by, sector))
    n, n_here = total_within("_one", by), total_within("_one", (*by, sector))
    scaled = cells.with_columns(
        ratio(nw.col(value), total).alias("_share"),
        ratio(nw.col(value) * n_here, here).alias("_inside"),
        ratio(here * n, total * n_here).alias("_outside"),
    )
    parts = scaled.with_columns(_weighted_log("_inside", "within"), _weighted_log("_outside", "between"))
    sums = grouped(parts, by, nw.col("within", "between", value).sum())
    known = nw.when(nw.col(value) > 0)
    inside, outside = nw.col("within"), nw.col("between")
    columns = {"theil": inside + outside, "within": inside, "between": outside}
    result = sums.select(*by, *(known.then(column).alias(name) for name, column in columns.items()))
    return handed_back(result, flows)


def gini(
    flows: IntoFrameT,
    product: str = "product",
    value: str = "value",
    by: Sequence[str] = (),
    lines: int | None = None,
) -> IntoFrameT:
    """G = sum over r of (2 r - n - 1) x_r / (n X), with x_r the r-th smallest of n lines: 0 to 1 - 1/n.

    Source: Gini (1912), in the form for ordered values.

    Args:
        flows: as for `theil`.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        by: columns that make the groups; without any, all rows are one group.
        lines: n, as for `theil`.

    Returns:
        One row per group, in order of `by`: the columns `by`, `gini` (unit 1) and `n`. Null where nothing is
        traded.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if there are more products than `lines`.
    """
    table, n = _lines(flows, product, value, by, lines)
    ordered = table.sort(*by, value, descending=[False] * len(by) + [True]).with_row_index("_place")
    # Counted from the largest, so that lines without a row need none: they are the smallest.
    ordered = ordered.with_columns(nw.col("_place").cast(nw.Float64))
    down = nw.col("_place") - within(nw.col("_place").min(), by)
    weighted = ordered.with_columns(((n - 1 - 2 * down) * nw.col(value)).alias("_weighted"))
    sums = grouped(weighted, by, nw.col("_weighted", value).sum())
    index = ratio(nw.col("_weighted"), n * nw.col(value)).alias("gini")
    return handed_back(sums.select(*by, index, nw.lit(n, nw.Int64).alias("n")), flows)


def _lines(
    flows: object, product: str, value: str, by: Sequence[str], lines: int | None
) -> tuple[Table, int]:
    keys = (*by, product)
    table = totals(opened(flows, keys, (value,)), keys, value)
    occur = table[product].n_unique()
    if lines is not None and lines < occur:
        raise UsageError(f"{occur} products occur, more than the {lines} lines that were given")
    return table, occur if lines is None else lines


def _weighted_log(scaled: str, name: str) -> nw.Expr:
    # 0 ln 0 is 0; a group without trade is null and left out by the sum.
    log = nw.when(nw.col(scaled) > 0).then(nw.col(scaled)).log()
    return (nw.col("_share") * log).fill_null(0.0).alias(name)
