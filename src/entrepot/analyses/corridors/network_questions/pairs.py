"""Pairs of spots that goods move between, and what counts as better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Spot
from entrepot.metadata.errors import UsageError

Array = NDArray[np.float64]

CRITERIA = ("hours", "usd", "co2e", "delay")
"""Names of the four criteria, in the order of `Criteria`."""
UNITS = {"hours": "h", "usd": "USD", "co2e": "kg", "delay": "h", "generalised": "USD"}
EACH: Array = np.eye(4)
"""The criteria one by one, as rows of weights."""
_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Goods from one spot to another; `weight` is what the pair counts for (trade, a market's size).

    Raises:
        UsageError: the weight is negative or not a number.
    """

    origin: Spot
    destination: Spot
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.weight < float("inf"):
            names = f"{self.origin.name} to {self.destination.name}"
            raise UsageError(f"{names}: a weight of {self.weight} makes no sense; give one from 0 up.")


@dataclass(frozen=True)
class Objective:
    """One number to judge a way by: the four criteria, weighted.

    Attributes:
        name: "hours", "usd", "co2e", "delay" or "generalised".
        weights: of hours, USD, kg CO2e and hours of delay, float64[4].
        method: how it is made, in words.
    """

    name: str
    weights: Array
    method: str = ""

    @property
    def unit(self) -> str:
        """Unit of the number."""
        return UNITS[self.name]


def objective(name: str, cargo: Cargo | None = None, parameters: Parameters | None = None) -> Objective:
    """The objective of that name.

    "generalised" is the price plus what the hours cost the goods' owner: hours / 24 x share of the value that
    a day costs (Hummels and Schaur, AER 103(7), 2013) x value.

    Raises:
        UsageError: there is none of that name, or the value of the goods is needed and not known.
        NoData: no `time_value` is stated.
    """
    if name in CRITERIA:
        return Objective(name, EACH[CRITERIA.index(name)])
    if name != "generalised":
        raise UsageError(f"No objective {name!r}: name one of {', '.join((*CRITERIA, 'generalised'))}.")
    if cargo is None or parameters is None or cargo.value_usd is None:
        raise UsageError("Generalised cost needs the value of the goods: say what the cargo is worth.")
    share = parameters.needed("time_value").span.typical
    per_hour = share * cargo.value_usd / _DAY
    method = f"USD + hours / 24 x {share:g} of the value a day x USD {cargo.value_usd:,.0f}"
    return Objective("generalised", np.array([per_hour, 1.0, 0.0, 0.0]), method)


def checked(pairs: Iterable[Pair | tuple[Spot, Spot]]) -> tuple[Pair, ...]:
    """The pairs as `Pair`s, each with two points.

    Raises:
        UsageError: there are none, or both ends of one are the same point.
    """
    made = tuple(pair if isinstance(pair, Pair) else Pair(*pair) for pair in pairs)
    if not made:
        raise UsageError("No pairs were given: name at least one origin and destination.")
    for pair in made:
        if _point(pair.origin) == _point(pair.destination):
            both = f"{pair.origin.name} and {pair.destination.name}"
            raise UsageError(f"{both} are the same point: name two places.")
    return made


def every_pair(spots: Sequence[Spot]) -> tuple[Pair, ...]:
    """Each spot to each other one, both ways, all of weight 1."""
    return tuple(Pair(a, b) for a in spots for b in spots if _point(a) != _point(b))


def _point(spot: Spot) -> tuple[float, float]:
    return spot.latitude, spot.longitude
