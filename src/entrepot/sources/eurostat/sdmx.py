"""Eurostat's SDMX-CSV: codes, TIME_PERIOD, OBS_VALUE, OBS_FLAG and, in some files, CONF_STATUS.

Tables of Comext (DS-045409 and others) come in the same form and are another reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from entrepot.metadata.indicators import NOT_AVAILABLE
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.layout import TIME, VALUE, dataflow_in
from entrepot.sources.sdmx_csv.message import observations, read_message
from entrepot.sources.sdmx_csv.periods import PERIOD, spanned, with_periods
from entrepot.sources.sdmx_csv.stamps import updated
from entrepot.sources.text_tables.rows import frames as text_frames

_FLAG, _SECRET = "OBS_FLAG", "CONF_STATUS"
_TABLE = re.compile(r"[A-Z][A-Z0-9_]*(?:\$[A-Z0-9_]+)?")


def recognises(head: bytes) -> bool:
    """Whether a file is SDMX-CSV of a table of Eurostat that is not Comext's."""
    flow = dataflow_in(head)
    return flow is not None and flow.agency == "ESTAT" and _TABLE.fullmatch(flow.id.upper()) is not None


def head(member: Member) -> tuple[str, str, str]:
    """Code of the table, years it spans, vintage."""
    message = read_message(member)
    cells = text_frames(member, message.layout.head, [TIME])
    times = pl.concat(frame.unique(TIME) for frame in cells)
    periods = with_periods(member.where, times.drop_nulls(TIME), TIME)[PERIOD]
    # An extract that a user made of a table is named after it: nama_10_gdp$defaultview.
    return message.dataflow.id.partition("$")[0].lower(), spanned(periods.sort()), updated(message.updated)


def frames(member: Member) -> Iterator[pl.DataFrame]:
    """Dimensions, `time`, `value`, `flags` and `line`; flags and confidentiality joined as in JSON: b|C."""
    message = read_message(member)
    for frame in observations(message, (_FLAG, _SECRET)):
        flag, secret = (pl.col(name).fill_null("") for name in (_FLAG, _SECRET))
        joined = pl.when(secret == "").then(flag).otherwise(pl.concat_str(flag, pl.lit("|"), secret))
        bare = pl.col(VALUE).is_null() & (joined == "")
        yield (
            frame.with_columns(pl.when(bare).then(pl.lit(NOT_AVAILABLE)).otherwise(joined).alias("flags"))
            .drop(_FLAG, _SECRET)
            .rename({TIME: "time", VALUE: "value"})
        )
