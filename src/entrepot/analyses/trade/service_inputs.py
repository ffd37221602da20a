"""Services among the inputs that industries of one place sell to those of another."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.result import Result
from entrepot.analyses.trade.scope import EXPORTS, USD, Scope, column
from entrepot.analyses.trade.world import World
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.icio import ICIO_INDUSTRIES
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

# ISIC Rev. 4 from construction on, which the balance of payments counts as a service. Electricity, gas and
# water (D, E) are not among them: the first two are goods at the border.
FIRST_SECTION = "F"
TRADE_INDUSTRY = "G"
SERVICE_INPUTS = "inputs sold by service industries, basic prices"


@dataclass(frozen=True, slots=True)
class ServiceInputs(Result):
    """Services among the intermediate inputs that one place sells the other.

    Attributes:
        value: inputs sold by service industries, construction included.
        share: of all inputs sold.
        trade_margin: the part of `value` that wholesale and retail trade sells, which is for the most part
            the margin on goods and no service that anyone ordered.
        table: industry, industry_name, value, share (of the services); larger first.
    """

    seller: Place
    buyer: Place
    value: Figure
    share: Figure
    trade_margin: Figure
    table: FigureTable


def service_inputs(source: Warehouse | World, seller: Place, buyer: Place) -> ServiceInputs:
    """How much of what one place's industries sell the other's industries is services.

    Services are what industries of ISIC Rev. 4 sections F to T sell. Inputs only: services that households
    and governments buy (tourism, study) are not among them.

    Raises:
        NoData: the tables lack one of the places, or nothing flows.
        UsageError: the places share a country.
    """
    scope = Scope.of(source, seller, buyer)
    rows = scope.world.between(seller.code, buyer.code).filter(pl.col("value") > 0)
    total = float(rows["value"].sum())
    if scope.absent or not total:
        raise NoData(f"The tables do not tell the whole flow from {seller.code} to {buyer.code}.")
    sections = _sections(source, scope)
    sold = rows.filter(pl.col("industry").replace_strict(sections, default="") >= FIRST_SECTION)
    value = float(sold["value"].sum())
    trade = float(sold.filter(industry=TRADE_INDUSTRY)["value"].sum())
    at = f"flows: {seller.code} -> {buyer.code}, by industry"
    method = "sum over industries of ISIC sections F to T"
    table = _inputs(scope, sold, value, seller, buyer, at)
    share = value / total
    return ServiceInputs(
        seller,
        buyer,
        scope.figure(value, USD, SERVICE_INPUTS, at, method),
        scope.figure(share, "1", f"share of {SERVICE_INPUTS}, in {EXPORTS}", at, "services / all inputs"),
        scope.figure(trade, USD, "inputs sold by wholesale and retail trade, basic prices", at),
        table,
    )


def _sections(source: Warehouse | World, scope: Scope) -> dict[str, str]:
    if isinstance(source, Warehouse):
        held = source.read(ICIO_INDUSTRIES, ("code", "section"), release=scope.world.release.id)
        return dict(zip(held["code"], held["section"], strict=True))
    return {code: code[:1] for code in scope.world.industries["code"]}


def _inputs(
    scope: Scope, sold: pl.DataFrame, value: float, seller: Place, buyer: Place, at: str
) -> FigureTable:
    rows = sold.with_columns(share=pl.col("value") / value).sort(
        "value", "industry", descending=[True, False]
    )
    columns = (
        column("value", "Value", USD, SERVICE_INPUTS),
        column("share", "Share", "1", f"share of {SERVICE_INPUTS}", "value / sum"),
    )
    title = f"Services among the inputs that {seller.name()} sells to {buyer.name()}"
    return scope.table(title, scope.named(rows), columns, at)
