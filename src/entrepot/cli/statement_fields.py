"""Fields of a statement as people type them: "status=signed", "date=2009-10", "places=Luik, KAZ"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date as day
from typing import Any

import yaml
from rapidfuzz import process

from entrepot.cli.output import note
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import UsageError
from entrepot.metadata.interval import Interval
from entrepot.metadata.places import match
from entrepot.metadata.statement import KINDS, Amount, Party, Statement

TEXTS = ("subtype", "subject", "property", "location", "status", "topic", "caveat")
POINTERS = ("applies_to", "same_as", "content_of", "part_of", "follows", "dissents_from", "serves")
_MUST = frozenset({"subject", "property"})
_AMOUNT = re.compile(r"(?P<value>[+-]?\d[\d,_ ]*(?:\.\d+)?)\s*(?P<unit>[A-Za-z%]\w*)")
_OTHERS = ("kind", "date", "date.as_stated", "date.derivation", "places", "parties", "amount", "private")


def with_fields(statement: Statement, assignments: Sequence[str]) -> Statement:
    """The statement with fields set as written, one after the other.

    Args:
        statement: what it is set in.
        assignments: each "field=value"; an empty value empties the field.

    Raises:
        UsageError: no such field, or a value that it cannot have, with what was expected.
    """
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise UsageError(f"“{assignment}” sets nothing. Write field=value, such as status=signed.")
        statement = _with(statement, name.strip(), value.strip())
    return statement


def parties(written: str) -> tuple[Party, ...]:
    """Parties written “Belgium: host; Ann: visitor (OSCE)”."""
    return tuple(_party(part) for part in written.split(";") if part.strip())


def date(written: str) -> StatedDate | None:
    """An EDTF date; None for nothing."""
    try:
        return StatedDate(written) if written else None
    except ValueError as error:
        raise UsageError(
            f"{error}. Write EDTF: 2007-12-03, 2007-12, 2007, 2010/2012, 2008/.., or .. for none."
        ) from error


def codes(written: str) -> tuple[str, ...]:
    """Codes of places written “Belgium, Luik; KAZ”; a mended typo is told, `PlaceError` names the nearest."""
    return tuple(_code(name.strip()) for name in re.split(r"[;,]", written) if name.strip())


def _code(name: str) -> str:
    found = match(name)
    if found.guessed:
        note(f"“{found.written}” read as {found.place.name()} ({found.place.code}).")
    return found.place.code


def _with(statement: Statement, name: str, value: str) -> Statement:
    head, _, rest = name.partition(".")
    if name in TEXTS:
        if name in _MUST and not value:
            raise UsageError(f"{name} cannot be empty.")
        texts: dict[str, Any] = {name: value}
        return replace(statement, **texts)
    if head == "paraphrase" and rest:
        return _paraphrased(statement, rest, value)
    if head == "attributes" and rest:
        return _attributed(statement, rest, value)
    if name in _SETTERS:
        return _SETTERS[name](statement, value)
    known = [*_OTHERS, *TEXTS, "paraphrase.en"]
    near = process.extractOne(name, known, score_cutoff=70)
    meant = f"Did you mean {near[0]}?" if near else f"It has: {', '.join(known)}."
    raise UsageError(f"a statement has no field {name}. {meant} What has no field: attributes.{name}=…")


def _kind(statement: Statement, value: str) -> Statement:
    if value not in KINDS:
        raise UsageError(f"{value} is no kind. Expected one of {', '.join(KINDS)}.")
    return replace(statement, kind=value)


def _as_stated(statement: Statement, value: str) -> Statement:
    return replace(statement, date=replace(statement.date or StatedDate(".."), as_stated=value))


def _derivation(statement: Statement, value: str) -> Statement:
    return replace(statement, date=replace(statement.date or StatedDate(".."), derivation=value))


def _dated(statement: Statement, value: str) -> Statement:
    made = date(value)
    if made and statement.date:
        made = replace(statement.date, edtf=made.edtf)
    return replace(statement, date=made)


def _private(statement: Statement, value: str) -> Statement:
    if value not in ("true", "false", "yes", "no"):
        raise UsageError(f"private={value}: expected yes or no.")
    return replace(statement, private=value in ("true", "yes"))


def _amount(statement: Statement, value: str) -> Statement:
    if not value:
        return replace(statement, amount=None)
    found = _AMOUNT.fullmatch(value)
    if not found:
        raise UsageError(f"amount={value}: expected a number and a unit, such as 118000000 EUR.")
    number = float(re.sub(r"[,_ ]", "", found["value"]))
    unit = "percent" if found["unit"] == "%" else found["unit"]
    made = Amount(value, unit, number, unit, Interval(number, number), "entered by hand, taken as exact")
    return replace(statement, amount=made)


_SETTERS: dict[str, Callable[[Statement, str], Statement]] = {
    "kind": _kind,
    "date": _dated,
    "date.as_stated": _as_stated,
    "date.derivation": _derivation,
    "places": lambda statement, value: replace(statement, places=codes(value)),
    "parties": lambda statement, value: replace(statement, parties=parties(value)),
    "amount": _amount,
    "private": _private,
}


def _paraphrased(statement: Statement, language: str, value: str) -> Statement:
    said = {**statement.paraphrase, language: value}
    if not value:
        del said[language]
    if not said.get("en"):
        raise UsageError("a statement is told in English at least: paraphrase.en cannot be empty.")
    return replace(statement, paraphrase=said)


def _attributed(statement: Statement, name: str, value: str) -> Statement:
    try:
        read: Any = yaml.safe_load(value) if value else None
    except yaml.YAMLError as error:
        raise UsageError(
            f"attributes.{name}: {value} cannot be read; write a text, or a list [a, b]."
        ) from error
    if name in POINTERS and read is not None:
        read = _pointed(value, read)
    attributes = {key: held for key, held in statement.attributes.items() if key != name}
    return replace(
        statement, attributes=attributes if read is None else attributes | {name: _held(read, value)}
    )


def _pointed(written: str, read: Any) -> Any:
    """Identifiers as they were typed: one called 12 or no is neither a number nor a refusal."""
    if not isinstance(read, list):
        return written
    return [one.strip().strip("'\"") for one in written.strip().strip("[]").split(",") if one.strip()]


def _held(read: Any, written: str = "") -> Any:
    """What YAML makes of a value, but for days and for numbers written otherwise (+32 4, 007): texts."""
    if isinstance(read, list):
        return [_held(item) for item in read]
    if isinstance(read, dict):
        return {str(key): _held(item) for key, item in read.items()}
    if isinstance(read, day):
        return written or read.isoformat()
    number = isinstance(read, int | float) and not isinstance(read, bool)
    return written if number and written and str(read) != written else read


def _party(written: str) -> Party:
    actor, colon, rest = written.rpartition(":")
    role, _, capacity = rest.partition("(")
    if not colon or not actor.strip() or not role.strip():
        raise UsageError(f"party “{written.strip()}”: expected an actor and a role, such as Belgium: host.")
    return Party(actor.strip(), role.strip(), capacity.strip().removesuffix(")").strip())
