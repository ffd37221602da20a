"""Whose exports fit whose demand: complementarity by product, and with whom each place fits best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from entrepot.analyses.trade.goods.grid import Floats
from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Year
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

INDEX = "complementarity of exports with imports by product (Michaely)"
METHOD = "100 x sum of the smaller of both shares"


@dataclass(frozen=True, slots=True, repr=False)
class Fit(TableResult):
    """How well what one place exports matches what another imports.

    Attributes:
        index: 0 (no product in common) to 100 (the same structure); unknown where the seller exports nothing
            or the buyer imports nothing.
        buyer_rank: rank of the buyer among all economies that the seller's exports could go to, by index.
        seller_rank: rank of the seller among all economies that could supply the buyer, by index.
        out_of: how many buyers are compared, this one included.
        buyers: economy, complementarity, value: the other economies, whose imports match the seller's exports
            best first.
        table: economy, complementarity, value: the other economies, whose exports match the buyer's imports
            best first.
    """

    seller: Place
    buyer: Place
    index: Figure
    buyer_rank: Figure
    seller_rank: Figure
    out_of: int
    buyers: FigureTable
    table: FigureTable


def fit(source: Warehouse | Goods, seller: Place, buyer: Place, year: int | None = None) -> Fit:
    """Michaely's index of the seller's exports and the buyer's imports, beside that of every other economy.

    A group counts as one economy; the economies in it are not compared with it. Economies with trade below
    one hundred million dollars are left out of the comparison: a few products fit anything or nothing.

    Raises:
        NoData: the store has no goods by product, not of that year, or one of the places is not in them.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    chosen = scope.year(year)
    sold, bought = scope.structure(seller, chosen).exports, scope.structure(buyer, chosen).imports
    at = f"{seller.code} exports, {buyer.code} imports, by product"
    known = sold.sum() > 0 and bought.sum() > 0
    index = float(_overlap(_share(sold)[None, :], _share(bought))[0])
    buyers = _others(scope, chosen, buyer, seller, "imports", _share(sold))
    sellers = _others(scope, chosen, seller, buyer, "exports", _share(bought))

    def rank(rows: pl.DataFrame, who: str) -> Figure:
        above = float(1 + (rows["complementarity"] > index).sum()) if known else None
        return scope.figure(above, "rank", f"rank of {who} by {INDEX}", chosen, at, METHOD)

    return Fit(
        seller,
        buyer,
        scope.figure(index if known else None, "0 to 100", INDEX, chosen, at, METHOD),
        rank(buyers, buyer.code),
        rank(sellers, seller.code),
        buyers.height + 1,
        _table(scope, chosen, buyers, f"Whose imports match what {seller.name()} exports"),
        _table(scope, chosen, sellers, f"Whose exports match what {buyer.name()} imports"),
    )


Side = Literal["exports", "imports"]
_SMALLEST = 100.0


def _others(
    scope: GoodsScope,
    year: Year,
    one: Place,
    other: Place,
    side: Literal["exports", "imports"],
    shares: Floats,
) -> pl.DataFrame:
    """economy, complementarity, value: of all economies outside the two places, best first."""
    index, totals = _overlap(year.grid.shares(side), shares), year.grid.totals(side)
    wanted = totals >= _SMALLEST
    wanted[year.grid.rows({*scope.countries(one), *scope.countries(other)})] = False
    rows = {"economy": list(year.grid.economies), "complementarity": index, "value": totals}
    compared = pl.DataFrame(rows).filter(pl.Series(wanted))
    return compared.sort("complementarity", "economy", descending=[True, False])


def _overlap(structures: Floats, one: Floats) -> Floats:
    overlap: Floats = 100 * np.minimum(structures, one).sum(axis=1)
    return overlap


def _share(values: Floats) -> Floats:
    total = values.sum()
    return values / total if total else values


def _table(scope: GoodsScope, year: Year, rows: pl.DataFrame, title: str) -> FigureTable:
    columns = (
        column("complementarity", "Complementarity", "0 to 100", INDEX, METHOD, Quality.DERIVED),
        column("value", "Trade", USD, "all trade of the economy on that side, FOB"),
    )
    return scope.table(title, rows, columns, (year,), "exports and imports by product", "economy")
