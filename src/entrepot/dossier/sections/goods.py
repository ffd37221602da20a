"""Trade in goods by product: the course of the flows, ranks and how they moved, and what lies behind."""

from __future__ import annotations

from entrepot.analyses.trade.goods.choices import LARGEST, WITHOUT, Ranks, ranks_under_choices
from entrepot.analyses.trade.goods.course import Course
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.grammar import Forms
from entrepot.dossier.model import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Datum,
    Notice,
    Paragraph,
    Run,
    Section,
    Text,
)
from entrepot.dossier.model import Table as DossierTable
from entrepot.dossier.numbers import fixed, ordinal, percent
from entrepot.dossier.sections.chain import chain_blocks
from entrepot.dossier.sections.goods_fit import fit_blocks
from entrepot.dossier.sections.goods_potential import potential_blocks
from entrepot.dossier.sections.goods_products import product_blocks, swing_blocks
from entrepot.dossier.sections.goods_scale import Scale, scale_of
from entrepot.dossier.sections.goods_words import counted
from entrepot.dossier.sections.reported_goods import beside_blocks, reported_blocks
from entrepot.metadata.figure import Figure


def section(case: Case) -> Section:
    """What the customs data that the user added say of the pair; no block where they say nothing."""
    blocks: list[Block] = []
    if isinstance(case.goods, GoodsFlows):
        blocks = _statistics(case, case.goods)
    elif case.reports:
        blocks = reported_blocks(case)
    elif case.goods:
        blocks = [Notice("unknown", (Run(case.pen.term(case.goods)),))]
    return Section("goods", case.pen.word("goods.title"), tuple(blocks))


def _a(case: Case) -> Forms:
    return case.named(case.trader)


def _b(case: Case) -> Forms:
    return case.named(case.counterpart)


def _statistics(case: Case, flows: GoodsFlows) -> list[Block]:
    if case.trader != case.reporter or case.counterpart != case.partner:
        region = case.pen.say("trade.region", ta=_a(case), tb=_b(case))
        return [Notice("caveat", region), *_told(case, flows)]
    return _told(case, flows)


def _told(case: Case, flows: GoodsFlows) -> list[Block]:
    value = flows.outward.last["value"]
    caveat = Run(case.pen.term(value.caveat), (case.pen.cite(value),))
    return [
        Notice("caveat", (caveat,)),
        *_lead(case, flows),
        *beside_blocks(case, flows),
        Bullets(tuple(_standing(case, flow) for flow in (flows.outward, flows.inward))),
        *_course(case, flows),
        *product_blocks(case, flows),
        *swing_blocks(case, flows),
        *potential_blocks(case, flows),
        *fit_blocks(case, flows),
        *chain_blocks(case, flows),
    ]


def _lead(case: Case, flows: GoodsFlows) -> list[Paragraph]:
    """What was sold and bought, and the balance; of a flow that the data lack the bullet below speaks."""
    exports, imports = flows.outward.last["value"], flows.inward.last["value"]
    slots: dict[str, Forms | Figure | str] = {"a": _a(case), "b": _b(case), "period": exports.period}
    if not exports.number and not imports.number:
        return []
    if not exports.number or not imports.number:
        phrase, flow = ("exports", exports) if exports.number else ("imports", imports)
        return [Paragraph(case.pen.say(f"goods.lead.{phrase}", value=flow, **slots))]
    balance = exports - imports
    phrase = "surplus" if balance.number >= 0 else "deficit"
    slots |= {"exports": exports, "imports": imports, "balance": max(balance, balance * -1, key=_number)}
    return [Paragraph(case.pen.say(f"goods.lead.{phrase}", **slots))]


def _number(figure: Figure) -> float:
    return figure.number


def _standing(case: Case, flow: Course) -> Text:
    """Rank and weight of the flow for both sides, and how both moved since the first year."""
    seller, buyer = case.named(flow.seller), case.named(flow.buyer)
    if flow.last["value"].number == 0:
        return case.pen.say("goods.no-flow", a=seller, b=buyer, period=flow.last["value"].period)
    text = case.pen.say("goods.standing", seller=seller, buyer=buyer, **_slots(case, flow.last, "count"))
    if len(flow.table) > 1 and flow.first["value"].number > 0:
        text += case.pen.say("goods.moved", first=flow.first["value"].period, **_slots(case, flow.first))
    if flow.growth is not None:
        text += case.pen.say("goods.trend", growth=flow.growth)
    return text + _robust(case, flow)


