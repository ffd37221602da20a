"""Records small enough to read: one line of a test is one statement."""

from __future__ import annotations

from typing import Any

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Document, Party, Quote, Statement

PAPER = Document(sha256="a" * 64, name="paper.txt", characters=100_000)


def said(
    identifier: str,
    kind: str = "event",
    *parties: str,
    date: str = "",
    amount: Amount | None = None,
    at: int = 0,
    **fields: Any,
) -> Statement:
    """A statement; parties are written "Belgium:exporter", a date as EDTF, `at` is the first character."""
    actors = tuple(Party(*party.split(":")) for party in parties)
    defaults: dict[str, Any] = {
        "subtype": "",
        "subject": actors[0].actor if actors else identifier,
        "property": kind,
        "paraphrase": {"en": identifier},
        "attributes": {},
    }
    attributes = {k: fields.pop(k) for k in list(fields) if k not in Statement.__dataclass_fields__}
    place = Quote(PAPER.sha256, at, at + 10, 1, 1, "b" * 64)
    return Statement(
        id=identifier,
        kind=kind,
        parties=actors,
        date=StatedDate(date) if date else None,
        amount=amount,
        quotes=(place,),
        **(defaults | fields | {"attributes": attributes}),
    )


def actor(name: str, kind: str = "state", of: str = "", **attributes: Any) -> Statement:
    """Someone or something that parties name."""
    return said(f"actor {name}", "actor", subject=name, subtype=kind, of=of, **attributes)


def held(person: str, office: str, body: str, date: str) -> Statement:
    """An office held."""
    return said(f"{person} {date}", "office", f"{person}:holder", f"{body}:body", date=date, office=office)


def money(words: str, value: float, unit: str = "EUR", half: float = 0.5, printed: str = "") -> Amount:
    """An amount, rounded to within `half` either way."""
    return Amount(words, printed or unit, value, unit, Interval(value - half, value + half))


def percent(value: float, half: float = 0.005) -> Amount:
    """A percentage, rounded to within `half` either way."""
    return Amount(f"{value} per cent", "per cent", value, "percent", Interval(value - half, value + half))


def traded(
    identifier: str, date: str, amount: Amount, partner: str = "Kazakhstan", **fields: Any
) -> Statement:
    """Belgian exports of goods."""
    ends = ("Belgium:exporter", f"{partner}:importer")
    return said(
        identifier, "trade-figure", *ends, date=date, amount=amount, **({"property": "exports"} | fields)
    )


STATES = tuple(
    actor(name)
    for name in (
        "Belgium",
        "Luxembourg",
        "Kazakhstan",
        "Kyrgyzstan",
        "Tajikistan",
        "Turkmenistan",
        "Uzbekistan",
    )
)
