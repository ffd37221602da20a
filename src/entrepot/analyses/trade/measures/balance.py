"""Exports against imports: the balance, and how far trade goes both ways."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, opened, ratio
from entrepot.analyses.trade.measures.kinds import handed_back


def trade_balance(trade: IntoFrameT, exports: str = "exports", imports: str = "imports") -> IntoFrameT:
    """X - M in the unit of the frame, and normalised (X - M) / (X + M): -1 only imports, 1 only exports.

    Source: the usual definitions.

    Args:
        trade: one row per partner or product, with both amounts in one unit and one valuation: do not set
            exports FOB against imports CIF.
        exports: column with the amount sold, non-negative.
        imports: column with the amount bought, non-negative.

    Returns:
        The frame with `balance` and `normalised_balance` (unit 1; null where there is no trade) added.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(trade, (), (exports, imports))
    sold, bought = nw.col(exports), nw.col(imports)
    balance = (sold - bought).alias("balance")
    normalised = ratio(sold - bought, sold + bought).alias("normalised_balance")
    return handed_back(table.with_columns(balance, normalised), trade)


def grubel_lloyd(trade: IntoFrameT, exports: str = "exports", imports: str = "imports") -> IntoFrameT:
    """Intra-industry trade GL_k = 1 - |X_k - M_k| / (X_k + M_k): 0 one way only, 1 as much both ways.

    Source: Grubel and Lloyd (1975). Rises as products are lumped together.

    Args:
        trade: one row per product, with both amounts in one unit.
        exports: column with the amount sold, non-negative.
        imports: column with the amount bought, non-negative.

    Returns:
        The frame with `grubel_lloyd` (unit 1; null where there is no trade) added.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(trade, (), (exports, imports))
    sold, bought = nw.col(exports), nw.col(imports)
    index = 1 - ratio((sold - bought).abs(), sold + bought)
    return handed_back(table.with_columns(index.alias("grubel_lloyd")), trade)


def aggregate_grubel_lloyd(
    trade: IntoFrameT, exports: str = "exports", imports: str = "imports", by: Sequence[str] = ()
) -> IntoFrameT:
    """GL = 1 - sum of |X_k - M_k| / sum of (X_k + M_k): the products' indices, weighted with their trade.

    Source: Grubel and Lloyd (1975), without their adjustment for an unbalanced total.

    Args:
        trade: one row per product (and group), with both amounts in one unit.
        exports: column with the amount sold, non-negative.
        imports: column with the amount bought, non-negative.
        by: columns that make the groups; without any, all rows are one group.

    Returns:
        One row per group, in order of `by`: the columns `by` and `grubel_lloyd` (unit 1; null where there
        is no trade).

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(trade, by, (exports, imports))
    sold, bought = nw.col(exports), nw.col(imports)
    parts = table.with_columns((sold - bought).abs().alias("_gap"), (sold + bought).alias("_both"))
    total = grouped(parts, by, nw.col("_gap").sum(), nw.col("_both").sum())
    index = (1 - ratio(nw.col("_gap"), nw.col("_both"))).alias("grubel_lloyd")
    return handed_back(total.select(*by, index), trade)
