"""The record's projects and contributions as IATI 2.03 activities, with our evidence beside each figure.

An activity is a project with the contributions that apply to it, or a contribution that applies to none. Sums
become transactions: a pledge (type 12), a commitment (2) or a disbursement (3), as the steps of the record
say. IATI wants whole days and single figures: what becomes of "2010", "over 64 million" or of a share that
nobody told is reported as a loss, and stands exactly in the extension (elements of `iati_xml.NAMESPACE`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from entrepot.analyses.relations.cast import code, countries
from entrepot.exchange.export import Edition, Export, Loss, shown
from entrepot.exchange.iati_money import reading, spoken, transaction
from entrepot.exchange.iati_xml import NAMESPACE, VERSION, activity, element, narrative, ours
from entrepot.metadata.dates import Precision, StatedDate
from entrepot.metadata.places import get
from entrepot.metadata.statement import Document, Statement

ROLES = {
    "donor": "1", "funder": "1", "lead": "2", "extending agency": "3", "channel": "3", "implementer": "4",
}  # fmt: skip
_STATUS = {"announced": "1", "agreed": "1", "funded": "2", "started": "2", "delivered": "4", "evaluated": "4",
           "abandoned": "5"}  # fmt: skip
_ORDER = tuple(_STATUS)
_RECEIVES = ("recipient", "place", "beneficiary")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who reports, as IATI wants it named: identifier, name, and the code of the type of organisation."""

    ref: str
    name: str
    type: str


@dataclass(slots=True)
class _Case:
    """What one activity is made of."""

    head: Statement
    aids: list[Statement] = field(default_factory=list)
    steps: list[Statement] = field(default_factory=list)

    @property
    def all(self) -> list[Statement]:
        return list({one.id: one for one in (self.head, *self.aids, *self.steps)}.values())


