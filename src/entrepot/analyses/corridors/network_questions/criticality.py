"""What is lost when a terminal, a leg, a passage or a country is taken away, weighted by trade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground, by_origin
from entrepot.analyses.corridors.network_questions.pairs import CRITERIA, Objective, Pair, checked, objective
from entrepot.analyses.corridors.network_questions.parts import What, name_of, parts_of
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.network_questions.tables import CAVEAT, TableOfNetwork, column, table
from entrepot.metadata.corridors import Layer, Spot
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin

Array = NDArray[np.float64]
Criterion = Literal["hours", "usd", "co2e", "delay", "generalised"]

_ONE_BY_ONE = "Each is taken away alone, and no one else’s goods fill what is left: capacity is not modelled."


@dataclass(frozen=True, slots=True, repr=False)
class Criticality(TableOfNetwork):
    """How much hangs on each terminal, leg, passage or country.

    Attributes:
        objective: what the best way of a pair is judged by.
        table: closure (its written form), name; pairs and trade_share (those whose best way needs it);
            stranded_pairs, stranded_share (of them, those left without any route); loss and relative_loss
            (mean of the others, by weight); total_loss (relative loss x trade, over all trade, stranded left
            out). The most critical first, where stranded trade counts like trade whose best doubles.
        pairs: how many were asked; without_route: how many had no route to begin with.
    """

    what: What
    objective: Objective
    table: FigureTable
    pairs: int
    without_route: int


def criticality(
    network: Network,
    pairs: Iterable[Pair | tuple[Spot, Spot]],
    cargo: Cargo,
    what: What = "terminals",
    *,
    by: Criterion = "usd",
    modes: tuple[str, ...] = (),
    closures: tuple[str, ...] = (),
    only: Sequence[str] = (),
    origins: Sequence[Origin] = (),
    told: Callable[[float], None] | None = None,
) -> Criticality:
    """The loss when each is taken away, over pairs weighted by their trade.

    Only pairs whose best way uses a thing are reckoned again without it; the others lose nothing. A country
    is judged as a place of transit: pairs that begin or end in it are not counted.

    Args:
        network: as it is.
        pairs: with their weights, such as trade in USD million.
        cargo: the consignment.
        what: "terminals", "legs", "passages" or "countries".
        by: the criterion, or "generalised" cost (then the cargo needs a value).
        modes: that may be used; empty for all.
        closures: what is closed already.
        only: written forms to look at ("terminal:KZAAU"); empty for all that a best way uses.
        origins: where the weights are from.
        told: called with the share that is done, from 0 to 1, each time something was taken away.

    Raises:
        UsageError: no pairs, no weight in any, nothing of the name `what`, or no value of the goods.
    """
    asked = checked(pairs)
    if not sum(pair.weight for pair in asked):
        raise UsageError("All pairs weigh nothing: give at least one a weight above 0.")
    goal, now = objective(by, cargo, network.parameters), Situation(network, closures, modes)
    study = _Study.of(asked, cargo, goal, what, now)
    wanted = [closure for closure in study.users if not only or closure in only]
    rows = []
    for closure in wanted:
        rows.append(study.row(closure))
        if told is not None:
            told(len(rows) / len(wanted))
    rows.sort(key=_order)
    made = _table(what, study.goal, rows, network.layer, origins)
    return Criticality(what, study.goal, made, len(asked), int((~np.isfinite(study.before)).sum()))


@dataclass(frozen=True)
class _Study:
    """All pairs as they are, and who uses what."""

    ground: Ground
    pairs: tuple[Pair, ...]
    goal: Objective
    now: Situation
    before: Array
    users: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(
        cls,
        pairs: tuple[Pair, ...],
        cargo: Cargo,
        goal: Objective,
        what: What,
        now: Situation,
    ) -> _Study:
        network = now.network
        spots = tuple(dict.fromkeys(spot for pair in pairs for spot in (pair.origin, pair.destination)))
        usual = Ground(network, cargo, shared_miles((now,), spots))
        _, users = _as_it_is(Bests(usual, now), pairs, goal, what)
        # What would take the place of a closed terminal near an end is open to the truck from the start.
        closed = [now.without(closure) for closure in users]
        ground = Ground(network, cargo, shared_miles((now, *closed), spots))
        before, users = _as_it_is(Bests(ground, now), pairs, goal, what)
        return cls(ground, pairs, goal, now, before, users)

    def row(self, closure: str) -> dict[str, Any]:
        """What is lost without one of them."""
        rows = list(self.users[closure])
        network = self.ground.network
        without = Bests(self.ground, self.now.without(closure))
        after = without.values([self.pairs[row] for row in rows], self.goal.weights[None, :])[:, 0]
        weight, before = np.array([self.pairs[row].weight for row in rows]), self.before[rows]
        left, whole = np.isfinite(after), sum(pair.weight for pair in self.pairs)
        loss = np.maximum(after[left] - before[left], 0.0)  # below zero only in the last digits
        relative = loss / np.maximum(before[left], 1.0)  # of what is under 1 h, USD or kg, no share is taken
        return {
            "closure": closure,
            "name": name_of(network.layer, closure),
            "pairs": float(len(rows)),
            "trade_share": float(weight.sum() / whole),
            "stranded_pairs": float((~left).sum()),
            "stranded_share": float(weight[~left].sum() / whole),
            "loss": _mean(loss, weight[left]),
            "relative_loss": _mean(relative, weight[left]),
            "total_loss": float((relative * weight[left]).sum() / whole),
        }


def _as_it_is(
    bests: Bests, pairs: tuple[Pair, ...], goal: Objective, what: What
) -> tuple[Array, dict[str, tuple[int, ...]]]:
    """The best of each pair, float64[p], and for each thing the pairs whose best way uses it."""
    before = np.full(len(pairs), np.inf)
    users: dict[str, list[int]] = {}
    for origin, rows in by_origin(pairs).items():
        grown = bests.tree(origin, goal.weights)
        for row in rows:
            way = bests.way(pairs[row], grown, goal.weights)
            if way is not None:
                before[row] = bests.value(pairs[row], grown, goal.weights)
                for closure in parts_of(bests.ground.network.layer, pairs[row], way, what):
                    users.setdefault(closure, []).append(row)
    return before, {closure: tuple(rows) for closure, rows in users.items()}


def _mean(values: Array, weight: Array) -> float | None:
    return float(np.average(values, weights=weight)) if weight.sum() > 0.0 else None


def _order(row: dict[str, Any]) -> tuple[float, str]:
    return -row["stranded_share"] - row["total_loss"], row["closure"]


def _table(
    what: What, goal: Objective, rows: list[dict[str, Any]], layer: Layer, origins: Sequence[Origin]
) -> FigureTable:
    named = goal.name if goal.name in CRITERIA else "generalised cost"
    title = f"How critical {what} are, by {named}"
    return table(
        title, rows, ("closure", "name"), tuple(_columns(goal)), layer, origins, f"{CAVEAT} {_ONE_BY_ONE}"
    )


def _columns(goal: Objective) -> Iterator[FigureColumn]:
    made = f"without - with{'; ' + goal.method if goal.method else ''}"
    yield column("pairs", "Pairs", "1", "pairs whose best way needs it")
    yield column("trade_share", "Trade", "1", "share of all trade whose best way needs it")
    yield column("stranded_pairs", "Stranded pairs", "1", "pairs left without any route")
    yield column("stranded_share", "Stranded", "1", "share of all trade left without any route")
    yield column(
        "loss", "Loss", goal.unit, "mean loss of a consignment that goes another way, by trade", made
    )
    yield column(
        "relative_loss", "Relative loss", "1", "the same as a share of the best with it", "loss / with"
    )
    yield column("total_loss", "Total loss", "1", "relative loss x trade, over all trade", "sum / all trade")
