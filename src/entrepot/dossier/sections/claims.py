"""Claims that do not agree: what rules found, with the sum that shows it; nothing is resolved in silence."""

from __future__ import annotations

from entrepot.analyses.relations.claims.wording import reckoned
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Cell, Column, Paragraph, Section, Table
from entrepot.metadata.statement import Contradiction


def section(case: Case) -> Section:
    """Every finding that touches a statement on the pair, hard contradictions first."""
    found = case.contradictions
    title = case.pen.word("claims.title")
    if not found:
        return Section("claims", title, (Paragraph(case.pen.say("claims.none")),))
    blocks: list[Block] = [Paragraph(case.pen.say("claims.lead")), _table(case, found)]
    return Section("claims", title, tuple(blocks))


def _table(case: Case, found: tuple[Contradiction, ...]) -> Table:
    word = case.pen.word
    columns = (
        Column("severity", word("column.severity")),
        Column("message", word("column.disagreement")),
        Column("calculation", word("column.calculation")),
        Column("rule", word("column.rule")),
    )
    rows = tuple(_row(case, c) for c in found)
    return Table("findings", word("claims.table"), columns, rows, caption=word("claims.caption"))


def _row(case: Case, finding: Contradiction) -> tuple[Cell, ...]:
    cited = [case.statement(identifier) for identifier in finding.statements]
    return (
        Cell(case.pen.term(finding.severity)),
        Cell(finding.says(case.language), finding.says(case.language), (case.cite(*cited),) if cited else ()),
        Cell(reckoned(finding.calculation, case.language)),
        Cell(case.pen.term(finding.rule).replace("-", " "), finding.rule),
    )
