"""Why there is no route: which single condition, if dropped, gives one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from entrepot.analyses.corridors.answer import best
from entrepot.analyses.corridors.closures import check_request
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.parts import name_of
from entrepot.analyses.corridors.network_questions.tables import as_plain
from entrepot.analyses.corridors.question import Question
from entrepot.metadata.corridors import Route
from entrepot.metadata.errors import NoData, UsageError

COARSE = 0.5
"""Whether there is a route, and one of the best balance, needs no fine front."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A condition that, dropped alone, gives a route.

    Attributes:
        kind: "avoid", "via" or "modes".
        condition: as it stood in the question; of modes, joined by commas.
        words: the advice, "drop the condition to avoid Russia".
        route: the best balance then.
    """

    kind: str
    condition: str
    words: str
    route: Route


@dataclass(frozen=True, slots=True)
class NoRoute:
    """Why the answer is empty.

    Attributes:
        question: as asked.
        remedies: the single conditions that stand in the way, the quickest way out first; empty if none alone
            does.
        together: the route when all conditions are dropped; None if there is none even then. Only looked for
            where no single one helps.
    """

    question: Question
    remedies: tuple[Remedy, ...]
    together: Route | None = None

    @property
    def message(self) -> str:
        """What an error says: that there is no route, and what to change."""
        ends = f"{self.question.origin.name} to {self.question.destination.name}"
        if self.remedies:
            ways = "; or ".join(f"{r.words} ({_told(r.route)})" for r in self.remedies)
            return f"No route from {ends} as asked. To get one, {ways}."
        if self.together is not None:
            told = _told(self.together)
            return f"No route from {ends} as asked; dropping one condition is not enough, all gives {told}."
        return f"No route from {ends}, with or without conditions: the layer has no way between them."

    def to_dict(self) -> dict[str, Any]:
        """JSON form, routes with their steps."""
        return as_plain(self) | {"message": self.message}


def no_route(network: Network, question: Question) -> NoRoute:
    """Which single restriction of a question without answer, if dropped, gives a route, and which.

    Raises:
        UsageError: there is a route as asked, or the conditions contradict each other.
    """
    check_request(network.layer, question.avoid, question.via, question.modes)
    if _best(network, question) is not None:
        ends = f"{question.origin.name} to {question.destination.name}"
        raise UsageError(f"There is a route from {ends} as asked: there is nothing to explain.")
    remedies = tuple(sorted(_remedies(network, question), key=lambda r: r.route.criteria.hours))
    if remedies:
        return NoRoute(question, remedies)
    return NoRoute(question, (), _best(network, replace(question, avoid=(), via=(), modes=())))


def _remedies(network: Network, question: Question) -> Iterator[Remedy]:
    for kind, condition, words, other in _relaxed(network, question):
        found = _best(network, other)
        if found is not None:
            yield Remedy(kind, condition, words, found)


def _relaxed(network: Network, question: Question) -> Iterator[tuple[str, str, str, Question]]:
    for closure in question.avoid:
        rest = tuple(other for other in question.avoid if other != closure)
        words = f"do not avoid {name_of(network.layer, closure)}"
        yield "avoid", closure, words, replace(question, avoid=rest)
    for place in question.via:
        rest = tuple(other for other in question.via if other != place)
        yield "via", place, f"do not ask to pass {name_of(network.layer, place)}", replace(question, via=rest)
    if question.modes:
        words = f"allow other modes than {', '.join(question.modes)}"
        yield "modes", ",".join(question.modes), words, replace(question, modes=())


def _best(network: Network, question: Question) -> Route | None:
    """None also where an end lies in what is to be avoided, or where no terminal can be reached from it."""
    try:
        return best(network, replace(question, epsilon=max(question.epsilon, COARSE)))
    except (UsageError, NoData):
        return None


def _told(route: Route) -> str:
    days, usd = route.hours.typical / 24.0, route.usd.typical
    return f"{days:,.1f} days, USD {usd:,.0f}, by {' and '.join(route.modes)}"
