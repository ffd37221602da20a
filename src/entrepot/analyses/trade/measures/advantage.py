"""Revealed comparative advantage."""

from __future__ import annotations

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back


def revealed_comparative_advantage(
    flows: IntoFrameT, trader: str = "exporter", product: str = "product", value: str = "value"
) -> IntoFrameT:
    """Balassa's index RCA_ik = (X_ik / X_i) / (X_k / X): a share at home over the share in the world.

    Above 1 where an exporter sells more of a product than the world does on average. The world is every row
    given, the exporter included; weighted with the world's shares X_k / X the index of one exporter averages
    1. Given imports by importer it is the revealed import specialisation. The symmetric form
    (RCA - 1) / (RCA + 1) runs from -1 to 1 with 0 as the neutral point.

    Source: Balassa (1965); symmetric form Laursen (1998, printed 2015).

    Args:
        flows: any number of rows per trader and product; they are added up.
        trader: column with the exporter's (or importer's) code.
        product: column with the product's or industry's code.
        value: column with the amount, non-negative, one unit.

    Returns:
        One row per trader and product present, in that order: the keys, `value`, `share` (X_ik / X_i),
        `world_share` (X_k / X), `rca`, `symmetric_rca`. Null where a trader's total or a product's world
        total is zero. A combination that is not among the rows has RCA 0 and no row.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    return handed_back(balassa(flows, trader, product, value), flows)


def balassa(flows: object, trader: str, product: str, value: str) -> Table:
    """The same, in memory and ready for other indices to go on from."""
    cells = totals(opened(flows, (trader, product), (value,)), (trader, product), value)
    rca = nw.col("rca")
    return (
        cells.with_columns(
            ratio(nw.col(value), total_within(value, (trader,))).alias("share"),
            ratio(total_within(value, (product,)), total_within(value, ())).alias("world_share"),
        )
        .with_columns(ratio(nw.col("share"), nw.col("world_share")).alias("rca"))
        .with_columns(((rca - 1) / (rca + 1)).alias("symmetric_rca"))
    )
