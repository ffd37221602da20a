"""Elements of IATI 2.03, built in the order that its schema wants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lxml import etree

NAMESPACE = "urn:entrepot:iati:1"
"""Of our extension: evidence (quotes of documents) and source (file and line). The schema lets both stand."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
VERSION = "2.03"
ACTIVITY_ORDER = (
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier",
    "activity-status", "activity-date", "activity-scope", "recipient-country", "recipient-region", "sector",
    "collaboration-type", "default-flow-type", "default-finance-type", "default-aid-type",
    "default-tied-status", "budget", "planned-disbursement", "capital-spend", "transaction",
    "related-activity",
)  # fmt: skip
REQUIRED = (
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
    "activity-date",
)  # fmt: skip
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def element(name: str, /, *children: Any, text: str = "", **attributes: Any) -> Any:
    """An element; attributes that are None are left out, and "_" in their names is "-"."""
    made = etree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.replace("_", "-"), _written(value))
    if text:
        made.text = clean(text)
    made.extend(child for child in children if child is not None)
    return made


def ours(name: str, /, *children: Any, **attributes: Any) -> Any:
    """An element of our own namespace."""
    return element(f"{{{NAMESPACE}}}{name}", *children, **attributes)


def coded(name: str, code: Any) -> Any:
    """An element with a code alone; None without one."""
    return None if code is None or code == "" else element(name, code=code)


def narrative(text: str, language: str = "") -> Any:
    """Words, and the language they are in."""
    made = element("narrative", text=text)
    if language:
        made.set(LANG, language)
    return made


def named(name: str, text: str | None, /, **attributes: Any) -> Any:
    """An element that says something."""
    return element(name, narrative(text) if text else None, **attributes)


def money(value: float, currency: str | None, day: Any) -> Any:
    """A value, without a currency where the activity's default is meant."""
    number = f"{Decimal(repr(value)):f}"
    return element("value", text=number.removesuffix(".0"), currency=currency, value_date=day)


def in_order(parts: Iterable[Any]) -> list[Any]:
    """Children of an activity in the order of the schema; ours last."""
    place = {name: number for number, name in enumerate(ACTIVITY_ORDER)}
    return sorted((one for one in parts if one is not None), key=lambda one: place.get(one.tag, len(place)))


def activity(parts: Iterable[Any], **attributes: Any) -> tuple[Any, list[str]]:
    """An activity, and what the schema demands and it lacks, in sentences."""
    children = in_order(parts)
    there = {child.tag for child in children}
    return element("iati-activity", *children, **attributes), [
        f"has no {name}, which the schema demands" for name in REQUIRED if name not in there
    ]


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return clean(str(value))
