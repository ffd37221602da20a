"""How well one structure of trade overlaps another: complementarity and similarity."""

from __future__ import annotations

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import one_kind_of_code, opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back, same_kind

# Below this many cells to compare, joins answer before NumPy is imported; above it they fill the memory.
FEW = 200_000


def michaely_complementarity(
    exports: IntoFrameT,
    imports: IntoFrameT,
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    value: str = "value",
) -> IntoFrameT:
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
        UsageError: if the two frames are of different kinds.
    """
    same_kind(exports, imports)
    sold = opened(exports, (exporter, product), (value,)).select(exporter, product, value)
    bought = opened(imports, (importer, product), (value,)).select(importer, product, value)
    if exporter == importer:
        importer = f"other_{exporter}"
        bought = bought.rename({exporter: importer})
    return handed_back(_overlap(sold, bought, product, value, "complementarity"), exports)


def finger_kreinin(
    exports: IntoFrameT, exporter: str = "exporter", product: str = "product", value: str = "value"
) -> IntoFrameT:
    """Do a and b export the same things: FK_ab = 100 times the sum over k of min(x_ak, x_bk).

    0: no product in common; 100: the same structure. Symmetric; falls as products get finer. Krugman's
    distance between the two is 2 - FK_ab / 50, see `krugman_distance`.

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
    return handed_back(pairs(exports, exporter, product, value), exports)


def pairs(exports: object, exporter: str, product: str, value: str) -> Table:
    """The similarity of all pairs, in memory and ready for other indices to go on from."""
    sold = opened(exports, (exporter, product), (value,)).select(exporter, product, value)
    return _overlap(sold, sold.rename({exporter: f"other_{exporter}"}), product, value, "similarity")


def _overlap(left: Table, right: Table, product: str, value: str, name: str) -> Table:
    one_kind_of_code(left, right, product)
    first, second = left.columns[0], right.columns[0]
    cells = len(left) * right[second].n_unique()
    method = _joined if cells <= FEW else _in_blocks
    return method(left, right, product, value, name).select(first, second, name).sort(first, second)


def _in_blocks(left: Table, right: Table, product: str, value: str, name: str) -> Table:
    from entrepot.analyses.trade.measures.matrices import labels, matrix, overlaps, row_shares, with_column

    first, second = left.columns[0], right.columns[0]
    products = labels(product, left, right)
    sold, bought = (
        matrix(left, first, product, value, products),
        matrix(right, second, product, value, products),
    )
    index = 100 * overlaps(row_shares(sold.values), row_shares(bought.values))
    # Who trades nothing has no structure to compare: undefined, not zero.
    index[sold.values.sum(axis=1) == 0, :] = float("nan")
    index[:, bought.values.sum(axis=1) == 0] = float("nan")
    grid = sold.rows.with_row_index("_first").join(bought.rows.with_row_index("_second"), how="cross")
    return with_column(grid.sort("_first", "_second"), name, index.ravel())


def _joined(left: Table, right: Table, product: str, value: str, name: str) -> Table:
    first, second = left.columns[0], right.columns[0]
    sold, bought = _structure(left, first, product, value), _structure(right, second, product, value)
    common = sold.join(bought, on=product, how="inner", suffix="_right").with_columns(
        (100 * nw.min_horizontal("share", "share_right")).alias(name)
    )
    overlap = totals(common, (first, second), name)
    grid = _active(sold, first).join(_active(bought, second), how="cross", suffix="_right")
    grid = grid.join(overlap, on=[first, second], how="left")
    both = (nw.col("share") > 0) & (nw.col("share_right") > 0)
    # A pair without any product in common has no row in `overlap`: it overlaps by nothing.
    index = nw.when(both).then(nw.col(name).fill_null(0.0))
    return grid.select(first, second, index.alias(name))


def _structure(table: Table, trader: str, product: str, value: str) -> Table:
    cells = totals(table, (trader, product), value)
    return cells.select(trader, product, ratio(nw.col(value), total_within(value, (trader,))).alias("share"))


def _active(structure: Table, trader: str) -> Table:
    """One row per trader; `share` adds up to 1, or to 0 if it trades nothing."""
    return totals(structure.with_columns(nw.col("share").fill_null(0.0)), (trader,), "share")
