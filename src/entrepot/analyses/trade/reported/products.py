"""Which products each side reports, where they disagree most, and what is hidden."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from entrepot.analyses.trade.mirror import COMTRADE, DOTS_2017, reconcile
from entrepot.analyses.trade.mirror.apart import NOBODY
from entrepot.analyses.trade.reported.compared import difference
from entrepot.analyses.trade.reported.held import Reports, yearly
from entrepot.analyses.trade.reported.totals import TOTAL, one_classification, totals
from entrepot.metadata.errors import BadInput
from entrepot.metadata.products import label
from entrepot.store.warehouse import Warehouse

HS_DIGITS = 6
_VALUES = ("value_exporter", "value_importer", "value_importer_fob")
# Partners whose name is withheld or not said; what each side trades with them may be trade of the pair.
WITHHELD = frozenset({"XX", "QX", "QY", "QZ"})
NOT_SAID = frozenset({"QU", "QV", "QW", "_X"} | (NOBODY - WITHHELD - {"X1", "X2", "837", "838"}))


def products(
    rows: pl.DataFrame, margins: pl.DataFrame, sellers: Sequence[str], buyers: Sequence[str], year: int
) -> pl.DataFrame:
    """Both reports by product, the larger value first.

    Products are subheadings of the Harmonized System, or headings or chapters where nothing finer is held;
    CN codes are cut to six digits. The two are compared where both stand in one classification and level.

    Returns:
        product, value_exporter (FOB), value_importer (CIF), value_importer_fob, gap, relative, share (of the
        products shown, by the larger of both reports, which is FOB).
    """
    sides, alike = _sides(rows.filter(year=year), sellers, buyers)
    if sides.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    one = margins.filter(year=year).select("exporter", "importer", "margin")
    flows = reconcile(sides, margin=DOTS_2017, margins=one).flows
    added = flows.group_by("product", maintain_order=True).agg(
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in _VALUES
    )
    exporter, fob = pl.col("value_exporter"), pl.col("value_importer_fob")
    both = exporter.is_not_null() & fob.is_not_null() & alike
    larger = pl.max_horizontal(exporter, fob)
    apart = difference(exporter, fob)
    return (
        added.with_columns(
            gap=pl.when(both).then(apart),
            relative=pl.when(both).then(apart / larger),
            share=larger / larger.sum(),
        )
        .sort(larger, "product", descending=[True, False])
        .select(*_SCHEMA)
    )


_SCHEMA = {
    "product": pl.String,
    **dict.fromkeys((*_VALUES, "gap", "relative", "share"), pl.Float64),
}


def _sides(rows: pl.DataFrame, sellers: Sequence[str], buyers: Sequence[str]) -> tuple[pl.DataFrame, bool]:
    """reporter, partner, flow, product, value of both sides' reports at one level, named products only.

    And whether both are in one classification: of two revisions the same code may mean other goods.
    """
    reporter = pl.col("reporter")
    sold = reporter.is_in(list(sellers)) & (pl.col("flow") == "X")
    bought = reporter.is_in(list(buyers)) & (pl.col("flow") == "M")
    named = rows.filter((sold | bought) & (pl.col("product") != TOTAL) & ~hidden())
    agreed = _agreed(named)
    alike = agreed["classification"].n_unique() <= 1
    named = _cut(agreed)
    flows = named["flow"].unique().to_list()
    levels = [set(named.filter(flow=flow)["level"].drop_nulls()) for flow in flows]
    common = set.intersection(*levels) if levels else set()
    if not common and levels:  # levels differ: each side as fine as it is would never meet
        common = set(named.filter(flow="X")["level"].drop_nulls()) or levels[0]
    chosen = named.filter(pl.col("level") == max(common, default=0))
    added = chosen.group_by("reporter", "partner", "flow", "product", maintain_order=True)
    return added.agg(pl.col("value").sum()), alike


def _agreed(rows: pl.DataFrame) -> pl.DataFrame:
    """The classification that both sides report in, where there is one; else of each its own."""
    sides = [set(rows.filter(flow=flow)["classification"]) for flow in ("X", "M")]
    if common := set.intersection(*sides):
        rows = rows.filter(pl.col("classification").is_in(sorted(common)))
    return one_classification(rows)


def _cut(rows: pl.DataFrame) -> pl.DataFrame:
    """CN subheadings as HS subheadings, unless the store holds those already."""
    long = pl.col("level") > HS_DIGITS
    if (rows["level"] == HS_DIGITS).any():
        return rows.filter(~long)
    return rows.with_columns(
        product=pl.when(long).then(pl.col("product").str.head(HS_DIGITS)).otherwise("product"),
        level=pl.when(long).then(pl.lit(HS_DIGITS)).otherwise("level"),
    )


def hidden() -> pl.Expr:
    """Whether a product's code is withheld or not specified."""
    product = pl.col("product")
    nameless = product.is_in(sorted(COMTRADE.products)) | product.str.starts_with("9999")
    return nameless | product.str.contains("X", literal=True)


