"""Eurostat's tables, such as estat_nama_10r_2gdp.tsv.gz, in each form in which they can be downloaded.

A table is a dataset: eurostat_nama_10r_2gdp. A vintage of it is a release, whose edition is the day on which
Eurostat last updated the data. A TSV file does not hold that day: there the edition is the day on which the
file was packed, if the gzip or zip says so. Nor does it hold its code, but in its name. The user may say
both: `vintage`, and `table` for a file by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.indicators import IndicatorTables, confidential, indicator_tables
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.eurostat import jsonstat, sdmx, tsv
from entrepot.sources.eurostat.places import kinds_of
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.sdmx_csv.observations import Roles, labels_table, places_table, shaped
from entrepot.sources.text_tables.keyed import Keyed

HERE = Path(__file__).parent
READS = "a table of Eurostat as TSV, SDMX-CSV or JSON, such as estat_nama_10r_2gdp.tsv.gz"
ASKS = ("table", "vintage")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,50}")
_ADDRESS = "https://ec.europa.eu/eurostat/databrowser/view/{}/default/table"


class Form(NamedTuple):
    """One of the forms in which a table comes."""

    recognises: Callable[[bytes], bool]
    head: Callable[[Member], tuple[str, str, str]]
    """Code of the table, years it spans, vintage (empty if the file does not tell)."""
    frames: Callable[[Member], Iterator[pl.DataFrame]]
    """Dimensions as text, `time`, `value`, `flags`, `line`."""
    labels: Callable[[Member], Mapping[tuple[str, str], str]]


FORMS = (
    Form(tsv.recognises, tsv.head, tsv.frames, lambda _: {}),
    Form(sdmx.recognises, sdmx.head, sdmx.frames, lambda _: {}),
    Form(jsonstat.recognises, jsonstat.head, jsonstat.frames, jsonstat.labels),
)


def recognises(files: Given) -> bool:
    """Whether every member is a table of Eurostat."""
    return bool(files.members) and all(_form(member) for member in files.members)


def parts(files: Given) -> tuple[Part, ...]:
    """One release a table and vintage."""
    if files.said.get("table") and len(files.members) > 1:
        raise UsageError(f"--table names one table; {files.path} holds {len(files.members)} files.")
    found = [_part(member, _only(files), files.said) for member in files.members]
    if twice := {p.dataset for p in found if [q.dataset for q in found].count(p.dataset) > 1}:
        vintages = [(p.dataset, p.edition) for p in found]
        if len(set(vintages)) < len(vintages):
            raise BadInput(f"holds {', '.join(sorted(twice))} twice, in one vintage", file=files.path)
    return tuple(sorted(found, key=lambda part: (part.period, part.dataset, part.edition)))


def read(files: Given, part: Part, scratch: Path, _progress: Progress) -> Reading:
    """The observations of one table, its places, and its labels where the file holds them."""
    member = next(member for member in files.members if member.name in part.members)
    form, tables = _must_form(member), indicator_tables(part.dataset)
    rows = Keyed(tables.observations, scratch, member.where)
    counts = _Counts()
    for frame in form.frames(member):
        found = shaped(member.where, frame, _roles(member, frame), part.dataset.removeprefix("eurostat_"))
        counts.add(found)
        rows.add(found)
    kinds = kinds_of(member.where, counts.places, read_descriptor(HERE).assertions)
    return Reading(
        tables=_tables(tables, rows.finish(), kinds, form.labels(member)), found=counts.sentences()
    )


def _tables(
    tables: IndicatorTables,
    observations: pl.DataFrame | Path,
    kinds: Mapping[str, str],
    labels: Mapping[tuple[str, str], str],
) -> dict[Table, pl.DataFrame | Path]:
    names = {code: label for (dimension, code), label in labels.items() if dimension == "geo"}
    held: dict[Table, pl.DataFrame | Path] = {
        tables.observations: observations,
        tables.places: places_table(kinds, names),
    }
    others = {key: label for key, label in labels.items() if key[0] != "geo"}
    return held | ({tables.labels: labels_table(others)} if others else {})


class _Counts:
    """What a user wants to know of a table that was read."""

    def __init__(self) -> None:
        self.places: set[str] = set()
        self.rows = self.missing = self.secret = 0

    def add(self, rows: pl.DataFrame) -> None:
        self.places |= set(rows["place"].unique())
        gaps = rows.filter(pl.col("value").is_null())["flags"].value_counts()
        self.rows += rows.height
        self.missing += int(gaps["count"].sum())
        self.secret += sum(count for flags, count in gaps.iter_rows() if confidential(flags))

    def sentences(self) -> tuple[str, ...]:
        """What was found, for the user."""
        return (
            f"{self.rows:,} cells for {len(self.places):,} places, {self.missing:,} of them without value "
            f"({self.secret:,} confidential).",
        )


def _roles(member: Member, frame: pl.DataFrame) -> Roles:
    dimensions = [name for name in frame.columns if name not in ("time", "value", "flags", "line")]
    roles = Roles.among(dimensions, "time", place=("geo",), unit=("unit",), frequency=("freq",))
    if not roles.place:
        raise BadInput(
            "has no dimension geo", file=member.where, expected="a table by country or region",
            remedy="Tables about something else than places cannot be added.",
        )  # fmt: skip
    return roles


def _only(files: Given) -> str:
    """How the one member of a plain file is named: not by the file, whose name does not matter."""
    return "the table" if len(files.members) == 1 else ""


def _part(member: Member, only: str, said: Mapping[str, str]) -> Part:
    code, period, edition = _must_form(member).head(member)
    code, stated = said.get("table", "").lower() or code, said.get("vintage", "")
    if not _CODE.fullmatch(code):
        raise BadInput(
            f"{code!r} is no code of a table", file=member.where, expected="a code such as nama_10r_2gdp",
            remedy="A TSV file holds its code in its name alone, as in nama_10r_2gdp.tsv.gz. Say it: "
            "--table nama_10r_2gdp.",
        )  # fmt: skip
    return Part(
        dataset=f"eurostat_{code}",
        period=period,
        name=only or member.name,
        members=(member.name,),
        scope=code,
        edition=f"{stated} (as stated when added)" if stated else edition,
        more={"url": _ADDRESS.format(code)},
    )


def _form(member: Member) -> Form | None:
    head = member.glance()
    return next((form for form in FORMS if form.recognises(head)), None)


def _must_form(member: Member) -> Form:
    form = _form(member)
    if form is None:
        raise BadInput("is no table of Eurostat", file=member.where, expected=READS)
    return form
