"""Trade and investment as documents state them: as written, and as read."""

from __future__ import annotations

from entrepot.analyses.relations.trade_figures import StatedTrade, stated_trade
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import forms
from entrepot.dossier.model import Block, Cell, Column, Paragraph, Table
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.places import get
from entrepot.metadata.statement import Statement


def stated_blocks(case: Case) -> list[Block]:
    """A table of every figure the record quotes on the pair's trade; nothing where it quotes none."""
    found = stated_trade(case.statements, case.reporter.code, case.partner.code, case.documents)
    if not found:
        return []
    word = case.pen.word
    columns = (
        Column("period", word("column.period")),
        Column("flow", word("column.flow")),
        Column("measure", word("column.measure")),
        Column("as_stated", word("column.as-stated"), "right"),
        Column("as_read", word("column.as-read"), "right"),
    )
    rows = tuple(_row(case, stated) for stated in found)
    table = Table("stated-trade", word("stated.title"), columns, rows, caption=word("stated.caption"))
    return [Paragraph(case.pen.say("stated.lead" if case.bilateral else "stated.lead.alone")), table]


def _as_stated(statement: Statement) -> str:
    """The document's number, with the unit printed beside it where the number does not hold it."""
    amount = statement.amount
    if amount is None or amount.unit in ("rank", "percent") or "€" in amount.as_stated:
        return amount.as_stated if amount else ""
    return f"{amount.as_stated} [{amount.unit_as_stated}]"


def _row(case: Case, stated: StatedTrade) -> tuple[Cell, ...]:
    statement, language = stated.statement, case.language
    figure = case.stated(stated.figure, statement)
    ends = (forms(get(code), language).name for code in (stated.exporter, stated.importer))
    return (
        Cell(numbers.date(StatedDate(figure.period), language), figure.period),
        Cell(" → ".join(ends)),
        Cell(case.pen.word(f"measure.{stated.measure}", concept=case.pen.term(stated.concept))),
        Cell(_as_stated(statement), _as_stated(statement), (case.cite(statement),)),
        case.pen.cell(figure),
    )
