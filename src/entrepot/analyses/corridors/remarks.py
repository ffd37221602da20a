"""What a reader must know before using an answer: keys of phrases, and the figures for their slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from entrepot.analyses.corridors.access import FAR_KM
from entrepot.analyses.corridors.answer import Answer
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.prices import value_density
from entrepot.metadata.corridors import Route, Span, Spot


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know; `slots` are numbers and names, to be written in the reader's language."""

    key: str
    slots: dict[str, float | str] = field(default_factory=dict)


def remarks(network: Network, given: Answer) -> tuple[Remark, ...]:
    """Everything to be said of an answer, the weightiest first."""
    return tuple(_remarks(network, given))


def _remarks(network: Network, given: Answer) -> Iterator[Remark]:
    asked = given.question
    if given.cut:
        yield Remark("cut")
    yield Remark("rates")
    for spot in (asked.origin, asked.destination):
        if spot.stands_for:
            yield Remark("stands-for", {"place": spot.name, "for": spot.stands_for})
    yield from _far(given)
    if any(s.mode == "air" and "RUS" in s.countries for shown in given.routes for s in shown.steps):
        yield Remark("overflight")
    for closure in asked.avoid:
        kind, _, name = closure.partition(":")
        if kind == "season":
            yield Remark("season", {"season": network.layer.seasons[name].names["en"]})
    pays = when_air_pays(network, given)
    if pays is not None:
        yield Remark("air-pays", {"low": pays.low, "high": pays.high})
        density = asked.cargo.usd_per_kg
        if density is not None:
            key = "air-yes" if density >= pays.high else "air-no" if density < pays.low else "air-maybe"
            yield Remark(key, {"density": density})


def when_air_pays(network: Network, given: Answer) -> Span | None:
    """USD per kg of goods above which flying beats every way shown on the surface; None without both.

    Low and high come from what a day is worth, high and low.
    """
    time_value = network.parameters.span("time_value")
    ground = [r.criteria for r in given.routes if "air" not in r.modes]
    flown = [r.criteria for r in given.routes if "air" in r.modes]
    if not flown or not ground or time_value is None:
        return None
    cargo = given.question.cargo
    bars = []
    for fast in flown:
        each = [value_density(fast, slow, cargo, time_value) for slow in ground]
        known = [span for span in each if span is not None]
        if len(known) == len(each):
            bars.append(max(known, key=lambda span: span.typical))
    return min(bars, key=lambda span: span.typical, default=None)


def _far(given: Answer) -> Iterator[Remark]:
    told: set[tuple[str, str]] = set()
    for shown in given.routes:
        for spot, step in ((shown.origin, shown.steps[0]), (shown.destination, shown.steps[-1])):
            terminal = step.end_name if spot is shown.origin else step.start_name
            if step.km > FAR_KM and (spot.code, terminal) not in told and _is_mile(shown, spot):
                told.add((spot.code, terminal))
                yield Remark("far", {"place": spot.name, "terminal": terminal, "km": step.km})


def _is_mile(shown: Route, spot: Spot) -> bool:
    """Whether the route has miles at all: a truck all the way has none to speak of."""
    return len(shown.steps) > 2 and spot in (shown.origin, shown.destination)
