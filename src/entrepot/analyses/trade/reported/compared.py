"""Both reports of a flow beside each other, year by year, at one valuation and with one value out of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.mirror import DOTS_2017, reconcile
from entrepot.analyses.trade.mirror.reconcile import BOTH
from entrepot.analyses.trade.reported.directed import directed, margins_of, network_of
from entrepot.analyses.trade.reported.held import Reports
from entrepot.analyses.trade.reported.totals import all_trade, totals
from entrepot.store.warehouse import Warehouse

# Who is compared with fewer partners cannot be told to be better or worse than another: the Growth Lab's
# mirroring of Comtrade (2025) asks for as many.
ENOUGH = 10
NETWORK, EQUAL = "network", "equal"
OWN, CONVENTION = "importer", "convention"
_ALL = "ALL"


@dataclass(frozen=True)
class Compared:
    """What both sides report of one direction.

    Attributes:
        years: a row a year: value_exporter (FOB), value_importer (CIF), cif_margin, margin_from ("importer"
            where it reports its imports FOB too, else "convention"), value_importer_fob, gap, ratio,
            relative, re_exports, re_export_share, weight_exporter, weighted ("network" or "equal"),
            reconciled, export_share, import_share, reported_by (codes), exporter_whole, importer_whole.
        margins: year, exporter, importer, margin: of pairs whose importer reports both valuations.
    """

    years: pl.DataFrame
    margins: pl.DataFrame


def compared(
    warehouse: Warehouse, reports: Reports, rows: pl.DataFrame, sellers: Sequence[str], buyers: Sequence[str]
) -> Compared:
    """Lay both reports of what the sellers sold to the buyers beside each other.

    Args:
        warehouse: the open store.
        reports: which reports.
        rows: what the two report of each other, see `held.between`.
        sellers: codes of the economies that sell.
        buyers: codes of those that buy.
    """
    flows = totals(directed(rows, sellers, buyers), whole=reports.every_partner)
    margins = margins_of(flows)
    sides = flows.filter(pl.col("flow").is_in(["X", "M"]))
    # Who judges reporters reads all that everyone reports: only where there are two to weigh.
    both = sides.group_by("year").agg(pl.col("flow").n_unique())["flow"].max() == 2
    network = network_of(warehouse, reports) if both else flows.clear()
    told = [
        _year(year, flows.filter(year=year), margins.filter(year=year), network.filter(year=year))
        for year in flows["year"].unique().sort()
    ]
    shares = all_trade(warehouse, reports, sellers, buyers)
    return Compared(_finished(pl.DataFrame(told, schema=_SCHEMA), shares), margins)


_SCHEMA = {
    "year": pl.Int64,
    **dict.fromkeys(("value_exporter", "value_importer", "cif_margin"), pl.Float64),
    "margin_from": pl.String,
    **dict.fromkeys(("value_importer_fob", "re_exports", "weight_exporter"), pl.Float64),
    "weighted": pl.String,
    "reconciled": pl.Float64,
    "reported_by": pl.String,
    "exporter_whole": pl.Boolean,
    "importer_whole": pl.Boolean,
}


def _year(year: int, flows: pl.DataFrame, margins: pl.DataFrame, network: pl.DataFrame) -> dict[str, object]:
    others = network.join(flows, on=["reporter", "partner", "flow"], how="anti")
    columns = ("reporter", "partner", "flow", "value")
    reported = pl.concat([flows.select(columns), others.select(columns)]).with_columns(product=pl.lit(_ALL))
    found = reconcile(reported, margin=DOTS_2017, margins=margins.select("exporter", "importer", "margin"))
    forth = pl.col("flow").is_in(["X", "RX"])
    ends = flows.select(
        exporter=pl.when(forth).then("reporter").otherwise("partner"),
        importer=pl.when(forth).then("partner").otherwise("reporter"),
    )
    mine = found.flows.join(ends, on=["exporter", "importer"], how="semi")
    return {"year": year, **_cells(mine, found.reporters), **_who(flows)}


def _cells(mine: pl.DataFrame, reporters: pl.DataFrame) -> dict[str, object]:
    """The pair's cells as one row; of a group's, sums, and a comparison only where both sides have each."""
    both = bool((mine["quality"] == BOTH).all()) and mine.height > 0
    judged = _judged(mine, reporters)
    exporter, importer = _sum(mine["value_exporter"]), _sum(mine["value_importer"])
    fob = _sum(mine["value_importer_fob"])
    single = mine.height == 1 and both
    weight = float(mine["weight_exporter"][0]) if single and judged else 0.5 if both else None
    reconciled = None
    if both and exporter is not None and fob is not None:
        equal = 0.5 * exporter + 0.5 * fob
        reconciled = _sum(mine["reconciled"]) if judged else equal
    return {
        "value_exporter": exporter,
        "value_importer": importer,
        "cif_margin": importer / fob - 1 if importer and fob else None,
        "margin_from": None if fob is None else OWN if mine["margin_given"].all() else CONVENTION,
        "value_importer_fob": fob,
        "re_exports": _sum(mine["re_exports"]),
        "weight_exporter": weight if single or not judged else None,
        "weighted": (NETWORK if judged else EQUAL) if both else None,
        "reconciled": reconciled,
    }


def _judged(mine: pl.DataFrame, reporters: pl.DataFrame) -> bool:
    """Whether every reporter is compared with enough others to be weighed."""
    known = dict(reporters.select("reporter", "partners").iter_rows())
    ends = {*mine["exporter"], *mine["importer"]}
    return all(known.get(code, 0) >= ENOUGH for code in ends)


def _who(flows: pl.DataFrame) -> dict[str, object]:
    def whole(flow: str) -> bool | None:
        found = flows.filter(pl.col("flow") == flow)
        return bool(found["whole"].all()) if found.height else None

    reporters = flows.filter(pl.col("flow").is_in(["X", "M"]))["reporter"].unique().sort()
    return {
        "reported_by": ", ".join(reporters),
        "exporter_whole": whole("X"),
        "importer_whole": whole("M"),
    }


def _finished(years: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """With what follows from the values; nothing is compared that is known in part only."""
    both = pl.col("weighted").is_not_null() & pl.col("exporter_whole") & pl.col("importer_whole")
    exporter, fob = pl.col("value_exporter"), pl.col("value_importer_fob")
    apart = difference(exporter, fob)
    marked = years.with_columns(both=both.fill_null(value=False))
    only = {
        name: pl.when("both").then(pl.col(name)) for name in ("weight_exporter", "weighted", "reconciled")
    }
    return (
        marked.with_columns(
            **only,
            gap=pl.when("both").then(apart),
            ratio=pl.when("both").then(fob / exporter),
            relative=pl.when("both").then(apart / pl.max_horizontal(exporter, fob)),
            re_export_share=pl.col("re_exports") / exporter,
        )
        .join(shares, on="year", how="left", maintain_order="left")
        .with_columns(
            export_share=pl.when("exporter_whole").then(exporter / pl.col("all_exports")),
            import_share=pl.when("importer_whole").then(pl.col("value_importer") / pl.col("all_imports")),
        )
        .drop("both", "all_exports", "all_imports")
    )


def difference(exporter: pl.Expr, importer: pl.Expr) -> pl.Expr:
    """Importer less exporter; what dividing by a margin leaves of two equal reports is no difference."""
    apart = importer - exporter
    return pl.when(apart.abs() > _ROUNDING * pl.max_horizontal(exporter, importer)).then(apart).otherwise(0.0)


_ROUNDING = 1e-9


def _sum(values: pl.Series) -> float | None:
    """The sum of what there is; of nothing it is nothing, not zero."""
    known = values.drop_nulls()
    return float(known.sum()) if len(known) else None
