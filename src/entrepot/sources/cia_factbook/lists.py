"""The small lists beside this file: entries, fields, currencies, partner names, what is left aside."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

__all__ = ["Entity", "Field", "Kind", "currencies", "entities", "fields", "not_read", "partner_names"]

Kind = Literal["dollars", "percent", "km", "sq km", "count", "number", "rate", "words"]
"""How a field's words are read: money in dollars, percents (kept as shares), lengths, areas, whole
things, plain numbers, local currency per US dollar, or words that stay words."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entry of the Factbook: its code, the economy it is counted under ("" if left out), and why."""

    entity: str
    economy: str
    main: bool
    name: str
    region: str
    remark: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the Factbook.

    Attributes:
        field: stable name, as in `cia_factbook.facts`.
        kind: how its words are read.
        unit: of the value; the reader completes it for exchange rates (currency) and real GDP (base year).
        additive: whether the values of several countries may be added up.
        signed: whether a value below zero makes sense.
        step: round numbers are printed to this many units; 0 where the last digit says it.
        title: what is counted, in words.
        paths: where it stands, section › item › leaf; the leaf "*" is a series with one entry a year.
    """

    field: str
    kind: Kind
    unit: str
    additive: bool
    signed: bool
    step: float
    title: str
    paths: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def entities() -> dict[str, Entity]:
    """Every entry, by its two-letter code."""
    return {
        row["entity"]: Entity(
            row["entity"], row["economy"], bool(row["main"]), row["name"], row["region"], row["remark"]
        )
        for row in _rows("entities.csv")
    }


@cache
def fields() -> dict[str, Field]:
    """Every field that is read, by each of the paths where it may stand."""
    return {path: field for field in map(_field, _rows("fields.csv")) for path in field.paths}


def _field(row: dict[str, str]) -> Field:
    return Field(
        row["field"],
        cast(Kind, row["kind"]),
        row["unit"],
        bool(row["additive"]),
        bool(row["signed"]),
        float(row["step"] or 0),
        row["title"],
        tuple(path for path in (row["path"], row["older_path"]) if path),
    )


@cache
def currencies() -> dict[str, str]:
    """ISO 4217 code of the currencies that the Factbook prints under a code no longer, or never, in force."""
    return {row["printed"]: row["code"] for row in _rows("currencies.csv")}


@cache
def partner_names() -> dict[str, str]:
    """Economy by the name under which it stands in a list of partners."""
    names = {entity.name: entity.economy for entity in entities().values() if entity.economy}
    return names | {row["printed"]: row["economy"] for row in _rows("partner_names.csv")}


@cache
def not_read() -> dict[str, str]:
    """Paths that are left aside by name, and why."""
    return {row["path"]: row["reason"] for row in _rows("not_read.csv")}