def _slots(case: Case, row: dict[str, Figure], noun: str = "") -> dict[str, Figure | str]:
    """The figures of a year, the numbers of partners in whole numbers, with or without their noun."""
    counts = {name: round(row[name].number) for name in ("customers", "suppliers")}
    said = {name: counted(case, name, n) if noun else str(n) for name, n in counts.items()}
    return {**row, **said}


def _robust(case: Case, flow: Course) -> Text:
    """Whether the rank hangs on fuels, gold or one product."""
    ranks = ranks_under_choices(case.market, flow.seller, flow.buyer)
    if ranks.best is None or ranks.worst is None:
        return ()
    note = case.pen.cite(ranks.table.figure("rank", choice=ranks.table.rows()[0]["choice"]))
    if gone := _rests_on(ranks):
        return case.pen.say(f"goods.rank.rests.{gone}", note=Run("", (note,)))
    if ranks.best == ranks.worst:
        return case.pen.say("goods.rank.firm", note=Run("", (note,)))
    best, worst = (ordinal(rank, case.language) for rank in (ranks.best, ranks.worst))
    return case.pen.say("goods.rank.moves", best=best, worst=Run(worst, (note,)))


def _rests_on(ranks: Ranks) -> str:
    """What the whole flow consists of, where without it nothing is left to rank; the narrowest first."""
    left = {row["choice"]: row["rank"] for row in ranks.table.rows()}
    fuels, stones, all_three = tuple(WITHOUT)[1:]
    words = {LARGEST: "product", fuels: "fuels", stones: "stones", all_three: "these"}
    return next((word for choice, word in words.items() if left[choice] is None), "")


def _course(case: Case, flows: GoodsFlows) -> list[Block]:
    """A line each way over the years, and the numbers behind it; one year has its sentence already."""
    traded = any(row["value"] for flow in (flows.outward, flows.inward) for row in flow.table.rows())
    if len(flows.outward.table) < 2 or not traded:
        return []
    word = case.pen.word
    sides = ((flows.outward, _a(case), _b(case)), (flows.inward, _b(case), _a(case)))
    scale = scale_of(row["value"] for flow, _, _ in sides for row in flow.table.rows())
    data = tuple(
        Datum(str(row["year"]), scale.of(row["value"]), f"{a.name} → {b.name}", x=float(row["year"]))
        for flow, a, b in sides
        for row in flow.table.rows()
    )
    notes = tuple(case.pen.cite(flow.last["value"]) for flow, _, _ in sides)
    chart = Chart(
        "goods-lines",
        word("goods.course.chart", a=_a(case), b=_b(case)),
        "lines",
        data,
        word(scale.phrase),
        word("goods.course.alternative", a=_a(case), b=_b(case)),
        notes,
    )
    return [chart, _years(case, flows, notes, scale)]


def _years(case: Case, flows: GoodsFlows, notes: tuple[int, ...], scale: Scale) -> DossierTable:
    word, language = case.pen.word, case.language
    columns = [Column("year", word("column.year"))]
    for key, a, b, note in (("out", _a(case), _b(case), notes[0]), ("in", _b(case), _a(case), notes[1])):
        head = f"{a.name} → {b.name}"
        columns += [
            Column(f"{key}-value", head, "right", word(scale.phrase), (note,)),
            Column(f"{key}-share", word("goods.column.export-share", a=a), "right"),
            Column(f"{key}-rank", word("goods.column.customer-rank", b=b), "right"),
        ]
    rows = []
    for outward, inward in zip(flows.outward.table.rows(), flows.inward.table.rows(), strict=True):
        cells = [Cell(str(outward["year"]), outward["year"])]
        for row in (outward, inward):
            share, rank, value = row["export_share"], row["customer_rank"], scale.of(row["value"])
            cells += [
                Cell(fixed(value, 1, language), value) if value else Cell("–"),
                Cell(percent(share, language), share) if share else Cell("–"),
                Cell("–") if rank is None else Cell(ordinal(round(rank), language), rank),
            ]
        rows.append(tuple(cells))
    title = word("goods.course.title", a=_a(case), b=_b(case))
    return DossierTable(
        "goods-years", title, tuple(columns), tuple(rows), caption=word("goods.course.caption")
    )
