"""Who covers whom, from where: a map and a table, in which what is not recorded is drawn as not recorded."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.cast import countries, small_groups
from entrepot.analyses.relations.coverage import Level, Presence, coverage, posts
from entrepot.analyses.relations.coverage.coverage import Row
from entrepot.analyses.relations.coverage.seats import locate, seat
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.model import (
    Block,
    Cell,
    Column,
    Map,
    MapArea,
    MapLine,
    MapMark,
    Notice,
    Paragraph,
    Table,
)
from entrepot.dossier.terms import translate
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place, Scheme

# A group of more than so many is told of its pair alone.
_MOST = 12
_AREAS = {
    Level.RESIDENT: "resident",
    Level.FROM_ELSEWHERE: "accredited",
    Level.ACCREDITED: "accredited",
    Level.BY_ANOTHER: "represented",
    Level.OFFICE: "office-only",
    Level.HONORARY: "honorary",
    Level.BODIES: "bodies",
    Level.PLANNED: "planned",
    Level.NOT_YET: "planned",
    Level.ENDED: "ended",
    Level.STATED_ABSENT: "absent",
    Level.NOT_RECORDED: "not-recorded",
}


def coverage_blocks(case: Case) -> tuple[Block, ...]:
    """A lead, the map of the one in the other's neighbourhood, and the table both ways."""
    sender, host = _ends(case)
    there = _neighbourhood(host, sender)
    known, day = posts(case.statements, case.documents), case.day
    out = [row for code in there for row in coverage(known, code, day, [sender.code]).rows]
    own = sorted(countries(sender.code))
    back = [r for code in own[:_MOST] for r in coverage(known, code, day, [host.code]).rows]
    told = [row for row in (*out, *back) if row.level is not Level.NOT_RECORDED]
    hosts = ", ".join(case.named(get(code)).name for code in there)
    a, b = case.named(sender), case.named(host)
    if not told:
        return (Notice("unknown", case.pen.say("coverage.none", a=a, hosts=hosts)),)
    note = _note(case, told)
    lead = case.pen.say(
        "coverage.lead",
        a=a,
        b=b,
        hosts=hosts,
        day=_day(case),
        told=case.pen.noted(len(told), note),
        all=len(out) + len(back),
    )
    drawn = any(row.level is not Level.NOT_RECORDED for row in out) and len(countries(sender.code)) == 1
    maps = [_map(case, sender, out, hosts, note)] if drawn else []
    return (Paragraph(lead), *maps, _table(case, [*out, *back]))


def _ends(case: Case) -> tuple[Place, Place]:
    """Whose posts are drawn, and where: a single country or region in the neighbourhood of the other."""
    if case.reporter.scheme is Scheme.GROUP and case.partner.scheme is not Scheme.GROUP:
        return case.partner, case.reporter
    return case.reporter, case.partner


def _neighbourhood(host: Place, sender: Place) -> tuple[str, ...]:
    """The members of a group, or a country with its smallest group that does not hold the other side."""
    own, other = countries(host.code), countries(sender.code)
    near = small_groups(next(iter(own))) if len(own) == 1 else ()
    around = min((group for group in near if not group & other), key=len, default=own)
    return tuple(sorted(around)[:_MOST])


def _day(case: Case) -> str:
    return numbers.date(StatedDate(case.day.isoformat()), case.language)


def _note(case: Case, rows: list[Row]) -> int:
    ids = dict.fromkeys(i for row in rows for i in row.statements)
    cited = [case.statement(i) for i in ids]
    return case.cite_record(case.pen.word("note.counted", count=len(cited)), cited)


def _map(case: Case, sender: Place, rows: list[Row], hosts: str, note: int) -> Map:
    said = "; ".join(_in_words(case, row) for row in rows)
    areas = tuple(
        MapArea(row.host, _name(case, row), _AREAS[row.level], row.best.post.seat if row.best else "")
        for row in rows
    )
    a = case.named(sender)
    return Map(
        "coverage-map",
        case.pen.word("coverage.map.title", a=a, hosts=hosts),
        tuple(_lines(rows)),
        tuple(_marks(case, rows)),
        case.pen.word("coverage.map.alternative", a=a, told=said),
        (note,),
        case.pen.word("coverage.map.caption", day=_day(case)),
        areas,
    )


