"""What the industries of the two buy of each other's services as inputs, from the tables that ship."""

from __future__ import annotations

from entrepot.analyses.trade import industry_names
from entrepot.analyses.trade.service_inputs import service_inputs
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import running
from entrepot.dossier.model import Block, Paragraph, Text
from entrepot.metadata.errors import NoData
from entrepot.metadata.places.place import Place

_LISTED = 3


def input_blocks(case: Case) -> list[Block]:
    """A sentence each way on the services among the intermediate inputs of the tables."""
    texts: Text = ()
    for seller, buyer in ((case.trader, case.counterpart), (case.counterpart, case.trader)):
        texts += _inputs(case, seller, buyer)
    return [Paragraph(texts)] if texts else []


def _inputs(case: Case, seller: Place, buyer: Place) -> Text:
    try:
        found = service_inputs(case.warehouse, seller, buyer)
    except NoData:
        return ()
    names = industry_names(case.warehouse, case.language)
    largest = [running(names[row["industry"]]) for row in found.table.rows()[:_LISTED]]
    return case.pen.say(
        "services.inputs",
        seller=case.covered(seller),
        buyer=case.covered(buyer),
        share=found.share,
        value=found.value,
        margin=found.trade_margin,
        industries="; ".join(largest) if case.language == "en" else "\u00a0; ".join(largest),
    )
