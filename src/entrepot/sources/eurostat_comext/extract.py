"""SDMX-CSV from Eurostat's service (DS-045409 and its like): what a user asked for, as tables of flows.

An observation is one indicator of a flow; the indicators of a flow become columns of one row. Products of all
levels and groups of partners may stand side by side: levels are kept, groups go into a table of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.eurostat_comext.codes import places, stated, with_groups
from entrepot.sources.members import Member
from entrepot.sources.place_codes import Recoding
from entrepot.sources.text_tables.blocks import Style
from entrepot.sources.text_tables.cells import LINE, MAX_NUMBER, numbers, refuse
from entrepot.sources.text_tables.heading import Heading, heading, require
from entrepot.sources.text_tables.rows import frames

MAX_ROWS = 30_000_000
NEEDED = ("freq", "reporter", "partner", "product", "flow", "indicators", "TIME_PERIOD", "OBS_VALUE")
OPTIONAL = ("LAST UPDATE", "OBS_FLAG", "CONF_STATUS")
_DATAFLOW = ("DATAFLOW", "STRUCTURE_ID")
_PERIODS = {"A": r"^(19|20)\d\d$", "M": r"^(19|20)\d\d-(0[1-9]|1[0-2])$"}
_STYLE = Style(blank_lines=False)
_CHOOSE = "Choose SDMX-CSV with codes, not labels, when you download."


def is_extract(head: Heading) -> bool:
    """Whether a heading is that of the service, rightly separated and labelled or not."""
    names = {name.partition(":")[0].lower() for name in head.names}
    return {"reporter", "partner", "product", "flow", "indicators"} <= names


@dataclass(frozen=True, slots=True)
class Extract:
    """One file of the service and its heading."""

    member: Member
    head: Heading

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that are read."""
        present = [name for name in (*OPTIONAL, *_DATAFLOW) if name in self.head.names]
        return (*NEEDED, *present)


def extract(member: Member) -> Extract:
    """A file of the service; raises `BadInput` if a column is missing or not one that is known."""
    head = heading(member.head()) or Heading(",", ())
    require(member, head, NEEDED)
    known = {*NEEDED, *OPTIONAL, *_DATAFLOW, "STRUCTURE"}
    if strange := [name for name in head.names if name not in known]:
        raise BadInput(
            "is a column that is not known: flows may be split by it", file=member.where, line=1,
            column=strange[0], expected=f"columns {', '.join(known)}", remedy=_CHOOSE,
        )  # fmt: skip
    if not any(name in head.names for name in _DATAFLOW):
        raise BadInput("is missing", file=member.where, line=1, column="DATAFLOW", remedy=_CHOOSE)
    return Extract(member, head)


def observations(files: Sequence[Extract]) -> Iterator[pl.DataFrame]:
    """The observations of all files, checked, in our codes: a frame for each block.

    Columns: freq, period, reporter, partner, apart, derived, flow, classification, product, column (of our
    table), value (in our unit), flag, hidden, updated, line, file.

    Raises:
        BadInput: whatever is not as the service has it, with line and column; unknown codes as a whole list.
    """
    count = 0
    for number, file in enumerate(files):
        recoding: dict[int, Recoding] = {}
        for frame in frames(file.member, file.head, file.wanted, _STYLE):
            _refuse_unknown(file.member.where, frame)
            count += frame.height
            if count > MAX_ROWS:
                raise BadInput(
                    f"more than {MAX_ROWS:,} observations", file=file.member.where,
                    remedy="For whole months or years take Eurostat's bulk files, full_v2_YYYYMM.",
                )  # fmt: skip
            yield _coded(file, frame, recoding).with_columns(file=pl.lit(number))
        for year in recoding.values():
            year.finish()


