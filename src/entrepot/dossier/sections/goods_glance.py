"""What an ambassador reads first of the trade in goods: two numbers, their weight, the widest gaps."""

from __future__ import annotations

from entrepot.analyses.trade.goods import Course, untapped
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.model import KeyFigure, Text
from entrepot.dossier.sections.goods_words import counted, product_label
from entrepot.metadata.errors import NoData


def goods_tiles(case: Case, flows: GoodsFlows) -> list[KeyFigure]:
    """Sales both ways in the last year, with the rank of the buyer, or of the seller, for the reporter."""
    outward, inward = flows.outward, flows.inward
    return [
        _tile(case, outward, "glance.goods.exports", "glance.goods.customer", "customer_rank", "customers"),
        _tile(case, inward, "glance.goods.imports", "glance.goods.supplier", "supplier_rank", "suppliers"),
    ]


def _tile(case: Case, flow: Course, label: str, detail: str, rank: str, count: str) -> KeyFigure:
    value, place = flow.last["value"], flow.last[rank]
    ends = {"a": case.named(case.trader), "b": case.named(case.counterpart)}
    said = case.pen.word(
        detail,
        rank=case.pen.number(place),
        out_of=counted(case, count, round(flow.last[count].number)),
        period=value.period,
    )
    known = said if place.is_exact else value.period
    number = case.pen.number(value) if value.number else case.pen.word("glance.goods.none")
    return KeyFigure(number, case.pen.word(label, **ends), known, (case.pen.cite(value),))


def goods_findings(case: Case, flows: GoodsFlows) -> tuple[Text, ...]:
    """The weight of the trade for the reporter, then the widest gap between potential and actual each way."""
    gaps = (text for flow in (flows.outward, flows.inward) for text in _gap(case, flow))
    return (*_weight(case, flows.outward), *gaps)


def _weight(case: Case, flow: Course) -> list[Text]:
    intensity = flow.last["intensity"]
    if not intensity.is_exact or not flow.last["value"].number:
        return []
    return [
        case.pen.say(
            "glance.goods.below" if intensity.number < 1 else "glance.goods.above",
            a=case.named(flow.seller),
            b=case.named(flow.buyer),
            share=flow.last["export_share"],
            intensity=case.pen.ratio(intensity),
        )
    ]


def _gap(case: Case, flow: Course) -> list[Text]:
    try:
        found = untapped(case.market, flow.seller, flow.buyer).table
    except NoData:
        return []
    first = found.head(1).rows()[0] if len(found) else {"untapped": 0.0}
    if not first["untapped"]:
        return []
    return [
        case.pen.say(
            "glance.goods.gap",
            a=case.named(flow.seller),
            b=case.named(flow.buyer),
            product=product_label(first),
            potential=found.figure("potential", product=first["product"]),
            actual=found.figure("actual", product=first["product"]),
        )
    ]
