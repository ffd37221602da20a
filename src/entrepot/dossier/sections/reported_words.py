"""Sentences and tables on what two sides report, for every section that speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from entrepot.analyses.trade.mirror.reconcile import BOTH, EXPORTER_ONLY
from entrepot.analyses.trade.reported import Reported
from entrepot.dossier.case import Case
from entrepot.dossier.model import Run, Table, Text
from entrepot.dossier.sections.goods_words import product_label
from entrepot.dossier.tabulate import Shown, tabulate
from entrepot.metadata.figure import Figure
from entrepot.metadata.places import get

_LISTED = 10
_WIDEST = 3
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")


def unit_word(case: Case, found: Reported) -> str:
    """The unit of amounts, in this language."""
    return case.pen.word("unit.usd-million" if found.unit.startswith("USD") else "unit.eur-million")


def caveat(case: Case, found: Sequence[Reported]) -> Text:
    """What the reports must be read with, each sentence once."""
    sentences = dict.fromkeys(s for one in found for s in _SENTENCES.split(one.table.caveat))
    notes = tuple(case.pen.cite(one.best) for one in found)
    return (Run(case.pen.term(" ".join(sentences)), notes),)


def comparison(case: Case, found: Reported) -> Text:
    """The last year: both reports, or the one there is, and what it weighs."""
    return headline(case, found) + _made_of(case, found) + shares(case, found) + _widest(case, found)


def headline(case: Case, found: Reported) -> Text:
    """Who reports what of the last year, and by how much the two differ."""
    return case.pen.say(_key(found), **_slots(case, found))


def _key(found: Reported) -> str:
    relative = found.last["relative"]
    if found.quality != BOTH:
        return "reported.exporter-only" if found.quality == EXPORTER_ONLY else "reported.importer-only"
    if not relative.is_exact:
        return "reported.part"
    if not relative.number:
        return "reported.both.same"
    return "reported.both.larger" if relative.number > 0 else "reported.both.smaller"


def _slots(case: Case, found: Reported) -> dict[str, object]:
    last = found.last
    relative = last["relative"]
    return {
        "seller": case.named(found.seller),
        "buyer": case.named(found.buyer),
        "period": last["value_exporter"].period,
        "exporter": last["value_exporter"],
        "importer": last["value_importer"],
        "fob": last["value_importer_fob"],
        "size": relative if not relative.is_exact or relative.number >= 0 else relative * -1,
    }


def _made_of(case: Case, found: Reported) -> Text:
    last = found.last
    text: Text = ()
    re_exports = last["re_export_share"]
    if re_exports.is_exact:
        text += case.pen.say("reported.re-exports", share=re_exports, seller=case.named(found.seller))
    if last["reconciled"].is_exact:
        weighted = found.table.rows()[-1]["weighted"]
        text += case.pen.say(
            f"reported.weighed.{weighted}", reconciled=last["reconciled"], weight=last["weight_exporter"]
        )
    return text


def shares(case: Case, found: Reported) -> Text:
    """What the flow is of all that each side reports, where its trade with the world is held."""
    text: Text = ()
    for key, name, place in (
        ("exports", "export_share", "seller"),
        ("imports", "import_share", "buyer"),
    ):
        share = found.last[name]
        if share.is_exact:
            named = case.named(found.seller if place == "seller" else found.buyer)
            text += case.pen.say(f"reported.share.{key}", share=share, **{place: named})
    return text


def _widest(case: Case, found: Reported) -> Text:
    """The products that the two disagree on most."""
    rows = [row for row in found.discrepancies.rows() if row["gap"]][:_WIDEST]
    if not rows:
        return ()
    text: Text = ()
    for row in rows:
        figures = _cells(found, row["product"])
        comma = case.pen.say("goods.swings.comma") if text else ()
        text += comma + case.pen.say("reported.widest.one", product=product_label(row), **figures)
    return case.pen.say("reported.widest", products=text)


def _cells(found: Reported, product: str) -> dict[str, Figure]:
    table = found.discrepancies
    return {
        "exporter": table.figure("value_exporter", product=product),
        "fob": table.figure("value_importer_fob", product=product),
    }


def hidden(case: Case, found: Reported) -> Text:
    """What is withheld or not specified, a sentence each."""
    text: Text = ()
    for row in found.apart.rows():
        value = found.apart.figure("value", reason=row["reason"], reporter=row["reporter"])
        key = f"reported.apart.{row['reason'].replace(' ', '-')}"
        text += case.pen.say(key, place=case.named(get(row["reporter"])), value=value)
    return text


def products_table(case: Case, found: Reported, key: str, title: str) -> Table:
    """The first products, as each side reports them; a side that reports nothing has no column."""
    word, unit = case.pen.word, unit_word(case, found)
    ends = {"seller": case.named(found.seller), "buyer": case.named(found.buyer)}
    data, figures = found.products.data, found.products
    shown = (
        Shown("value_exporter", "reported.column.seller", "tenths", unit),
        Shown("value_importer", "reported.column.buyer", "tenths", unit),
        Shown("value_importer_fob", "reported.column.buyer-fob", "tenths", unit),
        Shown("relative", "reported.column.difference", "percent"),
        Shown("share", "column.share-of-flow", "percent"),
    )
    count = min(_LISTED, len(figures))
    form = ".one" if len(figures) == 1 else ".all" if len(figures) <= _LISTED else ""
    return tabulate(
        case.pen,
        key,
        word(f"{title}{form}", **ends, period=figures.period, count=count, all=len(figures)),
        figures.head(_LISTED),
        {side: place.name for side, place in ends.items()},
        tuple(s for s in shown if data[s.name].is_not_null().any()),
        label=product_label,
        head=word("goods.column.product"),
        caption=word("reported.products.caption"),
    )
