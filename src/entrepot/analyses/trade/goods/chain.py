"""From raw material to industry: who, at the buyer's, uses what the makers of a raw material make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.routes import Route, routes
from entrepot.analyses.trade.goods.scope import EXPORTS, USD, GoodsScope
from entrepot.analyses.trade.goods.uses import USE, uses
from entrepot.analyses.trade.goods.year import Year
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.world import industry_names, world
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin
from entrepot.metadata.places.place import Place
from entrepot.metadata.products import critical_raw_materials
from entrepot.store.warehouse import Warehouse

USERS = 5
_UNPLACED = "critical raw materials for which no industry could be told"
CAVEAT = (
    "An estimate at the level of industries: it says who uses what the makers of such materials make, "
    "wherever it comes from, and not who bought the material."
)


@dataclass(frozen=True, slots=True, repr=False)
class Chain(TableResult):
    """The way of critical raw materials from the seller into the buyer's industries.

    Attributes:
        table: supplying_industry, supplying_name, value (USD million: the raw materials that such industries
            make, as the seller sells them to the buyer), materials, told_by ("concordance", "definition" or
            both), using_industry, using_name, coefficient (inputs of the supplying industry's kind per unit
            of the user's output), use (coefficient x output, USD million), share (of all uses at the
            buyer's); the five largest users of each, the largest value first.
        placed: value of the raw materials that were put to an industry.
        unplaced: value of those that were not, for want of a concordance.
        unplaced_materials: their names.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    placed: Figure
    unplaced: Figure
    unplaced_materials: tuple[str, ...]


def chain(
    warehouse: Warehouse,
    seller: Place,
    buyer: Place,
    year: int | None = None,
    language: str = "en",
    data: Goods | None = None,
) -> Chain:
    """Which of the buyer's industries use what the makers of the seller's critical raw materials make.

    use of industry u = a_su x_u, with a_su the input coefficient of supplying industry s in the buyer's
    industry u, and x_u its output; a group's members are added up.

    A product is put to the industry that makes it with the concordances in the store, else, for ores, metals,
    ferro-alloys, compounds and waste, by what CPA defines its headings as; never by HS chapter.

    Args:
        warehouse: the open store.
        seller: who sells the materials.
        buyer: whose industries use them.
        year: of the goods; the last when None. The input coefficients are of the newest tables.
        language: "en" or "fr", of names.
        data: the goods, where they are read already.

    Raises:
        NoData: no goods by product, no critical raw material flows, or the tables lack the buyer.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(data or warehouse, seller, buyer)
    chosen = scope.year(year)
    values = _values(scope, seller, buyer, chosen)
    if not values:
        raise NoData(f"No critical raw material that a code shows flows from {seller.code} to {buyer.code}.")
    used = uses(warehouse, buyer)
    found = routes(warehouse, scope.data.revision, values)
    rows = _rows(values, found, used, industry_names(warehouse, language), language)
    placed = sum(values[route.product] * route.weight for route in found)
    left = sorted(values.keys() - {route.product for route in found})
    at = f"{seller.code} -> {buyer.code}, codes of critical raw materials"

    def total(amount: float, concept: str) -> Figure:
        return scope.figure(amount, USD, concept, chosen, at)

    origins = (chosen.release.origin(f"flows: {at}"), _origin(warehouse, buyer))
    names = tuple(dict.fromkeys(_material(product, language) for product in left))
    return Chain(
        seller,
        buyer,
        _table(scope, rows, origins, chosen),
        total(placed, f"{EXPORTS}: critical raw materials"),
        total(max(sum(values.values()) - placed, 0.0), f"{EXPORTS}: {_UNPLACED}"),
        names,
    )


def _values(scope: GoodsScope, seller: Place, buyer: Place, year: Year) -> dict[str, float]:
    """USD million by code of critical raw materials that hold nothing else."""
    codes = {code.hs22 for m in critical_raw_materials() for code in m.codes if code.alone and code.hs22}
    flow = scope.flow(seller, buyer, year).filter(pl.col("product").is_in(sorted(codes)))
    return dict(flow.select("product", "value").iter_rows())


def _material(product: str, language: str) -> str:
    found = (m for m in critical_raw_materials() for c in m.codes if c.alone and c.hs22 == product)
    return next(m.names[language] for m in found)


def _rows(
    values: Mapping[str, float],
    found: tuple[Route, ...],
    used: pl.DataFrame,
    names: Mapping[str, str],
    language: str,
) -> pl.DataFrame:
    rows: list[dict[str, str | float | None]] = []
    for industry in sorted({route.industry for route in found}):
        mine = [route for route in found if route.industry == industry]
        users = used.filter((pl.col("supplying_industry") == industry) & (pl.col("use") > 0))
        first = users.sort("use", "using_industry", descending=[True, False]).head(USERS)
        head = {
            "supplying_industry": industry,
            "supplying_name": names[industry],
            "value": sum(values[route.product] * route.weight for route in mine),
            "materials": "; ".join(dict.fromkeys(_material(route.product, language) for route in mine)),
            "told_by": ", ".join(sorted({route.told_by for route in mine})),
        }
        rows += [
            {**head, **{k: user[k] for k in _USER}, "using_name": names[str(user["using_industry"])]}
            for user in first.to_dicts()
        ]
    frame = pl.DataFrame(rows, schema=_SCHEMA)
    return frame.sort(
        "value", "supplying_industry", "use", "using_industry", descending=[True, False, True, False]
    )


_USER = ("using_industry", "coefficient", "use", "share")
_SCHEMA = {
    **dict.fromkeys(("supplying_industry", "supplying_name"), pl.String), "value": pl.Float64,
    **dict.fromkeys(("materials", "told_by", "using_industry", "using_name"), pl.String),
    **dict.fromkeys(("coefficient", "use", "share"), pl.Float64),
}  # fmt: skip


def _origin(warehouse: Warehouse, buyer: Place) -> Origin:
    return world(warehouse).origin.at(f"input coefficients and output of {buyer.code}")


def _table(scope: GoodsScope, rows: pl.DataFrame, origins: tuple[Origin, ...], year: Year) -> FigureTable:
    seller, buyer = scope.places
    modelled = Quality.MODELLED
    columns = (
        FigureColumn("value", "Value", USD, f"{EXPORTS}: critical raw materials", Quality.ESTIMATED),
        FigureColumn("coefficient", "Coefficient", "1", f"input coefficient of {buyer.code}", modelled),
        FigureColumn("use", "Use", USD, USE, modelled, "coefficient x output"),
        FigureColumn("share", "Share", "1", f"share of all uses at the industries of {buyer.code}", modelled,
                     "use / sum over all industries"),
    )  # fmt: skip
    title = f"From raw materials of {seller.name()} to industries of {buyer.name()}"
    table = scope.table(title, rows, columns, (year,), "")
    return replace(table, origins=origins, caveat=f"{CAVEAT} {scope.caveat}")
