"""Why not via there? The best routes through a named place against the best without that condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.find import Found, find
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.pairs import CRITERIA, UNITS
from entrepot.analyses.corridors.network_questions.parts import name_of
from entrepot.analyses.corridors.network_questions.tables import TableOfNetwork, as_plain, column, table
from entrepot.analyses.corridors.options import balanced
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.steps import route
from entrepot.metadata.corridors import Layer, Route
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure_table import FigureTable

Array = NDArray[np.float64]

BESTS = ("fastest", "cheapest", "greenest", "safest", "balanced")
KINDS = ("running", "border", "gauge change", "handling", "waiting")


@dataclass(frozen=True, slots=True, repr=False)
class WhyNot(TableOfNetwork):
    """What a route loses by passing a place.

    Attributes:
        question: as asked, without the place; via: the place in written form; name: in words.
        usual, through: the fastest, cheapest, greenest, safest and balanced route, without and with the
            condition, in this order.
        table: best (one of these five), criterion; usual, through and loss (through - usual). For "balanced"
            all four criteria stand there, for the others the one that they are best by.
        time: kind (running, border, gauge change, handling, waiting), usual, through and loss of the balanced
            routes' hours.
        in_front: whether one of the five through the place is among the ways worth considering.
        dominated_by: the usual way that is at least as good as the balanced one through the place on each
            criterion; None if no way is.
    """

    question: Question
    via: str
    name: str
    usual: tuple[Route, ...]
    through: tuple[Route, ...]
    table: FigureTable
    time: FigureTable
    in_front: bool
    dominated_by: Route | None

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins, routes with their steps."""
        return as_plain(self) | {"question": as_plain(self.question)}


def why_not(network: Network, question: Question, via: str) -> WhyNot:
    """The best route through `via` by each criterion and on balance, and what it loses by that.

    Args:
        network: the layer ready to be searched.
        question: from where to where; places it already passes stay, `via` comes last.
        via: in written form: "terminal:AZBAK", "country:AZE", "passage:caspian", "mode:rail" ...

    Raises:
        NoData: there is no route at all, or none through the place.
        UsageError: as `find`; the place is also to be avoided.
    """
    usual, through = find(network, question), find(network, replace(question, via=(*question.via, via)))
    name = name_of(network.layer, via)
    for found, where in ((usual, ""), (through, f" through {name}")):
        if not len(found.cost):
            ends = f"{question.origin.name} to {question.destination.name}"
            raise NoData(
                f"No route{where} from {ends} as asked: `no_route` tells which condition is in its way."
            )
    rows, passing = _rows(usual.cost), _rows(through.cost)
    better = _dominating(usual.cost, through.cost[passing[-1]])
    before, after = _routes(network, usual, rows), _routes(network, through, passing)
    return WhyNot(
        question=question,
        via=via,
        name=name,
        usual=before,
        through=after,
        table=_table(network.layer, name, before, after),
        time=_time(network.layer, name, before[-1], after[-1]),
        in_front=any(_dominating(usual.cost, through.cost[row]) is None for row in passing),
        dominated_by=None if better is None else _route(network, usual, better),
    )


def _rows(front: Array) -> tuple[int, ...]:
    """The best by each criterion, among equals the one that is best in the others, then the best balance."""
    ends = tuple(int(np.lexsort((front.sum(axis=1), front[:, k]))[0]) for k in range(len(CRITERIA)))
    return (*ends, balanced(front))


def _dominating(front: Array, cost: Array) -> int | None:
    """A row that is nowhere worse and somewhere better than the cost; None if there is none.

    Sums in another order differ in the last digits: as good as equal is equal.
    """
    scale = 1e-9 * np.maximum(np.abs(cost), 1.0)
    rows = np.flatnonzero((front <= cost + scale).all(axis=1) & (front < cost - scale).any(axis=1))
    return int(rows[(front[rows] / np.maximum(cost, 1e-9)).sum(axis=1).argmin()]) if len(rows) else None


def _routes(network: Network, found: Found, rows: Sequence[int]) -> tuple[Route, ...]:
    made = {row: _route(network, found, row) for row in dict.fromkeys(rows)}
    return tuple(replace(made[row], names=(name,)) for row, name in zip(rows, BESTS, strict=True))


def _route(network: Network, found: Found, row: int) -> Route:
    asked = found.question
    return route(network, asked.origin, asked.destination, found.ways[row], asked.cargo)


def _table(layer: Layer, name: str, usual: Sequence[Route], through: Sequence[Route]) -> FigureTable:
    rows = [
        {"best": best, "criterion": criterion, "unit": UNITS[criterion]} | _compared(before, after)
        for best, criterion, before, after in _cells(usual, through)
    ]
    columns = (
        column("usual", "Usual", "see unit", "best route without the condition"),
        column("through", f"Through {name}", "see unit", f"best route through {name}"),
        column("loss", "Loss", "see unit", "loss by passing it", "through - usual"),
    )
    return table(f"Why not through {name}?", rows, ("best", "criterion", "unit"), columns, layer)


def _cells(usual: Sequence[Route], through: Sequence[Route]) -> Iterator[tuple[str, str, float, float]]:
    for position, best in enumerate(BESTS):
        before, after = (routes[position].criteria.to_tuple() for routes in (usual, through))
        for at, criterion in enumerate(CRITERIA):
            if best == "balanced" or at == position:
                yield best, criterion, before[at], after[at]


def _compared(before: float, after: float) -> dict[str, float]:
    return {"usual": before, "through": after, "loss": after - before}


def _time(layer: Layer, name: str, usual: Route, through: Route) -> FigureTable:
    rows = [{"kind": kind} | _compared(_hours(usual, kind), _hours(through, kind)) for kind in KINDS]
    columns = (
        column("usual", "Usual", "h", "typical hours of the balanced route"),
        column("through", f"Through {name}", "h", f"typical hours of the balanced route through {name}"),
        column("loss", "Loss", "h", "hours lost by passing it", "through - usual"),
    )
    return table(f"Where the hours go, usually and through {name}", rows, ("kind",), columns, layer)


def _hours(route: Route, kind: str) -> float:
    return sum(step.hours.typical for step in route.steps if step.kind == kind)
