"""Several years of flows as one: trade at six digits swings, and a potential should not."""

from __future__ import annotations

import polars as pl
from narwhals.typing import IntoFrame, IntoFrameT

from entrepot.analyses.trade.potential.kind import read
from entrepot.metadata.errors import BadInput, NoData, UsageError


def smoothed(
    flows: IntoFrameT,
    years: int = 5,
    reported: IntoFrame | None = None,
    *,
    year: str = "year",
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    value: str = "value",
) -> IntoFrameT:
    """The mean flow of the last `years` years, over the years that are on record.

    A flow that is missing in a year on record is zero in it. A year is on record for a pair if either of
    the two is in `reported` for that year; without `reported`, if both trade anything at all in that year
    (so that a state that did not exist is not averaged with zeros).

    Source: ITC averages five years (lecture 5-1-3 on the Export Potential Map); the rule for missing years
    is ours.

    Args:
        flows: year (whole numbers), exporter, importer, product, value >= 0; rows of a cell add up.
        years: how many of the latest years in the frame to use, at most.
        reported: economy, year: who reported when.
        year: column with the year.
        exporter: column with the seller's code.
        importer: column with the buyer's code.
        product: column with the product's code.
        value: column with the amount.

    Returns:
        exporter, importer, product, value (mean), years (the number of years it is the mean of), in order
        of the codes; the same kind of frame. A flow without a year on record is left out.

    Raises:
        BadInput: if a frame is not as declared.
        NoData: if there is no row.
        UsageError: if `years` is below 1.
    """
    if years < 1:
        raise UsageError("A mean needs at least one year.")
    table, kind = read(flows, (exporter, importer, product), (value,), (year,))
    recent = _recent(table, year, years)
    pair = [exporter, importer]
    on_record = _on_record(recent, reported, year, pair)
    if reported is not None:  # what a year holds that nobody reported is no observation
        known = on_record.explode("_years")
        recent = recent.join(known, left_on=[*pair, year], right_on=[*pair, "_years"], how="semi")
    sums = (
        recent.sort(value)  # gathered, then added: a sum must not depend on the order of rows
        .group_by(*pair, product, maintain_order=True)
        .agg(pl.col(value))
        .join(on_record.select(*pair, pl.col("_years").list.len().cast(pl.Int64).alias("years")), on=pair)
        .with_columns(pl.col(value).list.sum() / pl.col("years"))
    )
    return kind.like(sums.sort(*pair, product))


def _recent(table: pl.DataFrame, year: str, years: int) -> pl.DataFrame:
    if table.is_empty():
        raise NoData("The flows hold no row.")
    if not table.schema[year].is_integer() or table[year].has_nulls():
        raise BadInput("not a year", column=year, expected="a whole number in every row, such as 2022")
    latest = table[year].unique().sort().tail(years)
    return table.filter(pl.col(year).is_in(latest.to_list()))


def _on_record(recent: pl.DataFrame, reported: IntoFrame | None, year: str, pair: list[str]) -> pl.DataFrame:
    years_of = _seen(recent, reported, year, pair).group_by("economy").agg(pl.col(year))
    pairs = recent.select(pair).unique()
    for side, name in zip(pair, ("_sold", "_bought"), strict=True):
        code = pl.col(side).cast(pl.String)
        pairs = pairs.join(years_of.rename({year: name}), left_on=code, right_on="economy", how="left")
    sold, bought = (pl.col(name).fill_null([]) for name in ("_sold", "_bought"))
    joint = sold.list.set_intersection(bought) if reported is None else sold.list.set_union(bought)
    return pairs.select(*pair, joint.alias("_years")).filter(pl.col("_years").list.len() > 0)


def _seen(recent: pl.DataFrame, reported: IntoFrame | None, year: str, pair: list[str]) -> pl.DataFrame:
    """Economy, year: who trades when, or who reported when."""
    if reported is None:
        return pl.concat(
            recent.select(pl.col(side).cast(pl.String).alias("economy"), year) for side in pair
        ).unique()
    said, _ = read(reported, ("economy",), (), ("year",))
    told = said.select(
        pl.col("economy").cast(pl.String), pl.col("year").cast(recent.schema[year]).alias(year)
    )
    return told.filter(pl.col(year).is_in(recent[year].unique().to_list())).unique()
