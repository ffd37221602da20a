"""A pack file becomes documents and statements; what is not as declared is refused with its line."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import KINDS, Amount, Document, Party, Quote, Statement
from entrepot.sources.record_pack.entry import Entry, read_yaml
from entrepot.sources.record_pack.naming import by_name
from entrepot.sources.record_pack.pack import Pack

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PACK = ("pack", "title", "entered_by", "entered_at", "documents", "statements")
_DOCUMENT = ("name", "sha256", "characters", "title", "author", "publisher", "url", "published", "note")
_VERSION = ("reader", "text_sha256", "replaces")
_TEXTS = ("subtype", "location", "status", "topic", "caveat", "entered_by", "entered_at", "supersedes")
_NAMED = ("id", "kind", "subject", "property", "paraphrase")
_STATEMENT = (
    *_NAMED,
    *_TEXTS,
    "parties",
    "places",
    "date",
    "amount",
    "quotes",
    "attributes",
    "private",
    "revision",
)
_QUOTE = ("document", "start", "end", "first_line", "last_line", "sha256")
_AMOUNT = ("as_stated", "unit_as_stated", "value", "unit", "bounds", "reason")
T = TypeVar("T")


def read_pack(path: Path) -> Pack:
    """The pack in a YAML file.

    Raises:
        BadInput: naming file, line and column, if a key is unknown or missing, a value of the wrong type,
            a date not EDTF, a quote outside its document, an amount outside its bounds, an identifier twice.
    """
    root, content = read_yaml(path)
    head = root.mapping(_PACK, required=_PACK)
    documents = tuple(_document(entry) for entry in head["documents"].items())
    named = by_name(documents)
    return Pack(
        name=head["pack"].words(),
        title=head["title"].text(),
        entered_by=head["entered_by"].text(),
        entered_at=head["entered_at"].text(),
        documents=documents,
        statements=tuple(
            replace(
                statement,
                entered_by=statement.entered_by or head["entered_by"].text(),
                entered_at=statement.entered_at or head["entered_at"].text(),
            )
            for statement in _statements(head["statements"], named)
        ),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _statements(entry: Entry, documents: dict[str, Document]) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for item in entry.items():
        statement = _statement(item, documents)
        if statement.id in seen:
            item.fail(f"statement {statement.id} stands twice", remedy="Give each its own identifier.")
        seen[statement.id] = statement
    return list(seen.values())


def _document(entry: Entry) -> Document:
    keys = entry.mapping((*_DOCUMENT, *_VERSION), required=_DOCUMENT[:3])
    texts = {name: keys[name].text() for name in (*_DOCUMENT[3:], *_VERSION) if name in keys}
    for name in _VERSION[1:]:
        if texts.get(name):
            _hash(keys[name])
    if "published" in keys:
        _date_of(keys["published"], texts["published"])
    return Document(
        name=keys["name"].text(),
        sha256=_hash(keys["sha256"]),
        characters=keys["characters"].integer(),
        **texts,
    )


def _statement(entry: Entry, documents: dict[str, Document]) -> Statement:
    keys = entry.mapping(_STATEMENT, required=_NAMED)
    if (kind := keys["kind"].text()) not in KINDS:
        keys["kind"].fail(f"unknown kind {kind!r}", expected=f"one of {', '.join(KINDS)}")
    private = keys["private"].truth() if "private" in keys else False
    if kind == "contact" and not private:
        keys["kind"].fail("a contact is personal data", expected="private: true beside it")
    return Statement(
        id=keys["id"].words(),
        kind=kind,
        subject=keys["subject"].words(),
        property=keys["property"].words(),
        paraphrase=_paraphrase(keys["paraphrase"]),
        parties=_each(keys, "parties", _party),
        places=_each(keys, "places", Entry.words),
        date=_date(keys["date"]) if "date" in keys else None,
        amount=_amount(keys["amount"]) if "amount" in keys else None,
        quotes=_each(keys, "quotes", lambda quote: _quote(quote, documents)),
        attributes={name: value.plain() for name, value in keys["attributes"].mapping().items()}
        if "attributes" in keys
        else {},
        private=private,
        revision=keys["revision"].integer() if "revision" in keys else 0,
        **_texts(keys),
    )


def _texts(keys: dict[str, Entry]) -> dict[str, Any]:
    return {"subtype": ""} | {name: keys[name].text() for name in _TEXTS if name in keys}


def _each(keys: dict[str, Entry], name: str, read: Callable[[Entry], T]) -> tuple[T, ...]:
    return tuple(read(item) for item in keys[name].items()) if name in keys else ()


def _paraphrase(entry: Entry) -> dict[str, str]:
    return {language: text.words() for language, text in entry.mapping(required=("en",)).items()}


def _party(entry: Entry) -> Party:
    keys = entry.mapping(("actor", "role", "capacity"), required=("actor", "role"))
    capacity = keys["capacity"].text() if "capacity" in keys else ""
    return Party(keys["actor"].words(), keys["role"].words(), capacity)


def _date(entry: Entry) -> StatedDate:
    keys = entry.mapping(("edtf", "as_stated", "derivation"), required=("edtf",))
    texts = {name: value.text() for name, value in keys.items()}
    _date_of(keys["edtf"], texts["edtf"])
    return StatedDate(**texts)


def _date_of(entry: Entry, edtf: str) -> None:
    try:
        StatedDate(edtf)
    except ValueError as error:
        entry.fail(str(error), expected="an EDTF date, an interval of two, or .. for no bound")


def _amount(entry: Entry) -> Amount:
    keys = entry.mapping(_AMOUNT, required=_AMOUNT[:5])
    ends = [end.bound() for end in keys["bounds"].items()]
    value = keys["value"].number()
    low, high = (*ends, None, None)[:2]
    low, high = -math.inf if low is None else low, math.inf if high is None else high
    if len(ends) != 2 or not low <= value <= high:
        keys["bounds"].fail(
            f"{value:g} does not lie within its bounds", expected="[low, high], null where unbounded"
        )
    return Amount(
        as_stated=keys["as_stated"].text(),
        unit_as_stated=keys["unit_as_stated"].text(),
        value=value,
        unit=keys["unit"].text(),
        bounds=Interval(low, high),
        reason=keys["reason"].text() if "reason" in keys else "",
    )


def _quote(entry: Entry, documents: dict[str, Document]) -> Quote:
    keys = entry.mapping(_QUOTE, required=_QUOTE)
    if (document := documents.get(keys["document"].text())) is None:
        keys["document"].fail("the pack names no such document", expected=f"one of {', '.join(documents)}")
    start, end, first, last = (keys[name].integer() for name in _QUOTE[1:5])
    if not start < end <= document.characters:
        keys["start"].fail(
            f"characters {start} to {end} are no passage of {document.name}",
            expected=f"start below end, end at most {document.characters}",
        )
    if not 1 <= first <= last:
        keys["first_line"].fail(f"lines {first} to {last} are no passage", expected="lines counted from 1")
    return Quote(document.sha256, start, end, first, last, _hash(keys["sha256"]))


def _hash(entry: Entry) -> str:
    if not _SHA256.fullmatch(written := entry.text()):
        entry.fail("not a SHA-256 hash", expected="64 hexadecimal digits in lower case")
    return written
