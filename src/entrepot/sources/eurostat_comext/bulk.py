"""Eurostat's bulk files, `full_v2_202402.dat` and the older layout with DECLARANT, as tables of flows.

A file is one month, or one year (52 in place of the month). A row is one flow under one statistical
procedure; the procedures of a flow are added up, and so are the rows of a withheld product, which differ only
in other classifications. Every other row that stands twice is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT
from entrepot.metadata.tables import Table
from entrepot.sources.eurostat_comext.codes import period_of, places, stated
from entrepot.sources.eurostat_comext.flows import added_up, laid_out
from entrepot.sources.members import Member
from entrepot.sources.place_codes import Recoding
from entrepot.sources.reader import Progress, Reading
from entrepot.sources.text_tables.blocks import Style
from entrepot.sources.text_tables.cells import LINE, MAX_NUMBER, numbers, refuse, shown
from entrepot.sources.text_tables.heading import Heading, heading, require
from entrepot.sources.text_tables.rows import frames
from entrepot.sources.text_tables.spill import Collected, Spill

_V2 = {
    "REPORTER": "reporter", "PARTNER": "partner", "TRADE_TYPE": "trade_type", "PRODUCT_NC": "product",
    "FLOW": "flow", "STAT_PROCEDURE": "procedure", "SUPPL_UNIT": "unit", "PERIOD": "period",
    "VALUE_EUR": "value", "QUANTITY_KG": "net_weight", "QUANTITY_SUPPL_UNIT": "quantity",
}  # fmt: skip
_OLDER = {
    "DECLARANT_ISO": "reporter", "PARTNER_ISO": "partner", "PARTNER": "raw", "TRADE_TYPE": "trade_type",
    "PRODUCT_NC": "product", "FLOW": "flow", "STAT_REGIME": "procedure", "SUPP_UNIT": "unit",
    "PERIOD": "period", "VALUE_IN_EUROS": "value", "QUANTITY_IN_KG": "net_weight", "SUP_QUANTITY": "quantity",
}  # fmt: skip
_PRODUCT = r"^(TOTAL|[0-9X]{2}[0-9A-Z]{6})$"
_TELL = 20
_STYLE = Style(blank_lines=False, spare_cell=True)


@dataclass(frozen=True, slots=True)
class BulkFile:
    """One file: its columns by our names, and the period that its first row states."""

    member: Member
    head: Heading
    columns: Mapping[str, str]
    period: str
    stated_period: str

    @property
    def theirs(self) -> dict[str, str]:
        """Our names of the columns to Eurostat's."""
        return {ours: theirs for theirs, ours in self.columns.items()}

    @property
    def others(self) -> tuple[str, ...]:
        """The product's codes in other classifications."""
        return tuple(n for n in self.head.names if n.startswith("PRODUCT_") and n != "PRODUCT_NC")


def is_bulk(head: Heading) -> bool:
    """Whether a heading is that of a bulk file, rightly separated or not."""
    names = {name.upper() for name in head.names}
    return {"PRODUCT_NC", "TRADE_TYPE"} <= names and bool({"REPORTER", "DECLARANT_ISO"} & names)


def bulk_file(member: Member) -> BulkFile:
    """What a file says of itself in its first two lines.

    Raises:
        BadInput: another separator, a column missing, no row, or a first row without a period.
    """
    start = member.head()
    head = heading(start) or Heading(",", ())
    columns = _OLDER if "DECLARANT_ISO" in head.names else _V2
    require(member, head, tuple(columns))
    second = start.decode("latin-1").split("\n", 2)[1].strip("\r").split(",")
    place = head.names.index("PERIOD")
    text = second[place] if len(second) > place else ""
    if (period := period_of(text)) is None:
        raise BadInput(
            f"{shown(text)} is no period" if any(second) else "holds no row below its first line",
            file=member.where, line=2, column="PERIOD", expected="202402 for a month, 202452 for a year",
        )  # fmt: skip
    return BulkFile(member, head, columns, period, text)


def read_bulk(file: BulkFile, scratch: Path, progress: Progress) -> Reading:
    """The flows of one file; memory is that of the largest reporter.

    Raises:
        BadInput: whatever is not as Eurostat has it, with line and column; unknown codes as a whole list.
    """
    recoding = Recoding(places(int(file.period[:4])), file.member.where)
    rows = Spill(scratch / "rows", "reporter")
    count = 0
    wanted = (*file.columns, *file.others)
    for number, frame in enumerate(frames(file.member, file.head, wanted, _STYLE), start=1):
        rows.add(_rows(file, frame, recoding))
        count += frame.height
        if number % _TELL == 0:
            progress(f"{count:,} rows of {file.period} read")
    recoding.finish()
    _refuse_parts_alone(file, recoding.seen.get(file.theirs["partner"], set()))
    return _reading(file, rows, scratch, count)


