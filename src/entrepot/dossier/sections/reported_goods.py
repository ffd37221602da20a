"""Reports in the section on goods: beside the reconciled value, or in its place where there is none."""

from __future__ import annotations

from entrepot.analyses.trade.goods.course import Course
from entrepot.analyses.trade.mirror.reconcile import BOTH, EXPORTER_ONLY
from entrepot.analyses.trade.reported import Beside, Reported, beside
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.model import Block, Bullets, Notice, Paragraph, Text
from entrepot.dossier.sections.reported_words import caveat, products_table, shares


def beside_blocks(case: Case, flows: GoodsFlows) -> list[Block]:
    """What was reported of the year of the headline, and a warning where it lies far from it."""
    texts: Text = ()
    conflicts: list[Block] = []
    for flow, report in _in_dollars(case, flows):
        found = beside(flow.last["value"], report)
        if found is None:
            continue
        texts += _beside(case, flow, found)
        if found.disagree:
            conflicts.append(Notice("conflict", _conflict(case, flow, found)))
    return [*([Paragraph(texts)] if texts else []), *conflicts]


def _in_dollars(case: Case, flows: GoodsFlows) -> list[tuple[Course, Reported]]:
    pairs = [
        (flow, report)
        for held in case.reports
        if held.unit.startswith("USD")
        for flow, report in ((flows.outward, held.outward), (flows.inward, held.inward))
        if report is not None
    ]
    return [(flow, report) for flow, report in pairs if flow.last["value"].number > 0]


def _beside(case: Case, flow: Course, found: Beside) -> Text:
    key = "both" if found.exporter and found.importer else "exporter" if found.exporter else "importer"
    return case.pen.say(
        f"goods.beside.{key}",
        seller=case.named(flow.seller),
        buyer=case.named(flow.buyer),
        period=found.value.period,
        exporter=found.exporter,
        importer=found.importer,
    )


def _conflict(case: Case, flow: Course, found: Beside) -> Text:
    return case.pen.say(
        "goods.beside.conflict",
        seller=case.named(flow.seller),
        buyer=case.named(flow.buyer),
        period=found.value.period,
        value=found.value,
        spread=found.spread,
    )


def reported_blocks(case: Case) -> list[Block]:
    """Value, shares and products from the reports alone, in the currency that has the latest year."""
    if not case.reports:
        return []
    held = max(case.reports, key=lambda flows: flows.latest)
    sides = ((held.outward, "goods-exports"), (held.inward, "goods-imports"))
    found = [(one, key) for one, key in sides if one is not None]
    tables = [
        products_table(case, one, key, "goods.reported.title") for one, key in found if len(one.products)
    ]
    reports = [one for one, _ in found]
    return [
        Notice("caveat", case.pen.say("goods.reported.notice")),
        Notice("caveat", caveat(case, reports)),
        Bullets(tuple(_value(case, one) + shares(case, one) for one in reports)),
        *tables,
    ]


def _value(case: Case, found: Reported) -> Text:
    last = found.last
    keys = {BOTH: "both", EXPORTER_ONLY: "exporter"}
    key = keys.get(found.quality, "importer")
    if key == "both" and not last["reconciled"].is_exact:
        key = "part"
    return case.pen.say(
        f"goods.reported.{key}",
        seller=case.named(found.seller),
        buyer=case.named(found.buyer),
        period=last["value_exporter"].period,
        value=last["reconciled"],
        exporter=last["value_exporter"],
        importer=last["value_importer"],
        fob=last["value_importer_fob"],
    )
