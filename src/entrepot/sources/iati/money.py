"""Amounts of money and who stands on either side of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.found import Row
from entrepot.sources.iati.values import Children, amount, attribute, currency, day, day_of, narrative

NOBODY: Row = (None, None, None, None)


def money(parent: Any, children: Children, default: str | None, otherwise: date) -> Row:
    """Value, currency, whether stated, value date, whether stated: the columns `MONEY`.

    `otherwise` is the day of the row, used where the value names none. Raises `Fault`.
    """
    value = children.get("value")
    if value is None:
        raise Fault(parent, "has no value", "an amount of money")
    code, stated = currency(value, default)
    written = (value.get("value-date") or "").strip()
    when = day(written) if written else otherwise
    if when is None:
        raise Fault(value, f"{written!r:.40} is no day (value-date)", "a day such as 2013-10-01")
    return (amount(value), code, stated, when, bool(written))


def period(parent: Any, children: Children) -> tuple[date, date]:
    """First and last day of a period; raises `Fault`."""
    start, end = day_of(parent, children, "period-start"), day_of(parent, children, "period-end")
    if end < start:
        raise Fault(parent, f"the period ends on {end}, before it begins on {start}", "the earlier day first")
    return start, end


def side(children: Children, name: str, language: str | None) -> Row:
    """Identifier, type, name and activity of an organisation: the columns of `side` in the tables."""
    org = children.get(f"{name}-org")
    if org is None:
        return NOBODY
    return (
        attribute(org, "ref"),
        attribute(org, "type"),
        narrative(org, language),
        attribute(org, f"{name}-activity-id"),
    )
