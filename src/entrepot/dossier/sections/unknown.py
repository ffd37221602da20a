"""What we do not know, and which data would tell."""

from __future__ import annotations

from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.grammar import forms
from entrepot.dossier.model import Bullets, Paragraph, Run, Section, Text
from entrepot.metadata.statement import Statement


def section(case: Case) -> Section:
    """The limits of this dossier, each with the data that would lift it."""
    items = (*_trade(case), case.pen.say("unknown.routes"), *_record(case))
    say = case.pen.say
    return Section(
        "unknown", case.pen.word("unknown.title"), (Paragraph(say("unknown.lead")), Bullets(items))
    )


def _trade(case: Case) -> list[Text]:
    say = case.pen.say
    if isinstance(case.goods, GoodsFlows):
        mirror = [] if case.reports else [say("unknown.mirror")]
        from entrepot.dossier.sections.services import has_services

        services = [] if has_services(case) else [say("unknown.services")]
        return [*mirror, *services, say("unknown.tariffs"), *_investment(case)]
    known = [say("unknown.final-goods"), say("unknown.years")]
    if case.bilateral is None:
        known = [] if case.reports else [say("unknown.flow", a=case.ta, b=case.tb)]
    products = "unknown.potential" if case.reports else "unknown.products"
    return [*known, say(products, a=case.ta, b=case.tb), *_investment(case)]


def _investment(case: Case) -> list[Text]:
    if case.has_added:
        # Loaded where something was added, see there.
        from entrepot.dossier.sections.investment import has_investment

        if has_investment(case):
            return []
    return [case.pen.say("unknown.investment")]


def _record(case: Case) -> list[Text]:
    say = case.pen.say
    concerning = case.concerning
    if not concerning:
        return [say("unknown.record", a=case.a, b=case.b)]
    found = [say("unknown.after", a=case.a, b=case.b, date=_last(case, concerning))]
    undated = [s for s in concerning if s.kind in ("event", "agreement", "institution") and not _dated(s)]
    if undated:
        note = case.cite_record(case.pen.word("note.counted", count=len(undated)), undated)
        found.append(say("unknown.undated", count=case.pen.noted(len(undated), note)))
    if not any(quote.text for s in concerning for quote in s.quotes):
        found.append(say("unknown.words"))
    return found


def _dated(statement: Statement) -> bool:
    return statement.date is not None and statement.date.earliest is not None


def _last(case: Case, concerning: tuple[Statement, ...]) -> Text:
    """The latest date of something that happened, with its note."""
    dated = [s for s in concerning if s.kind in ("event", "agreement") and s.date and s.date.earliest]
    if not dated:
        return (Run(forms(case.partner, case.language).name),)
    last = max(dated, key=lambda s: s.date.earliest.isoformat() if s.date and s.date.earliest else "")
    return case.pen.noted(case.date(last), case.cite(last))
