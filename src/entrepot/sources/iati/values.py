"""Values of attributes and texts: days, amounts, currencies, truth, names in a language."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from entrepot.metadata.iati.vocabularies import codes
from entrepot.sources.iati.faults import Fault

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Children = dict[str, Any]
"""Elements by their name."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[0-9:.]+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_YEARS = (1900, 2100)
_MOST, _LONGEST = 1e15, 60
_TRUTH = {"1": True, "true": True, "0": False, "false": False}


def day(written: str) -> date | None:
    """A day as the standard writes it, a time of day after it left out; None if it is none or implausible."""
    return _day(written.strip()) if len(written) < _LONGEST else None


@lru_cache(maxsize=65_536)
def _day(written: str) -> date | None:
    found = _DAY.fullmatch(written)
    try:
        read = date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    return read if read and _YEARS[0] <= read.year <= _YEARS[1] else None


def first_children(parent: Any) -> Children:
    """The first child of each name."""
    children: Children = {}
    for child in parent:
        children.setdefault(child.tag, child)
    return children


def day_of(parent: Any, children: Children, name: str) -> date:
    """The day in the iso-date of the first child of that name; raises `Fault` if there is none."""
    child = children.get(name)
    if child is None:
        raise Fault(parent, f"no {name}", "a day")
    if (read := day(written := child.get("iso-date", ""))) is None:
        raise Fault(child, f"{written!r:.40} is no day ({name})", "a day such as 2013-10-01, 1900 to 2100")
    return read


def number(written: str) -> float | None:
    """A decimal number with a point and no separators; None if it is none, or implausibly large."""
    if len(written) > _LONGEST or not _NUMBER.fullmatch(written):
        return None
    value = float(written)
    return value if abs(value) <= _MOST else None


def amount(element: Any) -> float:
    """The number in a value element; raises `Fault` if it is none."""
    written = (element.text or "").strip()
    if (value := number(written)) is None:
        raise Fault(element, f"{written!r:.40} is no amount", "a number such as -31093.00, no separators")
    return value


def currency(element: Any, default: str | None) -> tuple[str, bool]:
    """The ISO 4217 code of a value and whether the value itself names it; raises `Fault` if it is unknown."""
    stated = (element.get("currency") or "").strip().upper()
    code = stated or default
    if not code:
        raise Fault(element, "the value has no currency and the activity no default one", "an ISO 4217 code")
    if code not in codes("Currency"):
        raise Fault(element, f"unknown currency {code!r:.20}", "an ISO 4217 code such as EUR")
    return code, bool(stated)


def truth(written: str | None) -> bool | None:
    """An xsd:boolean; None for anything else."""
    return _TRUTH.get((written or "").strip())


def attribute(element: Any, name: str) -> str | None:
    """An attribute without space around it; None if it is absent or empty."""
    written: str | None = element.get(name)
    return (written.strip() or None) if written else None


def code_of(children: Children, name: str) -> str | None:
    """The code of the first child of that name."""
    child = children.get(name)
    return None if child is None else attribute(child, "code")


def narrative(element: Any, language: str | None) -> str | None:
    """What an element says: in English if it says it so, else in the default language, else the first text.

    `language` is the activity's own; a text without one is in it.
    """
    if element is None:
        return None
    best, rank = None, 3
    own = element.get(LANG) or language or "en"
    for child in element:
        if child.tag == "narrative" and (said := " ".join((child.text or "").split())):
            spoken = child.get(LANG)
            found = 0 if (spoken or own).lower().startswith("en") else 1 if spoken is None else 2
            if found < rank:
                best, rank = said, found
    return best
