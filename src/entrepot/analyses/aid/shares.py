"""Shares of countries, regions and sectors as intervals: what is not said is anything that is left."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.aid.regions import lies_within, may_hold
from entrepot.analyses.aid.reported import AT

DIGITS = 0.05
"""Percent by which each share may be off 100 in the sum by rounding: publishers print one digit or more."""


def split(rows: pl.DataFrame) -> pl.DataFrame:
    """Columns `low`, `high` (0 to 1) and `whole` for shares in percent, of each activity and transaction.

    A single one without a share is all of it. One missing among several is what is left; several missing are
    each from nothing to all that is left. Shares that make 100 but for rounding are scaled. Where all are
    stated and make less, what is missing may be any one's, and `whole` is false: it may be others' too; where
    they make more, what is too much may be.
    """
    single, several = apart(rows)
    share = pl.col("percentage")
    few = _shares(share.fill_null(0.0), share.is_null().cast(pl.UInt32), pl.lit(1))
    many = _shares(share.sum().over(AT), share.is_null().sum().over(AT), pl.len().over(AT))
    return pl.concat([single.with_columns(few), several.with_columns(many)])


def apart(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that are the only one of their activity and transaction, and the others: windows are slow."""
    place = pl.col("key").cast(pl.UInt64) * 2**32 + pl.col("transaction").cast(pl.UInt64)
    ordered = rows.with_columns(place.alias("place_in_all")).sort("place_in_all")
    here = pl.col("place_in_all")
    alone = here.ne_missing(here.shift(1)) & here.ne_missing(here.shift(-1))
    marked = ordered.with_columns(alone.alias("alone")).drop("place_in_all")
    return marked.filter("alone").drop("alone"), marked.filter(~pl.col("alone")).drop("alone")


def _shares(stated: pl.Expr, missing: pl.Expr, count: pl.Expr) -> list[pl.Expr]:
    share, rest = pl.col("percentage"), pl.max_horizontal(100.0 - stated, 0.0)
    rounded = (stated - 100.0).abs() <= DIGITS * count
    over = pl.max_horizontal(stated - 100.0, 0.0)
    low = (
        pl.when(share.is_null() & (missing == 1)).then(rest)
        .when(share.is_null()).then(0.0)
        .when((missing == 0) & rounded).then(share * 100.0 / stated)
        .otherwise(pl.max_horizontal(share - over, 0.0))
    )  # fmt: skip
    high = (
        pl.when(share.is_null()).then(rest)
        .when((missing == 0) & rounded).then(share * 100.0 / stated)
        .when(missing == 0).then(pl.min_horizontal(share + rest, 100.0))
        .otherwise(share)
    )  # fmt: skip
    whole = (missing > 0) | rounded | (stated > 100.0)
    return [(low / 100.0).alias("low"), (high / 100.0).alias("high"), whole.alias("whole")]


def one_vocabulary(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a place without those that name a region again in another vocabulary.

    Shares make 100 over all vocabularies, or over each: in the latter case the lowest is kept.
    """
    single, several = apart(rows)
    region = pl.col("kind") == "region"
    vocabulary = pl.col("vocabulary").filter(region)
    repeated = vocabulary.n_unique().over(AT) > 1
    whole = (pl.col("percentage").sum().over(AT) - 100.0).abs() <= DIGITS * pl.len().over(AT)
    lowest = pl.col("vocabulary") == vocabulary.min().over(AT)
    return pl.concat([single, several.filter(~repeated | whole | ~region | lowest)])


def reach(recipients: pl.DataFrame, asked: frozenset[str] | None) -> pl.DataFrame:
    """For each activity and transaction that names places: what of it is for the countries asked for.

    Returns:
        key, transaction, `low` and `high` (the share that is theirs), `beside` (the most that may be theirs
        of what is for regions that hold other countries too), `region` (one of these, "vocabulary:code").
    """
    inside, beside = pl.col("inside"), pl.col("beside")
    low, high = pl.col("low"), pl.col("high")
    single, several = apart(_placed(split(one_vocabulary(recipients)), asked))
    region = pl.format("{}:{}", "vocabulary", "code")
    few = single.select(
        *AT, low * inside, high * inside, (high * beside).alias("beside"),
        pl.when(beside).then(region).alias("region"),
    )  # fmt: skip
    sums = several.group_by(AT).agg(
        low.filter(inside).sum().alias("in_low"), high.filter(inside).sum().alias("in_high"),
        low.filter(~inside).sum().alias("out_low"), high.filter(~inside).sum().alias("out_high"),
        high.filter(beside).sum().alias("beside"), region.filter(beside).min().alias("region"),
        (inside.any() & pl.col("whole").all()).alias("whole"),
    )  # fmt: skip
    # What is theirs and what is others' make the whole: two countries without shares are together all of it.
    least = pl.when("whole").then(1.0 - pl.col("out_high")).otherwise(0.0)
    lowest = pl.max_horizontal("in_low", least).clip(0.0, 1.0).alias("low")
    highest = pl.min_horizontal("in_high", 1.0 - pl.col("out_low")).clip(0.0, 1.0).alias("high")
    bounded = sums.with_columns(lowest, highest)
    rest = pl.min_horizontal("beside", 1.0 - pl.col("low")).clip(0.0, 1.0).alias("beside")
    many = bounded.select(*AT, pl.min_horizontal("low", "high"), "high", rest, "region")
    return pl.concat([few, many])


def _placed(rows: pl.DataFrame, asked: frozenset[str] | None) -> pl.DataFrame:
    if asked is None:
        return rows.with_columns(pl.lit(value=True).alias("inside"), pl.lit(value=False).alias("beside"))
    regions = rows.filter(pl.col("kind") == "region").select("vocabulary", "code").unique()
    known = regions.with_columns(
        pl.struct("vocabulary", "code")
        .map_elements(lambda r: lies_within(r["vocabulary"], r["code"], asked), return_dtype=pl.Boolean)
        .alias("within"),
        pl.struct("vocabulary", "code")
        .map_elements(lambda r: may_hold(r["vocabulary"], r["code"], asked), return_dtype=pl.Boolean)
        .alias("may"),
        pl.lit("region").alias("kind"),
    )
    joined = rows.join(known, on=["kind", "vocabulary", "code"], how="left")
    within, may = pl.col("within").fill_null(value=False), pl.col("may").fill_null(value=False)
    inside = pl.col("place").is_in(sorted(asked)).fill_null(value=False) | within
    return joined.with_columns(inside.alias("inside"), (may & ~within).alias("beside"))


def own_or_whole(transactions: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Each transaction with what is told of it: its own where it tells, else its activity's.

    Args:
        transactions: with key and transaction.
        told: key, transaction (0 for the activity as a whole) and further columns.

    Returns:
        Key and transaction of each that anything is told of, with the columns of `told`, a row for each row.
    """
    own = transactions.select(AT).join(told, on=AT)
    without = transactions.select(AT).join(own.select(AT).unique(), on=AT, how="anti")
    whole = told.filter(pl.col("transaction") == 0).drop("transaction")
    return pl.concat([own, without.join(whole, on="key").select(own.columns)])


def by_purpose(sectors: pl.DataFrame) -> pl.DataFrame:
    """Purposes of the DAC (five digits), or its categories (three) where a publisher gives only these.

    Returns:
        key, transaction, `purpose`, `low` and `high`.
    """
    single, several = apart(sectors)
    finest = several.filter(pl.col("vocabulary") == pl.col("vocabulary").min().over(AT))
    return split(pl.concat([single, finest])).select(*AT, pl.col("code").alias("purpose"), "low", "high")
