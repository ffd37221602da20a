"""The one-off contract: a year of a product that is far from its other years and swings the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import ratio, total_within
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.analyses.trade.measures.periods import series
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.analyses.trade.measures.matrices import Codes, Floats


@dataclass(frozen=True, slots=True)
class OneOffRule:
    """When a year of a part counts as a one-off; all conditions hold together.

    Attributes:
        name: what the choice is called.
        times: at least this many times the median of the part's other years.
        deviations: at least this many robust standard deviations (1.4826 MAD of the other years) above it;
            3.5 is the cut of Iglewicz and Hoaglin (1993).
        of_total: what is above the median is at least this part of the group's total in that year.
        other_years: at least this many other years to compare with.
    """

    name: str
    times: float = 3.0
    deviations: float = 3.5
    of_total: float = 0.05
    other_years: int = 3

    def __post_init__(self) -> None:
        if self.times < 1 or self.deviations < 0 or not 0 <= self.of_total <= 1 or self.other_years < 1:
            raise UsageError(
                "a one-off rule needs times >= 1, deviations >= 0, of_total from 0 to 1, other_years >= 1"
            )

    def __str__(self) -> str:
        return (
            f"{self.name}: at least {self.times:g} times the median of at least {self.other_years} "
            f"other years, {self.deviations:g} robust standard deviations above it, the excess at least "
            f"{self.of_total:.0%} of the year's total"
        )


# Our own thresholds but for the 3.5; named, so that a table can say which rule it followed.
USUAL = OneOffRule("usual")
STRICT = OneOffRule("strict", times=5.0, deviations=5.0, of_total=0.10, other_years=4)


def one_offs(
    flows: IntoFrameT,
    part: str = "product",
    time: str = "year",
    value: str = "value",
    by: Sequence[str] = (),
    rule: OneOffRule = USUAL,
) -> IntoFrameT:
    """Years in which one part alone swings the total: an aircraft, a power plant, a ship.

    Each year of a part is compared with the median of the part's other years, so that the year in question
    does not hide itself. Years of the frame in which the part is absent count as 0; a part with one sale
    among empty years is the clearest case. The rule sees neither causes nor contracts: a new plant's first
    year looks alike until later years follow.

    Source: median and MAD after Iglewicz and Hoaglin (1993), leave-one-out; thresholds are named choices.

    Args:
        flows: any number of rows per part and year; they are added up.
        part: column with what the total is made of: product, partner.
        time: column with the year, a whole number.
        value: column with the amount, non-negative, one unit and one kind of prices.
        by: columns that make the totals, e.g. the pair; without any, all rows are one total.
        rule: `USUAL`, `STRICT`, or your own.

    Returns:
        One row per group, part and year with an amount above 0, in that order: the keys, `value`, `usual`
        (the median of the other years), `excess` (value - usual, in the unit of the value), `of_total`
        (excess over the year's total, unit 1), `deviations` (null where the other years are all alike) and
        `is_one_off`.

    Raises:
        BadInput: if a column is missing or a key empty, a year is no whole number, or a value is empty, not
            finite or negative.
    """
    from entrepot.analyses.trade.measures.matrices import codes, with_column

    table = series(flows, (*by, part), time, value)
    parts, years = codes(table, (*by, part)), codes(table, (time,))
    usual, spread = _other_years(parts, years, table[value].to_numpy())
    table = with_column(with_column(table, "usual", usual), "_spread", spread)
    amount, excess = nw.col(value), nw.col("excess")
    table = table.with_columns((amount - nw.col("usual")).alias("excess")).with_columns(
        ratio(excess, total_within(value, (*by, time))).alias("of_total"),
        ratio(excess, nw.col("_spread")).alias("deviations"),
    )
    far = (excess > 0) & (amount >= rule.times * nw.col("usual"))
    far = far & (excess >= rule.deviations * nw.col("_spread")) & (nw.col("of_total") >= rule.of_total)
    compared = int(years.max(initial=0)) >= rule.other_years
    marked = table.with_columns((far.fill_null(False) & nw.lit(compared)).alias("is_one_off"))
    columns = ("usual", "excess", "of_total", "deviations", "is_one_off")
    return handed_back(marked.filter(amount > 0).select(*by, part, time, value, *columns), flows)


def _other_years(parts: Codes, years: Codes, amounts: Floats) -> tuple[Floats, Floats]:
    """For each amount the median of its part's other years, and 1.4826 times their median deviation."""
    import numpy as np

    if not len(amounts) or years.max() == 0:
        return np.full(len(amounts), np.nan), np.full(len(amounts), np.nan)
    grid = np.zeros((parts.max() + 1, years.max() + 1))
    grid[parts, years] = amounts
    usual, spread = np.empty_like(grid), np.empty_like(grid)
    for year in range(grid.shape[1]):
        others = np.delete(grid, year, axis=1)
        usual[:, year] = np.median(others, axis=1)
        spread[:, year] = 1.4826 * np.median(np.abs(others - usual[:, [year]]), axis=1)
    return usual[parts, years], spread[parts, years]
