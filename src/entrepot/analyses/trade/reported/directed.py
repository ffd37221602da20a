"""Of all reports those of one direction, the margins that importers tell, and everyone's for comparison."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from entrepot.analyses.trade.reported.held import Reports, yearly
from entrepot.analyses.trade.reported.totals import TOTAL, totals
from entrepot.store.warehouse import Warehouse


def directed(rows: pl.DataFrame, sellers: Sequence[str], buyers: Sequence[str]) -> pl.DataFrame:
    """Of what is reported between two places, what is about goods from the sellers to the buyers."""
    reporter, partner, flow = pl.col("reporter"), pl.col("partner"), pl.col("flow")
    sold = reporter.is_in(list(sellers)) & partner.is_in(list(buyers)) & flow.is_in(["X", "RX"])
    bought = reporter.is_in(list(buyers)) & partner.is_in(list(sellers)) & flow.is_in(["M", "RM"])
    return rows.filter(sold | bought)


def margins_of(flows: pl.DataFrame) -> pl.DataFrame:
    """CIF/FOB of importers that state both, and none of those that value FOB."""
    fob = pl.col("valuation") == "FOB"
    own = pl.when(fob).then(0.0).otherwise(pl.col("value") / pl.col("other_valuation") - 1)
    stated = flows.filter((pl.col("flow") == "M") & (fob | pl.col("other_valuation").is_not_null()))
    return stated.select("year", exporter="partner", importer="reporter", margin=own.clip(0.0)).filter(
        pl.col("margin") < 1
    )


def network_of(warehouse: Warehouse, reports: Reports) -> pl.DataFrame:
    """The totals of everyone with everyone that the store holds: what reporters are judged by."""
    where = {"product": [TOTAL], "flow": ["X", "M", "RX"]}
    return totals(yearly(warehouse, reports, reports.flows, where))
