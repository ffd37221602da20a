"""Follow-through: how far each agreement, promise, project and contribution got, and the silence since."""

from __future__ import annotations

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.climbs import climbs
from entrepot.analyses.relations.ladders.following import FollowThrough, Line, follow_through
from entrepot.analyses.relations.ladders.reached import Reached
from entrepot.analyses.relations.ladders.shares import Share
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Cell, Column, Notice, Paragraph, Run, Section, Table, Text
from entrepot.dossier.sections.follow_through_chart import steps_chart
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.ladders import UNKNOWN
from entrepot.metadata.statement import Statement

# The steps that readers ask for first, by ladder; the table has all that is told.
_TOLD = {
    "agreement": ("signed", "in force"),
    "commitment": ("started", "delivered"),
    "contribution": ("disbursement",),
}


def section(case: Case) -> Section:
    """Shares with honest denominators, the table of steps and its chart; a sentence where nothing is."""
    pen = case.pen
    found = climbs(
        case.statements,
        documents=case.documents,
        between=(case.reporter.code, case.partner.code),
        read_on=case.day,
    )
    followed = [climb for climb in found if not climb.is_only_talk]
    title = pen.word("follow-through.title")
    if not followed:
        text = pen.say("follow-through.none", a=case.a, b=case.b)
        return Section("follow-through", title, (Notice("unknown", text),))
    told = follow_through(found, on=case.day)
    blocks: list[Block] = [Paragraph(_lead(case, told, found)), _table(case, followed)]
    chart = steps_chart(case, followed)
    return Section("follow-through", title, (*blocks, *([chart] if chart else [])))


def _lead(case: Case, told: FollowThrough, found: tuple[Climb, ...]) -> Text:
    by_id = {climb.id: climb.statement for climb in found}
    texts = [_shares(case, line, by_id) for line in told.lines if line.shares]
    talk = [by_id[i] for line in told.lines for i in line.talk]
    if talk:
        note = case.cite_record(case.pen.word("note.counted", count=len(talk)), talk)
        texts.append(case.pen.say("follow-through.talk", count=case.pen.noted(len(talk), note)))
    texts.append(case.pen.say("follow-through.silence"))
    return tuple(run for text in texts for run in (*text, Run(" ")))[:-1]


def _shares(case: Case, line: Line, by_id: dict[str, Statement]) -> Text:
    """One sentence a ladder: of how many, how many are told to have reached the steps one asks for."""
    shares = [line.share(step) for step in _TOLD[line.ladder]]
    everyone = [i for i in (*line.shares[0].of, *line.shares[0].perhaps_of) if i in by_id]
    groups = [case.statement(i) for share in shares for i in share.groups]
    cited = [*(by_id[i] for i in everyone), *groups]
    note = case.cite_record(case.pen.word("note.counted", count=len(cited)), cited)
    counts = {f"count{n}": case.pen.noted(_count(case, share), note) for n, share in enumerate(shares, 1)}
    key = f"follow-through.{line.ladder}"
    return case.pen.say(f"{key}.one" if _whole(shares[0]) == "1" else key, of=_whole(shares[0]), **counts)


def _count(case: Case, share: Share) -> str:
    """How many, in words that keep the interval: "2", "between 1 and 4", "none"."""
    low, high = int(share.count.low), int(share.count.high)
    if not high:
        return case.pen.word("follow-through.count.none")
    if low == high:
        return str(low)
    return case.pen.word("follow-through.count.between", low=low, high=high)


def _whole(share: Share) -> str:
    surely, perhaps = len(share.of), len(share.perhaps_of)
    return f"{surely}–{surely + perhaps}" if perhaps else str(surely)


def _table(case: Case, followed: list[Climb]) -> Table:
    word = case.pen.word
    columns = (
        Column("number", word("column.number"), "right"),
        Column("what", word("column.what")),
        Column("stands", word("column.stands-at")),
        Column("steps", word("column.steps-certain")),
        Column("possible", word("column.steps-possible")),
        Column("silent", word("column.silent-for")),
    )
    rows = tuple(_row(case, number, climb) for number, climb in enumerate(followed, 1))
    caption = word("ladder.caption", day=numbers.date(StatedDate(case.day.isoformat()), case.language))
    return Table("ladder", word("ladder.title"), columns, rows, caption=caption)


def _row(case: Case, number: int, climb: Climb) -> tuple[Cell, ...]:
    standing = climb.standing(case.day)
    return (
        Cell(str(number)),
        case.cell(climb.statement),
        Cell(case.pen.term("no step told" if standing.step == UNKNOWN else standing.step), standing.step),
        _steps(case, climb, certain=True),
        _steps(case, climb, certain=False),
        _silent(case, climb),
    )


def _steps(case: Case, climb: Climb, *, certain: bool) -> Cell:
    """The steps that are told, once each, with dates and the notes of other statements that tell them."""
    told: dict[str, list[Reached]] = {}
    for reached in climb.said():
        sure = reached.is_certain and reached.window.surely_by(case.day)
        if sure is certain and reached.window.perhaps_by(case.day):
            told.setdefault(_step(case, climb, reached), []).append(reached)
    others = {r.statement for found in told.values() for r in found} - {climb.id}
    if not told:
        return Cell("–")
    notes = (case.cite(*(case.statement(i) for i in sorted(others))),) if others else ()
    return Cell("; ".join(told), "; ".join(told), notes)


def _step(case: Case, climb: Climb, reached: Reached) -> str:
    """A step with its remarks: in force (2010 or later; said of some of 4); a disputed one is marked."""
    remarks = []
    if reached.date != "..":
        remarks.append(numbers.date(StatedDate(reached.date), case.language, moment=True))
    group = next((g for g in climb.groups if g.statement == reached.statement), None)
    if group:
        remarks.append(case.pen.word(f"ladder.{group.quantifier}", count=len(group.members)))
    elif reached.quantifier == "part":
        remarks.append(case.pen.word("ladder.part"))
    if reached.disputed:
        remarks.append(case.pen.word("ladder.disputed"))
    told = case.pen.term(reached.step)
    return f"{told} ({'; '.join(remarks)})" if remarks else told


def _silent(case: Case, climb: Climb) -> Cell:
    lapse = climb.silent(case.day)
    if climb.standing(case.day).settled:
        return Cell(case.pen.word("ladder.settled"))
    if lapse is None or (lapse.longest is None and not lapse.shortest):
        return Cell(case.pen.word("ladder.silent.unknown"))
    return Cell(lapse.says(case.language), lapse.shortest)
