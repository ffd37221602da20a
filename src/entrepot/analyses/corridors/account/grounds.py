"""What the numbers of a route rest on, told apart: lengths, hours, prices, emissions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from entrepot.analyses.corridors.account.account import MEASURES
from entrepot.metadata.corridors import Layer, Parameter, Route, Step
from entrepot.metadata.origin import Origin

HOURS = frozenset({"speed", "hours", "headway", "handling_hours", "gauge_hours", "border_hours"})
PRICES = frozenset(
    {
        *("rate", "price", "start_price", "air_rate", "air_start_price", "handling_price"),
        *("air_handling_price", "gauge_price", "border_price"),
    }
)
LENGTHS = frozenset({"circuity"})
# "speed (country:KAZ) 25 / 31 / 40", as `steps` writes what a step was made of.
_STATED = re.compile(r"(?P<quantity>\w+)(?: \((?P<where>[^)]*)\))? [\d.e+-]+ / [\d.e+-]+ / [\d.e+-]+")


def measure_of(quantity: str) -> str:
    """Which measure a quantity of the layer goes into; whatever is of no other is of emissions."""
    for measure, quantities in (("hours", HOURS), ("usd", PRICES), ("km", LENGTHS)):
        if quantity in quantities:
            return measure
    return "co2e"


class Grounds:
    """The parameters in use, found by what a step says it was made of.

    Args:
        layer: whose parameters they are.
    """

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._used = {(p.quantity, p.where, p.mode): p for p in layer.parameters if p.used}

    def parameters(self, step: Step) -> Iterator[Parameter]:
        """What a step was made of."""
        for part in step.method.split("; "):
            found = _STATED.fullmatch(part)
            if found is not None:
                name, where = found["quantity"], found["where"] or ""
                stated = self._used.get((name, where, step.mode)) or self._used.get((name, where, ""))
                if stated is not None:
                    yield stated

    def origins(self, routes: Iterable[Route]) -> Mapping[str, tuple[Origin, ...]]:
        """The works that lengths, hours, prices and emissions rest on, by `MEASURES`, each once."""
        keys: dict[str, dict[str, None]] = {measure: {} for measure in MEASURES}
        for step in _steps(routes):
            leg = self._layer.legs.get(step.leg)
            if leg is not None:
                keys["km"][leg.source] = None
            for parameter in self.parameters(step):
                keys[measure_of(parameter.quantity)][parameter.source] = None
        known = self._layer.origins
        return {
            measure: tuple(dict.fromkeys(known[key].work for key in found if key in known))
            for measure, found in keys.items()
        }

    def years(self, routes: Iterable[Route]) -> str:
        """From the oldest to the newest year of what the routes rest on, EDTF; empty where none is stated."""
        stated = {p.year for step in _steps(routes) for p in self.parameters(step)}
        found = sorted(year for text in stated for year in re.findall(r"\d{4}", text))
        if not found:
            return ""
        return found[0] if found[0] == found[-1] else f"{found[0]}/{found[-1]}"


def _steps(routes: Iterable[Route]) -> Iterator[Step]:
    return (step for route in routes for step in route.steps)
