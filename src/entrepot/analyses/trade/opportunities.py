"""Industries in which a pair trades less than its own structures and ties would let expect."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from entrepot.analyses.trade.measures import trade_intensity
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import EXPORTS, USD, Scope, column
from entrepot.analyses.trade.world import World
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True, repr=False)
class Opportunities(TableResult):
    """Industries that the seller is good at, the buyer needs, and the two trade little of.

    Attributes:
        table: industry, industry_name, seller_rca (above 1), buyer_specialisation (above 1), value, expected,
            shortfall (expected - value, above 0); largest shortfall first. A benchmark, not a forecast.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    missing: tuple[str, ...] = ()


def opportunities(source: Warehouse | World, seller: Place, buyer: Place) -> Opportunities:
    """Where the seller has a comparative advantage, the buyer imports more than the world does, and yet.

    Expected is T_ij X_ik M_jk / W_k: what j would buy from i if i had its share of the world market in j,
    times the pair's intensity over all industries T_ij, so that distance, language and all else that keeps
    the two apart is taken as given. It is a benchmark in the sense of `trade_intensity`, not a potential.

    Raises:
        NoData: if the table does not have one of the places, or the store does not have the table.
        UsageError: if the places share a country.
    """
    scope = Scope.of(source, seller, buyer)
    columns = (
        column("seller_rca", f"RCA {seller.code}", "1", f"revealed comparative advantage of {seller.code}"),
        column(
            "buyer_specialisation",
            f"Specialisation {buyer.code}",
            "1",
            f"revealed import specialisation of {buyer.code}",
            "(M_jk / M_j) / (W_k / W)",
        ),
        column("value", "Exports", USD, EXPORTS),
        _modelled("expected", "Expected", f"expected {EXPORTS}", "T_ij X_ik M_jk / W_k"),
        _modelled("shortfall", "Shortfall", f"expected less actual {EXPORTS}", "expected - value"),
    )
    title = f"Where {seller.name()} sells less to {buyer.name()} than expected"
    locator = f"flows: {seller.code} -> {buyer.code} and all others, by industry"
    rows = scope.named(_rows(scope.world, seller.code, buyer.code))
    return Opportunities(seller, buyer, scope.table(title, rows, columns, locator), scope.absent)


def _modelled(name: str, label: str, concept: str, method: str) -> FigureColumn:
    return replace(column(name, label, USD, concept, method), quality=Quality.MODELLED)


def _rows(world: World, seller: str, buyer: str) -> pl.DataFrame:
    sold = _specialised(world.exports, seller, "seller_rca")
    both = sold.join(_specialised(world.imports, buyer, "buyer_specialisation"), on="industry")
    one = (pl.col("origin") == seller) & (pl.col("destination") == buyer)
    ties = world.pairs.filter(one)["intensity"].sum()
    # Only the industries that can qualify: the intensities of all fifty take five times as long.
    traded = world.trade.join(both.select("industry"), on="industry", how="semi")
    flows = trade_intensity(traded, by=("industry",))
    return (
        both.join(flows.filter(one), on="industry")
        .with_columns(pl.col("expected") * ties)
        .with_columns(shortfall=pl.col("expected") - pl.col("value"))
        .filter(pl.col("shortfall") > 0)
        .select("industry", "seller_rca", "buyer_specialisation", "value", "expected", "shortfall")
        .sort("shortfall", "industry", descending=[True, False])
    )


def _specialised(structure: pl.DataFrame, code: str, name: str) -> pl.DataFrame:
    mine = structure.filter((pl.col("economy") == code) & (pl.col("rca") > 1))
    return mine.select("industry", pl.col("rca").alias(name))
