"""From what was found in a sentence to a draft: quotes, places, paraphrase, identifier."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from entrepot.analyses.reading.gazetteer import GROUP, PEOPLE
from entrepot.analyses.reading.mentions import Mention
from entrepot.analyses.reading.wording import paraphrase
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.draft import Draft
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import country_of, get
from entrepot.metadata.statement import Amount, Document, Party, Quote, Statement

NOBODY = "(not named)"
ENTERED_BY = "reader, by rules"
_SMALL_GROUP = 10


@dataclass(slots=True)
class Proposal:
    """What a rule proposes before it becomes a draft; `spans` are the characters quoted."""

    kind: str
    subtype: str
    property: str
    rule: str
    spans: tuple[tuple[int, int], ...]
    parties: list[Party] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    status: str = ""
    date: StatedDate | None = None
    amount: Amount | None = None
    location: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    caveat: str = ""
    private: bool = False
    at: int = 0


class Drafter:
    """Makes drafts of proposals on one document.

    Args:
        text: of the document, as the offsets count it.
        document: which it is.
    """

    def __init__(self, text: str, document: Document) -> None:
        self._text, self._document = text, document
        self._lines = [match.start() for match in re.finditer("\n", text)]
        self._quotes: dict[tuple[int, int], Quote] = {}

    def drafts(self, proposals: Iterable[Proposal]) -> tuple[Draft, ...]:
        """Drafts numbered in the order of the text."""
        ordered = sorted(proposals, key=lambda one: (one.spans[0], one.at))
        alike: dict[str, int] = {}
        found: list[Draft] = []
        for number, proposal in enumerate(ordered, 1):
            key = _key(proposal)
            alike[key] = alike.get(key, 0) + 1
            statement = self._statement(proposal, f"{key}|{alike[key]}")
            doubts = tuple(dict.fromkeys(proposal.doubts))
            found.append(Draft(self._document.sha256, number, statement, proposal.rule, doubts))
        return tuple(found)

    def _statement(self, one: Proposal, key: str) -> Statement:
        quotes = tuple(self._quote(start, end) for start, end in one.spans)
        subject = one.parties[0].actor if one.parties else one.location or NOBODY
        what = one.subtype or (one.property if one.amount else one.kind)
        return Statement(
            id=self._identifier(key),
            kind=one.kind,
            subtype=one.subtype,
            subject=subject,
            property=one.property,
            paraphrase=paraphrase(what, one.status, one.parties, one.amount, one.date),
            parties=tuple(one.parties),
            places=tuple(dict.fromkeys(one.places)),
            location=one.location,
            date=one.date,
            amount=one.amount,
            status=one.status,
            caveat=one.caveat,
            quotes=quotes,
            attributes=one.attributes,
            entered_by=ENTERED_BY,
            private=one.private,
        )

    def _identifier(self, key: str) -> str:
        """The same words read again give the same identifier, whatever else the rules have learnt since."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return f"R-{self._document.sha256[:8]}-{digest[:10]}"

    def _quote(self, start: int, end: int) -> Quote:
        quote = self._quotes.get((start, end))
        if quote is None:
            words = self._text[start:end]
            first = bisect_right(self._lines, start - 1) + 1
            digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
            last = first + words[:-1].count("\n")
            quote = Quote(self._document.sha256, start, end, first, last, digest, words)
            self._quotes[start, end] = quote
        return quote


def _key(one: Proposal) -> str:
    """What tells a proposal from the others: its words and its kind, and of a figure the figure."""
    amount = one.amount.as_stated if one.amount else ""
    cell = "".join(str(one.attributes.get(name, "")) for name in ("table", "row", "column"))
    return f"{one.spans}|{one.kind}|{one.subtype}|{amount}|{cell}"


def parties_of(roles: Iterable[tuple[str, Mention]]) -> list[Party]:
    """Parties with their roles; a small group whose every state is meant is spread."""
    found: dict[str, Party] = {}
    for role, one in roles:
        for actor in _actors(one):
            found.setdefault(actor, Party(actor, role))
    return list(found.values())


def _actors(one: Mention) -> Sequence[str]:
    if one.every and one.name.kind in (GROUP, PEOPLE):
        return _members(one.name.code) or (one.name.name,)
    return (one.name.name,)


@lru_cache(maxsize=64)
def _members(code: str) -> tuple[str, ...]:
    try:
        members = get(code).members
    except PlaceError:
        return ()
    if len(members) > _SMALL_GROUP:
        return ()
    return tuple(sorted(get(member).name("en") for member in members))


def places_of(mentions: Iterable[Mention]) -> list[str]:
    """Codes of the places named, a region followed by its country, a small group by its members."""
    found: dict[str, None] = {}
    for one in mentions:
        if one.name.code:
            found.update(dict.fromkeys(_places(one.name.code)))
    return list(found)


@lru_cache(maxsize=512)
def _places(code: str) -> tuple[str, ...]:
    try:
        place = get(code)
    except PlaceError:
        return ()
    if place.members:
        return place.members if len(place.members) <= _SMALL_GROUP else (place.code,)
    country = country_of(place)
    return (place.code, country.code) if country and country.code != place.code else (place.code,)
