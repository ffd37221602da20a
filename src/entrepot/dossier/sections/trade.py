"""Trade: the flows both ways, their weight for each side, structure, and what documents state."""

from __future__ import annotations

from typing import Any

from entrepot.analyses.trade import Bilateral, Flow, partners
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import forms
from entrepot.dossier.model import Block, Bullets, Notice, Paragraph, Run, Section, Text
from entrepot.dossier.sections.flows import flow_table, industry_blocks
from entrepot.dossier.sections.service_inputs import input_blocks
from entrepot.dossier.sections.stated import stated_blocks
from entrepot.dossier.sections.structure import structure_blocks
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get


def section(case: Case) -> Section:
    """Trade between the two, as far as any source tells."""
    blocks: list[Block] = []
    if case.trader != case.reporter or case.counterpart != case.partner:
        blocks.append(Notice("caveat", case.pen.say("trade.region", ta=case.ta, tb=case.tb)))
    if case.bilateral:
        blocks += _statistics(case, case.bilateral)
    else:
        blocks.append(Notice("unknown", case.pen.say("trade.no-statistics", **_absent(case))))
    blocks += stated_blocks(case)
    return Section("trade", case.pen.word("trade.title"), tuple(blocks))


def _absent(case: Case) -> dict[str, Any]:
    """Which of the two the tables do not name."""
    lacking = []
    for place in (case.trader, case.counterpart):
        try:
            partners(case.warehouse, place, Flow.EXPORTS)
        except NoData:
            lacking.append(case.covered(place).the)
    return {"places": case.pen.word("and").join(lacking)}


def _statistics(case: Case, pair: Bilateral) -> list[Block]:
    return [
        Notice("caveat", case.pen.say("trade.caveat", scope=_scope(case, pair))),
        *_missing(case, pair),
        Paragraph(_lead(case, pair)),
        Bullets((_standing(case, pair, True), _standing(case, pair, False))),
        flow_table(case, pair),
        *industry_blocks(case, pair),
        *input_blocks(case),
        *structure_blocks(case),
    ]


def _scope(case: Case, pair: Bilateral) -> Run:
    """Among which economies the tables count, as the caveat of every number of theirs says it."""
    share = pair.partner_as_customer.share
    return Run(case.pen.term(share.caveat), (case.pen.cite(share),))


def _missing(case: Case, pair: Bilateral) -> list[Block]:
    if not pair.missing:
        return []
    names = ", ".join(get(code).name(case.language) for code in pair.missing)
    return [Notice("unknown", case.pen.say("trade.missing", names=names))]


def _lead(case: Case, pair: Bilateral) -> Text:
    balance = pair.balance
    phrase = "trade.lead.open"
    if balance.is_exact:
        phrase = "trade.lead.surplus" if balance.number >= 0 else "trade.lead.deficit"
        balance = balance * (1 if balance.number >= 0 else -1)
    return case.pen.say(
        phrase,
        period=pair.exports.period,
        exports=pair.exports,
        imports=pair.imports,
        balance=balance,
        a=forms(case.trader, case.language),
        b=forms(case.counterpart, case.language),
    )


def _standing(case: Case, pair: Bilateral, outward: bool) -> Text:
    """How much the flow one way matters to the seller and to the buyer."""
    customer = pair.partner_as_customer if outward else pair.reporter_as_customer
    supplier = pair.reporter_as_supplier if outward else pair.partner_as_supplier
    seller, buyer = (case.ta, case.tb) if outward else (case.tb, case.ta)
    if customer.rank is None or supplier.rank is None:
        return case.pen.say("trade.no-flow", a=seller, b=buyer)
    return case.pen.say(
        "trade.standing",
        seller=seller,
        buyer=buyer,
        customer_rank=customer.rank,
        customers=customer.out_of,
        export_share=customer.share,
        supplier_rank=supplier.rank,
        suppliers=supplier.out_of,
        import_share=supplier.share,
    )
