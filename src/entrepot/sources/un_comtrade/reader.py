"""Files of UN Comtrade as releases: all that is given for one year or month is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from entrepot.metadata.reported import COMTRADE, COMTRADE_SERVICES
from entrepot.metadata.tables import Table
from entrepot.sources.given import Given
from entrepot.sources.place_codes import Recoding
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.text_tables.spill import Collected, Spill
from entrepot.sources.un_comtrade.codes import HERE as HERE
from entrepot.sources.un_comtrade.codes import period_of, places
from entrepot.sources.un_comtrade.files import Source, recognised, sources
from entrepot.sources.un_comtrade.flows import joined, totals
from entrepot.sources.un_comtrade.records import coded, refuse_periods

READS = "JSON or CSV of UN Comtrade's service, or a folder of such files, such as TradeData.csv"
_NAMED = 3


def recognises(files: Given) -> bool:
    """Whether one of them begins as UN Comtrade's files do."""
    return recognised(files)


def parts(files: Given) -> tuple[Part, ...]:
    """One for each year and month, over all files."""
    held: dict[str, list[Source]] = {}
    for source in sources(files):
        found: set[str] = set()
        for frame in source.frames():
            refuse_periods(source.member.where, frame)
            found |= {period for text in frame["period"].unique() if (period := period_of(text))}
        for period in found:
            held.setdefault(period, []).append(source)
    return tuple(_part(period, held[period]) for period in sorted(held))


def read(files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
    """The tables of one year or month; memory is that of the largest reporter, or JSON file.

    Raises:
        BadInput: whatever is not as the service has it; unknown codes as a whole list.
    """
    wanted = [source for source in sources(files) if source.member.name in part.members]
    rows, count = Spill(scratch / "rows", "reporter"), 0
    for number, source in enumerate(wanted):
        recoding = Recoding(places(), source.member.where)
        for frame in source.frames():
            periods = {text: period_of(str(text)) for text in frame["period"].unique()}
            records = coded(frame, recoding).with_columns(
                pl.lit(number, pl.UInt16).alias("file"),
                pl.col("period").replace_strict(periods, return_dtype=pl.String),
            )
            rows.add(records.filter(period=part.period))
            count += frame.height
        recoding.finish()
        progress(f"{count:,} records read, {number + 1} of {len(wanted)} files")
    return _reading([source.member.where for source in wanted], rows, scratch)


def _part(period: str, held: Sequence[Source]) -> Part:
    names = [source.member.base for source in held]
    more = f" and {len(names) - _NAMED} others" if len(names) > _NAMED else ""
    return Part(
        dataset=COMTRADE.dataset,
        period=period,
        name=", ".join(names[:_NAMED]) + more,
        scope=f"what was downloaded, {period}",
        members=tuple(source.member.name for source in held),
    )


def _reading(names: Sequence[str], rows: Spill, scratch: Path) -> Reading:
    declared = (*COMTRADE.all(), *COMTRADE_SERVICES.all())
    tables = {table: Collected(scratch / table.file) for table in declared}
    records, kept = 0, 0
    for group in rows.groups():
        whole = totals(names, group)
        records, kept = records + group.height, kept + whole.height
        for table, service, apart in _kinds():
            frame = whole.filter(service=service, apart=apart)
            if frame.height:
                tables[table].add(joined(frame, table))
    flows = sum(table.rows for table in tables.values())
    found = [f"{records:,} records hold {flows:,} flows."]
    if records > kept:
        found.append(
            f"{records - kept:,} records are parts of a flow whose total is there, or stand in two files: "
            "they were left out."
        )
    if kept > flows:
        found.append(f"{kept - flows:,} records were added to others of the same economy under another code.")
    return Reading(tables={t: held.done() for t, held in tables.items() if held.rows}, found=found)


def _kinds() -> tuple[tuple[Table, bool, bool], ...]:
    return (
        (COMTRADE.flows, False, False),
        (COMTRADE.aggregates, False, True),
        (COMTRADE_SERVICES.flows, True, False),
        (COMTRADE_SERVICES.aggregates, True, True),
    )
