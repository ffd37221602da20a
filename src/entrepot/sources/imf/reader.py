"""The IMF's SDMX-CSV, as api.imf.org gives it for one dataflow.

Two dataflows have two places in each row and tables of their own: IMTS (goods traded) and DIP (direct
investment, formerly CDIS). Any other becomes a dataset of indicators, such as imf_weo.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.indicators import DIP_POSITIONS, IMTS_FLOWS, indicator_tables
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.given import Given
from entrepot.sources.imf.bilateral import flows, positions
from entrepot.sources.imf.places import Places
from entrepot.sources.members import Member
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.sdmx_csv.layout import TIME, VALUE, dataflow_in
from entrepot.sources.sdmx_csv.message import Message, observations, read_message
from entrepot.sources.sdmx_csv.observations import Roles, places_table, shaped
from entrepot.sources.sdmx_csv.periods import PERIOD, spanned, with_periods
from entrepot.sources.text_tables.heading import lines_of
from entrepot.sources.text_tables.keyed import Keyed
from entrepot.sources.text_tables.rows import frames

HERE = Path(__file__).parent
READS = "SDMX-CSV of the IMF's interface for one dataflow, such as IMF.STA:IMTS or IMF.STA:DIP"
STATUS = "STATUS"
_PORTAL = re.compile(r'"?DATASET"?,"?SERIES_CODE"?,"?OBS_MEASURE"?')


def recognises(files: Given) -> bool:
    """Whether it is one file of the IMF; also the portal's export, to say why it is not read."""
    if len(files.members) != 1:
        return False
    head = files.members[0].glance()
    flow = dataflow_in(head)
    return (flow is not None and flow.agency.split(".")[0] == "IMF") or bool(
        _PORTAL.match(lines_of(head, 1)[0])
    )


def parts(files: Given) -> tuple[Part, ...]:
    """One release: the dataflow for the years that the file holds."""
    message = _message(files.members[0])
    flow = message.dataflow
    cells = frames(message.member, message.layout.head, [TIME])
    times = pl.concat(frame.unique(TIME) for frame in cells).drop_nulls(TIME)
    title = read_descriptor(HERE).assertions["titles"].get(flow.id, flow.id)
    version = f"version {flow.version}" if flow.version else ""
    return (
        Part(
            dataset=f"imf_{flow.id.lower()}",
            period=spanned(with_periods(message.member.where, times, TIME)[PERIOD].sort()),
            name=flow.id,
            scope=title,
            edition=" ".join(one for one in (message.updated, version) if one),
            more={"url": f"https://data.imf.org/en/datasets/{flow.agency}:{flow.id}"},
        ),
    )


def read(files: Given, part: Part, scratch: Path, _progress: Progress) -> Reading:
    """The values of the dataflow."""
    message = _message(files.members[0])
    places = Places.of(read_descriptor(HERE).assertions)
    special = {"imf_imts": (IMTS_FLOWS, flows), "imf_dip": (DIP_POSITIONS, positions)}
    if part.dataset not in special:
        return _indicators(message, part, scratch, places)
    table, shape = special[part.dataset]
    values = Keyed(table, scratch, message.member.where)
    empty = 0
    for frame in observations(message, (STATUS,)):
        rows = shape(message, frame, places)
        empty += rows["value"].null_count()
        values.add(rows)
    places.refuse(message.member.where)
    found = (
        f"{values.rows:,} values for {len(places.seen):,} places, {empty:,} of them confidential or missing."
    )
    return Reading(tables={table: values.finish()}, found=(found,))


def _indicators(message: Message, part: Part, scratch: Path, places: Places) -> Reading:
    tables = indicator_tables(part.dataset)
    values = Keyed(tables.observations, scratch, message.member.where)
    roles = Roles.among(
        [*message.layout.dimensions],
        TIME,
        place=("COUNTRY", "REF_AREA"),
        unit=("UNIT",),
        frequency=("FREQUENCY", "FREQ"),
    )
    if not roles.place or "INDICATOR" not in roles.others:
        raise BadInput(
            f"has the dimensions {', '.join(message.layout.dimensions)}", file=message.member.where, line=1,
            expected="COUNTRY and INDICATOR among them",
        )  # fmt: skip
    others = tuple(name for name in roles.others if name != "INDICATOR")
    roles = Roles(roles.place, roles.unit, roles.frequency, roles.time, others)
    for frame in observations(message, (STATUS,)):
        named = frame.with_columns(places.codes(frame[roles.place]), flags=pl.col(STATUS).fill_null(""))
        values.add(shaped(message.member.where, named.rename({VALUE: "value"}), roles, pl.col("INDICATOR")))
    places.refuse(message.member.where)
    held: dict[Table, pl.DataFrame | Path] = {
        tables.observations: values.finish(),
        tables.places: places_table(places.kinds, {}),
    }
    return Reading(tables=held, found=(f"{values.rows:,} values for {len(places.seen):,} places.",))


def _message(member: Member) -> Message:
    if _PORTAL.match(lines_of(member.head(), 1)[0]):
        raise BadInput(
            "is the portal's export with a column for each year", file=member.where, line=1,
            expected="SDMX-CSV with the columns TIME_PERIOD and OBS_VALUE",
            remedy="Its values are scaled in a way that the file does not fix. Ask the interface: "
            "https://api.imf.org/external/sdmx/2.1/data/IMF.STA,IMTS/... as application/vnd.sdmx.data+csv.",
        )  # fmt: skip
    return read_message(member)
