"""What the exporters of a product earn, and so what a basket of exports is worth."""

from __future__ import annotations

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import attribute, opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back, same_kind


def prody(
    flows: IntoFrameT,
    income: IntoFrameT,
    exporter: str = "exporter",
    product: str = "product",
    value: str = "value",
    per_head: str = "income",
) -> IntoFrameT:
    """PRODY_k = sum over i of s_ik Y_i / sum over i of s_ik: the income of those who export k.

    s_ik = X_ik / X_i is k's share of i's exports and Y_i the GDP per head. Weighting with shares, not with
    amounts, lets a small place that lives from k count as much as a large one.

    Source: Hausmann, Hwang and Rodrik (2007).

    Args:
        flows: any number of rows per exporter and product; they are added up.
        income: one row per exporter; the same kind of frame as `flows`.
        exporter: column with the exporter's code, in both.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        per_head: column with GDP per head, in `income`, any one unit (constant PPP dollars in the paper).

    Returns:
        One row per product, in order: `product`, `prody` (unit of the income), `n` (exporters counted).
        Exporters without an income are left out of the sums; null where none is left.

    Raises:
        BadInput: if a column is missing, a key is empty, a value is empty, not finite or negative, or an
            exporter has two incomes.
        UsageError: if the frames are of different kinds.
    """
    same_kind(flows, income)
    shares = _shares(flows, exporter, product, value)
    return handed_back(_prody(shares, income, exporter, product, per_head), flows)


def expy(
    flows: IntoFrameT,
    income: IntoFrameT,
    exporter: str = "exporter",
    product: str = "product",
    value: str = "value",
    per_head: str = "income",
) -> IntoFrameT:
    """EXPY_i = sum over k of s_ik PRODY_k: the income that goes with what i exports.

    Source: Hausmann, Hwang and Rodrik (2007). i's own income is part of PRODY, as in the paper; of a place
    that is alone in exporting a product it is all of it.

    Args:
        flows: as for `prody`.
        income: as for `prody`.
        exporter: column with the exporter's code, in both.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        per_head: column with GDP per head, in `income`.

    Returns:
        One row per exporter, in order: `exporter`, `expy` (unit of the income; null without exports) and
        `covered`, the share of its exports in products that have a PRODY. Shares are taken among these.

    Raises:
        BadInput: as for `prody`.
        UsageError: if the frames are of different kinds.
    """
    same_kind(flows, income)
    shares = _shares(flows, exporter, product, value)
    worth = _prody(shares, income, exporter, product, per_head)
    table = shares.join(worth, on=product, how="left").with_columns(
        (nw.col("share") * nw.col("prody")).alias("_worth"),
        nw.when(~nw.col("prody").is_null()).then(nw.col("share")).alias("covered"),
    )
    sums = table.group_by(exporter).agg(nw.col("_worth").sum(), nw.col("covered").sum()).sort(exporter)
    index = ratio(nw.col("_worth"), nw.col("covered")).alias("expy")
    return handed_back(sums.select(exporter, index, "covered"), flows)


def _shares(flows: object, exporter: str, product: str, value: str) -> Table:
    cells = totals(opened(flows, (exporter, product), (value,)), (exporter, product), value)
    share = ratio(nw.col(value), total_within(value, (exporter,))).fill_null(0.0)
    return cells.select(exporter, product, share.alias("share"))


def _prody(shares: Table, income: object, exporter: str, product: str, per_head: str) -> Table:
    known = attribute(shares, income, exporter, per_head).with_columns(
        nw.when(~nw.col(per_head).is_null()).then(nw.col("share")).otherwise(0.0).alias("_weight")
    )
    parts = known.with_columns(
        (nw.col("_weight") * nw.col(per_head).fill_null(0.0)).alias("_worth"),
        (nw.col("_weight") > 0).cast(nw.Int64).alias("n"),
    )
    sums = parts.group_by(product).agg(nw.col("_worth", "_weight", "n").sum()).sort(product)
    return sums.select(product, ratio(nw.col("_worth"), nw.col("_weight")).alias("prody"), "n")
