"""How the trade of two places went over the years: value, weight for each side, rank, intensity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.analyses.trade.goods.grid import Floats
from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import EXPORTS, IMPORTS, USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Year
from entrepot.analyses.trade.measures.growth import log_linear_growth
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True, repr=False)
class Course(TableResult):
    """One place's sales of goods to another, year by year.

    Attributes:
        table: year, value, export_share (of all the seller exports), customer_rank (the buyer among the
            seller's customers; null without trade), customers (how many there are), import_share (of all the
            buyer imports), supplier_rank (the seller among the buyer's suppliers), suppliers, intensity (the
            buyer's share of the seller's exports over its share of the world's; trade inside a group counts
            in none of them).
        first, last: the rows of the first and the last year, as figures by column.
        growth: a year, by least squares on the logarithm of every year with trade; None below three of them.
        missing: countries of either place that the flows lack.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    first: dict[str, Figure]
    last: dict[str, Figure]
    growth: Figure | None
    missing: tuple[str, ...] = ()


def course(source: Warehouse | Goods, seller: Place, buyer: Place) -> Course:
    """How much the seller sold to the buyer in each year, and how it ranked.

    Years in which one of the two is not in the flows at all are left out: what it traded then is not known.

    Raises:
        NoData: the store has no goods by product, or no year of them has both places.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    years = tuple(scope.years.values())
    rows = pl.DataFrame([_row(scope, seller, buyer, year) for year in years], schema_overrides=_TYPES)
    at = f"{seller.code} -> {buyer.code}, all products"
    title = f"What {seller.name()} sells to {buyer.name()}, by year"
    table = scope.table(title, rows, _columns(seller, buyer), years, at)
    first, last = (
        {
            c.name: scope.figure(rows[c.name][n], c.unit, c.concept, years[n], at, c.method)
            for c in table.columns
        }
        for n in (0, -1)
    )
    absent = tuple(code for codes in scope.missing for code in codes)
    return Course(seller, buyer, table, first, last, _growth(table), absent)


_TYPES = {"customer_rank": pl.Float64, "supplier_rank": pl.Float64, "intensity": pl.Float64}


def _growth(table: FigureTable) -> Figure | None:
    trend = log_linear_growth(table.data.select("year", "value"))
    # Without any year of trade there is one row, and nothing in it.
    if trend.is_empty() or (trend["n"][0] or 0) < _TREND:
        return None
    error = trend["standard_error"][0]
    return Figure(
        value=trend["growth"][0],
        unit="1",
        period=table.period,
        concept=f"growth a year of {EXPORTS}",
        places=table.places,
        quality=Quality.DERIVED,
        origins=table.origins,
        method=f"least squares on the logarithm, standard error {error:.3f}",
        caveat=table.caveat,
    )


# Below three years a line through the points has no error that could be told.
_TREND = 3


def _columns(seller: Place, buyer: Place) -> tuple[FigureColumn, ...]:
    i, j, share = seller.code, buyer.code, "value / total"
    return (
        column("value", "Value", USD, EXPORTS),
        column("export_share", "Share of exports", "1", f"share of all {i} {EXPORTS}", share),
        column("customer_rank", "Rank as customer", "rank", f"rank of {j} among customers of {i}"),
        column("customers", "Customers", "count", f"customers of {i}"),
        column("import_share", "Share of imports", "1", f"share of all {j} {IMPORTS}", share),
        column("supplier_rank", "Rank as supplier", "rank", f"rank of {i} among suppliers of {j}"),
        column("suppliers", "Suppliers", "count", f"suppliers of {j}"),
        column("intensity", "Intensity", "1", "trade intensity in goods", "(x_ij / X_i) / (M_j / W)"),
    )


def _row(scope: GoodsScope, seller: Place, buyer: Place, year: Year) -> dict[str, float | int | None]:
    places, flows = year.matrix
    own, theirs = ([places[c] for c in scope.countries(p) if c in places] for p in (seller, buyer))
    value = float(flows[np.ix_(own, theirs)].sum())
    customers, suppliers = _partners(flows, own, theirs), _partners(flows.T, theirs, own)
    exports, imports = float(customers.sum()), float(suppliers.sum())
    world = float(flows.sum()) - sum(float(flows[np.ix_(side, side)].sum()) for side in (own, theirs))
    export_share, import_share = _ratio(value, exports), _ratio(value, imports)
    return {
        "year": year.year,
        "value": value,
        "export_share": export_share,
        "customer_rank": _rank(customers),
        "customers": int((customers > 0).sum()),
        "import_share": import_share,
        "supplier_rank": _rank(suppliers),
        "suppliers": int((suppliers > 0).sum()),
        "intensity": None if export_share is None else _ratio(export_share, _ratio(imports, world) or 0.0),
    }


def _partners(flows: Floats, own: list[int], others: list[int]) -> Floats:
    """What the own ones send to each partner; the others are the last one, the inner trade is left out."""
    sent: Floats = flows[own].sum(axis=0)
    together = sent[others].sum()
    sent[[*own, *others]] = 0.0
    return np.append(sent, together)


def _rank(partners: Floats) -> int | None:
    """Of the last one, held against the sum that stands there: added in another order it may be larger."""
    value = partners[-1]
    return 1 + int((partners > value).sum()) if value > 0 else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
