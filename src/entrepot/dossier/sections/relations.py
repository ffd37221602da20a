"""Relations: the timeline with its silences, what was agreed, who stands for whom, who held which office."""

from __future__ import annotations

from dataclasses import replace

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.chronology import Entry, chronology
from entrepot.analyses.relations.instruments import Evidence, Instrument
from entrepot.analyses.relations.representation import SHARED, Gap, Post, representation
from entrepot.analyses.relations.silences import CONTACTS, Silence
from entrepot.analyses.relations.tenures import Tenure, tenures
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import forms
from entrepot.dossier.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Moment,
    Notice,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    Timeline,
)
from entrepot.dossier.terms import translate
from entrepot.metadata.places import get
from entrepot.metadata.statement import Statement

# Kinds that make a story; posts, aid and mere intentions have their own tables.
_STORY = frozenset({"event", "agreement", "project"})
# Statements on the content of another, or of the same thing, stand with that one.
_BESIDE = ("content_of", "same_as", "part_of")
_SILENCE_MONTHS = 24


def section(case: Case) -> Section:
    """What is on record between the two places; an honest sentence where nothing is."""
    pen = case.pen
    if not case.concerning:
        text = pen.say("relations.none", a=case.a, b=case.b)
        return Section("relations", pen.word("relations.title"), (Notice("unknown", text),))
    blocks: list[Block] = [
        Paragraph(_lead(case)),
        *_timeline(case),
        *_agreements(case),
        *_posts(case),
        *_offices(case),
    ]
    return Section("relations", pen.word("relations.title"), tuple(blocks))


def _lead(case: Case) -> Text:
    concerning = case.concerning
    note = case.cite_record(case.pen.word("note.counted", count=len(concerning)), concerning)
    documents = {quote.document for s in concerning for quote in s.quotes}
    few = "relations.lead.one" if len(concerning) > 1 else "relations.lead.single"
    return case.pen.say(
        "relations.lead" if len(documents) > 1 else few,
        count=Run(str(len(concerning)), (note,), "strong"),
        documents=Run(str(len(documents)), (note,)),
        a=case.a,
        b=case.b,
    )


def _timeline(case: Case) -> list[Block]:
    story = chronology(case.statements, case.reporter.code, case.partner.code, _STORY)
    told = [entry for entry in story.dated if not any(entry.statement.attributes.get(r) for r in _BESIDE)]
    moments = [_moment(case, entry) for entry in told] + _silent(case)
    blocks: list[Block] = []
    if moments:
        ordered = tuple(sorted(moments, key=lambda m: (m.earliest or "9999", m.lane == "silence")))
        blocks.append(Timeline("timeline", case.pen.word("timeline.title"), ordered))
    undated = tuple(
        case.says(e.statement) for e in story.undated if e.statement.kind in ("event", "agreement")
    )
    if undated:
        blocks += [Paragraph(case.pen.say("timeline.undated")), Bullets(undated)]
    return blocks


def _moment(case: Case, entry: Entry) -> Moment:
    text = case.says(entry.statement)
    if entry.capacity:
        text += case.pen.say("timeline.capacity", body=entry.capacity)
    first = entry.date.earliest
    when = first.isoformat() if first else None
    return Moment(case.date(entry.statement), when, text, _lane(entry.statement))


def _lane(statement: Statement) -> str:
    """Visits and meetings stand apart, for a silence is a silence of these."""
    if statement.subtype == "gap":
        return "silence"
    return "contact" if statement.subtype in CONTACTS else statement.kind


def _silent(case: Case) -> list[Moment]:
    """Silences of more than two years between high-level bilateral contacts, and what they hide."""
    return [_silence(case, s) for s in case.silences.silences if s.length.middle >= _SILENCE_MONTHS]


def _silence(case: Case, silence: Silence) -> Moment:
    held = [case.statement(i) for contact in (silence.since, silence.until) for i in contact.statements]
    note = case.cite(*held)
    text = case.pen.say("timeline.silence", length=case.pen.noted(silence.length.says(case.language), note))
    others = [c for c in silence.inside if c.acting_for]
    if others:
        bodies = ", ".join(dict.fromkeys(c.acting_for for c in others))
        text += case.pen.say("timeline.silence.other", bodies=bodies)
    last = silence.since.date.latest
    ends = (numbers.date(contact.date, case.language) for contact in (silence.since, silence.until))
    first = silence.until.date.earliest
    return Moment(
        " – ".join(ends),
        last.isoformat() if last else None,
        text,
        "silence",
        first.isoformat() if first else None,
    )


