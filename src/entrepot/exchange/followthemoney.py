"""Statements as FollowTheMoney entities, a JSON object a line, and a report of what that model cannot hold.

The model is that of https://followthemoney.tech (schema of version 4): it knows persons, organisations,
positions held, events, projects, payments and who stands for whom; it knows no agreement, no promise, no
trade figure, no bound of an amount, and of a date only year, month and day. Each such loss is reported. A
visit is an Event, not a Trip, which demands to know where it set out from. A document's SHA-256 stands in its
notes: the model has room for a SHA-1 only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from entrepot.analyses.relations.contributions import PLEDGED
from entrepot.exchange.entities import Entities
from entrepot.exchange.export import Edition, Export, shown
from entrepot.metadata.statement import Document, Statement

_GIVER, _TAKER = ("donor", "payer", "funder"), ("recipient", "beneficiary")
_AGENT, _CLIENT = ("agent", "holder"), ("principal", "sending", "sending state")
_NO_SCHEMA = "left out: the model has no schema for"


def followthemoney(
    statements: Iterable[Statement],
    edition: Edition,
    *,
    documents: Iterable[Document] = (),
    dataset: str = "entrepot",
    private: bool = False,
    language: str = "en",
) -> Export:
    """The statements as entities; losses say what was shortened and what is not there.

    Args:
        statements: what to write, in order.
        edition: whose record, and when.
        documents: those that the quotes are from; only quoted ones are written.
        dataset: name of the dataset, which begins the identifiers.
        private: whether private statements go along; whoever asks for it logs it.
        language: of names of events and projects.
    """
    record = shown(statements, private=private)
    by_hash = {document.sha256: document for document in documents}
    made = Entities(edition, dataset, record, by_hash)
    held = []
    for statement in record:
        make = _MAKERS.get(statement.kind)
        if make is None:
            made.lose(statement.id, f"{_NO_SCHEMA} the kind {statement.kind}")
        elif make(statement, made, language):
            held.append(statement.id)
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in made.entities())
    return Export("".join(f"{line}\n" for line in lines), tuple(held), tuple(made.losses))


def _actor(statement: Statement, made: Entities, _language: str) -> bool:
    if statement.subtype == "person-unnamed":
        made.lose(statement.id, f"{_NO_SCHEMA} a person without a name")
        return False
    name = str(statement.attributes.get("name") or statement.subject)
    made.actor(name, statement)
    return True


def _office(statement: Statement, made: Entities, _language: str) -> bool:
    tenure = made.tenures[statement.id]
    holder = made.person(tenure.person)
    if not holder:
        made.lose(statement.id, f"{_NO_SCHEMA} a holder who is no named person")
        return False
    body = made.organization(tenure.body) if tenure.body else ""
    post = {"name": [tenure.office], "country": made.country(tenure.state), "organization": _list(body)}
    position = made.add("Position", (tenure.office, tenure.body), post)
    made.add(
        "Occupancy", (statement.id,), {"holder": [holder], "post": [position]} | made.interval(statement)
    )
    return True


def _event(statement: Statement, made: Entities, language: str) -> bool:
    properties = {
        "name": [statement.says(language)],
        "location": _list(statement.location),
        "organizer": made.actors(statement.actors("host", "organiser", "organizer")),
        "involved": made.actors(statement.actors()),
        "keywords": _list(statement.subtype) + _list(statement.topic),
        "country": [code for place in statement.places for code in made.country(place)],
    }
    entity = made.add("Event", (statement.id,), properties | made.interval(statement))
    made.documented(entity, statement)
    _lose_roles(statement, made)
    return True


def _project(statement: Statement, made: Entities, language: str) -> bool:
    properties = {"name": [statement.says(language)], "status": _list(statement.status)}
    properties |= _amount(statement, made) | made.interval(statement)
    entity = made.add("Project", (statement.id,), properties)
    for party in statement.parties:
        participant = made.actor(party.actor)
        if participant:
            taking = {"project": [entity], "participant": [participant], "role": [party.role]}
            made.add("ProjectParticipant", (statement.id, party.actor, party.role), taking)
    made.documented(entity, statement)
    return True


def _aid(statement: Statement, made: Entities, language: str) -> bool:
    payers, takers = (made.actors(statement.actors(*roles)) for roles in (_GIVER, _TAKER))
    problem = ""
    if statement.amount is None or not payers or not takers:
        problem = "left out: a Payment needs an amount, who pays and who gets it"
    elif statement.status in PLEDGED:
        problem = f"left out: a Payment is paid, this was {statement.status}"
    if problem:
        made.lose(statement.id, problem)
        return False
    properties = {"payer": payers, "beneficiary": takers, "purpose": [statement.says(language)]}
    properties |= _amount(statement, made) | made.interval(statement)
    made.add("Payment", (statement.id,), properties)
    return True


def _institution(statement: Statement, made: Entities, language: str) -> bool:
    agents, clients = (made.actors(statement.actors(*roles)) for roles in (_AGENT, _CLIENT))
    if not agents or not clients:
        made.lose(statement.id, f"{_NO_SCHEMA} an institution whose head is not named ({statement.subtype})")
        return False
    properties = {"agent": agents, "client": clients, "role": [statement.subtype or statement.property]}
    properties |= {"summary": [statement.says(language)]}
    made.add("Representation", (statement.id,), properties | made.interval(statement))
    return True


def _contact(statement: Statement, made: Entities, _language: str) -> bool:
    organization = str(statement.attributes.get("organisation") or "")
    member = made.person(statement.subject) if organization else ""
    if not member:
        made.lose(statement.id, f"{_NO_SCHEMA} a contact without an organisation")
        return False
    role = str(statement.attributes.get("role") or "")
    properties = {"member": [member], "organization": [made.organization(organization)], "role": _list(role)}
    made.add("Membership", (statement.id,), properties | made.interval(statement))
    return True


_MAKERS: dict[str, Callable[[Statement, Entities, str], bool]] = {
    "actor": _actor,
    "office": _office,
    "event": _event,
    "project": _project,
    "aid": _aid,
    "institution": _institution,
    "contact": _contact,
}


def _lose_roles(statement: Statement, made: Entities) -> None:
    for party in statement.parties:
        told = f"{party.actor} as {party.role}" + f", acting for {party.capacity}" * bool(party.capacity)
        made.lose(statement.id, f"an Event has no roles: {told}")


def _amount(statement: Statement, made: Entities) -> dict[str, list[str]]:
    """Amount and currency, as two properties that the model does not bind to each other."""
    amount = statement.amount
    if amount is None:
        return {}
    if amount.bounds.width > 0:
        bounds = f"{amount.bounds.low:,.15g} to {amount.bounds.high:,.15g}"
        made.lose(statement.id, f"“{amount.as_stated}” is {bounds}: kept as {amount.value:,.15g}")
    is_currency = len(amount.unit) == 3 and amount.unit.isupper()
    if not is_currency:
        made.lose(statement.id, f"an amount in {amount.unit} is none of money")
        return {}
    return {"amount": [f"{amount.value:.15g}"], "currency": [amount.unit]}


def _list(text: str) -> list[str]:
    return [text] if text else []
