"""The answer to a question: the front, and the few routes of it that are shown, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.find import Found, find
from entrepot.analyses.corridors.late import with_lateness
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.options import BALANCED, balanced, pick
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.steps import route
from entrepot.metadata.corridors import Mode, Route

Array = NDArray[np.float64]

MOST = 12
"""Routes shown at most: a reader compares no more."""
_WITHOUT = 2


@dataclass(frozen=True)
class Answer:
    """Routes from origin to destination.

    Attributes:
        question: what was asked.
        front: hours, USD, kg CO2e and hours of delay of every way worth considering, float64[r, 4].
        routes: the few that are shown; `names` says why each is.
        cut: whether the search stopped early, so that better routes may be missing.
    """

    question: Question
    front: Array
    routes: tuple[Route, ...]
    cut: bool = False

    def named(self, name: str) -> Route | None:
        """The route shown for that reason, if any."""
        return next((route for route in self.routes if name in route.names), None)


def answer(network: Network, question: Question) -> Answer:
    """The front, and of it the extremes, the best balance, the best by each main mode and the best without
    what most of these pass.

    Raises:
        UsageError, NoData: as `find`.
    """
    found = find(network, question)
    picks = pick(found.cost, found.main_modes, most=MOST - _WITHOUT) if len(found.cost) else ()
    routes = [replace(_route(network, found, p.row), names=p.names) for p in picks]
    for closure in _worth_asking(routes):
        routes = _with_alternative(network, question, closure, routes)
    return Answer(question, found.cost, tuple(with_lateness(r) for r in routes), found.cut)


def _worth_asking(routes: Iterable[Route]) -> tuple[str, ...]:
    """The country that the routes together run most kilometres in; the first passage of the best balance."""
    countries = [closure for closure in exposures(routes) if closure.startswith("country:")]
    balance = [shown for shown in routes if BALANCED in shown.names]
    passages = [closure for closure in exposures(balance) if closure.startswith("passage:")]
    return (*countries[:1], *passages[:1])


def best(network: Network, question: Question) -> Route | None:
    """The best balance alone; None where there is no route."""
    found = find(network, question)
    return _route(network, found, balanced(found.cost)) if len(found.cost) else None


def exposures(routes: Iterable[Route]) -> tuple[str, ...]:
    """What the routes depend on and could be shut, in written form: countries of transit, then passages, each
    by the kilometres that the routes together run there. Air space does not count.
    """
    countries: Counter[str] = Counter()
    passages: Counter[str] = Counter()
    for shown in routes:
        home = {shown.origin.country, shown.destination.country}
        for step in shown.steps:
            if step.mode != Mode.AIR:
                passages.update(dict.fromkeys(step.passages, round(step.km)))
                abroad = {code: round(km) for code, km in step.countries.items() if code not in home}
                countries.update(abroad)
    ranked = [f"country:{code}" for code, _ in countries.most_common()]
    return (*ranked, *(f"passage:{key}" for key, _ in passages.most_common()))


def _with_alternative(network: Network, question: Question, closure: str, routes: list[Route]) -> list[Route]:
    other = best(network, replace(question, avoid=(*question.avoid, closure), via=question.via))
    if other is None:
        return routes
    name = f"without {closure.partition(':')[2]}"
    for position, shown in enumerate(routes):
        if shown.steps == other.steps:
            routes[position] = replace(shown, names=(*shown.names, name))
            return routes
    return [*routes, replace(other, names=(name,))]


def _route(network: Network, found: Found, row: int) -> Route:
    asked = found.question
    return route(network, asked.origin, asked.destination, found.ways[row], asked.cargo)