def _agreements(case: Case) -> list[Block]:
    found = [i for i in case.instruments if i.evidence >= Evidence.MEMORANDUM]
    talk = [i for i in case.instruments if i.evidence < Evidence.MEMORANDUM]
    blocks: list[Block] = [_agreements_table(case, found)] if found else []
    if not found:
        blocks = [Notice("unknown", case.pen.say("agreements.none"))]
    groups = dict.fromkeys(group.statement for i in found for group in i.possibly)
    if groups:
        blocks.append(Bullets(tuple(case.says(case.statement(identifier)) for identifier in groups)))
    return [*blocks, _intentions_table(case, talk)] if talk else blocks


def _agreements_table(case: Case, found: list[Instrument]) -> Table:
    word = case.pen.word
    columns = (
        Column("date", word("column.date")),
        Column("instrument", word("column.instrument")),
        Column("status", word("column.status")),
        Column("in_force", word("column.in-force")),
        Column("evidence", word("column.evidence")),
    )
    rows = tuple(_agreement(case, instrument) for instrument in found)
    return Table("agreements", word("agreements.title"), columns, rows, caption=word("agreements.caption"))


def _agreement(case: Case, instrument: Instrument) -> tuple[Cell, ...]:
    in_force = "–" if instrument.evidence is Evidence.PROJECT else case.pen.term(instrument.in_force())
    return (
        *_words(case, instrument),
        Cell(in_force),
        Cell(case.pen.term(instrument.evidence.word)),
    )


def _intentions_table(case: Case, found: list[Instrument]) -> Table:
    word = case.pen.word
    columns = (
        Column("date", word("column.date")),
        Column("what", word("column.what")),
        Column("status", word("column.status")),
    )
    rows = tuple(_words(case, instrument) for instrument in found)
    return Table("intentions", word("intentions.title"), columns, rows, caption=word("intentions.caption"))


def _words(case: Case, instrument: Instrument) -> tuple[Cell, Cell, Cell]:
    """When, what, and how far it went."""
    statement = instrument.statement
    return (
        Cell(case.date(statement), statement.date.edtf if statement.date else ".."),
        case.cell(statement),
        Cell(case.pen.term(statement.status or "not stated")),
    )


def _posts(case: Case) -> list[Block]:
    found = representation(case.statements, case.reporter.code, case.partner.code)
    blocks: list[Block] = []
    if found.posts:
        word = case.pen.word
        columns = (
            Column("kind", word("column.kind")),
            Column("what", word("column.what")),
            Column("seat", word("column.seat")),
            Column("since", word("column.since")),
        )
        rows = tuple(_post(case, post) for post in found.posts)
        blocks.append(Table("representation", word("representation.title"), columns, rows))
    gaps = [*(case.says(s) for s in found.absences), *_gaps(case, found.gaps)]
    if gaps:
        blocks += [Paragraph(case.pen.say("representation.gaps")), Bullets(tuple(gaps))]
    return blocks


def _post(case: Case, post: Post) -> tuple[Cell, ...]:
    return (
        Cell(case.pen.term(post.kind)),
        case.cell(post.statement),
        Cell(translate(post.seat, case.language)),
        Cell(numbers.date(post.since, case.language), post.since.edtf),
    )


def _gaps(case: Case, gaps: tuple[Gap, ...]) -> list[Text]:
    texts, told = [], set()
    for gap in gaps:
        # What belongs to both sides is missed once, by the first of the two.
        if gap.statement or gap.kind in told:
            continue
        if gap.kind in SHARED:
            told.add(gap.kind)
        phrase = "representation.gap.shared" if gap.kind in SHARED else "representation.gap"
        sender, host = forms(get(gap.sender), case.language), forms(get(gap.host), case.language)
        others = ", ".join(forms(get(code), case.language).name for code in gap.others)
        texts.append(case.pen.say(phrase, kind=case.pen.term(gap.kind), a=sender, b=host, others=others))
    return texts


def _offices(case: Case) -> list[Block]:
    """Who held which office, for the people of the two, or of a body of many, whom their statements name."""
    named = {actor for statement in case.concerning for actor in statement.actors()}
    own = countries(case.reporter.code) | countries(case.partner.code)
    held = [t for t in tenures(case.statements) if t.person in named and (not t.state or t.state in own)]
    if not held:
        return []
    word = case.pen.word
    columns = (
        Column("person", word("column.person")),
        Column("office", word("column.office")),
        Column("date", word("column.observed")),
    )
    rows = tuple(_office(case, tenure) for tenure in held)
    return [Table("offices", word("offices.title"), columns, rows, caption=word("offices.caption"))]


def _office(case: Case, tenure: Tenure) -> tuple[Cell, ...]:
    statement = case.statement(tenure.statement)
    return (
        Cell(translate(tenure.person, case.language), tenure.person, (case.cite(statement),)),
        replace(case.cell(statement), notes=()),
        Cell(case.date(statement), tenure.date.edtf),
    )
