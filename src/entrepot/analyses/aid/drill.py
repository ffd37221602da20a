"""From a sum back to its transactions."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.aid.answer import WAYS, Step, Sum
from entrepot.analyses.aid.counted import BESIDE, HERE, NOWHERE
from entrepot.analyses.aid.totals import EMERGENCY, SECURITY, with_purposes

_SHOWN = (
    "identifier", "title", "publisher", "giver", "channel", "type", "date", "value_date", "value", "currency",
    "amount", "low", "high", "reason", "name", "line",
)  # fmt: skip


def rows_of(step: Step, wanted: Sum) -> pl.DataFrame:
    """Rows whose `amount` times shares make the sum; a transaction with several purposes has one for each."""
    live = step.rows.filter(pl.col("reason") == "")
    here = live.filter(pl.col("where") == HERE)
    if wanted.by in ("sector", "purpose"):
        chosen = with_purposes(here, step.purposes).filter(pl.col(wanted.by) == wanted.key)
    elif wanted.by == "security":
        chosen = with_purposes(here, step.purposes).filter(pl.col("sector") == SECURITY)
    elif wanted.by == "humanitarian":
        rest = with_purposes(here.filter(~pl.col("humanitarian")), step.purposes)
        urgent = rest.filter(pl.col("sector").is_in(EMERGENCY)).select(here.columns)
        chosen = pl.concat([here.filter("humanitarian"), urgent])
    else:
        chosen = _plain(step, live, here, wanted)
    ids = pl.format("{}:{}:{}", pl.col("file").str.slice(0, 12), "activity", "transaction").alias("id")
    return chosen.sort("date", "key", "transaction").select(ids, *_SHOWN)


def _plain(step: Step, live: pl.DataFrame, here: pl.DataFrame, wanted: Sum) -> pl.DataFrame:
    if wanted.by in WAYS:
        return here.filter(pl.col(wanted.by).cast(pl.String) == wanted.key)
    if wanted.by == "region":
        return live.filter((pl.col("where") == BESIDE) & (pl.col("region") == wanted.key))
    if wanted.by == "nowhere":
        return live.filter(pl.col("where") == NOWHERE)
    if wanted.by == "left out":
        return step.rows.filter((pl.col("where") == HERE) & (pl.col("reason") == wanted.key))
    return here.filter(pl.col("partly") == wanted.key) if wanted.by == "partly" else here
