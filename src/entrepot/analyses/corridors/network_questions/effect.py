"""What a closure, a change or a new link does to many pairs, on each of the four criteria."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.pairs import CRITERIA, EACH, UNITS, Pair, checked
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.network_questions.tables import (
    TableOfNetwork,
    column,
    difference_origins,
    table,
)
from entrepot.metadata.corridors import Difference, Spot
from entrepot.metadata.figure_table import FigureColumn, FigureTable

Array = NDArray[np.float64]
Status = Literal["unchanged", "worse", "better", "mixed", "no route", "new route", "never a route"]

SAME = 1e-9
"""Relative difference below which two values are the same: sums in another order differ in last digits."""
_WORDS = {
    "hours": ("Hours", "shortest time from door to door"),
    "usd": ("USD", "lowest price of the consignment"),
    "co2e": ("kg CO2e", "least CO2e of the consignment, well to wheel"),
    "delay": ("Delay", "least delay to expect beyond the typical hours"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Effect(TableOfNetwork):
    """The best of each criterion before and after, pair by pair.

    Attributes:
        difference: what is otherwise.
        pairs: as asked.
        table: origin, destination, status; then for each of hours, usd, co2e and delay the best before and
            after, the change (after - before) and its share of before. The four bests of a pair are of four
            ways as a rule. Where there is no route the status says so, and there is no number.
        before, after: the same as numbers, float64[p, 4]; infinite where there is no route.
    """

    difference: Difference
    pairs: tuple[Pair, ...]
    table: FigureTable
    before: Array = field(compare=False)
    after: Array = field(compare=False)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Of each pair: "unchanged", "worse", "better", "mixed" (criteria differ), "no route" (not any more),
        "new route" (there was none) or "never a route".
        """
        return statuses(self.before, self.after)

    def weight(self, status: Status) -> float:
        """What the pairs of that status count for."""
        both = zip(self.pairs, self.statuses, strict=True)
        return sum(pair.weight for pair, said in both if said == status)

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins."""
        weights = {status: self.weight(status) for status in dict.fromkeys(self.statuses)}
        return {"difference": self.difference.name, "weights": weights, "table": self.table.to_dict()}


def effect(
    network: Network,
    pairs: Iterable[Pair | tuple[Spot, Spot]],
    otherwise: Difference | Sequence[str],
    cargo: Cargo,
    modes: tuple[str, ...] = (),
    closures: tuple[str, ...] = (),
) -> Effect:
    """Gain or loss of each pair on the exact optimum of each criterion.

    Both before and after, a truck may serve every terminal that it would serve in either, so that a closure
    never improves anything and a new link never worsens it; `routes` may leave out one such terminal.

    Args:
        network: as it is.
        pairs: origins and destinations.
        otherwise: a difference, or closures in their written form ("country:RUS", "passage:suez").
        cargo: the consignment.
        modes: that may be used besides a truck's first and last mile; empty for all.
        closures: what is closed both before and after.

    Raises:
        UsageError: no pairs, a pair of one point, or a closure that is none.
    """
    asked, difference = checked(pairs), as_difference(otherwise)
    now = Situation(network, closures, modes)
    then = now.other(difference)
    miles = shared_miles((now, then), (spot for pair in asked for spot in (pair.origin, pair.destination)))
    ground = Ground(network, cargo, miles)
    other = ground if then.network is network else Ground(then.network, cargo, miles)
    before, after = Bests(ground, now).values(asked, EACH), Bests(other, then).values(asked, EACH)
    return Effect(difference, asked, _table(network, asked, difference, before, after), before, after)


def as_difference(otherwise: Difference | Sequence[str]) -> Difference:
    """Closures alone as a difference that is named after them."""
    if isinstance(otherwise, Difference):
        return otherwise
    closures = (otherwise,) if isinstance(otherwise, str) else tuple(otherwise)
    return Difference(name=" ".join(closures) or "nothing", closures=closures)


def statuses(before: Array, after: Array) -> tuple[Status, ...]:
    """One word for each row of two float64[p, 4]."""
    had, has = np.isfinite(before).all(axis=1), np.isfinite(after).all(axis=1)
    change = _change(before, after)
    worse, better = (change > 0.0).any(axis=1), (change < 0.0).any(axis=1)
    return tuple(_status(*row) for row in np.column_stack([had, has, worse, better]).tolist())


def _status(had: bool, has: bool, worse: bool, better: bool) -> Status:
    if not had:
        return "new route" if has else "never a route"
    if not has:
        return "no route"
    if worse:
        return "mixed" if better else "worse"
    return "better" if better else "unchanged"


def _change(before: Array, after: Array) -> Array:
    """float64[p, 4]; not a number where there was or is no route."""
    both = np.isfinite(before) & np.isfinite(after)
    change = np.subtract(after, before, out=np.full(before.shape, np.nan), where=both)
    same = both & (np.abs(change) <= SAME * np.maximum(np.abs(before), 1.0))
    return np.where(same, 0.0, change)


def _table(
    network: Network, pairs: Sequence[Pair], difference: Difference, before: Array, after: Array
) -> FigureTable:
    given = (pairs, statuses(before, after), before, after, _change(before, after))
    rows = [_row(*each) for each in zip(*given, strict=True)]
    title = f"Effect of {difference.title or difference.name}"
    columns = [made for name in CRITERIA for made in _columns(name)]
    keys = ("origin", "destination", "status")
    return table(title, rows, keys, columns, network.layer, difference_origins(difference))


def _row(pair: Pair, status: Status, before: Array, after: Array, change: Array) -> dict[str, Any]:
    row: dict[str, Any] = {"origin": pair.origin.name, "destination": pair.destination.name, "status": status}
    for position, name in enumerate(CRITERIA):
        old, new, more = (_known(values[position]) for values in (before, after, change))
        row[f"{name}_before"], row[f"{name}_after"], row[f"{name}_change"] = old, new, more
        row[f"{name}_share"] = more / old if more is not None and old else None
    return row


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _columns(name: str) -> tuple[FigureColumn, ...]:
    label, concept = _WORDS[name]
    unit = UNITS[name]
    now = column(f"{name}_before", f"{label} before", unit, f"{concept}, as it is")
    return (
        now,
        replace(now, name=f"{name}_after", label=f"{label} after", concept=f"{concept}, with the difference"),
        column(f"{name}_change", "Change", unit, f"change of the {concept}", "after - before"),
        column(f"{name}_share", "Relative", "1", f"change of the {concept}", "(after - before) / before"),
    )
