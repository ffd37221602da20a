"""What economies reported of their trade with each other: the rows in the store, one a flow and year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.reported import COMEXT, COMEXT_EXTRACT, COMTRADE, COMTRADE_SERVICES
from entrepot.metadata.tables import Table
from entrepot.store.warehouse import Release, Warehouse

MONTHS = 12
_PART = ["year", "reporter", "partner", "flow", "classification", "product"]
_KEPT = ("level", "value", "valuation", "other_valuation", "confidential")
_READ = ("period", "reporter", "partner", "flow", "classification", "product", *_KEPT)


@dataclass(frozen=True)
class Reports:
    """One table of reports in one currency.

    Attributes:
        flows: the table of trade with single economies; `groups` that with the world and other groups.
        unit: of answers, in millions of the currency.
        world: codes of all partners together in `groups`.
        every_partner: whether each release holds all partners, so that the world is their sum, and all
            products, so that a total is.
        community: whether goods are counted where they enter the Union (community concept).
    """

    flows: Table
    groups: Table
    unit: str
    world: frozenset[str]
    every_partner: bool = False
    community: bool = False


GOODS = (
    Reports(COMTRADE.flows, COMTRADE.aggregates, "USD million", frozenset({"W00"})),
    Reports(COMEXT.flows, COMEXT.aggregates, "EUR million", frozenset(), every_partner=True, community=True),
    Reports(
        COMEXT_EXTRACT.flows, COMEXT_EXTRACT.aggregates, "EUR million", frozenset({"WORLD"}), community=True
    ),
)
"""Reports of goods. Eurostat's come twice: all of a month, and what a user asked the service for."""

SERVICES = Reports(COMTRADE_SERVICES.flows, COMTRADE_SERVICES.aggregates, "USD million", frozenset({"W00"}))


def holders(warehouse: Warehouse, table: Table) -> tuple[Release, ...]:
    """The releases that hold the table, the newest download first."""
    of_dataset = (r for r in warehouse.releases() if r.dataset == table.dataset)
    found = [release for release in of_dataset if release.table(table.short_name)]
    return tuple(sorted(found, key=lambda release: release.retrieved, reverse=True))


def between(warehouse: Warehouse, reports: Reports, one: Sequence[str], other: Sequence[str]) -> pl.DataFrame:
    """What any of the ones and any of the others report of each other, a row a flow, product and year."""
    ends = sorted({*one, *other})
    rows = yearly(warehouse, reports, reports.flows, {"reporter": ends, "partner": ends})
    across = pl.col("reporter").is_in(list(one)) != pl.col("partner").is_in(list(one))
    return rows.filter(across)


def yearly(
    warehouse: Warehouse, reports: Reports, table: Table, where: Mapping[str, Collection[str]]
) -> pl.DataFrame:
    """Rows of all releases by year; of a row that several hold the latest download's.

    A year reported month by month is the sum of its twelve months; with fewer it is left out. Months
    without a flow are zero where the releases hold every partner; elsewhere a month that was not asked for
    and one without trade look alike, so that a year counts if any row of the reporter's flow stands in each.

    Returns:
        year, reporter, partner, flow, classification, product, level, value, valuation, other_valuation,
        confidential, in the unit of the table.
    """
    releases = holders(warehouse, table)
    frames = [
        warehouse.read(table, _READ, where, release=release.id).with_columns(order=pl.lit(n, pl.Int32))
        for n, release in enumerate(releases)
    ]
    if not frames:
        return pl.DataFrame(schema={name: table.schema.get(name, pl.Int64()) for name in (*_PART, *_KEPT)})
    rows = pl.concat(frames).filter(pl.col("value").is_not_null()).sort("order", maintain_order=True)
    key = ["period", *_PART[1:]]
    rows = rows.unique(key, keep="first", maintain_order=True).drop("order")
    rows = rows.with_columns(
        year=pl.col("period").str.head(4).cast(pl.Int64), monthly=pl.col("period").str.len_chars() > 4
    )
    held = {release.period for release in releases} if reports.every_partner else set()
    whole = pl.concat([rows.filter(~pl.col("monthly")), _from_months(rows, held)], how="diagonal")
    return whole.select(*_PART, *_KEPT).sort(_PART)


def _from_months(rows: pl.DataFrame, held: set[str]) -> pl.DataFrame:
    """Sums of twelve months, for reporters' flows that have no report of the year as a whole."""
    flow = ["year", "reporter", "flow"]
    monthly = rows.filter("monthly").join(rows.filter(~pl.col("monthly")), on=flow, how="anti")
    if held:
        years = {p[:4] for p in held if sum(q.startswith(f"{p[:4]}-") for q in held) == MONTHS}
        complete = monthly.filter(pl.col("period").str.head(4).is_in(sorted(years)))
    else:
        complete = monthly.filter(pl.col("period").n_unique().over(flow) == MONTHS)
    added = complete.group_by(_PART, maintain_order=True).agg(
        pl.col("value").sum(),
        pl.when(pl.col("other_valuation").null_count() == 0).then(pl.col("other_valuation").sum()),
        pl.col("confidential").any(),
        pl.col("level", "valuation").first(),
    )
    return added.select(*_PART, *_KEPT)
