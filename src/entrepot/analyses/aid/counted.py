"""Every transaction of a step, with the share of it that is counted, or the reason why it is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from entrepot.analyses.aid.chains import OTHER_SIDE, UNSURE, other_sides, passed_on
from entrepot.analyses.aid.families import NONE, Keep, kept
from entrepot.analyses.aid.givers import is_of
from entrepot.analyses.aid.question import TYPES, Basis, Question
from entrepot.analyses.aid.reported import AT, KEY, Reported
from entrepot.analyses.aid.shares import own_or_whole, reach
from entrepot.metadata.places import Place

HERE, BESIDE, NOWHERE = "here", "beside", "nowhere"
"""Whether a transaction is for the places asked for, for a region that may hold them, or names no place."""
DUPLICATE, FUTURE, PARENT, PASSED = "duplicate", "future", "parent", "passed on"
"""Why a transaction is left out; `other side` is the fifth reason."""


def counted(data: Reported, question: Question, step: Basis, today: date) -> pl.DataFrame:
    """Transactions of a step that concern the question, in order of activity and number.

    Returns:
        The columns of `Reported.transactions` with: `giver` (identifier, "" unknown), `incoming`, `where`
        (`HERE` ...), `region`, `low` and `high` (share counted, 0 to 1), `reason` (empty where it is counted)
        and `partly` (the reason why `low` is less than it might be).
    """
    rows = _places(_judged(_of_step(data, step), today), data, question.asked)
    rows = _families(rows, data)
    rows = rows.filter(pl.col("high") > 0)
    valid = (
        data.activities.filter(~pl.col("superseded")) if "superseded" in data.activities else data.activities
    )
    each = [_chains(part, valid) for part in rows.partition_by("where")]
    found = pl.concat(each, how="vertical") if each else _chains(rows, valid)
    return _of_donor(_of_years(found, question), question.donor).sort(AT)


def newest(activities: pl.DataFrame) -> pl.DataFrame:
    """Adds `superseded`: whether another activity of the same identifier stands for it.

    Who reports what it does itself goes before who repeats it; then what was changed last; then the file that
    was made last; then what stands last. An activity without identifier is nobody's double.
    """
    order = activities.sort(
        pl.col("secondary_reporter"), pl.col("last_updated"), pl.col("generated"), pl.col(KEY),
        descending=[False, True, True, True], nulls_last=True,
    )  # fmt: skip
    named = order.filter(pl.col("identifier") != "")
    first = named.unique("identifier", keep="first", maintain_order=True)[KEY]
    stands = pl.col(KEY).is_in(first.implode()) | (pl.col("identifier") == "")
    return activities.with_columns((~stands).alias("superseded"))


def _of_step(data: Reported, step: Basis) -> pl.DataFrame:
    out, back = TYPES[step]
    heads = data.activities.select(
        KEY, "reporting_ref", "reporting_name", "generated", "superseded",
        pl.col("default_flow_type"), pl.col("humanitarian").alias("as_whole"),
    )  # fmt: skip
    rows = data.transactions.filter(pl.col("type").is_in([*out, back])).join(heads, on=KEY)
    incoming = pl.col("type") == back
    named = pl.col("provider_name").str.to_lowercase()
    itself = named.is_null() | (named == pl.col("reporting_name").str.to_lowercase())
    giver = (
        pl.when(pl.col("provider_ref").is_not_null()).then(pl.col("provider_ref"))
        .when(~incoming & itself).then(pl.col("reporting_ref"))
        .otherwise(pl.lit(""))
    )  # fmt: skip
    return rows.with_columns(
        incoming.alias("incoming"), giver.fill_null("").alias("giver"),
        pl.coalesce("flow_type", "default_flow_type").fill_null("").alias("flow"),
        pl.coalesce("humanitarian", "as_whole").fill_null(value=False).alias("humanitarian"),
    ).drop("default_flow_type", "as_whole", "flow_type")  # fmt: skip


def _judged(rows: pl.DataFrame, today: date) -> pl.DataFrame:
    made = pl.coalesce("generated", pl.lit(today))
    reason = (
        pl.when(pl.col("superseded")).then(pl.lit(DUPLICATE))
        .when(pl.col("date") > pl.min_horizontal(made, pl.lit(today))).then(pl.lit(FUTURE))
        .otherwise(pl.lit(""))
    )  # fmt: skip
    return rows.with_columns(reason.alias("reason"), pl.lit("").alias("partly"))


def _places(rows: pl.DataFrame, data: Reported, asked: frozenset[str] | None) -> pl.DataFrame:
    told = own_or_whole(rows, reach(data.recipients, asked))
    joined = rows.join(told, on=AT, how="left", maintain_order="left")
    here, beside = pl.col("high") > 0, pl.col("beside") > 0
    # Asked for anywhere, also what names no place is somewhere.
    lost = pl.col("high").is_null()
    where = (
        pl.when(lost).then(pl.lit(HERE if asked is None else NOWHERE))
        .when(here).then(pl.lit(HERE)).when(beside).then(pl.lit(BESIDE)).otherwise(pl.lit(""))
    )  # fmt: skip
    low = pl.when(lost).then(1.0 if asked is None else 0.0).otherwise(pl.col("low"))
    high = pl.when(lost).then(1.0).when(~here & beside).then(pl.col("beside")).otherwise(pl.col("high"))
    return joined.with_columns(where.alias("where"), low.alias("low"), high.alias("high"), lost.alias("lost"))


def _families(rows: pl.DataFrame, data: Reported) -> pl.DataFrame:
    edges = _edges(data)
    if not edges:
        return rows
    members = {key for edge in edges for key in edge}
    paid = rows.filter((pl.col("reason") == "") & ~pl.col("incoming") & pl.col(KEY).is_in(sorted(members)))
    own: dict[int, dict[str, float]] = {}
    sums = paid.group_by(KEY, "currency").agg(pl.col("value").sort().sum())
    for key, currency, value in sums.select(KEY, "currency", "value").iter_rows():
        own.setdefault(key, {})[currency] = value
    placed = frozenset(paid.filter(~pl.col("lost"))[KEY].to_list())
    return _keep(rows, kept(edges, own, placed), PARENT, pl.col("incoming"))


def _edges(data: Reported) -> list[tuple[int, int]]:
    live = data.activities.filter(~pl.col("superseded") & (pl.col("identifier") != ""))
    ids = live.select(pl.col("identifier").alias("ref"), pl.col(KEY).alias("other"))
    found = data.related.join(live.select(KEY), on=KEY).join(ids, on="ref")
    up = found.filter(pl.col("type") == "1").select("other", KEY)
    down = found.filter(pl.col("type") == "2").select(KEY, "other")
    return [*up.iter_rows(), *down.iter_rows()]


def _chains(rows: pl.DataFrame, activities: pl.DataFrame) -> pl.DataFrame:
    valid = rows.filter(pl.col("reason") == "")
    told = other_sides(valid, activities)
    apart = told.select(*AT, "told", "another", pl.col("giver").alias("by"))
    joined = rows.join(apart, on=AT, how="left", maintain_order="left")
    reason = pl.when(pl.col("told") == OTHER_SIDE).then(pl.lit(OTHER_SIDE)).otherwise(pl.col("reason"))
    unsure = pl.col("told").fill_null("") == UNSURE
    marked = joined.with_columns(
        reason.alias("reason"),
        pl.when(unsure).then(0.0).otherwise(pl.col("low")).alias("low"),
        pl.when(unsure).then(pl.lit(OTHER_SIDE)).otherwise(pl.col("partly")).alias("partly"),
        pl.col("another").fill_null(value=False),
        pl.coalesce("by", "giver").alias("giver"),
    ).drop("told", "by")
    return _keep(marked, passed_on(told, activities), PASSED, pl.col("another"))


def _keep(
    rows: pl.DataFrame, keep: Mapping[int, Keep], why: str, not_of: pl.Expr | None = None
) -> pl.DataFrame:
    """Shares times what is kept of each activity; `not_of` says of which rows nothing is decided."""
    if not keep:
        return rows
    kept_of = pl.DataFrame(
        [(key, low, high) for key, (low, high) in keep.items()],
        schema={KEY: pl.UInt32, "least": pl.Float64, "most": pl.Float64}, orient="row",
    )  # fmt: skip
    joined = rows.join(kept_of, on=KEY, how="left", maintain_order="left")
    decided = pl.col("least").is_not_null() & (pl.col("reason") == "")
    if not_of is not None:
        decided &= ~not_of
    gone = decided & (pl.col("most") == NONE[1])
    part = decided & ~gone
    return joined.with_columns(
        pl.when(gone).then(pl.lit(why)).otherwise(pl.col("reason")).alias("reason"),
        pl.when(part).then(pl.lit(why)).otherwise(pl.col("partly")).alias("partly"),
        pl.when(part).then(pl.col("low") * pl.col("least")).otherwise(pl.col("low")).alias("low"),
        pl.when(part).then(pl.col("high") * pl.col("most")).otherwise(pl.col("high")).alias("high"),
    ).drop("least", "most")


def _of_years(rows: pl.DataFrame, question: Question) -> pl.DataFrame:
    year = pl.col("date").dt.year().cast(pl.Int64)
    dated = rows.with_columns(year.alias("year"))
    if question.first is not None:
        dated = dated.filter(pl.col("year") >= question.first)
    return dated if question.last is None else dated.filter(pl.col("year") <= question.last)


def _of_donor(rows: pl.DataFrame, donor: Place | str) -> pl.DataFrame:
    if not donor:
        return rows
    theirs = [ref for ref in rows["giver"].unique().to_list() if ref and is_of(ref, donor)]
    return rows.filter(pl.col("giver").is_in(theirs))
