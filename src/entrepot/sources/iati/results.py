"""Results of an activity: indicators, and what was aimed at and reached in each period."""

from __future__ import annotations

from typing import Any

from entrepot.metadata.iati import RESULTS
from entrepot.sources.iati.found import Found
from entrepot.sources.iati.values import attribute, day, narrative, truth

_LONGEST = 200


def result(found: Found, element: Any, _default: str | None, language: str | None) -> None:
    """A row for each period of each indicator; one for an indicator, or a result, that has none."""
    rows = found.rows.get(RESULTS.name, [])
    place = int(rows[-1][3]) + 1 if rows else 1
    head = (attribute(element, "type"), narrative(element.find("title"), language))
    indicators = list(element.iterchildren("indicator"))
    if not indicators:
        _row(found, element, place, None, head, (None,) * 5, (None,) * 4)
    for number, indicator in enumerate(indicators, start=1):
        about = _indicator(indicator, language)
        periods = list(indicator.iterchildren("period"))
        if not periods:
            _row(found, indicator, place, number, head, about, (None,) * 4)
        for period in periods:
            _row(found, period, place, number, head, about, _period(period))


def _row(
    found: Found,
    element: Any,
    place: int,
    indicator: int | None,
    head: tuple[Any, ...],
    about: tuple[Any, ...],
    period: tuple[Any, ...],
) -> None:
    at = (found.number, found.count(RESULTS) + 1, element.sourceline, place, indicator)
    found.add(RESULTS, (*at, *head, *about, *period))


def _indicator(element: Any, language: str | None) -> tuple[Any, ...]:
    baseline = element.find("baseline")
    known = baseline is not None
    return (
        narrative(element.find("title"), language),
        attribute(element, "measure"),
        truth(element.get("ascending", "1")),
        _cut(baseline.get("year")) if known else None,
        _cut(baseline.get("value")) if known else None,
    )


def _period(element: Any) -> tuple[Any, ...]:
    start, end = element.find("period-start"), element.find("period-end")
    return (
        None if start is None else day(start.get("iso-date", "")),
        None if end is None else day(end.get("iso-date", "")),
        _first(element, "target"),
        _first(element, "actual"),
    )


def _first(element: Any, name: str) -> str | None:
    """The value that is not broken down by a dimension (sex, age ...), else none."""
    for child in element.iterchildren(name):
        if child.find("dimension") is None and child.find("location") is None:
            return _cut(child.get("value"))
    return None


def _cut(written: str | None) -> str | None:
    return (written or "").strip()[:_LONGEST] or None
