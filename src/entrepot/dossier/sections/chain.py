"""From raw material to industry: which of the buyer's industries use what the makers of materials make."""

from __future__ import annotations

from typing import Any

from entrepot.analyses.trade.goods.chain import Chain, chain
from entrepot.analyses.trade.goods.course import Course
from entrepot.analyses.trade.goods.routes import CONCORDANCE
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.grammar import running
from entrepot.dossier.model import Block, Cell, Column, Paragraph, Table, Text
from entrepot.dossier.sections.goods_scale import scaled
from entrepot.dossier.tabulate import PRINTERS, of_column
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure_table import FigureTable

_NAMED = 3


def chain_blocks(case: Case, flows: GoodsFlows) -> list[Block]:
    """A paragraph and a table each way, where critical raw materials flow and the tables name the buyer."""
    blocks: list[Block] = []
    for key, flow in (("chain", flows.outward), ("chain-back", flows.inward)):
        found = _chain(case, flow)
        if found is not None:
            blocks.append(Paragraph(_told(case, found)))
            blocks += [_table(case, found, key)] if len(found.table) else []
    return blocks


def _chain(case: Case, flow: Course) -> Chain | None:
    language = "fr" if case.language == "fr" else "en"
    try:
        return chain(case.warehouse, flow.seller, flow.buyer, language=language, data=case.market)
    except NoData:
        return None


def _told(case: Case, found: Chain) -> Text:
    ends = {"seller": case.named(found.seller), "buyer": case.named(found.buyer)}
    text: Text = ()
    if len(found.table):
        text += case.pen.say("goods.chain.lead", **ends, placed=found.placed, how=_how(case, found))
        text += _users(case, found)
    if found.unplaced_materials:
        named = "; ".join(running(name) for name in found.unplaced_materials)
        text += case.pen.say("goods.chain.unplaced", unplaced=found.unplaced, materials=named)
    return text


def _how(case: Case, found: Chain) -> str:
    ways = {way for row in found.table.rows() for way in row["told_by"].split(", ")}
    key = "both" if len(ways) > 1 else "concordance" if CONCORDANCE in ways else "definition"
    return case.pen.word(f"goods.chain.by-{key}")


def _users(case: Case, found: Chain) -> Text:
    """A sentence for the supplying industry whose materials are worth most."""
    rows = found.table.rows()
    first = [row for row in rows if row["supplying_industry"] == rows[0]["supplying_industry"]][:_NAMED]
    text: Text = ()
    for row in first:
        share = found.table.figure(
            "share",
            supplying_industry=row["supplying_industry"],
            using_industry=row["using_industry"],
        )
        comma = case.pen.say("goods.swings.comma") if text else ()
        text += comma + case.pen.say("goods.chain.user", name=running(row["using_name"]), share=share)
    supplier = running(rows[0]["supplying_name"])
    buyer = case.named(found.buyer)
    return case.pen.say("goods.chain.users", supplier=supplier, buyer=buyer, users=text)


_NUMBERS = (
    ("use", "goods.chain.column.use", "tenths"),
    ("share", "goods.chain.column.share", "percent"),
    ("coefficient", "goods.chain.column.coefficient", "percent"),
)


def _table(case: Case, found: Chain, key: str) -> Table:
    """The makers whose materials are worth most, each with its first users."""
    word = case.pen.word
    figures, scale = scaled(found.table, "value")
    ends = {"seller": case.named(found.seller), "buyer": case.named(found.buyer)}
    unit = word(scale.phrase)
    notes = {
        name: (case.pen.cite(of_column(figures, name)),) for name in ("value", *(n for n, _, _ in _NUMBERS))
    }
    columns = (
        Column("maker", word("goods.chain.column.maker")),
        Column("materials", word("goods.chain.column.materials")),
        Column("value", word("goods.chain.column.value"), "right", unit, notes["value"]),
        Column("user", word("goods.chain.column.user")),
        *(
            Column(name, word(head), "right", unit if name == "use" else "", notes[name])
            for name, head, _ in _NUMBERS
        ),
    )
    rows = tuple(_row(case, row) for row in _first(figures))
    title = word("goods.chain.title", **ends)
    return Table(key, title, columns, rows, caption=word("goods.chain.caption"))


def _first(figures: FigureTable) -> list[dict[str, Any]]:
    makers = list(dict.fromkeys(row["supplying_industry"] for row in figures.rows()))[:_NAMED]
    return [
        row
        for maker in makers
        for row in [one for one in figures.rows() if one["supplying_industry"] == maker][:_NAMED]
    ]


def _row(case: Case, row: dict[str, Any]) -> tuple[Cell, ...]:
    def number(name: str, printer: str) -> Cell:
        return Cell(PRINTERS[printer](row[name], case.language), row[name])

    return (
        Cell(row["supplying_name"], row["supplying_name"]),
        Cell(row["materials"], row["materials"]),
        number("value", "tenths"),
        Cell(row["using_name"], row["using_name"]),
        *(number(name, printer) for name, _, printer in _NUMBERS),
    )
