"""What lies near to what a place already exports, laid over what the other buys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.analyses.trade.complexity import STATA, Choices, full_set
from entrepot.analyses.trade.goods.grid import Grid
from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import EXPORTS, USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Year, mark
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

METHOD = "product space of all economies, conventions of the Stata package ecomplexity"
DENSITY = "relatedness to what the place exports with advantage (density)"
# Raised when what is computed changes, so that nothing computed before is taken for it.
VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class Relatedness(TableResult):
    """The products that the buyer imports, placed in the product space of the seller.

    Attributes:
        eci: economic complexity of the seller; eci_rank: among `economies` that the data hold, unfiltered.
        table: product, product_name, state, density (0 to 1), pci, seller_rca, imports (of the buyer from all
            others), value (of the seller to the buyer); the buyer's largest imports first. `state` is "sold"
            (advantage, and sold to the buyer), "able" (advantage, not sold), "near" (no advantage yet, and
            density above the median of such products), "far", or null where density is not defined.
    """

    seller: Place
    buyer: Place
    eci: Figure
    eci_rank: Figure
    economies: int
    table: FigureTable


def relatedness(
    source: Warehouse | Goods, seller: Place, buyer: Place, year: int | None = None
) -> Relatedness:
    """The seller's product space with the buyer's demand laid over it.

    All economies of the flows are in the sample: tiny exporters among them move ECI more than they move
    density. A group is one economy in place of its members.

    Raises:
        NoData: the store has no goods by product, not of that year, or one of the places is not in them.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    chosen = scope.year(year)
    measures = complexity(chosen, seller.code, scope.countries(seller))
    mine = measures.economies.row(by_predicate=pl.col("economy") == seller.code, named=True)
    above = None if mine["eci"] is None else float(1 + (measures.economies["eci"] > mine["eci"]).sum())
    counted = measures.economies["eci"].drop_nulls().len()
    at = "exports of all economies, by product"

    def figure(value: float | None, unit: str, concept: str) -> Figure:
        return scope.figure(value, unit, concept, chosen, at, METHOD)

    columns = (
        column("density", "Relatedness", "1", DENSITY, METHOD, Quality.DERIVED),
        column("pci", "Complexity", "index", "product complexity index (PCI)", METHOD, Quality.DERIVED),
        column("seller_rca", f"RCA {seller.code}", "1", f"revealed comparative advantage of {seller.code}"),
        column("imports", "Imports", USD, f"all imports of {buyer.code} of the product, FOB"),
        column("value", "Value", USD, EXPORTS),
    )
    rows = scope.named(_rows(scope, chosen, seller, buyer, measures.products), chosen)
    title = f"What {buyer.name()} imports, in the product space of {seller.name()}"
    return Relatedness(
        seller,
        buyer,
        figure(mine["eci"], "index", f"economic complexity of {seller.code} (ECI)"),
        figure(above, "rank", f"rank of {seller.code} by economic complexity"),
        counted,
        scope.table(title, rows, columns, (chosen,), at),
    )


@dataclass(frozen=True, eq=False)
class Measures:
    """The product space of one year.

    Attributes:
        products: product, pci, density (of the place asked about).
        economies: economy, eci.
    """

    products: pl.DataFrame
    economies: pl.DataFrame


def complexity(year: Year, code: str, countries: tuple[str, ...]) -> Measures:
    """PCI and ECI of everyone and the density of one place, read again where they were computed before.

    A group that is no economy of the flows takes the place of its members.
    """
    single = countries == (code,)
    # Two groups may stand for the same members: the frame names the group.
    name = "complexity" if single else f"complexity_{code}_{mark(countries)}"
    wide = year.derived(name, VERSION, lambda: _wide(year.grid if single else _merged(year, code, countries)))
    products = wide.filter(pl.col("product") != _ECI)
    of = f"density_{code}"
    eci = wide.filter(pl.col("product") == _ECI).drop("product", "pci").transpose(include_header=True)
    economies = eci.select(pl.col("column").str.strip_prefix("density_").alias("economy"), eci="column_0")
    return Measures(products.select("product", "pci", density=of), economies)


# One frame a year holds it all: a row a product, a column of densities an economy, a last row with ECI.
_ECI = "ECI"


def _wide(grid: Grid) -> pl.DataFrame:
    found = full_set(grid.exports, Choices(STATA))
    densities = {
        f"density_{code}": np.append(found.density[n], found.eci[n]) for n, code in enumerate(grid.economies)
    }
    head = {"product": [*grid.products, _ECI], "pci": np.append(found.pci, np.nan)}
    return pl.DataFrame({**head, **densities}).fill_nan(None)


def _merged(year: Year, code: str, countries: tuple[str, ...]) -> Grid:
    """The grid with a group in place of its members."""
    grid, group = year.grid, year.structure(countries)
    others = np.array([n for n, economy in enumerate(grid.economies) if economy not in countries], np.intp)
    return Grid(
        (*(grid.economies[n] for n in others), code),
        grid.products,
        np.vstack([grid.exports[others], group.exports]),
        np.vstack([grid.imports[others], group.imports]),
    )


def _rows(scope: GoodsScope, year: Year, seller: Place, buyer: Place, space: pl.DataFrame) -> pl.DataFrame:
    bought = scope.structure(buyer, year).imports
    rows = pl.DataFrame(
        {"product": year.grid.products, "seller_rca": scope.structure(seller, year).rca, "imports": bought}
    ).fill_nan(None)
    flow = scope.flow(seller, buyer, year).select("product", "value")
    rows = rows.join(space, on="product").join(flow, on="product", how="left")
    rows = rows.with_columns(pl.col("value").fill_null(0.0))
    able, sold = pl.col("seller_rca") > 1, pl.col("value") > 0
    typical = pl.col("density").filter(able.not_()).median()
    state = (
        pl.when(able & sold).then(pl.lit("sold")).when(able).then(pl.lit("able"))
        .when(pl.col("density") > typical).then(pl.lit("near"))
        .when(pl.col("density").is_not_null()).then(pl.lit("far"))
    )  # fmt: skip
    return (
        rows.filter(pl.col("imports") > 0)
        .with_columns(state=state)
        .select("product", "state", "density", "pci", "seller_rca", "imports", "value")
        .sort("imports", "product", descending=[True, False])
    )
