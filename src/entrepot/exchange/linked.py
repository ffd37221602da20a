"""Statements as linked data (JSON-LD 1.1), readable without the network: its context stands in the file.

A statement keeps its identifier (urn:entrepot:statement:...), an actor is named by what the record calls it
(urn:entrepot:actor:...), a document by its hash (urn:sha256:...). A quote is an annotation: its target says
where the words stand and what their hash is; the words only if asked for, from the user's own copy.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote as escaped

from entrepot.analyses.relations.cast import Actor, Cast, cast
from entrepot.exchange.export import Edition, Export, address, shown, without_empty
from entrepot.exchange.vocabulary import CONTEXT, OF_ACTORS, OF_KINDS
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import DISPUTED, Amount, Document, Quote, Statement


def linked(
    statements: Iterable[Statement],
    edition: Edition,
    *,
    documents: Iterable[Document] = (),
    words: bool = False,
    private: bool = False,
) -> Export:
    """The statements as JSON-LD; nothing is lost but words that are not asked for.

    Args:
        statements: what to write, in order.
        edition: whose record, and when.
        documents: those that the quotes are from; only quoted ones are written.
        words: whether quotes carry the words of the document where a copy is attached; they are its author's.
        private: whether private statements go along; whoever asks for it logs it.
    """
    record = shown(statements, private=private)
    known = cast(record)
    quoted = {quote.document for statement in record for quote in statement.quotes}
    nodes = [
        *(_document(document) for document in documents if document.sha256 in quoted),
        *(_statement(statement, known, words=words) for statement in record),
    ]
    whole = {
        "@context": CONTEXT,
        "id": f"urn:entrepot:export:{edition.moment}",
        "type": ["schema:Dataset", "prov:Entity"],
        "title": edition.source,
        "created": edition.moment,
        **({"url": edition.url} if edition.url else {}),
        "hasPart": [node["id"] for node in nodes],
        "@included": nodes,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return Export(text, tuple(statement.id for statement in record), ())


def _statement(statement: Statement, known: Cast, *, words: bool) -> dict[str, Any]:
    return without_empty(
        {
            "id": address(statement.id),
            "type": _types(statement),
            "identifier": statement.id,
            "kind": statement.kind,
            "subtype": statement.subtype,
            "subject": statement.subject,
            "property": statement.property,
            "description": dict(statement.paraphrase),
            "location": statement.location,
            "places": list(statement.places),
            "date": _date(statement.date) if statement.date else None,
            **_term(statement),
            "amount": _amount(statement.amount) if statement.amount else None,
            "status": statement.status,
            "topic": statement.topic,
            "caveat": statement.caveat,
            "objection": statement.objection if statement.standing == DISPUTED else "",
            "parties": _parties(statement, known),
            **_special(statement, known),
            "attributes": statement.attributes,
            "private": statement.private or None,
            "evidence": [_annotation(statement, quote, words=words) for quote in statement.quotes],
            "enteredBy": {"type": "prov:Agent", "name": statement.entered_by}
            if statement.entered_by
            else None,
            "enteredAt": statement.entered_at,
            "replaces": address(statement.supersedes) if statement.supersedes else "",
        }
    )


def _types(statement: Statement) -> list[str]:
    more = OF_KINDS.get(statement.kind)
    return ["rec:Statement", "prov:Entity", *([more] if more else [])]


def _special(statement: Statement, known: Cast) -> dict[str, Any]:
    """What schema.org and Popolo have names for: the actor, a membership with its post, who took part."""
    if statement.kind == "actor":
        name = str(statement.attributes.get("name") or statement.subject)
        return {"rec:about": _actor(name, known.get(name))}
    if statement.kind == "office":
        holder = next(iter(statement.actors("holder")), statement.subject)
        body = next(iter(statement.actors("body", "sending state")), "")
        office = str(statement.attributes.get("office") or "")
        return {
            "member": _named(holder, known),
            "organization": _named(body, known) if body else "",
            "post": without_empty({"type": "org:Post", "name": office}) if office else None,
        }
    if statement.kind == "event":
        return {"agent": [_named(actor, known) for actor in statement.actors()]}
    return {}


def _actor(name: str, actor: Actor | None) -> dict[str, Any]:
    kind = actor.kind if actor else ""
    form = {"id": _urn(name), "type": OF_ACTORS.get(kind, "schema:Organization"), "name": name}
    if kind == "person-unnamed":  # "the Kazakh prime minister" is somebody, not a name
        form["type"] = "org:Post"
    return without_empty(form | {"rec:home": actor.home if actor else ""})


def _named(name: str, known: Mapping[str, Actor]) -> str:
    return _urn(known[name].name if name in known else name)


def _urn(name: str) -> str:
    return f"urn:entrepot:actor:{escaped(name, safe='')}"


def _parties(statement: Statement, known: Cast) -> list[dict[str, Any]]:
    return [
        without_empty(
            {
                "actor": _named(party.actor, known),
                "actorName": party.actor,
                "role": party.role,
                "capacity": party.capacity,
            }
        )
        for party in statement.parties
    ]


def _date(date: StatedDate) -> dict[str, Any]:
    return without_empty(
        {
            "edtf": date.edtf,
            "asStated": date.as_stated,
            "derivation": date.derivation,
            "earliest": date.earliest and date.earliest.isoformat(),
            "latest": date.latest and date.latest.isoformat(),
        }
    )


def _term(statement: Statement) -> dict[str, str]:
    """Days for who knows no EDTF; of an event only where both are known, or a month would seem a day."""
    date = statement.date
    if statement.kind != "event" or date is None or date.earliest is None or date.latest is None:
        return {}
    return {"startDate": date.earliest.isoformat(), "endDate": date.latest.isoformat()}


def _amount(amount: Amount) -> dict[str, Any]:
    low, high = amount.bounds.low, amount.bounds.high
    return {
        "type": "schema:QuantitativeValue",
        "value": amount.value,
        **({"minValue": low} if math.isfinite(low) else {}),
        **({"maxValue": high} if math.isfinite(high) else {}),
        **without_empty(
            {
                "unit": amount.unit,
                "asStated": amount.as_stated,
                "unitAsStated": amount.unit_as_stated,
                "reason": amount.reason,
            }
        ),
    }


def _annotation(statement: Statement, quote: Quote, *, words: bool) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "oa:TextPositionSelector", "start": quote.start, "end": quote.end}
    ]
    if words and quote.text:
        selectors.append({"type": "oa:TextQuoteSelector", "exact": quote.text})
    return {
        "type": "oa:Annotation",
        "body": address(statement.id),
        "target": {
            "type": "oa:SpecificResource",
            "source": f"urn:sha256:{quote.document}",
            "selector": selectors,
            "sha256": quote.sha256,
            "firstLine": quote.first_line,
            "lastLine": quote.last_line,
        },
    }


def _document(document: Document) -> dict[str, Any]:
    return without_empty(
        {
            "id": f"urn:sha256:{document.sha256}",
            "type": ["schema:DigitalDocument", "prov:Entity"],
            "name": document.name,
            "title": document.title,
            "author": document.author,
            "publisher": document.publisher,
            "url": document.url,
            "published": document.published,
            "characters": document.characters,
            "sha256": document.sha256,
            "note": document.note,
            "reader": document.reader,
            "replaces": f"urn:sha256:{document.replaces}" if document.replaces else "",
        }
    )
