"""Unit values: what a ton (or a piece) cost, and which of them not to believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import opened
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.metadata.errors import UsageError


@dataclass(frozen=True, slots=True)
class Trim:
    """Which unit values count as outliers of their group; a choice, so it has a name and prints itself.

    Attributes:
        name: what the choice is called.
        ratio: more than this times the group's median, or less than its inverse.
        at_least: groups with fewer unit values have no outliers: there is nothing to compare with.
    """

    name: str
    ratio: float
    at_least: int = 3

    def __post_init__(self) -> None:
        if not (self.ratio > 1 and self.at_least >= 1):
            raise UsageError("a trimming rule needs a ratio above 1 and a group of at least one")

    def __str__(self) -> str:
        return (
            f"{self.name}: a unit value above {self.ratio:g} times or below 1/{self.ratio:g} of the median "
            f"of its group is an outlier, in groups of {self.at_least} or more"
        )


# Our own thresholds, named so that a table can say which was used; no publisher's rule is claimed.
WIDE = Trim("wide", 10.0)
NARROW = Trim("narrow", 3.0)


def unit_values(
    trade: IntoFrameT,
    value: str = "value",
    quantity: str = "quantity",
    by: Sequence[str] = ("product",),
    trim: Trim = WIDE,
) -> IntoFrameT:
    """UV = value / quantity, with the outliers of each group marked, not removed.

    A unit value is no price: it moves with the mix of what one code holds. Quantities are weak in most
    sources (BACI leaves out about 2 %), which is why outliers are looked for.

    Source: the usual definition; the rule for outliers is ours.

    Args:
        trade: one row per flow.
        value: column with the amount, non-negative, one unit.
        quantity: column with the quantity, one unit within a group; may be empty.
        by: columns that make the groups within which unit values are compared: the product at least.
        trim: the rule for outliers; `WIDE` (10) and `NARROW` (3) times the median are at hand.

    Returns:
        The frame with `unit_value` (unit of the value per unit of the quantity; null where the quantity is
        empty or 0, or the value 0), `median_unit_value` of the group, and `is_outlier` (false where there is
        no unit value) added, rows in the order given.

    Raises:
        BadInput: if a column is missing, a key is empty, or an amount is negative or not finite, or a value
            is empty.
    """
    from entrepot.analyses.trade.measures.matrices import codes, group_medians, with_column

    table = opened(trade, by, (value,), (quantity,))
    amount, weight = nw.col(value), nw.col(quantity)
    table = table.with_columns(nw.when((weight > 0) & (amount > 0)).then(amount / weight).alias("unit_value"))
    known = (~nw.col("unit_value").is_null()).cast(nw.Int64).alias("_known")
    groups, prices = codes(table, by), table["unit_value"].cast(nw.Float64).to_numpy()
    table = with_column(table, "median_unit_value", group_medians(prices, groups)).with_columns(known)
    enough = (nw.col("_known").sum().over(*by) if by else nw.col("_known").sum()) >= trim.at_least
    price, median = nw.col("unit_value"), nw.col("median_unit_value")
    far = (price > trim.ratio * median) | (price < median / trim.ratio)
    return handed_back(
        table.with_columns((far & enough).fill_null(False).alias("is_outlier")).drop("_known"), trade
    )
