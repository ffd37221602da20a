"""Aid as its publishers report it to IATI: both ways, beside what the record says and never added to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entrepot.analyses.aid import Aid, Holding, Step, aid, holdings
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Bullets, Notice, Paragraph, Text
from entrepot.dossier.sections.aid_reported_tables import purposes_table, years_chart, years_table
from entrepot.dossier.sections.aid_reported_words import Ends, doubles, limits, parts, told
from entrepot.metadata.errors import NoData
from entrepot.metadata.places.place import Place

_NAMED = 6


@dataclass(frozen=True, slots=True)
class _Way:
    """One direction: who gives whom, the end of its tables' keys, the answer or None where there is none."""

    ends: Ends
    suffix: str
    answer: Aid | None


def reported_blocks(case: Case) -> list[Block]:
    """What the files of IATI in the store say of the pair, or that they say nothing, and whose they are."""
    here, there = case.trader, case.counterpart
    if not (here.countries and there.countries):
        return []  # aid is reported for countries
    ways = (_way(case, here, there, ""), _way(case, there, here, "-back"))
    found: list[Block] = []
    for way in ways:
        if way.answer is not None:
            found += _direction(case, way, way.answer)
    silent = [way for way in ways if way.answer is None]
    if found:
        found.insert(0, Paragraph(case.pen.say("aid.iati.lead")))
    if silent:
        files = _files(case)
        found += [Notice("unknown", _absent(case, way, files)) for way in silent]
    return found


def _way(case: Case, donor: Place, recipient: Place, suffix: str) -> _Way:
    ends = Ends(case.named(donor), case.named(recipient), f"entrepot aid {donor.code} {recipient.code}")
    try:
        answer = aid(
            case.warehouse, case.statements, donor, recipient, documents=case.documents, today=case.day
        )
    except NoData:
        return _Way(ends, suffix, None)
    # Without a transaction there is only what the record says, and that has been said.
    return _Way(ends, suffix, answer if answer.step.rows.height else None)


def _direction(case: Case, way: _Way, answer: Aid) -> list[Block]:
    step, ends = answer.step, way.ends
    blocks: list[Block] = [Paragraph(told(case.pen, step, ends))]
    if step.total.transactions:
        blocks.append(Bullets(parts(case.pen, step)))
        blocks += _tables(case, step, way)
    if items := limits(case.pen, answer, ends):
        blocks += [Paragraph(case.pen.say("aid.iati.apart", a=ends.donor, b=ends.recipient)), Bullets(items)]
    if answer.beside.doubles:
        blocks += [Paragraph(case.pen.say("aid.iati.doubles")), Bullets(doubles(case, answer))]
    return blocks


def _tables(case: Case, step: Step, way: _Way) -> list[Block]:
    chart = years_chart(case.pen, step, way.ends, f"aid-chart{way.suffix}")
    tables = (
        years_table(case.pen, step, way.ends, f"aid-years{way.suffix}"),
        purposes_table(case.pen, step, way.ends, f"aid-purposes{way.suffix}"),
    )
    return [*([chart] if chart else []), *tables]


def _absent(case: Case, way: _Way, files: Text) -> Text:
    return case.pen.say("aid.iati.absent", a=way.ends.donor, b=way.ends.recipient, files=files)


def _files(case: Case) -> Text:
    """Whose files are in the store, with the note of their releases."""
    held, origins = holdings(case.warehouse)
    note = case.pen.note(case.pen.word("aid.iati.files.note"), origins, "reported")
    return case.pen.noted("; ".join(_publishers(case, held)), note)


def _publishers(case: Case, held: Sequence[Holding]) -> list[str]:
    word = case.pen.word
    if not held:
        return [word("aid.iati.files.none")]
    named = [
        word(
            "aid.iati.files" if one.made else "aid.iati.files.undated",
            publisher=one.publisher or word("aid.iati.files.unnamed"),
            count=one.files,
            made=one.made,
        )
        for one in sorted(held, key=lambda one: (-one.files, one.publisher))[:_NAMED]
    ]
    rest = len(held) - len(named)
    return [*named, word("aid.iati.files.more", count=rest)] if rest else named
