"""Rows of the IMF that have two places: IMTS and DIP, as the declared tables have them.

A code of DIP says four things: INWD_D_NETLA_F51_ALL is inward (INWD, or OTWD outward), net (NETLA:
liabilities less assets), of equity (F51; FL debt, FALL all instruments), of all entities. Values are in US
dollars: SCALE is how the IMF shows them, not what they are to be multiplied with.
"""

from __future__ import annotations

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.imf.places import Places
from entrepot.sources.sdmx_csv.layout import TIME, VALUE
from entrepot.sources.sdmx_csv.message import Message
from entrepot.sources.sdmx_csv.periods import PERIOD, with_periods
from entrepot.sources.text_tables.cells import LINE, refuse

_REPORTER, _COUNTERPART, _INDICATOR, _FREQUENCY = "COUNTRY", "COUNTERPART_COUNTRY", "INDICATOR", "FREQUENCY"
_PAIR = {_REPORTER, _COUNTERPART, _INDICATOR, _FREQUENCY}
_DOLLARS = r"_USD$"
_DIRECTIONS = {"INWD": "inward", "OTWD": "outward"}
_INSTRUMENTS = {"FALL": "all", "F51": "equity", "FL": "debt"}


def flows(message: Message, frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Columns of `imf_imts.flows` and `line`; raises `BadInput` for other dimensions or another currency."""
    _hold(message, _PAIR)
    where = message.member.where
    fault = ~frame[_INDICATOR].str.contains(_DOLLARS)
    refuse(where, frame, fault, _INDICATOR, expected="an indicator in US dollars, such as XG_FOB_USD")
    return _paired(where, frame, places)


def positions(message: Message, frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Columns of `imf_dip.positions` and `line`; raises `BadInput` for other dimensions or directions."""
    _hold(message, {*_PAIR, "DV_TYPE"})
    where = message.member.where
    pieces = frame[_INDICATOR].str.split("_")
    direction, instrument = pieces.list.get(0, null_on_oob=True), pieces.list.get(3, null_on_oob=True)
    fault = ~direction.is_in(list(_DIRECTIONS)) | instrument.is_null()
    refuse(where, frame, fault, _INDICATOR, expected="a code such as INWD_D_NETLA_FALL_ALL")
    return _paired(where, frame, places).with_columns(
        derivation=frame["DV_TYPE"],
        direction=direction.replace(list(_DIRECTIONS), list(_DIRECTIONS.values())),
        instrument=instrument.replace(list(_INSTRUMENTS), list(_INSTRUMENTS.values())),
    )


def _paired(where: str, frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    timed = with_periods(where, frame, TIME)
    return timed.select(
        places.codes(frame[_REPORTER]).alias("reporter"),
        places.codes(frame[_COUNTERPART]).alias("counterpart"),
        pl.col(_INDICATOR).alias("indicator"),
        pl.col(_FREQUENCY).alias("frequency"),
        pl.col(PERIOD).alias("period"),
        pl.col(VALUE).alias("value"),
        pl.col("STATUS").fill_null("").alias("flags"),
        LINE,
    )


def _hold(message: Message, wanted: set[str]) -> None:
    if set(message.layout.dimensions) != wanted:
        raise BadInput(
            f"has the dimensions {', '.join(message.layout.dimensions)}", file=message.member.where, line=1,
            expected=", ".join(sorted(wanted)), remedy="The IMF may have changed the dataflow.",
        )  # fmt: skip
