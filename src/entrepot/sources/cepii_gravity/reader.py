"""CEPII's Gravity_csv_V202211.zip: a row for each two states and year, 1.25 GB of text, read in blocks.

The panel is square: states stand in it in years in which they did not exist, and states of one code side by
side (DEU.1 to 1989, DEU.2 since 1990). Kept is what both sides of exist. A release is a version.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.gravity import DATASET, GRAVITY_DISTANCES, GRAVITY_ECONOMIES, GRAVITY_PAIRS
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.metadata.tables import Table
from entrepot.sources.cepii_gravity import columns
from entrepot.sources.cepii_gravity.rows import existing
from entrepot.sources.cepii_gravity.tables import Panel
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.reader import Part, Progress, Reading
from entrepot.sources.sdmx_csv.observations import refuse_unknown
from entrepot.sources.text_tables.heading import Heading, lines_of, read_heading, require
from entrepot.sources.text_tables.rows import frames

HERE = Path(__file__).parent
READS = "CEPII's Gravity database as CSV, such as Gravity_csv_V202211.zip"
_HEADER = re.compile(r'"?year"?([,;\t])"?country_id_o"?[,;\t]')
_VERSION = re.compile(r"V\d{6}[a-z]?")


def recognises(files: Given) -> bool:
    """Whether there is one panel, and beside it only what CEPII packs with it."""
    try:
        return sum(_is_panel(member) for member in files.members) == 1
    except BadInput:
        return False


def parts(files: Given) -> tuple[Part, ...]:
    """One release: the version, for all its years."""
    member = _panel(files)
    version = _version(files, member)
    period = read_descriptor(HERE).assertions["years"].get(version) or _years(member)
    return (Part(dataset=DATASET, period=period, name="the panel", scope="all pairs", edition=version),)


def read(files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
    """Sizes of economies, geography of pairs, agreements and trade of pairs by year."""
    member = _panel(files)
    panel = Panel.under(scratch, member.where)
    blank: set[str] = set()

    def told(share: float) -> None:
        progress("", 0.8 * share)

    for frame in frames(member, _heading(member), columns.WANTED, told=told):
        rows = existing(member.where, frame)
        coded = pl.all_horizontal(pl.col(columns.ORIGIN, columns.DESTINATION).is_not_null())
        blank |= set(rows.filter(~coded)[columns.ORIGIN_IDENTITY])
        panel.add(rows.filter(coded))
    economies = panel.economies()
    _hold(member, part, economies)
    tables: dict[Table, pl.DataFrame | Path] = {
        GRAVITY_ECONOMIES: economies,
        GRAVITY_DISTANCES: panel.distances(),
        GRAVITY_PAIRS: panel.agreements(),
    }
    return Reading(tables=tables, found=_found(panel, economies, blank))


def _hold(member: Member, part: Part, economies: pl.DataFrame) -> None:
    stated = read_descriptor(HERE).assertions
    unknown = set(economies["economy"]) - COUNTRIES.rows.keys() - {*stated["places"]}
    refuse_unknown(member.where, unknown, "codes of states", "They must be named in the source's descriptor.")
    years = economies["year"].sort().cast(pl.String)
    if part.edition in stated["years"] and f"{years[0]}/{years[-1]}" != part.period:
        raise BadInput(
            f"holds the years {years[0]} to {years[-1]}", file=member.where, expected=part.period,
            remedy="The file may have been cut: download it again.",
        )  # fmt: skip


def _found(panel: Panel, economies: pl.DataFrame, blank: set[str]) -> tuple[str, ...]:
    count = economies["economy"].n_unique()
    found = [f"{panel.pairs.rows:,} pairs and years among {count:,} economies."]
    if panel.doubled.height:
        names = ", ".join(panel.doubled["identity"].unique().sort())
        found.append(f"Of two states with one code in one year the later is kept; left out: {names}.")
    if blank:
        found.append(f"Pairs with a state that has no code are left out: {', '.join(sorted(blank))}.")
    return tuple(found)


def _heading(member: Member) -> Heading:
    first = lines_of(member.head(), 1)[0]
    separator = str(_HEADER.match(first)[1])  # type: ignore[index]
    head = read_heading(member.where, first, separator)
    require(member, head, columns.WANTED, separator, expected="the columns of version V202211")
    return head


def _years(member: Member) -> str:
    years = pl.concat(frame["year"].unique() for frame in frames(member, _heading(member), ["year"]))
    found = sorted(year for year in years.unique().drop_nulls() if re.fullmatch(r"\d{4}", year))
    if not found:
        raise BadInput(
            "holds no year", file=member.where, line=2, column="year", expected="a year such as 2019"
        )
    return found[0] if len(found) == 1 else f"{found[0]}/{found[-1]}"


def _version(files: Given, member: Member) -> str:
    named = _VERSION.search(member.base) or _VERSION.search(files.path.name)
    return named[0] if named else ""


def _panel(files: Given) -> Member:
    return next(member for member in files.members if _is_panel(member))


def _is_panel(member: Member) -> bool:
    return _HEADER.match(lines_of(member.head(), 1)[0]) is not None
