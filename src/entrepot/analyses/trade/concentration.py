"""How far a place depends on few markets, few suppliers, few industries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from entrepot.analyses.trade.measures import herfindahl
from entrepot.analyses.trade.partners import Flow
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import Scope, column
from entrepot.analyses.trade.world import REST, World
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

DIMENSIONS = {"partner": "partners", "industry": "industries"}
METHOD = "Herfindahl-Hirschman index: sum of squared shares"


@dataclass(frozen=True, slots=True, repr=False)
class Concentration(TableResult):
    """Herfindahl-Hirschman indices of a place's trade.

    Attributes:
        table: four rows: flow (exports, imports) by dimension (partner, industry), with hhi (1/n to 1),
            normalised_hhi (0 to 1), equivalent_number (1/hhi) and n, the number of parts with trade. The rest
            of the world is no single partner and is left out of the partners' rows.
    """

    place: Place
    table: FigureTable
    missing: tuple[str, ...] = ()

    def hhi(self, flow: Flow | str, dimension: Literal["partner", "industry"]) -> Figure:
        """One of the four indices."""
        flow = Flow.read(flow)
        figure = self.table.figure("hhi", flow=flow.value, dimension=dimension)
        return replace(figure, concept=f"concentration of {flow.concept} over {DIMENSIONS[dimension]}")


def concentration(source: Warehouse | World, place: Place) -> Concentration:
    """Concentration of exports and imports over partners and over industries.

    Raises:
        NoData: if the table does not have the place, or the store does not have the table.
    """
    scope = Scope.of(source, place)
    rows = [
        herfindahl(parts).select(
            pl.lit(flow.value).alias("flow"), pl.lit(dimension).alias("dimension"), pl.all()
        )
        for flow in Flow
        for dimension, parts in _parts(scope.world, place.code, flow)
    ]
    columns = (
        column("hhi", "HHI", "1", "concentration of trade in intermediate inputs", METHOD),
        column(
            "normalised_hhi",
            "HHI, normalised",
            "1",
            "concentration, 0 for equal parts",
            "(H - 1/n) / (1 - 1/n)",
        ),
        column(
            "equivalent_number",
            "Equivalent number",
            "1",
            "equal parts that would be as concentrated",
            "1 / H",
        ),
        column("n", "Parts", "count", "partners or industries with trade"),
    )
    table = scope.table(
        f"Concentration of the trade of {place.name()}",
        pl.concat(rows),
        columns,
        f"flows: {place.code} to and from all others",
    )
    return Concentration(place, table, scope.absent)


def _parts(world: World, code: str, flow: Flow) -> tuple[tuple[str, pl.DataFrame], ...]:
    partners = world.pairs.filter(pl.col(flow.side) == code, pl.col(flow.other_side) != REST)
    structure = world.exports if flow is Flow.EXPORTS else world.imports
    return (("partner", partners), ("industry", structure.filter(pl.col("economy") == code)))
