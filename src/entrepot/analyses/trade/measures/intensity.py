"""Is a pair's trade larger or smaller than the size of its partners would let expect."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoDataFrameT

from entrepot.analyses.trade.measures.frames import opened, ratio, total_within, totals


def trade_intensity(
    flows: IntoDataFrameT,
    origin: str = "origin",
    destination: str = "destination",
    value: str = "value",
    by: Sequence[str] = (),
    exclude_origin: bool = False,
) -> IntoDataFrameT:
    """T_ij = (x_ij / X_i) / (M_j / W): j's share of i's exports over j's share of the world's exports.

    1: as expected from j's size; above: i sells more to j than the world does. Rows from a place to itself
    are left out: domestic sales are not trade. With `exclude_origin` the denominator is M_j / (W - M_i),
    because i's own imports are no market for i (the Kunimoto and Anderson-Norheim variant).

    Source: Brown (1949), as the World Bank's WITS prints it.

    Args:
        flows: any number of rows per origin and destination; they are added up.
        origin: column with the seller's code.
        destination: column with the buyer's code.
        value: column with the amount, non-negative, one unit.
        by: columns within which everything is computed, e.g. the product.
        exclude_origin: leave the origin's own imports out of the world's.

    Returns:
        One row per origin, destination and `by` present, in that order: the keys, `value`, `expected` (what
        an intensity of 1 would give, in the unit of `value`) and `intensity` (unit 1). Null where the
        expected value is zero.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    keys = (origin, destination, *by)
    abroad = opened(flows, keys, (value,)).filter(nw.col(origin) != nw.col(destination))
    pairs = totals(abroad, keys, value)
    own = totals(pairs, (destination, *by), value).rename({destination: origin, value: "_own"})
    pairs = pairs.join(own, on=[origin, *by], how="left").with_columns(nw.col("_own").fill_null(0.0))
    world = total_within(value, by) - (nw.col("_own") if exclude_origin else 0.0)
    sold, bought = total_within(value, (origin, *by)), total_within(value, (destination, *by))
    return (
        pairs.with_columns(ratio(sold * bought, world).fill_null(0.0).alias("expected"))
        .with_columns(ratio(nw.col(value), nw.col("expected")).alias("intensity"))
        .select(*keys, value, "expected", "intensity")
        .sort(*keys)
        .to_native()
    )
