"""From hours and dollars to the cost of an industry's goods: a share of their value, over all kinds of way.

Shippers differ, so that all ways move something: the cost of a pair is that of a Fréchet choice (Eaton and
Kortum, Econometrica 70(5), 2002, here among ways):

    cost = (sum over ways of weight x (1 + t)^-dispersion)^(-1 / dispersion)
    share of a way = weight x (1 + t)^-dispersion / the same sum

with t what the way takes of the goods' value: (USD + price of an hour x (hours + delay)) / value of a box. A
way that gets worse makes no pair cheaper, and none is chosen all or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.costs.ways import PRICES
from entrepot.metadata.corridors import Span
from entrepot.sources.trade_costs import Goods, TradeCosts

Array = NDArray[np.float64]
DAY = 24.0


@dataclass(frozen=True, slots=True)
class Owner:
    """What goods of an industry lose by hours and dollars, in one variant.

    Attributes:
        value: of a box, USD.
        day: share of the value that a day costs.
        margin: where freight is not that of boxes, what the cheapest way takes of the value; 0 for boxes.
        dispersion: how readily goods change way.
    """

    value: float
    day: float
    margin: float
    dispersion: float

    @property
    def price(self) -> float:
        """USD that an hour costs the owner of a box, within what was searched for."""
        return min(self.day * self.value / DAY, PRICES[-1])


@dataclass(frozen=True, eq=False)
class Taken:
    """What the ways of one industry take, float64[W, N, N] each, from and to; infinite without a way.

    Attributes:
        hours, delay, usd: of a box; where two searches were mixed, their mean.
        share: of the value that goes, t above.
    """

    hours: Array
    delay: Array
    usd: Array
    share: Array


def owner(goods: Sequence[Goods], costs: TradeCosts, day: Span, load: Span, variant: str) -> Owner:
    """The owner of goods of an industry (of several, of their mean) in a variant; `load` in tonnes a box.

    "mild" takes the high value, the low cost of a day and ready change of ways; "strong" the other ends. They
    are worlds, not steps: what quickens a good way may do more where goods change way readily.
    """
    value, rate = ("high", "low") if variant == "mild" else ("low", "high")
    if variant == "typical":
        value = rate = "typical"
    spans = [each.density.span for each in goods] or [costs.figures["density_unknown"].span]
    density = float(np.mean([getattr(span, value) for span in spans]))
    bulk = bool(goods) and all(each.moved == "bulk" for each in goods)
    margin = getattr(costs.figures["bulk_margin"].span, rate) if bulk else 0.0
    dispersion = getattr(costs.figures["dispersion"].span, value)
    return Owner(density * load.typical * 1000.0, getattr(day, rate), margin, dispersion)


def taken(found: NDArray[np.floating], cheapest: Array, who: Owner) -> Taken:
    """What the ways take of goods of this owner.

    The least of USD + price x hours is a concave function of the price. Between two prices searched for it is
    taken to be straight, so that what holds at these holds between: worse arcs make no way better.

    Args:
        found: float[W, K, N, N, 3] as `ways` gives it.
        cheapest: float64[N, N], least USD of any way before the difference; what bulk is measured by.
        who: the owner.
    """
    above = int(np.clip(np.searchsorted(PRICES, who.price), 1, len(PRICES) - 1))
    low, high = PRICES[above - 1], PRICES[above]
    part = (who.price - low) / (high - low)
    lower, upper = (found[:, place].astype(np.float64) for place in (above - 1, above))
    usd = _mean(lower[..., 1], upper[..., 1], part)
    by_hours = part * high / who.price if who.price > 0.0 else part
    hours, delay = (_mean(lower[..., place], upper[..., place], by_hours) for place in (0, 2))
    whole = usd + who.price * (hours + delay)
    if who.margin:
        share = who.margin * np.divide(
            whole, cheapest, out=np.full(whole.shape, np.inf), where=cheapest > 0.0
        )
    else:
        share = whole / who.value
    return Taken(hours, delay, usd, np.where(np.isfinite(whole), share, np.inf))


def factors(share: Array, who: Owner, weights: Array) -> tuple[Array, Array]:
    """Cost of each pair, float64[N, N], infinite without a way; and what each way moves, float64[W, N, N].

    Args:
        share: float64[W, N, N], t of each way.
        who: the owner, for the dispersion.
        weights: float64[W, N, N], from and to.
    """
    parts = weights * (1.0 + share) ** -who.dispersion
    whole = parts.sum(axis=0)
    open_ = whole > 0.0
    cost = np.full(whole.shape, np.inf)
    np.power(whole, -1.0 / who.dispersion, out=cost, where=open_)
    moved = np.divide(parts, whole, out=np.zeros(parts.shape), where=open_)
    return cost, moved


def _mean(lower: Array, upper: Array, part: float) -> Array:
    """Of finite numbers; infinite where either is."""
    if part == 0.0:
        return lower
    return upper if part == 1.0 else (1.0 - part) * lower + part * upper