def _rows(file: BulkFile, frame: pl.DataFrame, recoding: Recoding) -> pl.DataFrame:
    """Rows in our columns and types, their lines beside them."""
    _refuse_unknown(file, frame)
    name = file.theirs
    partner = frame[name["partner"]].fill_null("")
    masked = frame[name["product"]].str.contains("[A-Z]") & (frame[name["product"]] != "TOTAL")
    return pl.DataFrame(
        {
            "reporter": recoding.code(name["reporter"], frame[name["reporter"]].fill_null("")).fill_null(""),
            "partner": recoding.code(name["partner"], partner).fill_null(""),
            "apart": recoding.in_group(partner),
            "raw": frame[name.get("raw", name["partner"])],
            "trade_type": frame["TRADE_TYPE"],
            "flow": frame["FLOW"].replace_strict(stated("flows")),
            "product": frame[name["product"]],
            "procedure": frame[name["procedure"]],
            "unit": frame[name["unit"]],
            "masked": masked,
            "secret": partner.is_in(stated("secret")),
            "value": _amount(file, frame, "value"),
            "net_weight": _amount(file, frame, "net_weight"),
            "quantity": _amount(file, frame, "quantity"),
            LINE: frame[LINE].cast(pl.UInt32),
        }
    ).with_columns(other=_other_codes(frame.filter(masked), file.others, masked))


def _amount(file: BulkFile, frame: pl.DataFrame, ours: str) -> pl.Series:
    required = ours == "value"
    return numbers(file.member.where, frame, file.theirs[ours], required=required, least=0.0, most=MAX_NUMBER)


def _other_codes(frame: pl.DataFrame, others: tuple[str, ...], masked: pl.Series) -> pl.Series:
    """Of withheld products, their codes in the other classifications, which tell their rows apart."""
    codes = frame.select(pl.concat_str(others, separator=" ", ignore_nulls=True)).to_series()
    return pl.Series([None] * masked.len(), dtype=pl.String).scatter(masked.arg_true(), codes)


def _refuse_unknown(file: BulkFile, frame: pl.DataFrame) -> None:
    where, name = file.member.where, file.theirs

    def outside(column: str, known: list[str]) -> pl.Series:
        return ~frame[column].is_in(known).fill_null(value=False)

    refuse(
        where, frame, outside("PERIOD", [file.stated_period]), "PERIOD",
        "is another period than the first row's", expected=file.stated_period,
        remedy="Eurostat's files hold one month or one year: give the files one by one.",
    )  # fmt: skip
    refuse(
        where, frame, outside("FLOW", [*stated("flows")]), "FLOW", "is no flow",
        expected="1 (import) or 2 (export)",
    )  # fmt: skip
    kinds = stated("trade_types")
    refuse(
        where, frame, outside("TRADE_TYPE", kinds), "TRADE_TYPE", "is no type of trade",
        expected=f"one of {', '.join(kinds)}",
    )  # fmt: skip
    refuse(
        where, frame, ~frame[name["product"]].str.contains(_PRODUCT).fill_null(value=False), name["product"],
        "is no product", expected="eight characters such as 01012100 or 39XXXXXX, or TOTAL",
    )  # fmt: skip
    procedures = [*stated("procedures")]
    refuse(
        where, frame, outside(name["procedure"], procedures), name["procedure"],
        "is no known statistical procedure", expected=f"one of {', '.join(procedures)}",
        remedy="If Eurostat has a new one, a newer Entrepôt may know it.",
    )  # fmt: skip


def _refuse_parts_alone(file: BulkFile, partners: set[str]) -> None:
    """Eurostat has a file beside, `full_partxixu_v2_202402`, with the United Kingdom and its parts only."""
    if not partners & set(stated("parts")):
        return
    if "GB" not in partners or partners <= {"GB", *stated("parts")}:
        raise BadInput(
            "holds the United Kingdom's parts (XI, XU) without the whole or without other partners",
            file=file.member.where, column="PARTNER", expected="the file of all partners",
            remedy=f"Take full_v2_{file.stated_period}.",
        )  # fmt: skip


def _reading(file: BulkFile, rows: Spill, scratch: Path, count: int) -> Reading:
    tables = {table: Collected(scratch / table.file) for table in COMEXT.all()}
    reporters, secret = 0, 0.0
    for group in rows.groups():
        reporters += 1
        for table, frame in _by_table(group):
            flows = laid_out(added_up(file.member.where, frame), file.period)
            secret += float(flows.filter("confidential", pl.col("level") > 0)["value"].sum())
            tables[table].add(flows)
    found = (
        f"{count:,} rows of {reporters} reporters are {tables[COMEXT.flows].rows:,} flows.",
        f"EUR {secret:,.0f} stand under withheld products or partners.",
    )
    return Reading(tables={t: rows.done() for t, rows in tables.items() if rows.rows}, found=found)


def _by_table(group: pl.DataFrame) -> Iterator[tuple[Table, pl.DataFrame]]:
    for table, apart in ((COMEXT.flows, False), (COMEXT.aggregates, True)):
        yield table, group.filter(pl.col("apart") == apart)
