"""All products of a flow together: the reported total, or a sum that says whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from entrepot.analyses.trade.reported.held import Reports, yearly
from entrepot.store.warehouse import Warehouse

TOTAL = "TOTAL"
FLOW = ["year", "reporter", "partner", "flow"]
# Of several classifications of one flow the one that says most: the newest HS first.
PREFERRED = ("H6", "H5", "H4", "H3", "H2", "H1", "H0", "CN", "HS", "EB10", "EB10S", "EB", "EB02")


def totals(rows: pl.DataFrame, *, whole: bool = False) -> pl.DataFrame:
    """A row per year, reporter, partner and flow.

    Where the reporter's TOTAL is in the store it is the total. Else the rows of the level with the fewest
    digits are added, which is all there is where the release holds every product (`whole`) and a lower bound
    elsewhere.

    Returns:
        year, reporter, partner, flow, value, other_valuation, valuation, whole.
    """
    ranked = _ranked(rows)
    stated = ranked.filter(pl.col("product") == TOTAL).unique(FLOW, keep="first", maintain_order=True)
    columns = (*FLOW, "value", "other_valuation", "valuation")
    added = _added(ranked.join(stated, on=FLOW, how="anti"))
    return pl.concat(
        [
            stated.select(*columns, whole=pl.lit(value=True)),
            added.select(*columns, whole=pl.lit(whole)),
        ]
    ).sort(FLOW)


def one_classification(rows: pl.DataFrame) -> pl.DataFrame:
    """Of each year, reporter, partner and flow the rows of one classification, the preferred."""
    ranked = _ranked(rows)
    return ranked.filter(pl.col("rank") == pl.col("rank").min().over(FLOW)).drop("rank")


def world(warehouse: Warehouse, reports: Reports, reporters: Sequence[str]) -> pl.DataFrame:
    """year, reporter, flow, value: what each reports of its trade with all partners together, where held."""
    if reports.every_partner:
        where = {"reporter": sorted(reporters), "product": [TOTAL]}
        rows = yearly(warehouse, reports, reports.flows, where)
        if rows.is_empty():
            rows = yearly(warehouse, reports, reports.flows, {"reporter": sorted(reporters)})
        found = totals(rows, whole=True)
    else:
        where = {"reporter": sorted(reporters), "partner": sorted(reports.world)}
        found = totals(yearly(warehouse, reports, reports.groups, where)).filter("whole")
    gathered = found.group_by("year", "reporter", "flow", maintain_order=True).agg(pl.col("value"))
    return gathered.with_columns(pl.col("value").list.sum()).sort("year", "reporter", "flow")


def all_trade(
    warehouse: Warehouse, reports: Reports, sellers: Sequence[str], buyers: Sequence[str]
) -> pl.DataFrame:
    """year, all_exports of the seller, all_imports of the buyer; not of a group, which trades with itself."""
    years = pl.DataFrame(schema={"year": pl.Int64})
    for codes, flow, name in ((sellers, "X", "all_exports"), (buyers, "M", "all_imports")):
        held = world(warehouse, reports, codes).filter(pl.col("flow") == flow) if len(codes) == 1 else None
        frame = (
            pl.DataFrame(schema={"year": pl.Int64, name: pl.Float64})
            if held is None
            else held.select("year", pl.col("value").alias(name))
        )
        years = years.join(frame, on="year", how="full", coalesce=True)
    return years


def _ranked(rows: pl.DataFrame) -> pl.DataFrame:
    order = {code: n for n, code in enumerate(PREFERRED)}
    rank = pl.col("classification").replace_strict(order, default=len(order), return_dtype=pl.Int32)
    return rows.with_columns(rank=rank).sort(*FLOW, "rank", "classification", "product")


def _added(rows: pl.DataFrame) -> pl.DataFrame:
    level = pl.col("level").fill_null(pl.col("product").str.len_chars())
    one = one_classification(rows).with_columns(level=level)
    coarsest = one.filter(pl.col("level") == pl.col("level").min().over(FLOW))
    gathered = coarsest.group_by(FLOW, maintain_order=True).agg(
        pl.col("value"), pl.col("other_valuation"), pl.col("valuation").first()
    )
    fob = pl.col("other_valuation")
    return gathered.with_columns(
        pl.col("value").list.sum(),
        pl.when(fob.list.drop_nulls().list.len() == fob.list.len()).then(fob.list.sum()),
    )