def _name(case: Case, row: Row) -> str:
    """The country's name; a question mark where what stands is possible only."""
    doubt = "\u00a0?" if row.presence is Presence.POSSIBLE else ""
    return f"{case.named(get(row.host)).name}{doubt}"


def _in_words(case: Case, row: Row) -> str:
    seated = row.best.post.seat if row.best and row.level is Level.FROM_ELSEWHERE else ""
    key = "coverage.map.row.from" if seated else "coverage.map.row"
    host = case.named(get(row.host)).name
    return case.pen.word(key, host=host, level=_level(case, row), seat=_town(case, seated))


def _level(case: Case, row: Row) -> str:
    """How it is covered, with who represents it where another does."""
    told, through = case.pen.term(row.level.value), row.best.post.through if row.best else ""
    return f"{told} ({case.named(get(through)).name})" if through else told


def _lines(rows: list[Row]) -> Iterator[MapLine]:
    """From each seat abroad to the capital that is covered from it."""
    for row in rows:
        post = row.best.post if row.best and row.level is Level.FROM_ELSEWHERE else None
        start = locate(post.seat, post.seat_country) if post and post.seat else None
        end = seat(row.host)
        if start and end:
            ends = ((start.longitude, start.latitude), (end.longitude, end.latitude))
            yield MapLine(ends, "seat-line")


def _marks(case: Case, rows: list[Row]) -> Iterator[MapMark]:
    """The seats of missions, named; and the country's name at each capital."""
    seats = {}
    for row in rows:
        post = row.best.post if row.best and row.level in (Level.RESIDENT, Level.FROM_ELSEWHERE) else None
        if post and post.seat and (at := locate(post.seat, post.seat_country)):
            seats[at] = _town(case, post.seat)
    for at, name in seats.items():
        yield MapMark(at.longitude, at.latitude, name, "end")
    for row in rows:
        there = seat(row.host)
        if there and there not in seats:
            yield MapMark(there.longitude, there.latitude, "", "terminal")


def _town(case: Case, town: str) -> str:
    return translate(town, case.language) if town else ""


def _table(case: Case, rows: list[Row]) -> Table:
    word = case.pen.word
    columns = (
        Column("who", word("column.who")),
        Column("host", word("column.host")),
        Column("level", word("column.level")),
        Column("from", word("column.from-seat")),
        Column("km", word("column.km"), "right", "km"),
        Column("surely", word("column.surely")),
        Column("also", word("column.also")),
    )
    cells = tuple(_row(case, row) for row in rows)
    return Table("coverage", word("coverage.title"), columns, cells, caption=word("coverage.caption"))


def _row(case: Case, row: Row) -> tuple[Cell, ...]:
    post = row.best.post if row.best else None
    cited = [case.statement(i) for i in row.statements]
    km = None if post is None or post.km is None or post.resident else round(post.km)
    return (
        Cell(case.named(get(row.sender)).name, row.sender),
        Cell(case.named(get(row.host)).name, row.host),
        Cell(_level(case, row), row.level.value, (case.cite(*cited),) if cited else ()),
        Cell(_town(case, post.seat) if post and post.seat else "–", post.seat if post else None),
        Cell("–" if km is None else numbers.fixed(km, 0, case.language), km),
        Cell(case.pen.term(row.presence.value) if row.presence else "–"),
        _also(case, row),
    )


def _also(case: Case, row: Row) -> Cell:
    """The other forms that stand, and what documents say is not there."""
    others = [c for c in row.covers if c is not row.best and c.presence.stands]
    named = dict.fromkeys(case.pen.term(c.post.kind.value) for c in others)
    cited = [case.statement(i) for i in dict.fromkeys(i for c in others for i in c.post.statements)]
    return Cell(", ".join(named) or "–", None, (case.cite(*cited),) if cited else ())