def iati(
    statements: Iterable[Statement],
    edition: Edition,
    publisher: Publisher,
    documents: Iterable[Document] = (),
) -> Export:
    """Projects, contributions and their steps among the statements, as a file of activities.

    Args:
        statements: any; other kinds are passed over. Private and withdrawn ones never leave.
        edition: when the export is made.
        publisher: who reports.
        documents: those that quotes are from, for their names.
    """
    names = {document.sha256: document.name for document in documents}
    losses: list[Loss] = []
    held: list[str] = []
    root = etree.Element("iati-activities", nsmap={"ent": NAMESPACE})
    root.set("version", VERSION)
    root.set("generated-datetime", edition.moment)
    for case in _cases(shown(statements)):
        made = _activity(case, publisher, names, losses)
        if made is not None:
            root.append(made)
            held += [one.id for one in case.all]
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return Export(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', tuple(held), tuple(losses))


def _cases(statements: Sequence[Statement]) -> list[_Case]:
    cases = {one.id: _Case(one) for one in statements if one.kind == "project"}
    for one in statements:
        if one.kind == "aid" and not any(one.attributes.get(to) for to in ("content_of", "same_as")):
            case = next((cases[to] for to in _targets(one) if to in cases), None)
            case = case or cases.setdefault(one.id, _Case(one))
            case.aids.append(one)
    at = {one.id: case for case in cases.values() for one in (case.head, *case.aids)}
    for one in statements:
        if one.kind == "step":
            for case in {id(at[to]): at[to] for to in _targets(one) if to in at}.values():
                case.steps.append(one)
    return list(cases.values())


def _targets(statement: Statement) -> tuple[str, ...]:
    to = statement.attributes.get("applies_to") or ()
    return (to,) if isinstance(to, str) else tuple(to)


def _activity(case: _Case, publisher: Publisher, names: dict[str, str], losses: list[Loss]) -> Any:
    head = case.head
    dates = list(_dates(case, losses))
    if not dates:
        losses += [Loss(one.id, "left out: no date is known, and IATI demands one") for one in case.all]
        return None
    places = _recipients(case)
    if len(places) > 1:
        losses.append(Loss(head.id, f"shares of {', '.join(places)} are not known; IATI wants them"))
    title = head.subject if head.kind == "project" else head.says("en")
    made, lacks = activity(
        (
            element("iati-identifier", text=_identifier(head, publisher)),
            element("reporting-org", narrative(publisher.name), ref=publisher.ref, type=publisher.type),
            element("title", narrative(title)),
            element("description", *spoken(head)),
            *_participants(case, losses),
            _status(case, losses),
            *dates,
            *(element("recipient-country", code=get(place).codes["ISO 3166-1 alpha-2"]) for place in places),
            *_money(case, names, losses),
            *(_evidence(one, names) for one in case.all if one.kind != "aid" and not one.amount),
        )
    )
    losses += [Loss(head.id, what) for what in lacks]
    return made


def _identifier(head: Statement, publisher: Publisher) -> str:
    known = head.attributes.get("iati_identifier")
    return str(known) if known else f"{publisher.ref}-{head.id}"


def _participants(case: _Case, losses: list[Loss]) -> Iterator[Any]:
    told = {(p.actor, ROLES[p.role]): None for one in case.all for p in one.parties if p.role in ROLES}
    if not told:
        losses.append(Loss(case.head.id, f"no role is told; {case.head.subject} is written as accountable"))
        told = {(case.head.subject, "2"): None}
    for actor, role in told:
        yield element("participating-org", narrative(actor), role=role)


def _status(case: _Case, losses: list[Loss]) -> Any:
    reached = [one.status for one in case.steps if one.status in _STATUS]
    if reached:
        word = "abandoned" if "abandoned" in reached else max(reached, key=_ORDER.index)
        return element("activity-status", code=_STATUS[word])
    losses.append(Loss(case.head.id, "no step tells its status; written as 2, implementation"))
    return element("activity-status", code="2")


def _dates(case: _Case, losses: list[Loss]) -> Iterator[Any]:
    """The actual start and end where steps tell them, else the first and last day of what is known."""
    steps = {one.status: one for one in case.steps if one.date and one.date.earliest}
    for word, kind in (("started", "2"), ("delivered", "4")):
        if word in steps:
            yield from _day(steps[word], steps[word].date, kind, losses)
    if "started" not in steps:
        dated = [one for one in case.all if one.date and one.date.earliest]
        if dated:
            first = min(dated, key=lambda one: (one.date and one.date.earliest) or one.id)
            yield from _day(first, first.date, "2", losses)


def _day(one: Statement, date: StatedDate | None, kind: str, losses: list[Loss]) -> Iterator[Any]:
    if date is None or date.earliest is None:
        return
    if date.precision is not Precision.DAY:
        losses.append(Loss(one.id, f"{date.edtf} is written as {date.earliest}: IATI has whole days only"))
    yield element("activity-date", iso_date=date.earliest, type=kind)


def _recipients(case: _Case) -> tuple[str, ...]:
    parties = [party for one in case.all for party in one.parties]
    named = [code(party.actor) for party in parties if party.role in _RECEIVES]
    gives = {place for p in parties if p.role in ("donor", "funder") for place in countries(code(p.actor))}
    about = [place for one in case.all for place in one.places]
    found = [c for place in (named if any(named) else about) if place for c in sorted(countries(place))]
    wanted = (place for place in found if place not in gives)
    return tuple(dict.fromkeys(p for p in wanted if "ISO 3166-1 alpha-2" in get(p).codes))


def _money(case: _Case, names: dict[str, str], losses: list[Loss]) -> Iterator[Any]:
    for aid in case.aids:
        steps = [one for one in case.steps if aid.id in _targets(one) and one.amount]
        for one in steps or [aid]:
            made = transaction(one, reading(one, losses), _evidence(one, names), losses)
            if made is not None:
                yield made


def _evidence(one: Statement, names: dict[str, str]) -> Any:
    """What the record says exactly, and where that stands: never the words."""
    date, amount = one.date, one.amount
    quotes = (
        ours("quote", document=q.document, name=names.get(q.document), start=q.start, end=q.end,
             first_line=q.first_line, last_line=q.last_line, sha256=q.sha256)
        for q in one.quotes
    )  # fmt: skip
    made = ours(
        "evidence", *quotes, statement=one.id, date=date.edtf if date else None,
        precision=date.precision.value if date else None, standing=one.standing or None,
    )  # fmt: skip
    if amount:
        ends = {"low": amount.bounds.low, "high": amount.bounds.high}
        made.append(ours("amount", value=amount.value, unit=amount.unit, **ends))
    return made
