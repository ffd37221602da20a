"""ITC's Product Diversification Indicator: new products for a market in order, without an amount of money."""

from __future__ import annotations

from typing import Literal

import numpy as np
import polars as pl
from narwhals.typing import IntoFrame, IntoFrameT
from numpy.typing import NDArray

from entrepot.analyses.trade.potential.cube import Cube
from entrepot.analyses.trade.potential.kind import read
from entrepot.analyses.trade.potential.market import Market
from entrepot.metadata.errors import NoData

Candidates = Literal["no_advantage", "not_exported", "all"]


def diversification(
    market: Market[IntoFrameT],
    density: IntoFrame,
    exporter: str,
    importer: str,
    candidates: Candidates = "no_advantage",
) -> IntoFrameT:
    """Which products i does not live from yet are near to what it makes, and wanted in j.

    PDI_ijk = density_ik x demand_ijk x ease_ij, given as a rank: the first factor is a nearness in the
    product space and no capacity, so the product is not an amount of money. Equal products share the better
    rank (1, 2, 2, 4). Source: ITC's lecture 5-2-1 on the Export Potential Map; ITC's normalisation of the
    density and its filters (by income, for one) are not known to us and not imitated. It is no forecast.

    Args:
        market: the prepared market, whose demand and ease are those of the export potential.
        density: exporter, product, density >= 0 (share of a product's proximities that i holds).
        exporter: the seller's code.
        importer: the buyer's code.
        candidates: which products are new to i: those of which its RCA is at most 1 ("no_advantage"), those
            it sells to nobody ("not_exported"), or "all".

    Returns:
        product, density, demand (unit of the values), ease, rank; best first, then by code. Products that
        have no density, or that j does not buy, are left out. `rank` is empty where the pair does not trade
        (ease 0) or the density is 0: nothing then tells one product from another.

    Raises:
        BadInput: if the density is not as declared.
        NoData: if one of them trades nothing, or the density has no row for the exporter.
        UsageError: if they are the same.
    """
    i, j = market.positions(exporter, importer)
    table, _ = read(density, ("exporter", "product"), ("density",))
    near = table.filter(pl.col("exporter").cast(pl.String) == exporter).unique("product", keep="none")
    if near.is_empty():
        raise NoData(f"The density has no row for {exporter}.")
    wanted = pl.DataFrame(
        {"product": market.names, "demand": market.demand_at(i, j), "new": _new(market.cube, i, candidates)}
    ).filter(pl.col("new") & (pl.col("demand") > 0))
    rows = wanted.join(near.with_columns(pl.col("product").cast(pl.String)), on="product")
    score = pl.col("density") * pl.col("demand") * float(market.ease[i, j])
    ranked = rows.select(
        "product",
        "density",
        "demand",
        ease=pl.lit(float(market.ease[i, j])),
        rank=pl.when(score > 0).then(score).rank("min", descending=True).cast(pl.Int64),
    )
    return market.kind.like(ranked.sort("rank", "product", nulls_last=True))


def _new(cube: Cube, i: int, candidates: Candidates) -> NDArray[np.bool_]:
    if candidates == "all":
        return np.ones(len(cube.products), dtype=np.bool_)
    mine = cube.exports[i]
    if candidates == "not_exported":
        return np.asarray(mine == 0)
    # RCA <= 1 without the division: i may export nothing.
    return np.asarray(mine * cube.values.sum() <= mine.sum() * cube.world)
