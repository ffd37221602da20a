"""An activity becomes rows; what would falsify a sum raises `Fault`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from entrepot.metadata.iati import (
    ACTIVITIES,
    DATE_TYPES,
    DATES,
    OTHER_IDENTIFIERS,
    PARTICIPANTS,
    RECIPIENTS,
    RELATED,
    SECTORS,
    STATUSES,
)  # fmt: skip
from entrepot.metadata.iati.vocabularies import codes
from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.found import Found
from entrepot.sources.iati.results import result
from entrepot.sources.iati.splits import recipients, sectors
from entrepot.sources.iati.transactions import aid_type, budget, transaction
from entrepot.sources.iati.values import (
    LANG,
    attribute,
    code_of,
    day,
    first_children,
    narrative,
    number,
    truth,
)

Part = Callable[[Found, Any, str | None, str | None], None]

# What is read elsewhere, and what is left out by name: contacts are personal data; the rest no sum needs.
_ELSEWHERE = frozenset((
    "iati-identifier", "reporting-org", "title", "description", "activity-status", "activity-scope",
    "collaboration-type", "default-flow-type", "default-finance-type", "default-aid-type",
    "default-tied-status", "capital-spend", "recipient-country", "recipient-region", "sector",
))  # fmt: skip
_LEFT_OUT = frozenset((
    "contact-info", "location", "tag", "country-budget-items", "humanitarian-scope", "policy-marker",
    "document-link", "legacy-data", "conditions", "crs-add", "fss",
))  # fmt: skip


def activity(element: Any, number_in_file: int) -> Found:
    """The rows of an activity.

    Raises:
        Fault: an amount, day, currency or share is none, or cannot be right.
    """
    identifier = " ".join((element.findtext("iati-identifier") or "").split())
    found = Found(number_in_file, identifier)
    if not identifier:
        found.remark(element, "no-identifier", "has no identifier: it cannot be known again")
    language, default = attribute(element, LANG), _default_currency(element)
    recipients(found, element, 0, language)
    sectors(found, element, 0, language)
    unknown: dict[str, Any] = {}
    for child in element.iterchildren("{*}*"):
        name = child.tag
        if (part := _PARTS.get(name)) is not None:
            part(found, child, default, language)
        elif name not in _ELSEWHERE and name not in _LEFT_OUT and not name.startswith("{"):
            unknown.setdefault(name, child)
    for name, child in unknown.items():
        found.remark(child, "unknown-element", f"<{name:.40}> is no element of the standard")
    _twice(found, element)
    found.add(ACTIVITIES, _head(found, element, default, language))
    return found


def _default_currency(element: Any) -> str | None:
    default = (attribute(element, "default-currency") or "").upper() or None
    if default and default not in codes("Currency"):
        raise Fault(element, f"unknown default currency {default!r:.20}", "an ISO 4217 code such as EUR")
    return default


def _twice(found: Found, element: Any) -> None:
    """The standard wants places, and sectors, for the whole or for the transactions, not for both."""
    for table, what in ((RECIPIENTS, "recipients"), (SECTORS, "sectors")):
        rows = found.rows.get(table.name, ())
        if rows and rows[0][1] == 0 and rows[-1][1] > 0:
            found.remark(element, f"{what}-twice", f"{what} of the whole and of single transactions")


def _head(found: Found, element: Any, default: str | None, language: str | None) -> tuple[Any, ...]:
    children = first_children(element)
    reporting = children.get("reporting-org")
    status = code_of(children, "activity-status")
    if status is not None and status not in STATUSES:
        found.remark(element, "status-unknown", f"{status!r:.20} is no status of an activity")
    spend = children.get("capital-spend")
    level = attribute(element, "hierarchy")
    days: dict[str, Any] = {}
    for row in found.rows.get(DATES.name, ()):
        days.setdefault(row[3], row[4])
    return (
        *(found.number, element.sourceline, found.identifier),
        None if reporting is None else attribute(reporting, "ref"),
        None if reporting is None else attribute(reporting, "type"),
        narrative(reporting, language),
        bool(reporting is not None and truth(reporting.get("secondary-reporter"))),
        narrative(children.get("title"), language),
        narrative(_description(element), language),
        status,
        code_of(children, "activity-scope"),
        int(level) if level and level.isascii() and level.isdigit() and len(level) < 4 else None,
        default,
        language,
        truth(element.get("humanitarian")),
        code_of(children, "default-flow-type"),
        code_of(children, "default-finance-type"),
        aid_type(element, "default-aid-type"),
        code_of(children, "default-tied-status"),
        code_of(children, "collaboration-type"),
        *(days.get(kind) for kind in DATE_TYPES),
        None if spend is None else number(spend.get("percentage", "").strip()),
        attribute(element, "last-updated-datetime"),
    )


def _description(element: Any) -> Any:
    """The general description (type 1, or none), else the first of any type."""
    first = element.find("description")
    for child in element.iterchildren("description"):
        if child.get("type", "1") == "1":
            return child
    return first


def _date(found: Found, element: Any, _default: str | None, _language: str | None) -> None:
    kind, written = attribute(element, "type") or "", element.get("iso-date", "")
    read = day(written)
    if kind not in DATE_TYPES:
        found.remark(element, "date-type-unknown", f"{kind!r:.20} is no type of a date")
    if read is None:
        found.remark(element, "date-unreadable", f"{written!r:.40} is no day")
    place = found.count(DATES) + 1
    found.add(DATES, (found.number, place, element.sourceline, kind, read, written[:60]))


def _participant(found: Found, element: Any, _default: str | None, language: str | None) -> None:
    row = (
        *(found.number, found.count(PARTICIPANTS) + 1, element.sourceline, attribute(element, "role") or ""),
        *(attribute(element, "ref"), attribute(element, "type"), narrative(element, language)),
        *(attribute(element, "activity-id"), attribute(element, "crs-channel-code")),
    )
    found.add(PARTICIPANTS, row)


def _related(found: Found, element: Any, _default: str | None, _language: str | None) -> None:
    kind, ref = attribute(element, "type") or "", attribute(element, "ref")
    if ref is not None:
        found.add(RELATED, (found.number, found.count(RELATED) + 1, element.sourceline, kind, ref))


def _other(found: Found, element: Any, _default: str | None, _language: str | None) -> None:
    owner, ref = element.find("owner-org"), attribute(element, "ref")
    if ref is not None:
        kind = attribute(element, "type")
        whose = None if owner is None else attribute(owner, "ref")
        place = found.count(OTHER_IDENTIFIERS) + 1
        found.add(OTHER_IDENTIFIERS, (found.number, place, element.sourceline, ref, kind, whose))


_PARTS: dict[str, Part] = {
    "transaction": transaction,
    "budget": budget,
    "planned-disbursement": budget,
    "activity-date": _date,
    "participating-org": _participant,
    "related-activity": _related,
    "other-identifier": _other,
    "result": result,
}
