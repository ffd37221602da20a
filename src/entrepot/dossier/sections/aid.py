"""Aid and security: what the record says was given, each contribution once, and what publishers report."""

from __future__ import annotations

from entrepot.analyses.relations.contributions import Contribution, Contributions, contributions
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import forms
from entrepot.dossier.model import Block, Bullets, Cell, Column, Notice, Paragraph, Section, Table
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place


def section(case: Case) -> Section:
    """Contributions both ways, a sentence where the record has none; then what the files of IATI have."""
    pen = case.pen
    blocks: list[Block] = []
    for donor, recipient in ((case.reporter, case.partner), (case.partner, case.reporter)):
        found = contributions(case.statements, donor.code, recipient.code, case.documents)
        blocks += _given(case, donor, recipient, found)
    reported = _reported(case)
    if not blocks:
        key = "aid.none.reported" if reported else "aid.none"
        blocks = [Notice("unknown", pen.say(key, a=case.a, b=case.b))]
    blocks += reported
    return Section("aid", pen.word("aid.title"), tuple(blocks))


def _reported(case: Case) -> list[Block]:
    """What publishers report to IATI, where the user added any; its code is loaded only then."""
    if not case.has_added:
        return []
    from entrepot.metadata.iati import DATASET

    if DATASET not in case.datasets:
        return []
    from entrepot.dossier.sections.aid_reported import reported_blocks

    return reported_blocks(case)


def _given(case: Case, donor: Place, recipient: Place, found: Contributions) -> list[Block]:
    pen = case.pen
    names = {"a": forms(donor, case.language), "b": forms(recipient, case.language)}
    blocks: list[Block] = []
    total = found.total()
    if total:
        phrase = "aid.total.lower" if found.unknown else "aid.total"
        blocks.append(Paragraph(pen.say(phrase, total=total, **names)))
        kinds = found.by(lambda c: c.kind)
        if len(kinds) > 1:
            blocks.append(
                Bullets(tuple(pen.say("aid.kind", kind=pen.term(k), sum=f) for k, f in kinds.items()))
            )
        blocks.append(_table(case, donor, recipient, found))
    if found.unknown:
        blocks.append(Notice("unknown", pen.say("aid.unknown", **names)))
        blocks.append(Bullets(tuple(case.says(c.statement) for c in found.unknown)))
    return blocks


def _table(case: Case, donor: Place, recipient: Place, found: Contributions) -> Table:
    word = case.pen.word
    columns = (
        Column("date", word("column.date")),
        Column("purpose", word("column.purpose")),
        Column("recipients", word("column.recipients")),
        Column("kind", word("column.kind")),
        Column("amount", word("column.amount"), "right"),
    )
    names = {"a": forms(donor, case.language), "b": forms(recipient, case.language)}
    return Table(
        f"aid-{donor.code}-{recipient.code}".lower(),
        word("aid.table", **names),
        columns,
        tuple(_row(case, contribution) for contribution in found.given),
        caption=word("aid.caption"),
    )


def _row(case: Case, contribution: Contribution) -> tuple[Cell, ...]:
    kind = case.pen.term(contribution.kind)
    if contribution.pledged:
        kind += f" ({case.pen.word('aid.offered')})"
    return (
        Cell(case.date(contribution.statement), contribution.date.edtf),
        case.cell(contribution.statement),
        Cell(", ".join(get(code).name(case.language) for code in contribution.recipients)),
        Cell(kind),
        case.pen.cell(contribution.amount),
    )
