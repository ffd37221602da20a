"""What a place is specialised in selling, and in buying."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.partners import Flow
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import USD, Scope, column
from entrepot.analyses.trade.world import World
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True, repr=False)
class Advantage(TableResult):
    """Revealed comparative advantage of a place, by industry.

    Attributes:
        flow: exports (advantage), or imports (specialisation of what it buys).
        table: industry, industry_name, value, share, world_share, rca, symmetric_rca; highest rca first.
    """

    place: Place
    flow: Flow
    table: FigureTable
    missing: tuple[str, ...] = ()


def advantage(source: Warehouse | World, place: Place, flow: Flow | str = Flow.EXPORTS) -> Advantage:
    """Balassa's index of each industry of a place, against all economies of the table.

    Raises:
        NoData: if the table does not have the place, or the store does not have the table.
        UsageError: if `flow` is neither "exports" nor "imports".
    """
    flow = Flow.read(flow)
    scope = Scope.of(source, place)
    structure = scope.world.exports if flow is Flow.EXPORTS else scope.world.imports
    mine = structure.filter(pl.col("economy") == place.code).drop("economy")
    rows = scope.named(mine).sort("rca", "industry", descending=[True, False], nulls_last=True)
    index = "comparative advantage" if flow is Flow.EXPORTS else "import specialisation"
    columns = (
        column("value", flow.value.capitalize(), USD, flow.concept),
        column("share", "Share", "1", f"share of the place's {flow.concept}", "X_ik / X_i"),
        column("world_share", "World share", "1", f"share of all {flow.concept}", "X_k / X"),
        column("rca", "RCA", "1", f"revealed {index} (Balassa)", "(X_ik / X_i) / (X_k / X)"),
        column(
            "symmetric_rca", "Symmetric RCA", "1", f"revealed {index}, symmetric", "(RCA - 1) / (RCA + 1)"
        ),
    )
    title = f"Revealed {index} of {place.name()}"
    locator = f"flows: {flow.value} of {place.code} and of all economies, by industry"
    return Advantage(place, flow, scope.table(title, rows, columns, locator), scope.absent)