def apart(
    warehouse: Warehouse, reports: Reports, rows: pl.DataFrame, sellers: Sequence[str], buyers: Sequence[str],
    year: int,
) -> pl.DataFrame:  # fmt: skip
    """What is hidden of a flow in one year, and what could be part of it.

    Returns:
        reason, reporter, value: products that the pair's own reports withhold or do not specify (part of
        their totals), and what each side trades with partners that it withholds or does not name (not part
        of them).
    """
    own = _hidden_products(rows.filter(year=year), sellers, buyers)
    where = {"reporter": sorted({*sellers, *buyers}), "partner": sorted(WITHHELD | NOT_SAID)}
    nameless = totals(yearly(warehouse, reports, reports.flows, where), whole=True).filter(year=year)
    mine = (pl.col("reporter").is_in(list(sellers)) & (pl.col("flow") == "X")) | (
        pl.col("reporter").is_in(list(buyers)) & (pl.col("flow") == "M")
    )
    reason = (
        pl.when(pl.col("partner").is_in(sorted(WITHHELD)))
        .then(pl.lit("partner withheld"))
        .otherwise(pl.lit("partner not specified"))
    )
    partners = nameless.filter(mine).select("reporter", "value", reason=reason)
    found = pl.concat([own, partners.select("reason", "reporter", "value")])
    gathered = found.group_by("reason", "reporter", maintain_order=True).agg(pl.col("value").sum())
    return gathered.filter(pl.col("value") > 0).sort("reason", "reporter")


def _hidden_products(rows: pl.DataFrame, sellers: Sequence[str], buyers: Sequence[str]) -> pl.DataFrame:
    mine = (pl.col("reporter").is_in(list(sellers)) & (pl.col("flow") == "X")) | (
        pl.col("reporter").is_in(list(buyers)) & (pl.col("flow") == "M")
    )
    one = one_classification(rows.filter(mine & (pl.col("product") != TOTAL)))
    finest = one.filter(pl.col("level") == pl.col("level").max().over("reporter", "flow"))
    secret = hidden() | pl.col("confidential")
    reason = (
        pl.when(pl.col("product").str.starts_with("99"))
        .then(pl.lit("product not specified"))
        .otherwise(pl.lit("product withheld"))
    )
    return finest.filter(secret).select(reason=reason, reporter="reporter", value="value")


def named(frame: pl.DataFrame, language: str) -> pl.DataFrame:
    """With the label of each product's chapter in second place: the publishers' files name no products."""
    names = pl.Series("product_name", [_label(code, language) for code in frame["product"]], pl.String)
    rest = [column for column in frame.columns if column != "product"]
    return frame.with_columns(names).select("product", "product_name", *rest)


def _label(code: str, language: str) -> str:
    try:
        return label(code, language)
    except BadInput:
        return code
