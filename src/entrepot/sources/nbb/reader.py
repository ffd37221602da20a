"""Tables of the National Bank of Belgium: SDMX-CSV of NBB.Stat, generic SDMX-ML 2.0 of what was before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.indicators import indicator_tables
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.nbb import generic_xml
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.sdmx_csv.layout import TIME, VALUE, dataflow_in
from entrepot.sources.sdmx_csv.message import observations, read_message
from entrepot.sources.sdmx_csv.observations import Roles, places_table, shaped
from entrepot.sources.sdmx_csv.periods import PERIOD, spanned, with_periods
from entrepot.sources.text_tables.keyed import Keyed

HERE = Path(__file__).parent
READS = "a table of the National Bank of Belgium as SDMX-CSV (BE2:DF_...)"
_STATUS = "OBS_STATUS"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def recognises(files: Given) -> bool:
    """Whether it is one table of the bank."""
    if len(files.members) != 1:
        return False
    head = files.members[0].glance()
    flow = dataflow_in(head)
    return (flow is not None and flow.agency == "BE2") or generic_xml.recognises(head)


def parts(files: Given) -> tuple[Part, ...]:
    """One release: the table for the years that the file holds."""
    member = files.members[0]
    name, edition = _named(member)
    times = pl.concat(frame.select("time", "line").unique("time") for frame in _frames(member))
    period = spanned(with_periods(member.where, times, "time")[PERIOD].sort())
    return (Part(dataset=f"nbb_{name}", period=period, name=name, scope=name, edition=edition),)


def read(files: Given, part: Part, scratch: Path, _progress: Progress) -> Reading:
    """The observations of the table, and the places that it names."""
    member = files.members[0]
    tables = indicator_tables(part.dataset)
    values = Keyed(tables.observations, scratch, member.where)
    named = read_descriptor(HERE).assertions
    places: set[str] = set()
    for frame in _frames(member):
        dimensions = [name for name in frame.columns if name not in ("time", "value", "flags", "line")]
        roles = Roles.among(
            dimensions, "time", place=named["place"], unit=named["unit"], frequency=named["frequency"]
        )
        rows = shaped(member.where, frame, roles, part.name)
        places |= set(rows["place"].unique())
        values.add(rows)
    held: dict[Table, pl.DataFrame | Path] = {
        tables.observations: values.finish(),
        tables.places: places_table(dict.fromkeys(places - {""}, ""), {}),
    }
    return Reading(tables=held, found=(f"{values.rows:,} values.",))


def _frames(member: Member) -> Iterator[pl.DataFrame]:
    if generic_xml.recognises(member.head()):
        yield from generic_xml.frames(member)
        return
    for frame in observations(read_message(member), (_STATUS,)):
        # "A" is SDMX's word for a normal value: no mark.
        status = pl.col(_STATUS).fill_null("").replace("A", "")
        yield frame.with_columns(status.alias("flags")).drop(_STATUS).rename({TIME: "time", VALUE: "value"})


def _named(member: Member) -> tuple[str, str]:
    if generic_xml.recognises(member.head()):
        name, edition = generic_xml.named(member)
    else:
        message = read_message(member)
        name, edition = message.dataflow.id, f"version {message.dataflow.version}"
    if not _NAME.fullmatch(name.lower()):
        raise BadInput(
            f"{name!r} is no name of a table", file=member.where, expected="a name such as DF_IROLOBE2"
        )
    return name.lower(), edition
