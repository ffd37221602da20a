"""Sums of counted transactions in one currency, as numbers or intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import polars as pl

from entrepot.analyses.aid.question import Question
from entrepot.analyses.aid.reported import KEY
from entrepot.metadata.interval import Interval
from entrepot.sources.rates import Rates

_CENTS = 2


def converted(rows: pl.DataFrame, question: Question, table: Rates) -> pl.DataFrame:
    """Adds `factor` (null without a rate), `missing` (what lacks) and `amount` in the question's unit.

    The rate is that of the year of the value date: the day whose rate the publisher means.
    """
    year = pl.col("value_date").dt.year().cast(pl.Int64).alias("rate_year")
    rows = rows.with_columns(year)
    pairs = rows.select("currency", "rate_year").unique()
    found = [
        (
            currency, when,
            table.factor(currency, when, question.currency, question.base),
            table.missing(currency, when, question.currency, question.base),
        )
        for currency, when in pairs.iter_rows()
    ]  # fmt: skip
    schema = {"currency": pl.String, "rate_year": pl.Int64, "factor": pl.Float64, "missing": pl.String}
    factors = pl.DataFrame(found, schema=schema, orient="row")
    joined = rows.join(factors, on=["currency", "rate_year"], how="left", maintain_order="left")
    return joined.with_columns((pl.col("value") * pl.col("factor")).alias("amount"))


def sums(rows: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Least and greatest sum of each group.

    What an activity moved is added up before its unknown share is put to it, so that a payment and its
    recovery go together: one share, though not known, holds for all of it. A group that holds money without
    a rate has no upper bound, or no lower one where more came back than was given.

    Returns:
        Columns `by`, `low`, `high` (infinite where open) and `transactions`, in order of `by`.
    """
    groups = [*by]
    net = rows.group_by([*dict.fromkeys((KEY, *groups, "low", "high", "currency"))]).agg(
        pl.col("amount").sort().sum().alias("net"),
        pl.col("value").filter(pl.col("factor").is_null()).sort().sum().alias("bare"),
    )
    ends = (pl.col("net") * pl.col("low"), pl.col("net") * pl.col("high"))
    bounded = net.with_columns(
        pl.min_horizontal(*ends).alias("least"), pl.max_horizontal(*ends).alias("most")
    )
    added = [
        pl.col("least").sort().sum(), pl.col("most").sort().sum(),
        (pl.col("bare") > 0).any().alias("more"), (pl.col("bare") < 0).any().alias("less"),
    ]  # fmt: skip
    found = bounded.group_by(groups).agg(added).sort(groups) if groups else bounded.select(added)
    each = rows.select(KEY, "transaction", *groups).unique()
    counts = (
        each.group_by(groups).len("transactions") if groups else each.select(pl.len().alias("transactions"))
    )
    found = found.join(counts, on=groups, maintain_order="left") if groups else found.hstack(counts)
    return found.select(
        *groups,
        pl.when(pl.col("less")).then(-inf).otherwise(pl.col("least")).alias("low"),
        pl.when(pl.col("more")).then(inf).otherwise(pl.col("most")).alias("high"),
        "transactions",
    )


def value_of(low: float, high: float) -> float | Interval:
    """A number where both ends are the same cent, else the interval."""
    least, most = _round(low), _round(high)
    return least if least == most else Interval(least, most)


def _round(value: float) -> float:
    return value if value in (inf, -inf) else round(value, _CENTS) + 0.0
