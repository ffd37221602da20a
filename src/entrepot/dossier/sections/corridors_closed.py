"""What happens when a country, a strait or a hub closes, and how many ways lie apart."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.analyses.corridors.account.account import Closed
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import Block, Bullets, Cell, Column, Paragraph, Run, Table, Text
from entrepot.dossier.sections.corridors_words import Ways
from entrepot.metadata.corridors import Criteria

_SAME = "="
Alike = tuple[Closed, ...]


def closed_blocks(ways: Ways) -> list[Block]:
    """What is left when things close: sentences, a table, what does not matter, and the ways apart."""
    say = ways.case.pen.say
    mattering = _alike(closed for closed in ways.account.closed if closed.matters)
    idle = [closed for closed in ways.account.closed if not closed.matters]
    told = [_sentence(ways, alike) for alike in mattering if not alike[0].same]
    blocks: list[Block] = []
    if mattering:
        blocks.append(Paragraph(say("corridors.closed.lead")))
        blocks += [Bullets(tuple(told))] if told else []
        blocks.append(_table(ways, mattering))
    if idle:
        blocks.append(Paragraph(say("corridors.closed.idle", names=_either(ways, idle))))
    return [*blocks, *_apart(ways)]


def _alike(closed: Iterable[Closed]) -> list[Alike]:
    """Closures together that leave the same: who shuts the Red Sea shuts Suez."""
    groups: dict[tuple[object, ...], list[Closed]] = {}
    for one in closed:
        groups.setdefault((one.after, one.balanced, one.by, one.role == "passage"), []).append(one)
    return [tuple(group) for group in groups.values()]


def _either(ways: Ways, closed: Iterable[Closed]) -> str:
    """Things of which each alone closes, as a sentence has them: "Russia, Poland or the Suez Canal"."""
    *first, last = [_what(ways, one) for one in closed]
    return ways.case.pen.word("corridors.or", first=", ".join(first), last=last) if first else last


def _what(ways: Ways, closed: Closed) -> str:
    name = ways.shut(closed.closure)
    is_hub = closed.role in ("origin", "destination")
    return ways.case.pen.word(f"corridors.hub.{closed.role}", name=name) if is_hub else name


def _sentence(ways: Ways, alike: Alike) -> Text:
    """What the best balance becomes."""
    one, usual = alike[0], ways.balanced.criteria
    what, say = _either(ways, alike), ways.case.pen.say
    if one.balanced is None:
        return say("corridors.closed.none", what=what)
    then = one.balanced
    return say(
        "corridors.closed.sentence",
        what=what,
        days=ways.strong(ways.days(then.hours), "hours"),
        more_days=ways.days(then.hours - usual.hours, sign=True),
        usd=ways.strong(ways.number(then.usd), "usd"),
        more_usd=ways.number(then.usd - usual.usd, sign=True),
        co2e=ways.strong(ways.number(then.co2e), "co2e"),
        more_co2e=ways.number(then.co2e - usual.co2e, sign=True),
        way=ways.way(one.modes, one.by),
    )


def _table(ways: Ways, closed: Iterable[Alike]) -> Table:
    word, notes = ways.case.pen.word, ways.notes
    measured = (("days", "hours"), ("usd", "usd"), ("co2e", "co2e"))
    columns = [Column("closed", word("corridors.column.closed"))]
    for kind in ("best", "balanced"):
        columns += [
            Column(f"{kind}-{name}", word(f"corridors.column.{kind}-{name}"), "right", "", (notes[measure],))
            for name, measure in measured
        ]
    columns.append(Column("way", word("corridors.column.way-then")))
    rows = [_usual(ways), *(_row(ways, alike) for alike in closed)]
    return Table(
        "resilience",
        word("corridors.closed.title"),
        tuple(columns),
        tuple(rows),
        caption=word("corridors.closed.caption"),
    )


def _usual(ways: Ways) -> tuple[Cell, ...]:
    """The row that the others are compared with."""
    best, balanced = ways.account.closed[0].before, ways.balanced.criteria
    numbers = (*_numbers(ways, best, best, show=True), *_numbers(ways, balanced, balanced, show=True))
    return (
        Cell(ways.case.pen.word("corridors.closed.usual")),
        *numbers,
        Cell(ways.short_of(ways.balanced)),
    )


def _row(ways: Ways, alike: Alike) -> tuple[Cell, ...]:
    one, usual = alike[0], ways.balanced.criteria
    first = Cell(opening(_either(ways, alike)))
    if one.after is None or one.balanced is None:
        nothing = Cell(ways.case.pen.word("corridors.closed.no-route"))
        return (first, nothing, *(Cell("–") for _ in range(6)))
    way = Cell(_SAME) if one.same else Cell(ways.short(one.modes, one.by))
    return (first, *_numbers(ways, one.before, one.after), *_numbers(ways, usual, one.balanced), way)


def _numbers(ways: Ways, before: Criteria, after: Criteria, *, show: bool = False) -> list[Cell]:
    """Days, USD and kilograms then, each with its change; a sign of equality where there is none."""
    cells = []
    for old, new, scale, digits in (
        (before.hours, after.hours, 24.0, 1),
        (before.usd, after.usd, 1.0, 0),
        (before.co2e, after.co2e, 1.0, 0),
    ):
        more = ways.number((new - old) / scale, digits, sign=True)
        text = ways.number(new / scale, digits)
        same = abs(new - old) <= 0.5 * 10.0**-digits * scale
        cells.append(Cell(text if show else _SAME if same else f"{text} ({more})", round(new / scale, 2)))
    return cells


def _apart(ways: Ways) -> list[Block]:
    say, apart = ways.case.pen.say, ways.account.apart
    if not apart:
        return []
    if not apart[0].needs:
        return [Paragraph(say("corridors.apart.free"))]
    if len(apart) == 1:
        return [Paragraph(say("corridors.apart.one"))]
    note = ways.case.pen.note(
        ways.case.pen.word("corridors.note.apart"), ways.account.origins["km"], "modelled"
    )
    count = Run(str(len(apart)), (note,), "strong")
    items = tuple(
        say(
            "corridors.apart.way",
            way=opening(ways.way(way.modes, way.by)),
            days=ways.strong(ways.days(way.criteria.hours), "hours"),
            usd=ways.strong(ways.number(way.criteria.usd), "usd"),
        )
        for way in apart
    )
    return [Paragraph(say("corridors.apart.many", count=count)), Bullets(items)]
