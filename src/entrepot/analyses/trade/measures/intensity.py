"""Is a pair's trade larger or smaller than the size of its partners would let expect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back
from entrepot.metadata.errors import UsageError

Against: TypeAlias = Literal["world", "others", "rest"]


def trade_intensity(
    flows: IntoFrameT,
    origin: str = "origin",
    destination: str = "destination",
    value: str = "value",
    by: Sequence[str] = (),
    exclude_origin: bool = False,
    against: Against = "world",
) -> IntoFrameT:
    """T_ij = (x_ij / X_i) / (M_j / W): j's share of i's exports over j's share of the world's exports.

    1: as expected from j's size; above: i sells more to j than the world does. Rows from a place to itself
    are left out: domestic sales are not trade. What j's share is compared with, by name:

    - "world": M_j / W, everyone's exports (Brown 1949, as the World Bank's WITS prints it).
    - "others": M_j / (W - M_i), because i's own imports are no market for i (the variant named after
      Kunimoto and after Anderson and Norheim; their papers were not read for this).
    - "rest": (M_j - x_ij) / (W - X_i), the exports of everyone but i, so that a large i is not compared with
      itself (the homogeneous index of Iapadre 2006; not read for this).

    Source: as named at each choice.

    Args:
        flows: any number of rows per origin and destination; they are added up.
        origin: column with the seller's code.
        destination: column with the buyer's code.
        value: column with the amount, non-negative, one unit.
        by: columns within which everything is computed, e.g. the product.
        exclude_origin: the same as `against="others"`.
        against: "world", "others" or "rest".

    Returns:
        One row per origin, destination and `by` present, in that order: the keys, `value`, `expected` (what
        an intensity of 1 would give, in the unit of `value`) and `intensity` (unit 1). Null where the
        expected value is zero.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if `against` is none of the three, or contradicts `exclude_origin`.
    """
    if against not in ("world", "others", "rest") or (exclude_origin and against == "rest"):
        raise UsageError(f"no such comparison {against!r}: ask for 'world', 'others' or 'rest'")
    keys = (origin, destination, *by)
    abroad = opened(flows, keys, (value,)).filter(nw.col(origin) != nw.col(destination))
    pairs = _with_own_imports(totals(abroad, keys, value), origin, destination, value, by)
    expected = _expected(origin, destination, value, by, "others" if exclude_origin else against)
    result = (
        pairs.with_columns(expected.fill_null(0.0).alias("expected"))
        .with_columns(ratio(nw.col(value), nw.col("expected")).alias("intensity"))
        .select(*keys, value, "expected", "intensity")
        .sort(*keys)
    )
    return handed_back(result, flows)


def _expected(origin: str, destination: str, value: str, by: Sequence[str], against: Against) -> nw.Expr:
    sold, bought = total_within(value, (origin, *by)), total_within(value, (destination, *by))
    world = total_within(value, by)
    if against == "rest":
        return ratio(sold * (bought - nw.col(value)), world - sold)
    return ratio(sold * bought, world - (nw.col("_own") if against == "others" else 0.0))


def _with_own_imports(pairs: Table, origin: str, destination: str, value: str, by: Sequence[str]) -> Table:
    own = totals(pairs, (destination, *by), value).rename({destination: origin, value: "_own"})
    joined = pairs.join(own, on=[origin, *by], how="left")
    return joined.with_columns(nw.col("_own").fill_null(0.0))
