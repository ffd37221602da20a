"""Money that two publishers report: what one gives, another receives, and passes on."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from entrepot.analyses.aid.families import NONE, SAME, Keep, Money

COUNTED, OTHER_SIDE, UNSURE = "", "other side", "unsure"


def other_sides(rows: pl.DataFrame, activities: pl.DataFrame) -> pl.DataFrame:
    """Adds `told`: whether a row is another's giving that its giver reports as well; completes `giver`.

    Rows that come in, and rows whose provider has an activity of its own in the store, tell what another
    gave. They are left out ("other side") where that activity has transactions of its own at this step, or
    the provider is who reports. Where the provider is not named, or reports other activities here, it cannot
    be told ("unsure"); else the provider does not report here, and the row is counted.

    Args:
        rows: transactions of one step with key, incoming, giver, provider_activity, reporting_ref.
        activities: identifier and key of those that count, with reporting_ref.
    """
    ids = activities.filter(pl.col("identifier") != "").select(
        pl.col("identifier").alias("provider_activity"),
        pl.col("key").alias("from_key"),
        pl.col("reporting_ref").alias("from_ref"),
    )
    paying = rows.filter(~pl.col("incoming"))
    joined = rows.join(ids, on="provider_activity", how="left", maintain_order="left")
    foreign = (pl.col("from_key") != pl.col("key")) & pl.col("from_ref").ne_missing(pl.col("reporting_ref"))
    another = pl.col("incoming") | foreign.fill_null(value=False)
    pays = pl.col("from_key").is_in(paying["key"].unique().implode())
    reports = pl.col("giver").is_in(paying["reporting_ref"].drop_nulls().unique().implode())
    same = pl.col("giver").eq_missing(pl.col("reporting_ref")) & pl.col("incoming")
    told = (
        pl.when(~another).then(pl.lit(COUNTED))
        .when(pays.fill_null(value=False) | same).then(pl.lit(OTHER_SIDE))
        .when((pl.col("giver") == "") & pl.col("from_ref").is_null()).then(pl.lit(UNSURE))
        .when(pl.col("provider_activity").is_null() & reports).then(pl.lit(UNSURE))
        .otherwise(pl.lit(COUNTED))
    )  # fmt: skip
    giver = pl.when(pl.col("giver") == "").then(pl.col("from_ref")).otherwise(pl.col("giver")).fill_null("")
    return joined.with_columns(told.alias("told"), another.alias("another"), giver.alias("giver"))


def passed_on(rows: pl.DataFrame, activities: pl.DataFrame) -> dict[int, Keep]:
    """What is counted of what activities pay out that were fed by another publisher's money.

    An activity is fed by what it reports as coming in, or by what others say they pay to it, whichever is
    more. Where it pays out no more than it was fed, nothing is counted: the money is counted at its giver.
    Where it pays out more, the rest is its own; since not all that came in need have been passed on, what
    counts is from that rest to all of it.

    Args:
        rows: as `other_sides` gives them, those that reach the places asked for.
        activities: as there.
    """
    ids = activities.filter(pl.col("identifier") != "").select(
        pl.col("identifier").alias("receiver_activity"),
        pl.col("key").alias("to"),
        pl.col("reporting_ref").alias("to_ref"),
    )
    paid = rows.filter(~pl.col("another")).join(ids, on="receiver_activity")
    others = (pl.col("to") != pl.col("key")) & pl.col("to_ref").ne_missing(pl.col("reporting_ref"))
    told = _sums(paid.filter(others), "to")
    own_funds = pl.col("giver").eq_missing(pl.col("reporting_ref"))
    came = _sums(rows.filter(pl.col("incoming") & ~own_funds), "key")
    goes = _sums(rows.filter(~pl.col("another")), "key")
    found: dict[int, Keep] = {}
    for key in sorted((told.keys() | came.keys()) & goes.keys()):
        found[key] = _own(goes[key], _greater(told.get(key, {}), came.get(key, {})))
    return found


def _sums(rows: pl.DataFrame, by: str) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = {}
    summed = rows.group_by(by, "currency").agg(pl.col("value").sort().sum())
    for key, currency, value in summed.select(by, "currency", "value").iter_rows():
        found.setdefault(key, {})[currency] = value
    return found


def _greater(first: Money, second: Money) -> Mapping[str, float]:
    return {c: max(first.get(c, 0.0), second.get(c, 0.0)) for c in {*first, *second}}


def _own(goes: Money, came: Money) -> Keep:
    if len(goes) != 1 or goes.keys() != came.keys():
        return (0.0, 1.0)
    ((currency, out),) = goes.items()
    fed = came[currency]
    if out <= 0 or fed <= 0:
        return (0.0, 1.0)
    return NONE if fed >= out * (1.0 - SAME) else (1.0 - fed / out, 1.0)
