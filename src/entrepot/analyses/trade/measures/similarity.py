"""How well one structure of trade overlaps another: complementarity and similarity."""

from __future__ import annotations

import narwhals as nw
from narwhals.typing import IntoDataFrameT

from entrepot.analyses.trade.measures.frames import opened, ratio, total_within, totals


def michaely_complementarity(
    exports: IntoDataFrameT,
    imports: IntoDataFrameT,
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    value: str = "value",
) -> IntoDataFrameT:
    """Does j import what i exports: TC_ij = 100 (1 - sum over k of |m_jk - x_ik| / 2).

    x_ik is k's share of i's exports, m_jk k's share of j's imports. 0: no product in common; 100: the same
    structure. It is computed as 100 times the sum of min(x_ik, m_jk), which is the same number. Not
    symmetric in i and j, and lower the finer the products: compare only figures at the same detail.

    Source: Michaely (1996), in the World Bank's wording.

    Args:
        exports: rows of exporter, product and value; several rows of a cell are added up.
        imports: rows of importer, product and value; the same kind of frame as `exports`.
        exporter: column with the seller's code, in `exports`.
        importer: column with the buyer's code, in `imports`.
        product: column with the product's or industry's code, in both.
        value: column with the amount, in both; non-negative, one unit in each.

    Returns:
        One row per exporter and importer, in that order: the two keys and `complementarity` (0 to 100).
        Null where one of them trades nothing.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    sold = _structure(exports, exporter, product, value)
    bought = _structure(imports, importer, product, value)
    return _overlap(sold, bought, exporter, importer, product, "complementarity").to_native()


def finger_kreinin(
    exports: IntoDataFrameT, exporter: str = "exporter", product: str = "product", value: str = "value"
) -> IntoDataFrameT:
    """Do a and b export the same things: FK_ab = 100 times the sum over k of min(x_ak, x_bk).

    0: no product in common; 100: the same structure. Symmetric; falls as products get finer.

    Source: Finger and Kreinin (1979).

    Args:
        exports: rows of exporter, product and value; several rows of a cell are added up.
        exporter: column with the seller's code.
        product: column with the product's or industry's code.
        value: column with the amount, non-negative, one unit.

    Returns:
        One row per ordered pair of exporters, itself included, in that order: `exporter`,
        `other_<exporter>` and `similarity` (0 to 100). Null where one of them exports nothing.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    other = f"other_{exporter}"
    structure = _structure(exports, exporter, product, value)
    return _overlap(
        structure, structure.rename({exporter: other}), exporter, other, product, "similarity"
    ).to_native()


def _structure(frame: IntoDataFrameT, trader: str, product: str, value: str) -> nw.DataFrame[IntoDataFrameT]:
    cells = totals(opened(frame, (trader, product), (value,)), (trader, product), value)
    return cells.select(trader, product, ratio(nw.col(value), total_within(value, (trader,))).alias("share"))


def _overlap(
    left: nw.DataFrame[IntoDataFrameT],
    right: nw.DataFrame[IntoDataFrameT],
    first: str,
    second: str,
    product: str,
    name: str,
) -> nw.DataFrame[IntoDataFrameT]:
    common = left.join(right, on=product, how="inner", suffix="_right").with_columns(
        (100 * nw.min_horizontal("share", "share_right")).alias(name)
    )
    overlap = totals(common, (first, second), name)
    pairs = _active(left, first).join(_active(right, second), how="cross", suffix="_right")
    pairs = pairs.join(overlap, on=[first, second], how="left")
    both = (nw.col("share") > 0) & (nw.col("share_right") > 0)
    # A pair without any product in common has no row in `overlap`: it overlaps by nothing.
    index = nw.when(both).then(nw.col(name).fill_null(0.0))
    return pairs.select(first, second, index.alias(name)).sort(first, second)


def _active(structure: nw.DataFrame[IntoDataFrameT], trader: str) -> nw.DataFrame[IntoDataFrameT]:
    """One row per trader; `share` adds up to 1, or to 0 if it trades nothing."""
    return totals(structure.with_columns(nw.col("share").fill_null(0.0)), (trader,), "share")