def _coded(file: Extract, frame: pl.DataFrame, recodings: dict[int, Recoding]) -> pl.DataFrame:
    whole = frame.with_columns(
        pl.col(LINE).cast(pl.UInt32),
        number=numbers(file.member.where, frame, "OBS_VALUE", least=0.0, most=MAX_NUMBER),
        year=pl.col("TIME_PERIOD").str.slice(0, 4).cast(pl.Int64),
        **{name: pl.lit(None, pl.String) for name in OPTIONAL if name not in frame.columns},
    )
    parts = []
    for (year,), rows in whole.partition_by("year", as_dict=True).items():
        recoding = recodings.setdefault(int(year), Recoding(places(int(year)), file.member.where))
        parts.append(_placed(rows, recoding))
    dataflow = next(name for name in _DATAFLOW if name in frame.columns)
    units = {name: float(unit) for name, (_, unit) in stated("indicators").items()}
    columns = {name: column for name, (column, _) in stated("indicators").items()}
    indicator = pl.col("indicators")
    return pl.concat(parts).select(
        "freq", "reporter", "partner", "apart", "derived", "product", "line",
        period="TIME_PERIOD",
        flow=pl.col("flow").replace_strict(stated("flows")),
        classification=_dataflow(dataflow).replace_strict(stated("dataflows")),
        column=indicator.replace_strict(columns),
        value=pl.col("number") * indicator.replace_strict(units, return_dtype=pl.Float64),
        flag="OBS_FLAG",
        hidden=pl.col("CONF_STATUS").is_not_null()
        | pl.col("OBS_FLAG").str.contains("c").fill_null(value=False)
        | pl.col("raw").is_in(stated("secret")) | pl.col("product").str.contains("^[0-9]*X+$"),
        updated="LAST UPDATE",
    )  # fmt: skip


def _placed(rows: pl.DataFrame, recoding: Recoding) -> pl.DataFrame:
    """Reporters and partners of one year in our codes, and whether one of them is a group."""
    found = {*rows["reporter"].drop_nulls(), *rows["partner"].drop_nulls()}
    recoding.codes = with_groups(recoding.codes, found)
    reporter, partner = rows["reporter"].fill_null(""), rows["partner"].fill_null("")
    apart = recoding.in_group(reporter) | recoding.in_group(partner)
    return rows.with_columns(
        reporter=recoding.code("reporter", reporter).fill_null(""),
        partner=recoding.code("partner", partner).fill_null(""),
        raw=partner,
        apart=apart,
        derived=apart & ~partner.is_in(stated("parts")),
    )


def _refuse_unknown(where: str, frame: pl.DataFrame) -> None:
    period = pl.when(pl.col("freq") == "A").then(pl.lit(_PERIODS["A"])).otherwise(pl.lit(_PERIODS["M"]))
    in_time = frame.select(pl.col("TIME_PERIOD").str.contains(period)).to_series()
    checks = (
        ("freq", frame["freq"].is_in([*_PERIODS]), "A (year) or M (month)"),
        ("TIME_PERIOD", in_time, "2024 for a year (A), 2024-02 for a month (M)"),
        ("flow", frame["flow"].is_in([*stated("flows")]), "1 (import), 2 (export) or 3 (re-export)"),
        ("indicators", frame["indicators"].is_in([*stated("indicators")]), ", ".join(stated("indicators"))),
        (
            "product",
            frame["product"].str.contains(r"^[0-9A-Z_]{1,12}$"),
            "a code such as 0304, 03046200 or TOTAL",
        ),
    )
    for column, good, expected in checks:
        refuse(
            where, frame, ~good.fill_null(value=False), column, "is not what the service has there",
            expected=expected, remedy=_CHOOSE,
        )  # fmt: skip
    name = next(name for name in _DATAFLOW if name in frame.columns)
    known = frame.select(_dataflow(name).is_in([*stated("dataflows")])).to_series()
    refuse(
        where, frame, ~known.fill_null(value=False), name, "is a data set that is not read",
        expected=f"one of {', '.join(stated('dataflows'))}",
    )  # fmt: skip


def _dataflow(name: str) -> pl.Expr:
    """`ESTAT:DS-045409(1.0)` without agency and version."""
    return pl.col(name).str.extract(r"^(?:[A-Z]+:)?([A-Za-z0-9-]+)(?:\([0-9.]+\))?$", 1).str.to_uppercase()


def updated(text: str | None) -> str | None:
    """`15/09/26 11:00:00`, the day first, as 2026-09-15; None where there is no such day."""
    found = re.match(r"(\d\d)/(\d\d)/(\d\d)(?!\d)", text or "")
    if not found:
        return None
    try:
        return datetime.strptime(found[0], "%d/%m/%y").date().isoformat()  # noqa: DTZ007 - a day, not a time
    except ValueError:
        return None
