"""Direct investment between the two, as the investor's and as the host's statistics have it."""

from __future__ import annotations

from entrepot.analyses.trade.investment import Investment, investment
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Bullets, Cell, Column, Notice, Run, Section, Table, Text
from entrepot.dossier.numbers import fixed, percent
from entrepot.dossier.tabulate import of_column
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.places.place import Place


def section(case: Case) -> Section:
    """What the positions that the user added say of the pair; no block where there are none."""
    ways = both_ways(case)
    found = [one for one in ways if isinstance(one, Investment)]
    blocks: list[Block] = []
    if found:
        note = case.pen.cite(_value(found[0]))
        sentences = (_sentence(case, one) for one in ways)
        conflicts = (Notice("conflict", _conflict(case, one)) for one in found if one.disagree)
        keyed = zip(("investment", "investment-back"), ways, strict=True)
        blocks = [
            Notice("caveat", (Run(case.pen.term(found[0].table.caveat), (note,)),)),
            Bullets(tuple(sentences)),
            *conflicts,
            *(_table(case, one, key) for key, one in keyed if isinstance(one, Investment)),
        ]
    return Section("investment", case.pen.word("investment.title"), tuple(blocks))


Way = Investment | tuple[Place, Place]


def both_ways(case: Case) -> tuple[Way, Way]:
    """Both directions, the reporter's investment first; the places alone where nothing is known of one."""
    here, there = case.trader, case.counterpart
    return _investment(case, here, there), _investment(case, there, here)


def has_investment(case: Case) -> bool:
    """Whether positions of either way are in the store."""
    return any(isinstance(way, Investment) for way in both_ways(case))


def _investment(case: Case, investor: Place, host: Place) -> Way:
    try:
        return investment(case.warehouse, investor, host)
    except NoData:
        return investor, host


def _value(found: Investment) -> Figure:
    outward = found.last["outward"]
    return outward if outward.is_exact else found.last["inward"]


def _sentence(case: Case, way: Way) -> Text:
    if not isinstance(way, Investment):
        investor, host = way
        return case.pen.say("investment.absent", a=case.named(investor), b=case.named(host))
    outward, inward = way.last["outward"], way.last["inward"]
    key = "both" if outward.is_exact and inward.is_exact else "outward" if outward.is_exact else "inward"
    return case.pen.say(
        f"investment.{key}",
        a=case.named(way.investor),
        b=case.named(way.host),
        period=outward.period,
        outward=outward,
        inward=inward,
    )


def _conflict(case: Case, found: Investment) -> Text:
    relative = found.last["relative"]
    return case.pen.say(
        "investment.conflict",
        a=case.named(found.investor),
        b=case.named(found.host),
        period=relative.period,
        size=relative if relative.number >= 0 else relative * -1,
    )


def _table(case: Case, found: Investment, key: str) -> Table:
    word, ends = case.pen.word, {"a": case.named(found.investor), "b": case.named(found.host)}
    heads = (
        ("outward", word("investment.column.investor", **ends)),
        ("inward", word("investment.column.host", **ends)),
        ("relative", word("reported.column.difference")),
    )
    columns = [Column("year", word("column.year"))]
    for name, head in heads:
        unit = "" if name == "relative" else word("unit.usd-million")
        note = case.pen.cite(of_column(found.table, name))
        columns.append(Column(name, head, "right", unit, (note,)))
    rows = tuple(
        (Cell(row["year"], row["year"]), *(_cell(case, row[name], name) for name, _ in heads))
        for row in found.table.rows()
    )
    title = word("investment.table.title", **ends)
    return Table(key, title, tuple(columns), rows, caption=word("investment.table.caption"))


def _cell(case: Case, value: float | None, name: str) -> Cell:
    if value is None:
        return Cell("–")
    return Cell(
        percent(value, case.language) if name == "relative" else fixed(value, 1, case.language), value
    )
