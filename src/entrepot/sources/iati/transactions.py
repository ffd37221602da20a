"""Transactions and budgets of an activity."""

from __future__ import annotations

from typing import Any

from entrepot.metadata.iati import BUDGETS, TRANSACTION_TYPES, TRANSACTIONS
from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.found import Found
from entrepot.sources.iati.money import NOBODY, money, period, side
from entrepot.sources.iati.splits import recipients, sectors
from entrepot.sources.iati.values import attribute, code_of, day_of, first_children, narrative, truth

_DAC = (None, "1")


def transaction(found: Found, element: Any, default: str | None, language: str | None) -> None:
    """A transaction, with the countries, regions and sectors that it names; raises `Fault`."""
    children = first_children(element)
    kind = code_of(children, "transaction-type")
    if kind not in TRANSACTION_TYPES:
        raise Fault(element, f"unknown type of transaction {kind!r:.20}", "a code from 1 to 13")
    when = day_of(element, children, "transaction-date")
    number = found.count(TRANSACTIONS) + 1
    row = (
        *(found.number, number, element.sourceline, found.identifier, attribute(element, "ref")),
        *(kind, when),
        *money(element, children, default, when),
        narrative(children.get("description"), language),
        *side(children, "provider", language),
        *side(children, "receiver", language),
        code_of(children, "disbursement-channel"),
        code_of(children, "flow-type"),
        code_of(children, "finance-type"),
        aid_type(element, "aid-type") if "aid-type" in children else None,
        code_of(children, "tied-status"),
        truth(element.get("humanitarian")),
    )
    if "recipient-country" in children or "recipient-region" in children:
        recipients(found, element, number, language)
    if "sector" in children:
        sectors(found, element, number, language)
    found.add(TRANSACTIONS, row)


def aid_type(parent: Any, name: str) -> str | None:
    """The code in the DAC's vocabulary, which is meant where none is named."""
    for child in parent.iterchildren(name):
        if attribute(child, "vocabulary") in _DAC:
            return attribute(child, "code")
    return None


def budget(found: Found, element: Any, default: str | None, language: str | None) -> None:
    """A budget or planned disbursement; raises `Fault`."""
    children = first_children(element)
    planned = element.tag == "planned-disbursement"
    if planned and "period-end" not in children and "period-start" in children:
        # The standard lets the end go where the payment is on a day.
        children["period-end"] = children["period-start"]
    start, end = period(element, children)
    row = (
        *(found.number, found.count(BUDGETS) + 1, element.sourceline, found.identifier, element.tag),
        attribute(element, "type") or "1",
        None if planned else attribute(element, "status") or "1",
        *(start, end),
        *money(element, children, default, start),
        *(side(children, "provider", language) if planned else NOBODY),
        *(side(children, "receiver", language) if planned else NOBODY),
    )
    found.add(BUDGETS, row)
