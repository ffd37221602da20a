"""From an item of the Factbook to a row of `cia_factbook.facts`."""

from __future__ import annotations

import math
import re
from typing import Any

from entrepot.metadata.errors import BadInput
from entrepot.sources.cia_factbook.amounts import Amount, dated, no_number, parse_amount
from entrepot.sources.cia_factbook.leaves import Leaf
from entrepot.sources.cia_factbook.lists import Field, Kind, currencies

__all__ = ["currency_code", "fact"]

_PRINTED_UNIT: dict[Kind, str] = {"dollars": "$", "percent": "%", "km": "km", "sq km": "sq km"}
_BASE_YEAR = re.compile(r"data (?:are )?in (\d{4}) dollars")
_CURRENCY = re.compile(r"(?P<name>.+?)(?: \((?P<code>[A-Z/]+)\))? per US dollar\b")


def fact(leaf: Leaf, field: Field, currency: str) -> dict[str, Any]:
    """The row's columns from `field` on; `value` is null where the words hold no number.

    Args:
        leaf: the item.
        field: the field that stands at its path.
        currency: ISO 4217 code of the entry's currency, for exchange rates.

    Raises:
        BadInput: words that should be a number are not, or are in another unit or of another year.
    """
    amount = None if field.kind == "words" else _amount(leaf, field)
    period, estimate = (amount.period, amount.estimate) if amount else dated(leaf.text)
    row = {
        "field": field.field,
        "period": period,
        "value": None,
        "low": None,
        "high": None,
        "unit": _unit(field, leaf.note, currency),
        "estimate": estimate,
        "text": leaf.text,
        "note": leaf.note,
        "path": leaf.where,
    }
    if amount is None:
        return row
    if amount.low < 0 and not field.signed and (amount.value or 0) < 0:
        return {**row, "note": f"{leaf.note} not taken: {field.title} cannot be below zero".strip()}
    return row | _numbers(amount, field)


def _amount(leaf: Leaf, field: Field) -> Amount | None:
    if no_number(leaf.text):
        return None
    amount = parse_amount(leaf.text)
    expected = _PRINTED_UNIT.get(field.kind, "")
    if amount is None or amount.unit != expected:
        raise BadInput(
            f"{leaf.text!r} is not read",
            file=leaf.where,
            expected=f"a number in {expected or 'no unit'}",
            remedy="Teach amounts.py this way of writing, with a test.",
        )
    if leaf.year and amount.period[:4] != leaf.year:
        raise BadInput(f"{leaf.text!r} is not of {leaf.year}", file=leaf.where, expected="one year")
    return amount


def _numbers(amount: Amount, field: Field) -> dict[str, float | None]:
    low, high = amount.low, amount.high
    value = amount.value
    if field.kind == "count" and high - low == 1.0:  # a count printed to the last unit is not rounded
        low = high = (low + high) / 2
    elif field.step and value is not None and value % field.step == 0:
        low, high = value - field.step / 2, value + field.step / 2
    share = 100.0 if field.kind == "percent" else 1.0
    return {"value": _divided(value, share), "low": _divided(low, share), "high": _divided(high, share)}


def _divided(value: float | None, by: float) -> float | None:
    return None if value is None or math.isinf(value) else float(f"{value / by:.15g}")


def _unit(field: Field, note: str, currency: str) -> str:
    if field.kind == "rate":
        return f"{currency} per USD"
    base = _BASE_YEAR.search(note) if field.unit == "USD (PPP)" else None
    return f"USD of {base[1]} (PPP)" if base else field.unit


def currency_code(text: str) -> str:
    """ISO 4217 code of "euros (EUR) per US dollar -", corrected where the printed one is not in force.

    Raises:
        BadInput: neither the words nor `currencies.csv` give a code.
    """
    found = _CURRENCY.match(text)
    printed = (found["code"] or found["name"]) if found else text
    code = currencies().get(printed, printed)
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise BadInput(
            f"no currency code in {text!r}", file="currencies.csv", remedy="Add the name to the list."
        )
    return code
