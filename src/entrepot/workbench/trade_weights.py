"""What pairs of places trade, as weights of corridors: goods among the economies of the OECD's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from entrepot.analyses.trade.world import REST, World, world
from entrepot.metadata.corridors import Layer
from entrepot.metadata.errors import NoData
from entrepot.metadata.origin import Origin
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:
    from entrepot.analyses.corridors.network_questions import Market, Pair

GOODS = ("A", "B", "C")
"""Sections of ISIC whose sales are things that are moved: agriculture, mining, manufacturing."""
ENERGY = ("B05", "B06")
"""Coal, crude oil and gas: moved in bulk or by pipe, never in a box."""


def goods_flows(source: Warehouse | World) -> pl.DataFrame:
    """origin, destination, value: USD million of boxable goods among all economies of the newest release.

    Intermediate inputs at basic prices, as the tables have them; coal, oil and gas are left out.

    Raises:
        NoData: the store holds no inter-country tables.
    """
    trade = world(source).trade
    boxed = pl.col("industry").str.slice(0, 1).is_in(GOODS) & ~pl.col("industry").is_in(ENERGY)
    named = (pl.col("origin") != REST) & (pl.col("destination") != REST)
    sums = trade.filter(boxed & named).group_by("origin", "destination").agg(pl.col("value").sort().sum())
    return sums.sort("origin", "destination")


def goods_origin(source: Warehouse | World) -> Origin:
    """Where these weights are from."""
    return world(source).origin.at("flows: industries A to C without B05 and B06")


def trade_pairs(source: Warehouse | World, layer: Layer | None = None) -> tuple[Pair, ...]:
    """All pairs of economies that trade goods, capital to capital, weighted by the goods, USD million.

    Args:
        source: the store, or the flows.
        layer: of corridors; left out, the one that ships.

    Raises:
        NoData: the store holds no inter-country tables.
    """
    from entrepot.analyses.corridors.network_questions import Pair
    from entrepot.analyses.corridors.spots import spot

    flows = goods_flows(source).filter(pl.col("value") > 0.0)
    codes = pl.concat([flows["origin"], flows["destination"]]).unique().sort()
    spots = {code: spot(code, layer) for code in codes}
    return tuple(Pair(spots[a], spots[b], value) for a, b, value in flows.iter_rows())


def markets(source: Warehouse | World, seller: str = "", layer: Layer | None = None) -> tuple[Market, ...]:
    """Capitals of all economies, weighted by the goods they import, USD million.

    Args:
        source: the store, or the flows.
        seller: alpha-3 of one economy, to weigh by what it sells them; empty for the imports from all.
        layer: of corridors; left out, the one that ships.

    Raises:
        NoData: the tables do not have the seller.
    """
    from entrepot.analyses.corridors.network_questions import Market
    from entrepot.analyses.corridors.spots import spot

    flows = goods_flows(source)
    if seller:
        flows = flows.filter(pl.col("origin") == seller)
        if not len(flows):
            raise NoData(f"The inter-country tables have no goods sold by {seller}.")
    sums = flows.group_by("destination").agg(pl.col("value").sort().sum()).sort("destination")
    return tuple(Market(spot(code, layer), value) for code, value in sums.iter_rows())
