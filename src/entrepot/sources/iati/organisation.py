"""An organisation becomes rows: its budgets and expenditure, by period and recipient."""

from __future__ import annotations

from typing import Any

from entrepot.metadata.iati import ORGANISATION_BUDGETS, ORGANISATIONS
from entrepot.metadata.iati.vocabularies import codes
from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.found import Found
from entrepot.sources.iati.money import money, period
from entrepot.sources.iati.splits import place_of
from entrepot.sources.iati.values import LANG, attribute, first_children, narrative

KINDS = {
    "total-budget": "",
    "total-expenditure": "",
    "recipient-org-budget": "recipient-org",
    "recipient-region-budget": "recipient-region",
    "recipient-country-budget": "recipient-country",
}
"""Elements that hold money, and the element in each that names who it is for."""
_OTHER = frozenset(("organisation-identifier", "name", "reporting-org", "document-link"))


def organisation(element: Any, number_in_file: int) -> Found:
    """The rows of an organisation; raises `Fault` as `activity` does."""
    identifier = " ".join((element.findtext("organisation-identifier") or "").split())
    found = Found(number_in_file, identifier)
    if not identifier:
        found.remark(element, "no-identifier", "has no identifier: it cannot be known again")
    language = attribute(element, LANG)
    default = (attribute(element, "default-currency") or "").upper() or None
    if default and default not in codes("Currency"):
        raise Fault(element, f"unknown default currency {default!r:.20}", "an ISO 4217 code such as EUR")
    for child in element.iterchildren("{*}*"):
        if child.tag in KINDS:
            _budget(found, child, default, language)
        elif child.tag not in _OTHER and not child.tag.startswith("{"):
            found.remark(child, "unknown-element", f"<{child.tag:.40}> is no element of the standard")
    reporting = element.find("reporting-org")
    row = (
        *(found.number, element.sourceline, identifier, narrative(element.find("name"), language)),
        None if reporting is None else attribute(reporting, "ref"),
        *(narrative(reporting, language), default, attribute(element, "last-updated-datetime")),
    )
    found.add(ORGANISATIONS, row)
    return found


def _budget(found: Found, element: Any, default: str | None, language: str | None) -> None:
    children = first_children(element)
    start, end = period(element, children)
    whose = children.get(KINDS[element.tag])
    name = "ref" if element.tag == "recipient-org-budget" else "code"
    code = None if whose is None else attribute(whose, name)
    country = element.tag == "recipient-country-budget" and code
    status = None if element.tag == "total-expenditure" else attribute(element, "status") or "1"
    row = (
        *(found.number, found.count(ORGANISATION_BUDGETS) + 1, element.sourceline, element.tag, status),
        *(code, narrative(whose, language), place_of(country) if country else None),
        *(start, end),
        *money(element, children, default, start),
    )
    found.add(ORGANISATION_BUDGETS, row)
