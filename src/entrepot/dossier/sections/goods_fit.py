"""Who fits whom: complementarity both ways, the product space with demand on it, critical raw materials."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

from entrepot.analyses.trade.goods.course import Course
from entrepot.analyses.trade.goods.fit import fit
from entrepot.analyses.trade.goods.materials import materials
from entrepot.analyses.trade.goods.relatedness import Relatedness, relatedness
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.model import Block, Bullets, Chart, Datum, Paragraph, Table, Text
from entrepot.dossier.sections.goods_scale import scaled
from entrepot.dossier.sections.goods_words import economy, product_label
from entrepot.dossier.tabulate import Shown, of_column, tabulate
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place

_BEST = 3
_DRAWN, _NAMED = 120, 12


def fit_blocks(case: Case, flows: GoodsFlows) -> list[Block]:
    """Both ways, as far as the data go."""
    sides = (flows.outward, flows.inward)
    back = ("", "-back")
    spaces = [_space(case, f"goods-space{key}", flow) for key, flow in zip(back, sides, strict=True)]
    raw = [_materials(case, f"materials{key}", flow) for key, flow in zip(back, sides, strict=True)]
    matches = tuple(text for flow in sides for text in _match(case, flow))
    blocks: list[Block] = []
    if matches:
        blocks = [Paragraph(case.pen.say("goods.fit.lead")), Bullets(matches)]
    return [*blocks, *chain.from_iterable(spaces), *chain.from_iterable(raw)]


def _match(case: Case, flow: Course) -> list[Text]:
    """The index with both ranks; nothing where one sells or the other buys no goods at all."""
    found = fit(case.market, flow.seller, flow.buyer)
    if not found.index.is_exact:
        return []
    slots = {"seller": case.named(flow.seller), "buyer": case.named(flow.buyer)}
    said = case.pen.say("goods.fit.index", index=found.index, **slots)
    if not len(found.buyers) or not len(found.table):
        return [said]
    ranks = case.pen.say(
        "goods.fit.ranks",
        buyer_rank=found.buyer_rank,
        seller_rank=found.seller_rank,
        out_of=str(found.out_of),
        sellers_of=str(len(found.table) + 1),
        buyers=_names(case, found.buyers, flow.buyer, found.buyer_rank),
        sellers=_names(case, found.table, flow.seller, found.seller_rank),
        **slots,
    )
    return [said + ranks]


def _names(case: Case, others: FigureTable, place: Place, rank: Figure) -> str:
    """The three that fit best, the place asked about among them where its rank says so."""
    names = [economy(row["economy"], case.language) for row in others.head(_BEST).rows()]
    names.insert(round(rank.number) - 1, place.name(case.language))
    return ", ".join(names[:_BEST])


def _space(case: Case, key: str, flow: Course) -> list[Chart]:
    """The buyer's largest imports by how near they are to what the seller exports, and how complex."""
    found = relatedness(case.market, flow.seller, flow.buyer)
    word, seller, buyer = case.pen.word, case.named(flow.seller), case.named(flow.buyer)
    rows = [row for row in found.table.head(_DRAWN).rows() if row["state"] and row["pci"] is not None]
    if not rows:
        return []
    named = {row["product"] for row in _worth_naming(rows)}
    ordered = sorted(rows, key=lambda row: (_STATES.index(row["state"]), -row["imports"]))
    data = tuple(
        Datum(
            product_label(row), row["pci"], word(f"goods.state.{row['state']}"), row["product"] in named,
            row["density"], row["imports"],
        )
        for row in ordered
    )  # fmt: skip
    notes = tuple(case.pen.cite(of_column(found.table, name)) for name in ("density", "pci", "imports"))
    chart = Chart(
        key,
        word("goods.space.title", seller=seller, buyer=buyer),
        "scatter",
        data,
        word("unit.usd-million"),
        word("goods.space.alternative", seller=seller, buyer=buyer),
        notes,
        _caption(case, found, len(rows)),
        word("goods.space.x"),
        word("goods.space.y"),
    )
    return [chart]


_STATES = ("sold", "able", "near", "far")


def _worth_naming(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a promoter looks for first: not sold yet, in reach, and much bought."""
    open_ones = [row for row in rows if row["state"] in ("able", "near")]
    return sorted(open_ones, key=lambda row: -row["imports"])[:_NAMED] or rows[:_NAMED]


def _caption(case: Case, found: Relatedness, drawn: int) -> str:
    return case.pen.word(
        "goods.space.caption",
        drawn=drawn,
        buyer=case.named(found.buyer),
        seller=case.named(found.seller),
        eci=case.pen.number(found.eci),
        rank=case.pen.number(found.eci_rank),
        out_of=found.economies,
    )


def _materials(case: Case, key: str, flow: Course) -> list[Table]:
    found = materials(case.market, flow.seller, flow.buyer, language="fr" if case.language == "fr" else "en")
    data = found.table.data
    traded = data.filter((data["value"] > 0) | (data["world_share"] > 0.01))
    if traded.is_empty():
        return []
    seller, buyer = case.named(flow.seller), case.named(flow.buyer)
    figures, scale = scaled(replace(found.table, data=traded), "value")
    shown = (
        Shown("value", "column.value", "tenths", case.pen.word(scale.phrase)),
        Shown("share", "goods.column.share-of-imports", "percent"),
        Shown("world_share", "goods.column.world-share", "percent"),
    )
    table = tabulate(
        case.pen,
        key,
        case.pen.word("goods.materials.title", seller=seller, buyer=buyer),
        figures,
        {},
        shown,
        label=lambda row: f"{row['name']}{' *' if row['strategic'] else ''}",
        head=case.pen.word("goods.column.material"),
        caption=case.pen.word("goods.materials.caption", unseen=", ".join(found.unseen)),
    )
    return [table]
