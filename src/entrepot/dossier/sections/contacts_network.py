"""The contact network of the pair: a drawing, the ties behind it, single points, and who has left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from entrepot.analyses.relations.cast import code
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.contacts_known import Contacts, Tied, contacts
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import Block, Bullets, Cell, Chart, Column, Datum, Notice, Paragraph, Table, Text
from entrepot.dossier.terms import translate
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.places import get
from entrepot.metadata.statement import Statement

_MOST_BODIES = 20
_MOST_NAMED = 4


def network_blocks(case: Case) -> tuple[Block, ...]:
    """The network across the pair; a sentence where no body of the one is in touch with one of the other."""
    pen, found = case.pen, contacts(case)
    if not found.ties:
        return (Notice("unknown", pen.say("network.none", a=case.a, b=case.b)),)
    shown, bodies = _shown(found.ties), _bodies(found.ties)
    cited = _cited(case, found.ties)
    note = case.cite_record(pen.word("note.estimate"), cited)
    lead = pen.say(
        "network.lead",
        a=case.a,
        b=case.b,
        links=pen.noted(len(found.ties), note),
        bodies=pen.noted(len(bodies), note),
    )
    points = _points(case, found, note)
    hangs: list[Block] = [Paragraph(pen.say("network.points.none"))]
    if points:
        hangs = [Paragraph(pen.say("network.points")), Bullets(tuple(points))]
    people = [_people(case, found)] if found.people else []
    return (Paragraph(lead), _drawing(case, found, shown, note), _table(case, found), *hangs, *people)


def _bodies(ties: Sequence[Tied]) -> list[str]:
    return list(dict.fromkeys(name for tie in ties for name in (tie.one, tie.other)))


def _cited(case: Case, ties: Sequence[Tied]) -> list[Statement]:
    return [case.statement(i) for i in dict.fromkeys(i for tie in ties for i in tie.statements)]


def _shown(ties: Sequence[Tied]) -> list[Tied]:
    """The warmest ties, as long as no more bodies than are readable stand in the drawing."""
    bodies: set[str] = set()
    for tie in ties:
        more = bodies | {tie.one, tie.other}
        if len(more) <= _MOST_BODIES:
            bodies = more
    kept = [tie for tie in ties if {tie.one, tie.other} <= bodies]
    # A body of neither side is shown only with a tie to each.
    ends = {side: {n for t in kept if t.between == side for n in (t.one, t.other)} for side in _MIDDLE}
    halved = ends["left-middle"] ^ ends["middle-right"]
    middle = {t.other for t in kept if t.between == "left-middle"}
    middle |= {t.one for t in kept if t.between == "middle-right"}
    return [t for t in kept if not {t.one, t.other} & halved & middle]


_MIDDLE = ("left-middle", "middle-right")


def _drawing(case: Case, found: Contacts, shown: list[Tied], note: int) -> Chart:
    counted = Counter(name for tie in shown for name in (tie.one, tie.other))
    data = tuple(
        Datum(
            _name(case, tie.one),
            round(tie.warmth, 3),
            _name(case, tie.other),
            min(counted[tie.one], counted[tie.other]) == 1,
            kind=tie.between,
        )
        for tie in shown
    )
    warmest = "; ".join(f"{_name(case, t.one)} – {_name(case, t.other)}" for t in shown[:_MOST_NAMED])
    left = len(found.ties) - len(shown)
    return Chart(
        "network",
        case.pen.word("network.title"),
        "ties",
        data,
        "",
        case.pen.word("network.alternative", a=case.a, b=case.b, warmest=warmest),
        (note,),
        case.pen.word("network.caption", left=left),
    )


def _table(case: Case, found: Contacts) -> Table:
    word = case.pen.word
    columns = (
        Column("one", word("column.body")),
        Column("other", word("column.in-touch")),
        Column("warmth", word("column.warmth"), "right"),
        Column("rests_on", word("column.rests-on")),
    )
    rows = tuple(_tie(case, tie) for tie in found.ties)
    return Table("network-ties", word("network.table"), columns, rows, caption=word("network.table.caption"))


def _tie(case: Case, tie: Tied) -> tuple[Cell, ...]:
    low, high = (numbers.fixed(value, 2, case.language) for value in (tie.low, tie.high))
    grades = ", ".join(case.pen.term(grade) for grade in tie.grades)
    note = case.cite(*_cited(case, [tie]))
    return (
        Cell(_name(case, tie.one), tie.one, (note,)),
        Cell(_name(case, tie.other), tie.other),
        Cell(low if low == high else f"{low}–{high}", round(tie.warmth, 4)),
        Cell(grades),
    )


def _points(case: Case, found: Contacts, note: int) -> list[Text]:
    """Bodies without which others are cut off, those that cut off most first; people who alone carry ties."""
    texts = [_point(case, body, note) for body in found.bodies[:_MOST_NAMED]]
    for person in found.carriers[:_MOST_NAMED]:
        pairs = "; ".join(" – ".join(_name(case, name) for name in pair) for pair in person["pairs"])
        offices = ", ".join(translate(office, case.language) for office in person["offices"])
        own = case.cite(*(case.statement(i) for i in person["statements"]))
        name = case.pen.noted(translate(person["person"], case.language), own)
        texts.append(case.pen.say("network.carrier", pairs=pairs, person=name, offices=offices))
    return texts


def _point(case: Case, body: dict[str, Any], note: int) -> Text:
    lost = [_name(case, name) for name in body["cut_off"][:_MOST_NAMED]]
    more, names = int(body["lost"]) - len(lost), ", ".join(lost)
    if more > 0:
        names = case.pen.word("network.point.more", names=names, more=more)
    named = case.pen.noted(_name(case, body["name"]), note)
    return case.pen.say("network.point", body=named, names=names)


def _people(case: Case, found: Contacts) -> Table:
    word = case.pen.word
    columns = (
        Column("person", word("column.person")),
        Column("office", word("column.office")),
        Column("with", word("column.with")),
        Column("last", word("column.last-contact")),
        Column("state", word("column.in-office")),
    )
    rows = tuple(_person(case, person) for person in found.people)
    return Table(
        "contact-people", word("network.people"), columns, rows, caption=word("network.people.caption")
    )


def _person(case: Case, person: dict[str, Any]) -> tuple[Cell, ...]:
    name, successor = (translate(person[key], case.language) for key in ("person", "successor"))
    note = case.cite(*(case.statement(i) for i in person["statements"]))
    state = case.pen.term(person["state"])
    if successor:
        state = case.pen.word("network.successor", state=state, person=successor)
    office = translate(person["office"], case.language)
    return (
        Cell(name, person["person"], (note,)),
        Cell(opening(f"{office}, {_name(case, person['body'])}")),
        Cell(", ".join(_name(case, body) for body in person["bodies"])),
        Cell(numbers.date(StatedDate(person["last"]), case.language), person["last"]),
        Cell(state, person["state"]),
    )


def _name(case: Case, body: str) -> str:
    """A body in the reader's language: a place by its own name, others as the catalogue has them."""
    told = translate(body, case.language)
    there = code(body) if case.language != "en" and told == body else ""
    return get(there).name(case.language) if there else told
