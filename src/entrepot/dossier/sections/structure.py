"""The structure of trade: main partners, home and abroad, concentration, complementarity, expectation."""

from __future__ import annotations

from typing import Any, Literal

from entrepot.analyses.trade import (
    Complementarity,
    Flow,
    complementarity,
    concentration,
    domestic_sales,
    industry_names,
    opportunities,
    partners,
)
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import running
from entrepot.dossier.model import Block, Bullets, Cell, Column, Paragraph, Table, Text
from entrepot.dossier.tabulate import of_column
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place

_PARTNERS = 5
_BELOW = 3


def structure_blocks(case: Case) -> list[Block]:
    """How each trades with all others, and where the two fit."""
    return [
        _main_partners(case),
        Paragraph(_home_and_abroad(case)),
        _concentration(case),
        *_complementarity(case),
        *_opportunities(case),
    ]


def _main_partners(case: Case) -> Table:
    """The five largest customers and suppliers of each, and where the other stands."""
    word = case.pen.word
    found = [
        (place, other, partners(case.warehouse, place, flow))
        for place, other in ((case.trader, case.counterpart), (case.counterpart, case.trader))
        for flow in Flow
    ]
    columns = [Column("rank", word("column.rank"), "right")]
    for place, _, answer in found:
        note = case.pen.cite(answer.table.figure("share", partner=answer.table.rows()[0]["partner"]))
        head = word(f"column.{answer.flow.noun}s-of", a=case.covered(place))
        columns.append(Column(f"{answer.flow.noun}s-{place.code}".lower(), head, notes=(note,)))
    rows = [
        (Cell(str(n + 1), n + 1), *(_partner(case, answer.table.rows()[n]) for _, _, answer in found))
        for n in range(_PARTNERS)
    ]
    return Table(
        "partners",
        word("partners.title"),
        tuple(columns),
        tuple(rows),
        caption=word("partners.caption"),
    )


def _partner(case: Case, row: dict[str, Any]) -> Cell:
    place = get(row["partner"])
    return Cell(f"{place.name(case.language)} ({numbers.percent(row['share'], case.language)})", row["share"])


def _home_and_abroad(case: Case) -> Text:
    text: Text = ()
    for place in (case.trader, case.counterpart):
        sales = domestic_sales(case.warehouse, place)
        text += case.pen.say(
            "trade.domestic",
            a=case.covered(place),
            output=sales.output,
            home=sales.domestic_share,
            abroad=sales.export_share,
        )
    return text


def _concentration(case: Case) -> Table:
    word = case.pen.word
    rows = []
    columns: list[Column] = [Column("measure", word("column.concentration"))]
    dimensions: tuple[Literal["partner", "industry"], ...] = ("partner", "industry")
    measures = [(flow, dimension) for flow in Flow for dimension in dimensions]
    found = [(place, concentration(case.warehouse, place)) for place in (case.trader, case.counterpart)]
    for place, _ in found:
        columns.append(Column(f"hhi-{place.code}".lower(), case.covered(place).name, "right"))
    for flow, dimension in measures:
        cells = [Cell(word(f"concentration.{flow.value}.{dimension}"))]
        for _, answer in found:
            index = answer.hhi(flow, dimension)
            printed = numbers.fixed(index.number, 3, case.language)
            cells.append(Cell(printed, index.number, (case.pen.cite(index),)))
        rows.append(tuple(cells))
    return Table(
        "concentration",
        word("concentration.title"),
        tuple(columns),
        tuple(rows),
        caption=word("concentration.caption"),
    )


def _complementarity(case: Case) -> list[Block]:
    found = [
        complementarity(case.warehouse, case.trader, case.counterpart),
        complementarity(case.warehouse, case.counterpart, case.trader),
    ]
    names = industry_names(case.warehouse, case.language)
    return [
        Paragraph(case.pen.say("complementarity.lead")),
        Bullets(tuple(_match(case, c, names) for c in found)),
    ]


def _match(case: Case, match: Complementarity, names: dict[str, str]) -> Text:
    exporter, importer = case.covered(match.exporter), case.covered(match.importer)
    best = case.pen.word("list.between").join(
        running(names[row["industry"]]) for row in match.table.rows()[:3]
    )
    phrase = "complementarity.rank" if match.rank else "complementarity.index"
    return case.pen.say(
        phrase, a=exporter, b=importer, index=match.index, rank=match.rank, out_of=match.out_of, best=best
    )


def _opportunities(case: Case) -> list[Block]:
    """Industries in which the two trade less than their structures and their own ties would let expect."""
    names = industry_names(case.warehouse, case.language)
    ends = ((case.trader, case.counterpart), (case.counterpart, case.trader))
    rows = [row for seller, buyer in ends for row in _below(case, seller, buyer, names)]
    if not rows:
        return []
    word, unit = case.pen.word, case.pen.word("unit.usd-million")
    columns = (
        Column("flow", word("column.flow")),
        Column("industry", word("column.industry")),
        Column("seller_rca", word("column.seller-rca"), "right"),
        Column("buyer_specialisation", word("column.buyer-specialisation"), "right"),
        Column("value", word("column.actual"), "right", unit),
        Column("expected", word("column.expected"), "right", unit),
    )
    caption = word("opportunities.caption")
    table = Table("opportunities", word("opportunities.title"), columns, tuple(rows), caption=caption)
    return [Paragraph(case.pen.say("opportunities.lead")), table]


def _below(case: Case, seller: Place, buyer: Place, names: dict[str, str]) -> list[tuple[Cell, ...]]:
    figures = opportunities(case.warehouse, seller, buyer).table.head(_BELOW)
    flow = f"{case.covered(seller).name} → {case.covered(buyer).name}"
    shown = ("seller_rca", "buyer_specialisation", "value", "expected")
    notes = {name: (case.pen.cite(of_column(figures, name)),) for name in shown} if len(figures) else {}
    return [
        (
            Cell(flow),
            Cell(names[row["industry"]], names[row["industry"]]),
            *(Cell(numbers.fixed(row[name], 1, case.language), row[name], notes[name]) for name in shown),
        )
        for row in figures.rows()
    ]
