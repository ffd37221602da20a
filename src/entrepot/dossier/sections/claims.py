"""Claims that do not agree: what rules found, with the sum that shows it; nothing is resolved in silence."""

from __future__ import annotations

from entrepot.analyses.relations.claims import check
from entrepot.analyses.relations.involvement import of_pair
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Cell, Column, Notice, Paragraph, Section, Table
from entrepot.dossier.outside import Factbook
from entrepot.metadata.statement import Contradiction

_ORDER = {"contradiction": 0, "tension": 1, "gap": 2}


def section(case: Case) -> Section:
    """Every finding that touches a statement on the pair, hard contradictions first."""
    found = _of_pair(case)
    title = case.pen.word("claims.title")
    if not found:
        return Section("claims", title, (Paragraph(case.pen.say("claims.none")),))
    blocks: list[Block] = [Notice("conflict", case.pen.say("claims.lead")), _table(case, found)]
    return Section("claims", title, tuple(blocks))


def _of_pair(case: Case) -> list[Contradiction]:
    concerning = {p.statement.id for p in of_pair(case.statements, case.reporter.code, case.partner.code)}
    found = check(case.statements, case.documents, outside=Factbook(case.warehouse))
    mine = [c for c in found if concerning & set(c.statements)]
    return sorted(mine, key=lambda c: _ORDER[c.severity])


def _table(case: Case, found: list[Contradiction]) -> Table:
    word = case.pen.word
    columns = (
        Column("severity", word("column.severity")),
        Column("message", word("column.disagreement")),
        Column("calculation", word("column.calculation")),
        Column("rule", word("column.rule")),
    )
    rows = tuple(_row(case, c) for c in found)
    return Table("claims", word("claims.table"), columns, rows, caption=word("claims.caption"))


def _row(case: Case, finding: Contradiction) -> tuple[Cell, ...]:
    cited = [case.statement(identifier) for identifier in finding.statements]
    return (
        Cell(case.pen.term(finding.severity)),
        Cell(finding.says(case.language), finding.says(case.language), (case.cite(*cited),) if cited else ()),
        Cell(finding.calculation),
        Cell(case.pen.term(finding.rule)),
    )
