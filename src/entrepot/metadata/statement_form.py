"""A statement as plain values and back: what packs are written in and what revisions are kept as."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Party, Quote, Statement

_FIRST = ("id", "kind", "subtype", "subject", "property")
_THEN = ("location", "status", "topic", "caveat", "entered_by", "entered_at", "supersedes")
_PLACE = ("document", "start", "end", "first_line", "last_line", "sha256")


def to_form(statement: Statement) -> dict[str, Any]:
    """The statement as mappings, lists, texts and numbers; empty fields are left out.

    Neither words of a document are in it nor what only the record knows (revision, standing, objection).
    """
    form: dict[str, Any] = {name: value for name in _FIRST if (value := getattr(statement, name))}
    form["paraphrase"] = dict(statement.paraphrase)
    form |= {name: value for name in _THEN if (value := getattr(statement, name))}
    if statement.parties:
        form["parties"] = [_party(party) for party in statement.parties]
    if statement.places:
        form["places"] = list(statement.places)
    if statement.date:
        form["date"] = _date(statement.date)
    if statement.amount:
        form["amount"] = _amount(statement.amount)
    if statement.quotes:
        form["quotes"] = [{name: getattr(quote, name) for name in _PLACE} for quote in statement.quotes]
    if statement.attributes:
        form["attributes"] = statement.attributes
    if statement.private:
        form["private"] = True
    return form


def from_form(
    form: Mapping[str, Any], *, revision: int = 0, standing: str = "", objection: str = ""
) -> Statement:
    """The statement that `to_form` wrote; the form is trusted, it comes from our own store.

    Args:
        form: what `to_form` made.
        revision: which one it is.
        standing: how it stands.
        objection: who disputes it and why.
    """
    date, amount = form.get("date"), form.get("amount")
    texts = {name: form.get(name, "") for name in (*_FIRST, *_THEN)}
    return Statement(
        **texts,
        paraphrase=dict(form["paraphrase"]),
        parties=tuple(Party(**party) for party in form.get("parties", ())),
        places=tuple(form.get("places", ())),
        date=StatedDate(**date) if date else None,
        amount=_read_amount(amount) if amount else None,
        quotes=tuple(Quote(**quote) for quote in form.get("quotes", ())),
        attributes=form.get("attributes", {}),
        private=form.get("private", False),
        revision=revision,
        standing=standing,
        objection=objection,
    )


def to_json(statement: Statement) -> str:
    """`to_form` as one line, the same for statements that say the same."""
    return json.dumps(to_form(statement), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(line: str) -> Statement:
    """The statement of such a line."""
    return from_form(json.loads(line))


def _party(party: Party) -> dict[str, str]:
    form = {"actor": party.actor, "role": party.role}
    return form | {"capacity": party.capacity} if party.capacity else form


def _date(date: StatedDate) -> dict[str, str]:
    form = {"edtf": date.edtf, "as_stated": date.as_stated, "derivation": date.derivation}
    return {name: value for name, value in form.items() if value}


def _amount(amount: Amount) -> dict[str, Any]:
    form: dict[str, Any] = {
        "as_stated": amount.as_stated,
        "unit_as_stated": amount.unit_as_stated,
        "value": _number(amount.value),
        "unit": amount.unit,
        "bounds": [_number(amount.bounds.low), _number(amount.bounds.high)],
    }
    return form | {"reason": amount.reason} if amount.reason else form


def _number(value: float) -> float | int | None:
    if math.isinf(value):
        return None
    return int(value) if value.is_integer() else value


def _read_amount(form: Mapping[str, Any]) -> Amount:
    low, high = form["bounds"]
    bounds = Interval(-math.inf if low is None else float(low), math.inf if high is None else float(high))
    return Amount(
        form["as_stated"],
        form["unit_as_stated"],
        float(form["value"]),
        form["unit"],
        bounds,
        form.get("reason", ""),
    )
