"""Which products one place sells to another, and what each weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import EXPORTS, USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Year
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True, repr=False)
class Traded(TableResult):
    """What one place sells to another in one year, by product.

    Attributes:
        table: product, product_name, value, share (of this flow), market_share (of all that the buyer imports
            of the product), seller_rca, buyer_specialisation, quantity (t), unit_value (USD per t; null
            where the weight is not known); largest first.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    missing: tuple[str, ...] = ()


def traded(source: Warehouse | Goods, seller: Place, buyer: Place, year: int | None = None) -> Traded:
    """The products of one flow.

    Raises:
        NoData: the store has no goods by product, not of that year, or one of the places is not in them.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    chosen = scope.year(year)
    columns = (
        column("value", "Value", USD, EXPORTS),
        column("share", "Share", "1", f"share of what {seller.code} sells to {buyer.code}", "value / sum"),
        column(
            "market_share", "Market share", "1", f"share of all that {buyer.code} imports of the product",
            "value / imports of the buyer from all others",
        ),
        column("seller_rca", f"RCA {seller.code}", "1", f"revealed comparative advantage of {seller.code}"),
        column(
            "buyer_specialisation", f"Specialisation {buyer.code}", "1",
            f"revealed import specialisation of {buyer.code}", "(M_jk / M_j) / (W_k / W)",
        ),
        column("quantity", "Weight", "t", "weight of the goods"),
        column("unit_value", "Unit value", "USD per t", "value over weight", "value / quantity"),
    )  # fmt: skip
    title = f"What {seller.name()} sells to {buyer.name()}, by product"
    at = f"{seller.code} -> {buyer.code}, by product"
    rows = scope.named(_rows(scope, seller, buyer, chosen), chosen)
    absent = tuple(code for codes in scope.missing for code in codes)
    return Traded(seller, buyer, scope.table(title, rows, columns, (chosen,), at), absent)


def _rows(scope: GoodsScope, seller: Place, buyer: Place, year: Year) -> pl.DataFrame:
    supply, demand = scope.structure(seller, year), scope.structure(buyer, year)
    with np.errstate(divide="ignore", invalid="ignore"):
        specialisation = demand.imports / demand.imports.sum() / (demand.world / demand.world.sum())
    sides = pl.DataFrame(
        {
            "product": year.grid.products,
            "bought": demand.imports,
            "seller_rca": supply.rca,
            "buyer_specialisation": specialisation,
        }
    )
    flow = scope.flow(seller, buyer, year)
    return (
        flow.join(sides.fill_nan(None), on="product", how="left")
        .with_columns(
            share=pl.col("value") / pl.col("value").sum(),
            # A group's imports are a difference: rounding must not make them less than one flow of them.
            market_share=pl.col("value") / pl.max_horizontal("bought", "value"),
            unit_value=pl.when(pl.col("quantity") > 0).then(1e6 * pl.col("value") / pl.col("quantity")),
        )
        .select(
            "product", "value", "share", "market_share", "seller_rca", "buyer_specialisation",
            "quantity", "unit_value",
        )
        .sort("value", "product", descending=[True, False])
    )  # fmt: skip
