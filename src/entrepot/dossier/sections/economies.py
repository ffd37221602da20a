"""The two economies: dated facts, main partners and goods, and where each stands for the other."""

from __future__ import annotations

from collections.abc import Callable

from entrepot.analyses.profile import Profile, implausible_partners
from entrepot.analyses.profile.partners import Flow, implied_trade, main_goods, main_partners, partner_share
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import forms, opening
from entrepot.dossier.model import Block, Bullets, Cell, Column, Notice, Paragraph, Section, Table, Text
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place, Scheme

FIELDS = (
    "population",
    "gdp_official_exchange_rate",
    "gdp_ppp",
    "gdp_per_capita_ppp",
    "gdp_growth",
    "exports",
    "imports",
    "current_account",
    "railways",
    "railways_broad_gauge",
    "railways_standard_gauge",
    "ports",
    "airports",
    "merchant_marine",
)
_FLOWS: tuple[Flow, ...] = ("exports", "imports")


def section(case: Case) -> Section:
    """Profiles side by side; a notice for a place the Factbook does not have."""
    profiles = case.profiles
    blocks: list[Block] = [
        _absent(case, place) for place, p in zip(_pair(case), profiles, strict=True) if p is None
    ]
    known = [p for p in profiles if p is not None]
    if known:
        blocks.insert(0, Paragraph(case.pen.say("economies.lead")))
        blocks.append(_facts(case, known))
        blocks += _incomplete(case, known)
        blocks.append(_partners_and_goods(case, known))
        blocks += _doubtful(case, known)
        shares = _shares(case)
        if shares:
            blocks += [Paragraph(case.pen.say("economies.shares")), Bullets(shares)]
    return Section("economies", case.pen.word("economies.title"), tuple(blocks))


def _pair(case: Case) -> tuple[Place, Place]:
    return case.trader, case.counterpart


def _absent(case: Case, place: Place) -> Notice:
    return Notice("unknown", case.pen.say("economies.absent", a=forms(place, case.language)))


def _incomplete(case: Case, known: list[Profile]) -> list[Block]:
    return [
        Notice(
            "unknown",
            case.pen.say("economies.missing", a=forms(p.place, case.language), names=_names(case, p)),
        )
        for p in known
        if p.missing
    ]


def _names(case: Case, answer: Profile) -> str:
    return ", ".join(get(code).name(case.language) for code in answer.missing)


def _facts(case: Case, known: list[Profile]) -> Table:
    columns = [Column("fact", case.pen.word("column.fact"))]
    for p in known:
        columns.append(Column(p.place.code.lower(), forms(p.place, case.language).name, "right"))
        columns.append(Column(f"{p.place.code.lower()}-period", case.pen.word("column.year")))
    rows = []
    for field in FIELDS:
        found = [p.latest(field) for p in known]
        if any(found):
            label = next(f.concept for f in found if f)
            cells = [cell for figure in found for cell in _fact(case, figure)]
            rows.append((Cell(opening(case.pen.term(label))), *cells))
    return Table("profiles", case.pen.word("profiles.title"), tuple(columns), tuple(rows))


def _fact(case: Case, figure: Figure | None) -> tuple[Cell, Cell]:
    if figure is None:
        return Cell("–"), Cell("")
    return case.pen.cell(figure), Cell(figure.period, figure.period)


def _partners_and_goods(case: Case, known: list[Profile]) -> Table:
    columns = [Column("list", case.pen.word("column.list"))]
    columns += [Column(p.place.code.lower(), forms(p.place, case.language).name) for p in known]
    makers: tuple[tuple[str, Callable[[Case, Place, Flow], Cell]], ...] = (
        ("partners", _partners),
        ("goods", _goods),
    )
    rows = [
        (Cell(case.pen.word(f"profiles.{name}.{flow}")), *(make(case, p.place, flow) for p in known))
        for name, make in makers
        for flow in _FLOWS
    ]
    return Table("partners-and-goods", case.pen.word("profiles.lists"), tuple(columns), tuple(rows))


def _partners(case: Case, place: Place, flow: Flow) -> Cell:
    try:
        listed = main_partners(case.warehouse, place, flow)
    except NoData:
        listed = ()
    if not listed:
        return Cell("–")
    named = ", ".join(
        f"{get(p.code).name(case.language)} {numbers.percent(round(p.share.number, 2), case.language)}"
        for p in listed
    )
    share = listed[0].share
    return Cell(f"{named} ({share.period})", named, (case.pen.cite(share),))


def _doubtful(case: Case, known: list[Profile]) -> list[Block]:
    """Listed partners that the Factbook's own totals contradict."""
    blocks: list[Block] = []
    for p, flow in ((p, flow) for p in known for flow in _FLOWS if p.place.scheme is Scheme.ISO3):
        for found in implausible_partners(case.warehouse, p.place, flow):
            text = case.pen.say(
                f"economies.doubtful.{flow}",
                a=forms(p.place, case.language),
                b=forms(get(found.partner.code), case.language),
                implied=found.implied,
                whole=found.whole,
                period=found.whole.period,
            )
            blocks.append(Notice("conflict", text))
    return blocks


def _goods(case: Case, place: Place, flow: Flow) -> Cell:
    try:
        goods = main_goods(case.warehouse, place, flow)
    except NoData:
        goods = None
    if goods is None:
        return Cell("–")
    note = case.pen.note(case.pen.word("note.goods"), (goods.origin,), "reported")
    named = ", ".join(case.pen.term(name) for name in goods.names)
    return Cell(f"{named} ({goods.period})", named, (note,))


def _shares(case: Case) -> tuple[Text, ...]:
    """What each is to the other by the Factbook's short lists: a share, or the bound they imply."""
    texts = []
    for place, other in (_pair(case), _pair(case)[::-1]):
        for flow in _FLOWS:
            try:
                share = partner_share(case.warehouse, place, other, flow)
            except NoData:
                continue
            texts.append(_share(case, place, other, flow, share))
    return tuple(texts)


def _share(case: Case, place: Place, other: Place, flow: Flow, share: Figure) -> Text:
    low, high = share.interval.low, share.interval.high
    names = {
        "a": forms(place, case.language),
        "b": forms(other, case.language),
        "period": _period(case, share),
    }
    note = case.pen.cite(share)
    at_least, at_most = (case.pen.noted(numbers.percent(end, case.language), note) for end in (low, high))
    if low > 0:
        return case.pen.say(f"economies.share.{flow}", low=at_least, high=at_most, **names)
    try:
        value = implied_trade(case.warehouse, place, other, flow)
    except NoData:
        return case.pen.say(f"economies.share.{flow}.unlisted", high=at_most, **names)
    ceiling = numbers.amount(value.interval.high, value.unit, case.language)
    implied = case.pen.noted(ceiling, case.pen.cite(value))
    return case.pen.say(f"economies.share.{flow}.implied", high=at_most, value=implied, **names)


def _period(case: Case, figure: Figure) -> str:
    return numbers.date(StatedDate(figure.period), case.language)
