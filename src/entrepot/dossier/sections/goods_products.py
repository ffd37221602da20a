"""Which products are traded both ways, what swings the flows, and contracts that come once."""

from __future__ import annotations

from entrepot.analyses.trade.goods.course import Course
from entrepot.analyses.trade.goods.swings import Swings, swings
from entrepot.analyses.trade.goods.traded import traded
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.model import Block, Bullets, Paragraph, Table, Text
from entrepot.dossier.sections.goods_scale import scaled
from entrepot.dossier.sections.goods_words import product_label
from entrepot.dossier.tabulate import Shown, tabulate
from entrepot.metadata.errors import NoData

_LISTED = 10
_MOVERS = 3
# A change below a thousandth of a dollar is the rounding of a sum.
_NOTHING = 1e-9


def product_blocks(case: Case, flows: GoodsFlows) -> list[Block]:
    """The largest products each way."""
    sides = (("goods-exports", flows.outward), ("goods-imports", flows.inward))
    return [_products(case, key, flow) for key, flow in sides if flow.last["value"].number > 0]


def _products(case: Case, key: str, flow: Course) -> Table:
    figures, scale = scaled(traded(case.market, flow.seller, flow.buyer).table, "value")
    seller, buyer = case.named(flow.seller), case.named(flow.buyer)
    shown = (
        Shown("value", "column.value", "tenths", case.pen.word(scale.phrase)),
        Shown("share", "column.share-of-flow", "percent"),
        Shown("market_share", "column.market-share", "percent"),
        Shown("seller_rca", "column.seller-rca", "hundredths"),
        Shown("unit_value", "goods.column.unit-value", "whole", case.pen.word("unit.usd-per-t")),
    )
    return tabulate(
        case.pen,
        key,
        case.pen.word(_title(len(figures)), seller=seller, buyer=buyer, count=_LISTED, all=len(figures)),
        figures.head(_LISTED),
        {},
        shown,
        label=product_label,
        head=case.pen.word("goods.column.product"),
        caption=case.pen.word("goods.products.caption"),
    )


def _title(products: int) -> str:
    if products == 1:
        return "goods.products.title.one"
    return "goods.products.title.all" if products <= _LISTED else "goods.products.title"


def swing_blocks(case: Case, flows: GoodsFlows) -> list[Block]:
    """A sentence a flow: what made it grow or shrink, and which years were out of line."""
    told = [text for flow in (flows.outward, flows.inward) for text in _swing(case, flow)]
    return [Paragraph(case.pen.say("goods.swings.lead")), Bullets(tuple(told))] if told else []


def _swing(case: Case, flow: Course) -> list[Text]:
    try:
        found = swings(case.market, flow.seller, flow.buyer)
    except NoData:
        return []
    if not found.before.number or abs(found.change.number) < _NOTHING:
        return []
    seller, buyer = case.named(flow.seller), case.named(flow.buyer)
    grew = found.change.number >= 0
    text = case.pen.say(
        "goods.swings.grew" if grew else "goods.swings.fell",
        seller=seller,
        buyer=buyer,
        first=str(found.first),
        last=str(found.last),
        change=found.change if grew else found.change * -1,
        movers=_movers(case, found),
    )
    return [text + _one_offs(case, found)]


def _movers(case: Case, found: Swings) -> Text:
    text: Text = ()
    for row in found.table.head(_MOVERS).rows():
        figure = found.table.figure("change", product=row["product"])
        if abs(figure.number) < _NOTHING:
            break
        phrase = "goods.swings.up" if figure.number >= 0 else "goods.swings.down"
        size = figure if figure.number >= 0 else figure * -1
        comma = case.pen.say("goods.swings.comma") if text else ()
        text += comma + case.pen.say(phrase, product=product_label(row), change=size)
    return text


def _one_offs(case: Case, found: Swings) -> Text:
    text: Text = ()
    for row in found.one_offs.head(_MOVERS).rows():
        value = found.one_offs.figure("value", product=row["product"], year=row["year"])
        text += case.pen.say("goods.one-off", product=product_label(row), year=str(row["year"]), value=value)
    return text
