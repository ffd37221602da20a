"""Hubs compared: how much of a market each reaches within given hours or dollars, and what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.pairs import CRITERIA, EACH, UNITS, Pair
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.network_questions.tables import CAVEAT, TableOfNetwork, column, table
from entrepot.metadata.corridors import Spot
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin

Array = NDArray[np.float64]

_POSSIBLE = (
    "What could be reached is not what is served: whether anyone offers it, and has room, is not known."
)


@dataclass(frozen=True, slots=True)
class Market:
    """A place that goods of a hub could go to, and what it counts for.

    Raises:
        UsageError: the weight is negative or not a number.
    """

    spot: Spot
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.weight < float("inf"):
            raise UsageError(
                f"{self.spot.name}: a weight of {self.weight} makes no sense; give one from 0 up."
            )


@dataclass(frozen=True, slots=True, repr=False)
class Hubs(TableOfNetwork):
    """Hubs beside each other, the one that reaches most first.

    Attributes:
        hubs, markets: as asked.
        table: hub; within_hours, within_usd (share of the markets' weight that some route reaches within the
            limit, null where no limit was given); hours, usd, co2e, delay (best of each, mean over the
            markets reached, by weight); unreached (share of the weight without a route).
        best: the best of each criterion from each hub to each market, float64[h, m, 4]; infinite without a
            route, zero where hub and market are one point.
    """

    hubs: tuple[Spot, ...]
    markets: tuple[Market, ...]
    table: FigureTable
    best: Array = field(compare=False)

    def curve(self, hub: Spot | str, criterion: str = "hours") -> tuple[Array, Array]:
        """Share of the markets' weight that the hub reaches as the limit grows.

        Args:
            hub: one of `hubs`, or its code.
            criterion: "hours", "usd", "co2e" or "delay".

        Returns:
            Limits in rising order, float64[k], and the share reached at each, float64[k].

        Raises:
            UsageError: no such hub or criterion.
        """
        codes = [spot.code for spot in self.hubs]
        code = hub.code if isinstance(hub, Spot) else hub
        if code not in codes or criterion not in CRITERIA:
            there = f"there are {', '.join(codes)} by {', '.join(CRITERIA)}"
            raise UsageError(f"No curve of {code} by {criterion}: {there}.")
        limits = self.best[codes.index(code), :, CRITERIA.index(criterion)]
        weight = np.array([market.weight for market in self.markets])
        order = [row for row in np.argsort(limits, kind="stable") if np.isfinite(limits[row])]
        return limits[order], np.cumsum(weight[order]) / weight.sum()

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins, and the curves by hours and USD."""
        curves = {
            spot.code: {name: [part.tolist() for part in self.curve(spot, name)] for name in ("hours", "usd")}
            for spot in self.hubs
        }
        return {"table": self.table.to_dict(), "curves": curves}


def hubs(
    network: Network,
    places: Sequence[Spot],
    markets: Iterable[Market | tuple[Spot, float]],
    cargo: Cargo,
    *,
    within_hours: float | None = None,
    within_usd: float | None = None,
    closures: tuple[str, ...] = (),
    modes: tuple[str, ...] = (),
    origins: Sequence[Origin] = (),
) -> Hubs:
    """What each hub could reach.

    Args:
        network: as it is.
        places: the hubs.
        markets: places with weights, such as imports in USD million; the same for every hub.
        cargo: the consignment.
        within_hours: limit from door to door.
        within_usd: limit for the consignment.
        closures: in written form, while they last.
        modes: that may be used; empty for all.
        origins: where the weights are from.

    Raises:
        UsageError: no hubs, one of them twice, no markets, none with weight, or a limit that is not above 0.
    """
    there = tuple(market if isinstance(market, Market) else Market(*market) for market in markets)
    _check(places, there, {"hours": within_hours, "USD": within_usd})
    open_, now = Situation(network, (), modes), Situation(network, closures, modes)
    miles = shared_miles((open_, now), (*places, *(market.spot for market in there)))
    best = _best(Bests(Ground(network, cargo, miles), now), places, there)
    weight, limits = np.array([market.weight for market in there]), (within_hours, within_usd)
    rows = [_row(spot, reached, weight, limits) for spot, reached in zip(places, best, strict=True)]
    rows.sort(key=_order)
    caveat = f"{CAVEAT} {_POSSIBLE}"
    made = table("Hubs compared", rows, ("hub",), tuple(_columns(limits)), network.layer, origins, caveat)
    return Hubs(tuple(places), there, made, best)


def _check(places: Sequence[Spot], markets: Sequence[Market], limits: dict[str, float | None]) -> None:
    codes = [spot.code for spot in places]
    if not codes or not sum(market.weight for market in markets):
        raise UsageError("Hubs are compared by the markets they reach: name hubs, and markets with weight.")
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise UsageError(f"Named twice among the hubs: {', '.join(sorted(twice))}.")
    for unit, limit in limits.items():
        if limit is not None and not 0.0 < limit < float("inf"):
            raise UsageError(f"Within {limit} {unit} nothing can be reached: give a limit above 0.")


def _best(bests: Bests, places: Sequence[Spot], markets: Sequence[Market]) -> Array:
    cells = [(row, column) for row in range(len(places)) for column in range(len(markets))]
    apart = [(r, c) for r, c in cells if _point(places[r]) != _point(markets[c].spot)]
    found = np.zeros((len(places), len(markets), len(EACH)))
    values = bests.values([Pair(places[r], markets[c].spot) for r, c in apart], EACH)
    for (row, column_), value in zip(apart, values, strict=True):
        found[row, column_] = value
    return found


def _point(spot: Spot) -> tuple[float, float]:
    return spot.latitude, spot.longitude


def _row(hub: Spot, best: Array, weight: Array, limits: tuple[float | None, float | None]) -> dict[str, Any]:
    reached, whole = np.isfinite(best).all(axis=1), weight.sum()
    row: dict[str, Any] = {"hub": hub.name, "unreached": float(weight[~reached].sum() / whole)}
    for position, name in enumerate(CRITERIA):
        some = weight[reached].sum() > 0.0
        row[name] = float(np.average(best[reached, position], weights=weight[reached])) if some else None
    for position, (name, limit) in enumerate(zip(("within_hours", "within_usd"), limits, strict=True)):
        row[name] = None if limit is None else float(weight[best[:, position] <= limit].sum() / whole)
    return row


def _order(row: dict[str, Any]) -> tuple[float, float, float, float]:
    return (
        -(row["within_hours"] or 0.0),
        -(row["within_usd"] or 0.0),
        row["unreached"],
        row["hours"] or 0.0,
    )


def _columns(limits: tuple[float | None, float | None]) -> Iterator[FigureColumn]:
    hours, usd = (f"{limit:,.0f}" if limit is not None else "no limit given" for limit in limits)
    share = "share of the markets’ weight that some route reaches"
    yield column("within_hours", "Within hours", "1", f"{share} within the hours ({hours})")
    yield column("within_usd", "Within USD", "1", f"{share} for the price (USD {usd})")
    for name, label in zip(CRITERIA, ("Hours", "USD", "kg CO2e", "Delay"), strict=True):
        yield column(name, label, UNITS[name], f"best {label} to the markets reached, mean by weight")
    yield column("unreached", "Unreached", "1", "share of the markets’ weight without a route")
