"""Comext files as releases: a bulk file is one, the extracts that are given together are one a frequency."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT, COMEXT_EXTRACT
from entrepot.sources.eurostat_comext.bulk import BulkFile, bulk_file, is_bulk, read_bulk
from entrepot.sources.eurostat_comext.codes import HERE as HERE
from entrepot.sources.eurostat_comext.extract import Extract, extract, is_extract, observations, updated
from entrepot.sources.eurostat_comext.pivot import pivoted
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.text_tables.heading import heading

READS = "Eurostat's Comext bulk files, unpacked, such as full_v2_202402.dat, or SDMX-CSV of DS-045409"
_FREQUENCIES = {"A": "by year", "M": "by month"}


def recognises(files: Given) -> bool:
    """Whether one of them begins as Comext files do."""
    return any(_kind(member) for member in files.members)


def parts(files: Given) -> tuple[Part, ...]:
    """One for each bulk file, one for the extracts of each frequency."""
    found = [_bulk_part(file) for file in _bulk(files)]
    periods = [part.period for part in found]
    if twice := {period for period in periods if periods.count(period) > 1}:
        raise BadInput(
            f"{min(twice)} is there twice", file=files.path, expected="one file for a month or year",
            remedy="Take the older one away: Eurostat revises past months.",
        )  # fmt: skip
    return tuple(sorted(found + _extract_parts(files), key=lambda part: (part.dataset, part.period)))


def read(files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
    """The tables of one part, see `read_bulk` and `observations`."""
    if part.dataset == COMEXT.dataset:
        file = next(file for file in _bulk(files) if file.period == part.period)
        return read_bulk(file, scratch, progress)
    extracts = _extracts(files)
    frequency = next(code for code, words in _FREQUENCIES.items() if part.scope.endswith(words))
    frames = [frame.filter(freq=frequency) for frame in observations(extracts)]
    rows = pl.concat(frames)
    tables = pivoted(extracts, rows)
    flows = sum(table.height for table in tables.values())
    return Reading(tables=dict(tables), found=(f"{rows.height:,} observations are {flows:,} flows.",))


def _bulk_part(file: BulkFile) -> Part:
    return Part(
        dataset=COMEXT.dataset,
        period=file.period,
        name=file.member.base,
        scope=f"all flows, {file.period}",
        members=(file.member.name,),
    )


def _extract_parts(files: Given) -> list[Part]:
    extracts = _extracts(files)
    seen: dict[str, pl.DataFrame] = {}
    for frame in observations(extracts):
        for (frequency,), rows in (
            frame.select("freq", "period", "updated").unique().partition_by("freq", as_dict=True).items()
        ):
            known = seen.get(str(frequency), rows.clear())
            seen[str(frequency)] = pl.concat([known, rows]).unique()
    return [_extract_part(extracts, frequency, rows) for frequency, rows in seen.items()]


def _extract_part(extracts: list[Extract], frequency: str, rows: pl.DataFrame) -> Part:
    first, last = str(rows["period"].min()), str(rows["period"].max())
    days = sorted({day for text in rows["updated"] if (day := updated(text))})
    return Part(
        dataset=COMEXT_EXTRACT.dataset,
        period=first if first == last else f"{first}/{last}",
        name=", ".join(file.member.base for file in extracts),
        scope=f"what was asked for, {_FREQUENCIES[frequency]}",
        members=tuple(file.member.name for file in extracts),
        edition=f"updated {' and '.join(dict.fromkeys((days[0], days[-1])))}" if days else "undated",
    )


def _bulk(files: Given) -> list[BulkFile]:
    return [bulk_file(member) for member in files.members if _kind(member) == "bulk"]


def _extracts(files: Given) -> list[Extract]:
    return [extract(member) for member in files.members if _kind(member) == "extract"]


def _kind(member: Member) -> str:
    head = heading(member.glance())
    if head is None:
        return ""
    return "bulk" if is_bulk(head) else "extract" if is_extract(head) else ""
