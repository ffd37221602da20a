"""What two places trade with each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import polars as pl

from entrepot.analyses.trade.measures import aggregate_grubel_lloyd, shares, trade_balance
from entrepot.analyses.trade.partners import Flow, Standing, partners_within
from entrepot.analyses.trade.result import Result
from entrepot.analyses.trade.scope import EXPORTS, IMPORTS, USD, Scope, column
from entrepot.analyses.trade.world import World, world
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:
    import pandas as pd

INTRA_INDUSTRY = "intra-industry trade in intermediate inputs (Grubel-Lloyd)"
BALANCE = "balance of trade in intermediate inputs, basic prices"


@dataclass(frozen=True, slots=True)
class Bilateral(Result):
    """Trade between a reporter and its partner, seen from the reporter; a group counts as one partner.

    Attributes:
        exports: reporter to partner; imports: partner to reporter. Both at the seller's basic prices, so
            that one's exports are the other's imports.
        balance: exports - imports; normalised_balance: over their sum, -1 to 1.
        partner_as_customer: the partner among the reporter's customers (share of the reporter's exports);
            partner_as_supplier, reporter_as_customer, reporter_as_supplier likewise.
        export_intensity: the partner's share of the reporter's exports over its share of the world's;
            import_intensity: the same of the partner's exports to the reporter.
        intra_industry: Grubel-Lloyd index over all industries, 0 (one way only) to 1 (as much both ways).
        export_industries, import_industries: industry, industry_name, value, share (of this flow),
            market_share (of all the buyer's imports from this industry), reporter_rca, partner_rca; largest
            first, industries without trade left out.
        missing: countries of either place that the table does not have: amounts are then lower bounds, and
            ratios and ranks are about the countries that it has.
    """

    reporter: Place
    partner: Place
    exports: Figure
    imports: Figure
    balance: Figure
    normalised_balance: Figure
    partner_as_customer: Standing
    partner_as_supplier: Standing
    reporter_as_customer: Standing
    reporter_as_supplier: Standing
    export_intensity: Figure
    import_intensity: Figure
    intra_industry: Figure
    export_industries: FigureTable
    import_industries: FigureTable
    missing: tuple[str, ...] = ()

    def frame(self, kind: Literal["polars", "pandas"] = "polars") -> pl.DataFrame | pd.DataFrame:
        """Both tables by industry in one frame with a column `flow`; raises `UsageError` for another kind."""
        tables = ((Flow.EXPORTS, self.export_industries), (Flow.IMPORTS, self.import_industries))
        rows = [table.data.select(pl.lit(flow.value).alias("flow"), pl.all()) for flow, table in tables]
        return replace(self.export_industries, data=pl.concat(rows)).frame(kind)


def bilateral(source: Warehouse | World, reporter: Place, partner: Place) -> Bilateral:
    """Everything the table says of the trade between two places.

    Raises:
        NoData: if the table does not have one of the places, or the store does not have the table.
        UsageError: if the places share a country.
    """
    return _bilateral(world(source), reporter, partner)


@lru_cache(maxsize=16)  # every section of a brief asks the same; the answer is frozen and takes 40 ms
def _bilateral(flows: World, reporter: Place, partner: Place) -> Bilateral:
    scope = Scope.of(flows, reporter, partner)
    here, there = reporter.code, partner.code
    exports, imports = scope.flow(here, there, EXPORTS), scope.flow(there, here, IMPORTS)
    customers, suppliers, customers_there, suppliers_there = (
        partners_within(scope, place, flow) for place in (reporter, partner) for flow in Flow
    )
    normalised_balance, intra_industry = _two_way(scope, here, there)
    return Bilateral(
        reporter=reporter,
        partner=partner,
        exports=exports,
        imports=imports,
        balance=replace(exports - imports, concept=BALANCE, method="exports - imports"),
        normalised_balance=normalised_balance,
        partner_as_customer=customers.standing(there),
        partner_as_supplier=suppliers.standing(there),
        reporter_as_customer=customers_there.standing(here),
        reporter_as_supplier=suppliers_there.standing(here),
        export_intensity=customers.table.figure("intensity", partner=there),
        import_intensity=customers_there.table.figure("intensity", partner=here),
        intra_industry=intra_industry,
        export_industries=_industries(scope, reporter, partner, EXPORTS),
        import_industries=_industries(scope, partner, reporter, IMPORTS),
        missing=scope.absent,
    )


def _two_way(scope: Scope, here: str, there: str) -> tuple[Figure, Figure]:
    """Normalised balance and intra-industry trade."""
    both = (
        scope.world.between(here, there)
        .rename({"value": "exports"})
        .join(
            scope.world.between(there, here).rename({"value": "imports"}),
            on="industry",
            how="full",
            coalesce=True,
        )
        .fill_null(0.0)
    )
    balance = trade_balance(both.select(pl.col("exports", "imports").sum()))["normalised_balance"].item()
    overlap = aggregate_grubel_lloyd(both)["grubel_lloyd"].item()
    locator = f"flows: {here} -> {there} and {there} -> {here}, by industry"
    return (
        scope.figure(balance, "1", f"normalised {BALANCE}", locator, "(X - M) / (X + M)"),
        scope.figure(overlap, "1", INTRA_INDUSTRY, locator, "1 - sum of |X_k - M_k| / sum of (X_k + M_k)"),
    )


def _industries(scope: Scope, seller: Place, buyer: Place, concept: str) -> FigureTable:
    reporter, partner = scope.places
    columns = (
        column("value", "Value", USD, concept),
        column(
            "share", "Share", "1", f"share of {concept} from {seller.code} to {buyer.code}", "value / sum"
        ),
        column(
            "market_share",
            "Market share",
            "1",
            f"share of all that {buyer.code} imports from this industry, intermediate inputs",
            "value / imports of the buyer from all others",
        ),
        column(
            "reporter_rca", f"RCA {reporter.code}", "1", f"revealed comparative advantage of {reporter.code}"
        ),
        column(
            "partner_rca", f"RCA {partner.code}", "1", f"revealed comparative advantage of {partner.code}"
        ),
    )
    title = f"What {seller.name()} sells to {buyer.name()}, by industry"
    locator = f"flows: {seller.code} -> {buyer.code}, by industry"
    return scope.table(title, _ranked(scope, seller.code, buyer.code), columns, locator)


def _ranked(scope: Scope, seller: str, buyer: str) -> pl.DataFrame:
    world, (reporter, partner) = scope.world, scope.codes
    rows = shares(world.between(seller, buyer)).filter(pl.col("value") > 0)
    bought = world.imports.filter(pl.col("economy") == buyer).select("industry", bought="value")
    rows = rows.join(bought, on="industry").with_columns(market_share=pl.col("value") / pl.col("bought"))
    for code, name in ((reporter, "reporter_rca"), (partner, "partner_rca")):
        rca = world.exports.filter(pl.col("economy") == code).select("industry", pl.col("rca").alias(name))
        rows = rows.join(rca, on="industry", how="left")
    ordered = rows.drop("bought").sort("value", "industry", descending=[True, False])
    return scope.named(ordered)
