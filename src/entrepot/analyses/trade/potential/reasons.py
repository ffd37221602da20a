"""Why a product has a potential, and who else is there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.potential.cube import Floats, Ints
from entrepot.analyses.trade.potential.market import Market


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who sells the product in the market now: code, value, and share of the market's imports."""

    exporter: str
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class Reason:
    """What the potential of one product in one market is made of; values in the unit of the flows.

    Attributes:
        product: its code.
        potential: supply x demand x ease: a benchmark, no ceiling and no forecast.
        actual: what is sold now.
        untapped: potential - min(potential, actual).
        supply: the exporter's share of the world market after corrections.
        world_share: its share as it is.
        demand: the market's demand as this exporter meets it, after corrections.
        imports: what the market imports of it now, from everyone.
        ease: of trade between the two, the same for all products.
        tariff_term: above 1 where the exporter has an advantage in tariffs; 1 without tariffs.
        distance_term: 1 where its distance is the usual one, or none is given.
        share: the exporter's share of the market's imports now.
        competitors: the largest suppliers besides it, largest first.
    """

    product: str
    potential: float
    actual: float
    untapped: float
    supply: float
    world_share: float
    demand: float
    imports: float
    ease: float
    tariff_term: float
    distance_term: float
    share: float
    competitors: tuple[Supplier, ...]

    def __str__(self) -> str:
        rivals = ", ".join(f"{rival.exporter} {rival.share:.0%}" for rival in self.competitors) or "nobody"
        return (
            f"{self.product}: potential {self.potential:,.0f}, actual {self.actual:,.0f}; "
            f"{self.world_share:.1%} of the world market, {self.share:.1%} here; "
            f"imports {self.imports:,.0f}, mostly from {rivals}; ease {self.ease:.2f}"
        )


def reasons(
    market: Market[IntoFrameT], exporter: str, importer: str, top: int = 10, competitors: int = 3
) -> tuple[Reason, ...]:
    """The products with the largest untapped potential of a pair, each with what it is made of.

    Source: the terms are those of `prepare`; the list and its order are ours.

    Args:
        market: the prepared market.
        exporter: the seller's code.
        importer: the buyer's code.
        top: how many products at most; those with nothing untapped are left out.
        competitors: how many other suppliers to name.

    Raises:
        NoData: if one of them trades nothing.
        UsageError: if they are the same.
    """
    i, j = market.positions(exporter, importer)
    demand = market.demand_at(i, j)
    potential = market.supply[i] * demand * market.ease[i, j]
    actual = np.zeros(len(demand))
    products, values = market.cube.pair(i, j)
    actual[products] = values
    untapped = np.maximum(potential - actual, 0.0)
    order = np.argsort(-untapped, kind="stable")[:top]
    chosen = order[untapped[order] > 0]
    tariff, distance = market.terms(i, j)
    return tuple(
        Reason(
            product=market.cube.products[k],
            potential=float(potential[k]),
            actual=float(actual[k]),
            untapped=float(untapped[k]),
            supply=float(market.supply[i, k]),
            world_share=float(market.cube.exports[i, k] / market.cube.world[k]),
            demand=float(demand[k]),
            imports=float(market.cube.imports[j, k]),
            ease=float(market.ease[i, j]),
            tariff_term=float(tariff[k]),
            distance_term=float(distance[k]),
            share=float(actual[k] / market.cube.imports[j, k]),
            competitors=_others(market, i, j, k, column, competitors),
        )
        for k, column in zip(chosen, _suppliers(market, j, chosen), strict=True)
    )


def _suppliers(market: Market[IntoFrameT], j: int, products: Ints) -> Floats:
    """Products x places: what each place sells of each of the products in j."""
    n, k = market.cube.shape
    return market.cube.at((np.arange(n)[None, :] * n + j) * k + products[:, None])


def _others(
    market: Market[IntoFrameT], i: int, j: int, k: int, sold: Floats, most: int
) -> tuple[Supplier, ...]:
    order = [
        place for place in np.argsort(-sold, kind="stable")[: most + 1] if place != i and sold[place] > 0
    ]
    imports = market.cube.imports[j, k]
    return tuple(
        Supplier(market.cube.places[place], float(sold[place]), float(sold[place] / imports))
        for place in order[:most]
    )
