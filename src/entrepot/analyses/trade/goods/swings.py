"""What swings a flow: the contribution of each product to its change, and one-off contracts."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import EXPORTS, USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Year
from entrepot.analyses.trade.measures.growth import contributions
from entrepot.analyses.trade.measures.one_offs import USUAL, OneOffRule, one_offs
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True, repr=False)
class Swings(TableResult):
    """How a flow changed between two years, product by product.

    Attributes:
        before, after: the whole flow in the first and the last year.
        change: after - before.
        table: product, product_name, before, after, change, contribution (to the growth of the whole flow;
            all add up to it; null where the flow was nothing), largest movement first; empty where neither
            year has any.
        one_offs: product, product_name, year, value, usual (median of the other years), of_total (what is
            above the usual as a share of the year's flow); a year far from the product's other years.
        rule: in words, when a year counts as a one-off.
    """

    seller: Place
    buyer: Place
    first: int
    last: int
    before: Figure
    after: Figure
    change: Figure
    table: FigureTable
    one_offs: FigureTable
    rule: str


def swings(
    source: Warehouse | Goods,
    seller: Place,
    buyer: Place,
    first: int | None = None,
    last: int | None = None,
    rule: OneOffRule = USUAL,
) -> Swings:
    """Which products made the flow grow or shrink between two years.

    Without years these are the first in which such a flow is on record, and the last.

    Raises:
        NoData: the store has no goods by product, one year only, not those years, or not one of the places.
        UsageError: the places share a country, or the first year is not before the last.
    """
    scope = GoodsScope.of(source, seller, buyer)
    end = scope.year(last)
    start = _start(scope, seller, buyer, end) if first is None else scope.year(first)
    if start.year >= end.year:
        raise UsageError(f"{start.year} is not before {end.year}: name an earlier first year.")
    years = [year for number, year in scope.years.items() if start.year <= number <= end.year]
    flows = pl.concat(
        scope.flow(seller, buyer, year).select("product", "value", pl.lit(year.year).alias("year"))
        for year in years
    )
    at = f"{seller.code} -> {buyer.code}, by product"
    totals = [float(flows.filter(pl.col("year") == year.year)["value"].sum()) for year in (start, end)]
    before, after = (
        scope.figure(total, USD, EXPORTS, year, at) for total, year in zip(totals, (start, end), strict=True)
    )
    moved = scope.named(_moved(flows, start.year, end.year), end)
    odd = scope.named(_odd(flows, rule), end)
    title = f"What changed in what {seller.name()} sells to {buyer.name()}"
    return Swings(
        seller,
        buyer,
        start.year,
        end.year,
        before,
        after,
        after - before,
        scope.table(title, moved, _COLUMNS, years, at),
        scope.table(f"One-offs in what {seller.name()} sells to {buyer.name()}", odd, _ODD, years, at),
        str(rule),
    )


_COLUMNS = (
    column("before", "Before", USD, EXPORTS),
    column("after", "After", USD, EXPORTS),
    column("change", "Change", USD, f"change of {EXPORTS}", "after - before", Quality.DERIVED),
    column(
        "contribution", "Contribution", "1", "contribution to the growth of the whole flow",
        "change / whole flow before", Quality.DERIVED,
    ),
)  # fmt: skip
_ODD = (
    column("value", "Value", USD, EXPORTS),
    column("usual", "Usual", USD, f"median of {EXPORTS} in the other years", quality=Quality.DERIVED),
    column(
        "of_total", "Of the flow", "1", "part of the year's flow that is above the usual",
        "(value - usual) / flow of the year", Quality.DERIVED,
    ),
)  # fmt: skip


def _start(scope: GoodsScope, seller: Place, buyer: Place, end: Year) -> Year:
    """The first year with any such flow, else the first of all: what came from nothing tells little."""
    before = [year for number, year in scope.years.items() if number < end.year]
    if not before:
        raise NoData(
            f"The store holds goods by product for {end.year} alone; a second year would tell what changed."
        )
    return next((year for year in before if scope.total(seller, buyer, year) > 0), before[0])


def _moved(flows: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    ends = flows.filter(pl.col("year").is_in((first, last)))
    if ends.is_empty():
        empty = dict.fromkeys(("before", "after", "change", "contribution"), pl.Float64)
        return pl.DataFrame(schema={"product": pl.String, **empty})
    # A year without such a flow has no row; every product was nothing then.
    nothing = ends.select("product", value=0.0).unique()
    zeros = [nothing.with_columns(year=pl.lit(year, pl.Int32)) for year in (first, last)]
    moved = contributions(pl.concat([ends, *zeros], how="vertical_relaxed"), first, last)
    order = pl.col("change").abs()
    return moved.sort(order, "product", descending=[True, False]).select(
        "product", "before", "after", "change", "contribution"
    )


def _odd(flows: pl.DataFrame, rule: OneOffRule) -> pl.DataFrame:
    found = one_offs(flows, rule=rule).filter("is_one_off")
    return found.select("product", "year", "value", "usual", "of_total").sort(
        "of_total", "product", descending=[True, False]
    )
