"""Entities of FollowTheMoney while they are gathered: each once, with who, when, and what proves it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from entrepot.analyses.relations.cast import cast
from entrepot.analyses.relations.tenures import tenures
from entrepot.exchange.export import Edition, Loss
from entrepot.metadata.dates import Precision, StatedDate
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import country_of, get
from entrepot.metadata.statement import Document, Statement

Properties = dict[str, list[str]]

_PERSONS = ("person",)
_BODIES = {
    "company": "Company",
    "state": "PublicBody",
    "region": "PublicBody",
    "public-body": "PublicBody",
    "parliament": "PublicBody",
}
_ANY = "LegalEntity"  # a person or a body, nobody says which
# Characters that the model allows.
_LONGEST = {"name": 384, "alias": 384, "location": 250, "recordId": 1024, "role": 1024, "keywords": 1024}
_LONG = 65_000


@dataclass(slots=True)
class _Entity:
    schema: str
    properties: Properties


class Entities:
    """The entities of one export.

    Args:
        edition: whose record, and when; each entity says so.
        dataset: begins the identifiers, which are the same in every export of it.
        record: all statements of the export: they tell who is who and who held which office.
        documents: by hash.
    """

    def __init__(
        self,
        edition: Edition,
        dataset: str,
        record: Sequence[Statement],
        documents: dict[str, Document],
    ) -> None:
        self._edition, self._dataset, self._documents = edition, dataset, documents
        self._known = cast(record)
        self.tenures = {tenure.statement: tenure for tenure in tenures(record)}
        self._made: dict[str, _Entity] = {}
        self.losses: list[Loss] = []

    def entities(self) -> Iterator[dict[str, Any]]:
        """All entities in the order in which they were first needed."""
        for identifier, made in self._made.items():
            kept = {name: list(dict.fromkeys(values)) for name, values in made.properties.items() if values}
            yield {"id": identifier, "schema": made.schema, "properties": kept, "datasets": [self._dataset]}

    def lose(self, statement: str, what: str) -> None:
        """Note what the model does not hold of a statement."""
        self.losses.append(Loss(statement, what))

    def add(self, schema: str, key: Sequence[str], properties: Properties) -> str:
        """An entity of that schema and key, or more of what is known of it; returns its identifier."""
        return self._put(self._identifier(schema, *key), schema, key[0], properties)

    def _add_actor(self, schema: str, name: str, properties: Properties) -> str:
        """One entity a name, of the narrowest schema heard of; a name of a person and of a body has two."""
        identifier = self._identifier("actor", name)
        there = self._made.get(identifier)
        if there and _ANY not in (there.schema, schema) and there.schema != schema:
            identifier = self._identifier(schema, name)
        elif there and there.schema == _ANY:
            there.schema = schema
        return self._put(identifier, schema, name, properties)

    def _identifier(self, *key: str) -> str:
        digest = hashlib.sha1("\x1f".join(key).encode(), usedforsecurity=False).hexdigest()
        return f"{self._dataset}-{digest}"

    def _put(self, identifier: str, schema: str, whose: str, properties: Properties) -> str:
        told = {"publisher": [self._edition.source], "retrievedAt": [self._edition.day]}
        there = self._made.setdefault(identifier, _Entity(schema, told)).properties
        for name, values in properties.items():
            most = _LONGEST.get(name, _LONG)
            if any(len(value) > most for value in values):
                self.lose(whose, f"{name} is cut after {most} characters")
            there.setdefault(name, []).extend(value[:most] for value in values if value)
        return identifier

    def actor(self, name: str, said: Statement | None = None) -> str:
        """The entity of an actor; empty if it is a person without a name. `said` is the statement on it."""
        actor = self._known.get(name)
        kind, whose = (actor.kind, actor.name) if actor else ("", name)
        if kind == "person-unnamed":
            return ""
        schema = self._schema(kind) if actor else _ANY
        properties: Properties = {"name": [whose], "country": self.country(actor.home) if actor else []}
        if whose != name:
            properties["alias"] = [name]
        if said:
            properties["alias"] = [*properties.get("alias", []), *map(str, said.attributes.get("aka", ()))]
            properties["notes"] = [f"statement {said.id}"]
            properties["proof"] = self._proof(said)
        return self._add_actor(schema, whose, properties)

    def actors(self, names: Iterable[str]) -> list[str]:
        """The entities of those that have one."""
        return [entity for name in names if (entity := self.actor(name))]

    def person(self, name: str) -> str:
        """The entity of a person, or of somebody of whom only an office or a contact tells; else empty."""
        actor = self._known.get(name)
        if actor is None:
            return self._add_actor("Person", name, {"name": [name]})
        return self.actor(name) if actor.kind in _PERSONS else ""

    def organization(self, name: str) -> str:
        """The entity of a body, an organisation even if the record has no statement on it."""
        if name in self._known and self._known[name].kind not in _PERSONS:
            return self.actor(name)
        return self._add_actor("Organization", name, {"name": [name]})

    def country(self, code: str) -> list[str]:
        """ISO alpha-2 code of the country that a place is or lies in, in small letters; none for a group."""
        try:
            place = country_of(get(code)) if code else None
        except PlaceError:
            return []
        short = place.codes.get("ISO 3166-1 alpha-2", "") if place else ""
        return [short.lower()] if short else []

    def interval(self, statement: Statement) -> Properties:
        """Dates, the statement's identifier, and the document that proves it."""
        properties: Properties = {"recordId": [statement.id], "proof": self._proof(statement)}
        if statement.caveat:
            properties["description"] = [statement.caveat]
        return properties | (self._dates(statement.id, statement.date) if statement.date else {})

    def documented(self, entity: str, statement: Statement) -> None:
        """Tie an entity to the passages that say it: the model has no quote, so their place is a text."""
        for quote in statement.quotes:
            document = self._document(quote.document)
            if document:
                where = f"{quote.locator}, SHA-256 {quote.sha256}"
                properties = {"document": [document], "entity": [entity], "recordId": [statement.id]}
                self.add(
                    "Documentation",
                    (statement.id, quote.document, str(quote.start)),
                    properties | {"summary": [where]},
                )

    def _dates(self, identifier: str, date: StatedDate) -> Properties:
        start, slash, end = (part.rstrip("?~%") for part in date.edtf.partition("/"))
        if re.search(r"[?~%]", date.edtf):
            self.lose(identifier, f"{date.edtf}: that it is approximate or uncertain is lost")
        if date.precision is Precision.NONE:
            return {}
        if not slash:
            return {"date": [start]}
        if date.precision is Precision.OPEN:
            self.lose(identifier, f"{date.edtf}: that it is open is lost, only its known end is kept")
        ends = {"startDate": start, "endDate": end}
        return {name: [day] for name, day in ends.items() if day not in ("", "..")}

    def _proof(self, statement: Statement) -> list[str]:
        return [made for quote in statement.quotes if (made := self._document(quote.document))]

    def _document(self, sha256: str) -> str:
        document = self._documents.get(sha256)
        if document is None:
            return ""
        told = [f"SHA-256 {sha256}", document.note]
        properties = {
            "fileName": [document.name],
            "name": [document.title or document.name],
            "author": [document.author],
            "sourceUrl": [document.url],
            "notes": told,
        }
        return self.add("Document", (sha256,), properties)

    @staticmethod
    def _schema(kind: str) -> str:
        return "Person" if kind in _PERSONS else _BODIES.get(kind, "Organization")
