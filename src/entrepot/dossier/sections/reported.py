"""Goods as each side reports them: both reports side by side, what they disagree on, and what is hidden."""

from __future__ import annotations

from typing import Any

from entrepot.analyses.trade.reported import Reported
from entrepot.dossier.case import Case, GoodsFlows, ReportedFlows
from entrepot.dossier.model import Block, Bullets, Cell, Column, Notice, Paragraph, Section, Table, Text
from entrepot.dossier.numbers import fixed, percent
from entrepot.dossier.sections.reported_words import caveat, comparison, hidden, products_table, unit_word
from entrepot.dossier.tabulate import of_column


def section(case: Case) -> Section:
    """What the reports that the user added say of the pair; no block where there are none."""
    blocks: list[Block] = [block for flows in case.reports for block in _blocks(case, flows)]
    if blocks:
        blocks.insert(0, Paragraph(case.pen.say("reported.lead")))
    return Section("reported", case.pen.word("reported.title"), tuple(blocks))


def _blocks(case: Case, flows: ReportedFlows) -> list[Block]:
    found = [one for one in (flows.outward, flows.inward) if one is not None]
    conflicts = [Notice("conflict", _conflict(case, one)) for one in found if one.disagree]
    currency = "" if flows.unit.startswith("USD") else "-eur"
    tables = [
        table
        for one, way in ((flows.outward, ""), (flows.inward, "-back"))
        if one is not None
        for table in _tables(case, one, f"{currency}{way}")
    ]
    secret = tuple(text for one in found if (text := hidden(case, one)))
    return [
        Notice("caveat", caveat(case, found)),
        Bullets(tuple(comparison(case, one) for one in found)),
        *conflicts,
        *([Bullets(secret)] if secret else []),
        *tables,
    ]


def _conflict(case: Case, found: Reported) -> Text:
    return case.pen.say(
        "reported.conflict",
        seller=case.named(found.seller),
        buyer=case.named(found.buyer),
        period=found.last["value_exporter"].period,
        exporter=found.last["value_exporter"],
        fob=found.last["value_importer_fob"],
    )


def _tables(case: Case, found: Reported, suffix: str) -> list[Table]:
    tables = [_years(case, found, f"reported{suffix}")]
    # Without reconciled flows the products stand in the section on goods.
    if len(found.discrepancies) and isinstance(case.goods, GoodsFlows):
        tables.append(products_table(case, found, f"reported-products{suffix}", "reported.products.title"))
    return tables


_SHOWN = (
    ("value_exporter", "reported.column.seller"),
    ("value_importer", "reported.column.buyer"),
    ("value_importer_fob", "reported.column.buyer-fob"),
    ("relative", "reported.column.difference"),
    ("re_export_share", "reported.column.re-exports"),
    ("reconciled", "reported.column.reconciled"),
)


def _years(case: Case, found: Reported, key: str) -> Table:
    word, ends = case.pen.word, {"seller": case.named(found.seller), "buyer": case.named(found.buyer)}
    names = {side: place.name for side, place in ends.items()}
    columns = [Column("year", word("column.year"))]
    shown = [(name, head) for name, head in _SHOWN if found.table.data[name].is_not_null().any()]
    for name, head in shown:
        unit = unit_word(case, found) if found.table.column(name).unit == found.unit else ""
        note = case.pen.cite(of_column(found.table, name))
        columns.append(Column(name, word(head, **names), "right", unit, (note,)))
    columns.append(Column("who", word("reported.column.who")))
    rows = tuple(
        (
            Cell(str(row["year"]), row["year"]),
            *(_cell(case, row, name, found.table.column(name).unit) for name, _ in shown),
            Cell(row["reported_by"]),
        )
        for row in found.table.rows()
    )
    title = word("reported.years.title", **ends, unit=unit_word(case, found))
    return Table(key, title, tuple(columns), rows, caption=word("reported.years.caption"))


_WHOLE = {"value_exporter": "exporter_whole", "value_importer": "importer_whole"}


def _cell(case: Case, row: dict[str, Any], name: str, unit: str) -> Cell:
    """A number; what was downloaded in part is at least that much."""
    value = row[name]
    if value is None:
        return Cell("–")
    printed = percent(value, case.language) if unit == "1" else fixed(value, 1, case.language)
    part = row[_WHOLE[name]] is False if name in _WHOLE else False
    return Cell(f"≥\u202f{printed}" if part else printed, value)
