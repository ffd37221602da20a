"""An account as JSON and back; origins, of which many steps share a few, stand in one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from entrepot.analyses.corridors.account.account import Account, Apart, Closed
from entrepot.metadata.corridors import Criteria, Route, Span, Spot, Step
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin

_DECIMALS = 3
_PLAIN = ("cargo", "tonnes", "boxes", "chargeable_kg", "cut", "seasons", "years")
_MAYBE = ("air_pays", "day_costs")
_SPANS = ("hours", "usd", "co2e")
_STEP = ("kind", "mode", "start", "end", "start_name", "end_name", "km", "leg", "countries", "passages")


def packed(account: Account) -> dict[str, Any]:
    """The account as JSON has it; `unpacked` gives it back, lines to the metre as the layer has them.

    A method, which no brief prints, is left out of the steps.
    """
    book = _Book()
    return {
        **{name: getattr(account, name) for name in _PLAIN},
        "origin": asdict(account.origin),
        "destination": asdict(account.destination),
        "routes": [_route(route, book) for route in account.routes],
        "front": [criteria.to_tuple() for criteria in account.front],
        **{name: _span(span) if (span := getattr(account, name)) else None for name in _MAYBE},
        "closed": [_closed(each) for each in account.closed],
        "apart": [{**asdict(each), "criteria": each.criteria.to_tuple()} for each in account.apart],
        "names": {key: dict(names) for key, names in account.names.items()},
        "origins": {measure: book.numbers(origins) for measure, origins in account.origins.items()},
        "book": [asdict(origin) for origin in book.origins],
    }


def unpacked(kept: Mapping[str, Any]) -> Account:
    """The account that `packed` wrote."""
    book = tuple(Origin(**each) for each in kept["book"])
    ends = Spot(**kept["origin"]), Spot(**kept["destination"])
    plain: dict[str, Any] = {name: kept[name] for name in _PLAIN} | {"seasons": tuple(kept["seasons"])}
    plain |= {name: Span(*kept[name]) if kept[name] else None for name in _MAYBE}
    return Account(
        origin=ends[0],
        destination=ends[1],
        routes=tuple(_route_of(each, ends, book) for each in kept["routes"]),
        front=tuple(Criteria(*each) for each in kept["front"]),
        closed=tuple(_closed_of(each) for each in kept["closed"]),
        apart=tuple(_apart_of(each) for each in kept["apart"]),
        names=kept["names"],
        origins={measure: _found(book, numbers) for measure, numbers in kept["origins"].items()},
        **plain,
    )


class _Book:
    """Origins in the order first cited."""

    def __init__(self) -> None:
        self.origins: dict[Origin, int] = {}

    def numbers(self, cited: Iterable[Origin]) -> list[int]:
        return [self.origins.setdefault(origin, len(self.origins)) for origin in cited]


def _found(book: tuple[Origin, ...], numbers: Iterable[int]) -> tuple[Origin, ...]:
    return tuple(book[number] for number in numbers)


def _span(span: Span) -> list[float]:
    return [round(value, _DECIMALS) for value in (span.low, span.typical, span.high)]


def _route(route: Route, book: _Book) -> dict[str, Any]:
    late = None if route.late != route.late else route.late
    return {"names": route.names, "late": late, "steps": [_step(step, book) for step in route.steps]}


def _step(step: Step, book: _Book) -> dict[str, Any]:
    plain = {name: getattr(step, name) for name in _STEP}
    spans = {name: _span(getattr(step, name)) for name in _SPANS}
    line = [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in step.line]
    return {**plain, **spans, "line": line, "quality": step.quality, "origins": book.numbers(step.origins)}


def _route_of(kept: Mapping[str, Any], ends: tuple[Spot, Spot], book: tuple[Origin, ...]) -> Route:
    steps = tuple(_step_of(each, book) for each in kept["steps"])
    found = Route(*ends, steps, tuple(kept["names"]))
    return found if kept["late"] is None else replace(found, late=kept["late"])


def _step_of(kept: Mapping[str, Any], book: tuple[Origin, ...]) -> Step:
    lists = {
        "passages": tuple(kept["passages"]),
        "line": tuple((x, y) for x, y in kept["line"]),
        "quality": Quality(kept["quality"]),
        "origins": _found(book, kept["origins"]),
    }
    spans = {name: Span(*kept[name]) for name in _SPANS}
    return Step(**{**kept, **lists, **spans})


def _closed(one: Closed) -> dict[str, Any]:
    criteria = {
        name: None if value is None else value.to_tuple()
        for name, value in (("before", one.before), ("after", one.after), ("balanced", one.balanced))
    }
    return {**asdict(one), **criteria}


def _closed_of(kept: Mapping[str, Any]) -> Closed:
    criteria = {name: Criteria(*kept[name]) if kept[name] else None for name in ("after", "balanced")}
    lists = {name: tuple(kept[name]) for name in ("modes", "by")}
    return Closed(**{**kept, **criteria, **lists, "before": Criteria(*kept["before"])})


def _apart_of(kept: Mapping[str, Any]) -> Apart:
    lists = {name: tuple(kept[name]) for name in ("modes", "by", "needs")}
    return Apart(**{**kept, **lists, "criteria": Criteria(*kept["criteria"])})
