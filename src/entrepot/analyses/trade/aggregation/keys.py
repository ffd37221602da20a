"""Keys of the result, as expressions over the columns of a frame of flows."""

from __future__ import annotations

import narwhals as nw

from entrepot.analyses.trade.aggregation.frames import Flows, lacking
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.reported import FLOWS

_YEAR = "^[0-9]{4}(?:$|[0-9]{2}$|[0-9]{4}$|[^0-9])"
_FURTHER = {"1": "M", "2": "X"}  # Eurostat's files as they come
_EXPORTS = ("X", "RX", "DX", "XIP", "XOP")
EXPORTS = (*_EXPORTS, *(raw for raw, flow in _FURTHER.items() if flow in _EXPORTS))
"""Flows whose reporter is the exporter."""
IMPORTS = (*(flow for flow in FLOWS if flow not in _EXPORTS), *(r for r in _FURTHER if r not in EXPORTS))
"""Flows whose reporter is the importer."""


def key(flows: Flows, name: str) -> nw.Expr:
    """The key `name` of each row; null where it is absent or an empty text.

    Raises:
        BadInput: if the frame has no such column, or codes are numbers with a fraction.
        UsageError: if exporter and importer follow from a flow that is not chosen.
    """
    if name == "year":
        return year(flows)
    if name == "product":
        cut = flows.plan.digits
        return product(flows).str.slice(0, cut) if cut else product(flows)
    if name in ("exporter", "importer") and flows.column(name) is None:
        return _side(flows, name)
    return present(flows, flows.column(name) or name)


def present(flows: Flows, name: str) -> nw.Expr:
    """A column of codes; an empty text is no code.

    Raises:
        BadInput: if there is no such column, or it holds numbers with a fraction.
    """
    if name not in flows.schema:
        raise lacking(name, flows.schema)
    kind = flows.schema[name]
    if kind.is_float() or kind.is_decimal():
        raise BadInput(
            "a key is a number with a fraction", column=name, expected="codes as text, or whole numbers"
        )
    if kind.is_integer() or kind.is_temporal() or kind == nw.Boolean:
        return nw.col(name)
    text = nw.col(name).cast(nw.String)
    return nw.when(text != "").then(text)


def product(flows: Flows) -> nw.Expr:
    """The product's code as it came.

    Raises:
        BadInput: if codes are numbers: 010121 would be 10121.
    """
    name = flows.need("product")
    if flows.schema[name].is_numeric():
        raise BadInput(
            "codes of products are numbers",
            column=name,
            expected="text: as a number 010121 is 10121, and its first digits are others",
            remedy="Make the file again with codes as text.",
        )
    return present(flows, name)


def year(flows: Flows) -> nw.Expr:
    """The year of the period, a whole number; null where the period does not begin with one.

    Periods are dates, or text or whole numbers that begin with the year: 2024, 2024-02, 202402, 20240229.
    """
    name = flows.need("period")
    kind, period = flows.schema[name], nw.col(name)
    if kind.is_temporal():
        return period.dt.year().cast(nw.Int64)
    if kind.is_integer():
        years, months, days = _spans(period)
        of_parts = nw.when(months).then(period // 100).when(days).then(period // 10_000)
        return nw.when(years).then(period).otherwise(of_parts).cast(nw.Int64)
    text = period.cast(nw.String)
    return nw.when(text.str.contains(_YEAR)).then(text.str.slice(0, 4)).cast(nw.Int64)


def period_given(flows: Flows) -> nw.Expr:
    """What a row's period is: "year", "quarter", "month", "day" or "unread"; null without a column.

    52 in place of the month is Eurostat's and the United Nations' way to say the whole year.
    """
    name = flows.column("period")
    if name is None:
        return nw.lit(None, nw.String)
    kind, period = flows.schema[name], nw.col(name)
    if kind.is_temporal():
        return nw.lit("day")
    if kind.is_integer():
        years, months, days = _spans(period)
        years = years | (months & (period % 100 == 52))
        of_days = nw.when(days).then(nw.lit("day")).otherwise(nw.lit("unread"))
        return nw.when(years).then(nw.lit("year")).when(months).then(nw.lit("month")).otherwise(of_days)
    text = period.cast(nw.String)
    length = text.str.len_chars()
    is_day = nw.when(length > 7).then(nw.lit("day")).otherwise(nw.lit("month"))
    is_quarter = text.str.contains("^[0-9]{4}-?(?:Q[1-4]|3[3-6])$")
    is_year = (length == 4) | text.str.contains("^[0-9]{4}-?52$")
    known = nw.when(is_year).then(nw.lit("year")).when(is_quarter).then(nw.lit("quarter")).otherwise(is_day)
    return nw.when(text.str.contains(_YEAR)).then(known).otherwise(nw.lit("unread"))


def _spans(period: nw.Expr) -> list[nw.Expr]:
    """Whether a whole number is a year, a month (202402) or a day (20240229)."""
    return [period.is_between(1000 * size, 10_000 * size - 1) for size in (1, 100, 10_000)]


def within(flows: Flows, first: int, last: int) -> nw.Expr:
    """Whether a row's period lies in these years, in a form that lets engines skip files and blocks."""
    name = flows.need("period")
    kind, period = flows.schema[name], nw.col(name)
    if kind.is_temporal():
        return period.dt.year().is_between(first, last)
    if kind.is_integer():
        spans = [period.is_between(first * size, (last + 1) * size - 1) for size in (1, 100, 10_000)]
        return spans[0] | spans[1] | spans[2]
    text = period.cast(nw.String)
    return (text >= f"{first:04}") & (text < f"{last + 1:04}")


def _side(flows: Flows, name: str) -> nw.Expr:
    if flows.column("reporter") is None or flows.column("partner") is None:
        raise lacking(flows.plan.columns.get(name, name), flows.schema)
    if flows.column("flow") is None:
        raise UsageError(f"Who is the {name} follows from the flow, and the frame has no column of flows.")
    flow = nw.col(flows.need("flow")).cast(nw.String)
    reporter, partner = present(flows, flows.need("reporter")), present(flows, flows.need("partner"))
    of_exports, of_imports = (reporter, partner) if name == "exporter" else (partner, reporter)
    return nw.when(flow.is_in(EXPORTS)).then(of_exports).when(flow.is_in(IMPORTS)).then(of_imports)
