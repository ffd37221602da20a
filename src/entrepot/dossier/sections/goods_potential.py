"""What each could sell the other and does not: potential, actual, untapped, and who sells it instead."""

from __future__ import annotations

from entrepot.analyses.trade.goods.course import Course
from entrepot.analyses.trade.goods.untapped import Untapped, untapped
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.model import Block, Bullets, Cell, Column, Paragraph, Table, Text
from entrepot.dossier.numbers import fixed, percent
from entrepot.dossier.sections.goods_scale import scaled
from entrepot.dossier.sections.goods_words import economy, product_label
from entrepot.dossier.tabulate import of_column
from entrepot.metadata.errors import NoData

_LISTED = 8
# A gap below this is the rounding of a subtraction, in dollars or in thousands and millions of them.
_NOTHING = 1e-9


def potential_blocks(case: Case, flows: GoodsFlows) -> list[Block]:
    """A sentence and a table each way; without trade the potential is said not to be known."""
    texts: list[Text] = []
    tables: list[Block] = []
    for key, flow in (("goods-potential", flows.outward), ("goods-potential-back", flows.inward)):
        seller, buyer = case.named(flow.seller), case.named(flow.buyer)
        try:
            found = untapped(case.market, flow.seller, flow.buyer)
        except NoData:
            texts.append(case.pen.say("goods.potential.unknown", seller=seller, buyer=buyer))
            continue
        texts.append(_sentence(case, found))
        if _has_gaps(found):
            tables.append(_table(case, key, flow, found))
    return [Paragraph(case.pen.say("goods.potential.lead")), Bullets(tuple(texts)), *tables]


def _has_gaps(found: Untapped) -> bool:
    return found.untapped.number > _NOTHING


def _sentence(case: Case, found: Untapped) -> Text:
    return case.pen.say(
        "goods.potential.total" if _has_gaps(found) else "goods.potential.no-gap",
        seller=case.named(found.seller),
        buyer=case.named(found.buyer),
        potential=found.potential,
        actual=found.actual,
        untapped=found.untapped,
        ease=case.pen.ratio(found.ease),
    )


def _table(case: Case, key: str, flow: Course, found: Untapped) -> Table:
    word, language = case.pen.word, case.language
    figures, scale = scaled(found.table, "potential")
    seller, buyer = case.named(flow.seller), case.named(flow.buyer)
    unit = word(scale.phrase)
    numbers = {
        "untapped": "goods.column.untapped",
        "potential": "goods.column.potential",
        "actual": "column.actual",
    }
    notes = {name: (case.pen.cite(of_column(figures, name)),) for name in (*numbers, "world_share")}
    columns = [
        Column("product", word("goods.column.product")),
        *(Column(name, word(head), "right", unit, notes[name]) for name, head in numbers.items()),
        Column("world_share", word("goods.column.world-share"), "right", "", notes["world_share"]),
        Column("competitors", word("goods.column.competitors")),
    ]
    rows = tuple(
        (
            Cell(product_label(row), product_label(row)),
            *(Cell(fixed(row[name], 1, language), row[name]) if row[name] else Cell("–") for name in numbers),
            Cell(percent(row["world_share"], language), row["world_share"]),
            Cell(_rivals(case, row["competitors"])),
        )
        for row in figures.head(_LISTED).rows()
        if row["untapped"] > _NOTHING
    )
    title = word("goods.potential.title", seller=seller, buyer=buyer)
    return Table(key, title, tuple(columns), rows, caption=word("goods.potential.caption"))


def _rivals(case: Case, told: str) -> str:
    """Names instead of codes, numbers as the language has them: "DEU 31%" as "Allemagne 31 %"."""
    rivals = (part.rsplit(" ", 1) for part in told.split(", ") if part)
    shares = ((code, float(share.removesuffix("%")) / 100) for code, share in rivals)
    return (
        ", ".join(f"{economy(code, case.language)} {percent(s, case.language)}" for code, s in shares) or "–"
    )
