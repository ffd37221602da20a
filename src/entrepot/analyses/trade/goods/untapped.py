"""What one place could sell the other and does not: potential, actual and untapped, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from entrepot.analyses.trade.goods.grid import Floats
from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import EXPORTS, USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Structure, Year
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

POTENTIAL = "export potential (ITC's indicator, without tariffs and growth)"
METHOD = "share of the world market x imports of the buyer x ease of trade between the two"
WITHOUT_REEXPORTS = (
    "share of the world market, less re-exports: x min(1, X_ik / M_ik), x imports of the buyer "
    "x ease of trade between the two"
)
_RIVALS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Untapped(TableResult):
    """Products that the seller could sell to the buyer at its share of the world market.

    Attributes:
        potential: of all products together: a benchmark, no ceiling and no forecast.
        actual: what is sold.
        untapped: what potential is above the actual, product by product, summed.
        ease: trade between the two over what their shares of world markets alone would give; one number for
            all products, so that what keeps the two apart (distance, borders, tastes) is taken as given.
        table: product, product_name, potential, actual, untapped, world_share (of the seller in the world
            market), imports (of the buyer from all others), share (of the seller in them), competitors (the
            largest three with their shares of the buyer's imports); most untapped first.
    """

    seller: Place
    buyer: Place
    potential: Figure
    actual: Figure
    untapped: Figure
    ease: Figure
    table: FigureTable


def untapped(
    source: Warehouse | Goods,
    seller: Place,
    buyer: Place,
    year: int | None = None,
    *,
    without_reexports: bool = True,
) -> Untapped:
    """Potential, actual and untapped exports by product.

    p_k = s_k m_jk e_ij, with s_k = X_ik / W_k the seller's share of the world market, m_jk what the buyer
    imports from all others, and e_ij = v_ij / sum of s_k m_jk the ease of trade. `without_reexports` takes a
    seller that imports more of a product than it exports at X_ik / M_ik of its share, since much of what it
    sells is then other people's. Without it the potentials add up to actual trade.

    Source: the Export Potential Indicator of Decreux and Spies (2016, International Trade Centre), in the
    form that needs no tariffs and no forecasts; see docs/explanation/export-potential.md.

    Raises:
        NoData: the store has no goods by product, not of that year, or the two do not trade at all.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    chosen = scope.year(year)
    flow = scope.flow(seller, buyer, chosen)
    if flow.is_empty():
        raise NoData(
            f"{seller.name()} sold nothing to {buyer.name()} in {chosen.year}, so that the indicator has no "
            "ease of trade to go by: what it could sell is not known, which is not the same as nothing."
        )
    actual = chosen.grid.column(flow)
    supply, demand = scope.structure(seller, chosen), scope.structure(buyer, chosen)
    share = _share(supply)
    ease = float(actual.sum() / (share * demand.imports).sum())
    corrected = share * _own(supply) if without_reexports else share
    potential = corrected * demand.imports * ease
    rows = _rows(chosen, potential, actual, share, demand.imports)
    at = f"{seller.code} -> {buyer.code} and all others, by product"
    method = WITHOUT_REEXPORTS if without_reexports else METHOD

    def figure(value: float, unit: str, concept: str, method: str) -> Figure:
        return replace(scope.figure(value, unit, concept, chosen, at, method), quality=Quality.MODELLED)

    missing = np.maximum(potential - actual, 0.0).sum()
    return Untapped(
        seller,
        buyer,
        figure(float(potential.sum()), USD, POTENTIAL, method),
        scope.figure(float(actual.sum()), USD, EXPORTS, chosen, at),
        figure(float(missing), USD, f"untapped {POTENTIAL}", "sum of what potential is above actual"),
        figure(ease, "ratio", "ease of trade between the two", "v_ij / sum of s_ik m_jk"),
        _table(scope, chosen, rows, at, method),
    )


def _share(supply: Structure) -> Floats:
    return np.divide(supply.exports, supply.world, out=np.zeros_like(supply.world), where=supply.world > 0)


def _own(supply: Structure) -> Floats:
    """min(1, X_ik / M_ik): 1 for a net exporter."""
    own = np.minimum(supply.exports, supply.imports)
    return np.divide(own, supply.imports, out=np.ones_like(own), where=supply.imports > 0)


def _rows(year: Year, potential: Floats, actual: Floats, share: Floats, imports: Floats) -> pl.DataFrame:
    rows = pl.DataFrame(
        {
            "product": year.grid.products,
            "potential": potential,
            "actual": actual,
            "untapped": np.maximum(potential - actual, 0.0),
            "world_share": share,
            "imports": imports,
        }
    )
    return (
        rows.filter(pl.col("potential") > 0)
        .with_columns(
            share=pl.when(pl.col("imports") > 0).then(
                pl.col("actual") / pl.max_horizontal("imports", "actual")
            )
        )
        .sort("untapped", "potential", "product", descending=[True, True, False])
    )


def _table(scope: GoodsScope, year: Year, rows: pl.DataFrame, at: str, method: str) -> FigureTable:
    seller, buyer = scope.places
    untapped_of = f"untapped {POTENTIAL}"
    columns = (
        column("potential", "Potential", USD, POTENTIAL, method, Quality.MODELLED),
        column("actual", "Actual", USD, EXPORTS),
        column("untapped", "Untapped", USD, untapped_of, "potential - actual", Quality.MODELLED),
        column("world_share", "World share", "1", f"share of {seller.code} in world exports of the product"),
        column("imports", "Imports", USD, f"all imports of {buyer.code} of the product, FOB"),
        column("share", "Share", "1", f"share of {seller.code} in imports of {buyer.code} of the product"),
    )  # fmt: skip
    named = scope.named(rows.with_columns(competitors=_competitors(scope, year, rows, seller, buyer)), year)
    return scope.table(f"What {seller.name()} could sell to {buyer.name()}", named, columns, (year,), at)


def _competitors(scope: GoodsScope, year: Year, rows: pl.DataFrame, seller: Place, buyer: Place) -> pl.Series:
    """Who sells each product to the buyer besides the seller: "DEU 31%, CHN 20%"."""
    rivals = year.suppliers(scope.countries(buyer)).filter(
        pl.col("exporter").is_in(scope.countries(seller)).not_()
    )
    told = (
        rivals.join(rows.select("product", "imports"), on="product")
        .with_columns(percent=(100 * pl.col("value") / pl.col("imports")).round().cast(pl.Int64))
        .filter(pl.col("percent") > 0)
        .with_columns(said=pl.format("{} {}%", "exporter", "percent"))
        .group_by("product", maintain_order=True)
        .agg(pl.col("said").head(_RIVALS).str.join(", "))
    )
    return rows.join(told, on="product", how="left", maintain_order="left")["said"].fill_null("")
