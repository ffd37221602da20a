"""The World Bank's indicators: WDI_CSV.zip, API_NY.GDP.MKTP.CD_DS2_en_csv_v2.zip, answers of the interface.

The bulk file is the dataset world_bank_wdi. What is downloaded by itself is one of its own, so that a newer
download of one indicator does not hide the others: world_bank_ny_gdp_mktp_cd, world_bank_bel.
An empty cell of a wide table is no row: most of them are years in which nobody counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.indicators import indicator_tables
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.sdmx_csv.observations import Roles, labels_table, places_table, shaped
from entrepot.sources.sdmx_csv.periods import PERIOD, spanned, with_periods
from entrepot.sources.text_tables.keyed import Keyed
from entrepot.sources.world_bank import api, wide
from entrepot.sources.world_bank.places import kinds_of, regions

HERE = Path(__file__).parent
READS = "the World Bank's indicators, such as WDI_CSV.zip or API_NY.GDP.MKTP.CD_DS2_en_csv_v2.zip"
BULK = "world_bank_wdi"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,39}")


def recognises(files: Given) -> bool:
    """Whether there is one table or answer, and beside it only what the World Bank packs with one."""
    try:
        found = [member for member in files.members if _is_wide(member) or _is_answer(member)]
        others = [member for member in files.members if member not in found]
    except BadInput:
        return False
    return len(found) == 1 and all(member.base.lower().endswith(".csv") for member in others)


def parts(files: Given) -> tuple[Part, ...]:
    """The table, or each indicator of an answer."""
    member = _data(files)
    if _is_answer(member):
        return tuple(_answered(member, answer) for answer in api.answers(member))
    table = wide.read_wide(member)
    dataset, scope = _named(table)
    return (Part(dataset=dataset, period=table.period, name=scope, scope=scope, edition=table.edition),)


def read(files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
    """The values, the places with their kind, and the names of the indicators."""
    member = _data(files)
    rows = Keyed(indicator_tables(part.dataset).observations, scratch, member.where)
    names: dict[str, str] = {}
    labels: dict[tuple[str, str], str] = {}
    if _is_answer(member):
        _take_answer(member, part, rows, names, labels)
    else:
        _take_table(wide.read_wide(member), rows, names, labels, progress)
    known = regions(other for other in files.members if other != member)
    kinds = kinds_of(member.where, names, read_descriptor(HERE).assertions, known)
    return Reading(
        tables=_tables(part, rows.finish(), kinds, names, labels), found=(_sentence(rows, kinds, labels),)
    )


def _take_table(
    table: wide.Wide,
    values: Keyed,
    names: dict[str, str],
    labels: dict[tuple[str, str], str],
    progress: Progress,
) -> None:
    keep = read_descriptor(HERE).assertions["keep"] if not table.is_extract else ()
    roles = Roles(place=wide.CODE, unit="", frequency="", time="time", others=())
    for cells, rows in wide.frames(table, keep, lambda share: progress("", 0.8 * share)):
        timed = cells.with_columns(pl.lit("").alias("flags"))
        values.add(shaped(table.member.where, timed, roles, pl.col(wide.INDICATOR)))
        names |= dict(rows.select(wide.CODE, pl.col(wide.NAME).fill_null("")).iter_rows())
        named = rows.select(wide.INDICATOR, wide.INDICATOR_NAME).unique().drop_nulls()
        labels |= {("indicator", code): name for code, name in named.iter_rows()}


def _take_answer(
    member: Member, part: Part, values: Keyed, names: dict[str, str], labels: dict[tuple[str, str], str]
) -> None:
    answer = next(one for one in api.answers(member) if one.indicator == part.name)
    roles = Roles(place="place", unit="", frequency="", time="time", others=())
    values.add(shaped(member.where, answer.rows, roles, answer.indicator))
    names |= dict(answer.rows.select("place", "place_name").iter_rows())
    labels["indicator", answer.indicator] = answer.name


def _tables(
    part: Part,
    observations: pl.DataFrame | Path,
    kinds: Mapping[str, str],
    names: Mapping[str, str],
    labels: Mapping[tuple[str, str], str],
) -> dict[Table, pl.DataFrame | Path]:
    tables = indicator_tables(part.dataset)
    return {
        tables.observations: observations,
        tables.places: places_table(kinds, names),
        tables.labels: labels_table(labels),
    }


def _sentence(values: Keyed, kinds: Mapping[str, str], labels: Mapping[tuple[str, str], str]) -> str:
    groups = sum(kind == "group" for kind in kinds.values())
    who = f"{len(kinds) - groups} economies and {groups} groups"
    return f"{values.rows:,} values of {len(labels):,} indicators for {who}."


def _named(table: wide.Wide) -> tuple[str, str]:
    """Dataset and scope of a wide table: the bulk, or by the one thing that a download is about."""
    if not table.is_extract:
        return BULK, "all indicators"
    for codes in wide.subjects(table):
        if len(codes) == 1:
            return _dataset(table.member, *codes), next(iter(codes))
    return "world_bank_extract", "an extract"


def _answered(member: Member, answer: api.Answer) -> Part:
    periods = with_periods(member.where, answer.rows, "time")[PERIOD].sort()
    return Part(
        dataset=_dataset(member, answer.indicator),
        period=spanned(periods),
        name=answer.indicator,
        scope=answer.indicator,
        edition=answer.edition,
    )


def _dataset(member: Member, code: str) -> str:
    if not _CODE.fullmatch(code):
        raise BadInput(f"{code!r} is no code", file=member.where, expected="a code such as NY.GDP.MKTP.CD")
    return "world_bank_" + re.sub(r"[._-]", "_", code.lower())


def _data(files: Given) -> Member:
    return next(member for member in files.members if _is_wide(member) or _is_answer(member))


def _is_wide(member: Member) -> bool:
    return wide.recognises(member.head())


def _is_answer(member: Member) -> bool:
    return api.recognises(member.head())
