"""What is left of a pair's ways when a country, a passage or a hub is closed, and which ways lie apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from entrepot.analyses.corridors.account.account import Apart, Closed
from entrepot.analyses.corridors.account.waypoints import (
    carriers,
    first_lift,
    last_lift,
    most_used,
    needs,
    waypoints,
)
from entrepot.analyses.corridors.answer import Answer, best, exposures
from entrepot.analyses.corridors.closures import closed_legs, closed_terminals
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Pair, effect
from entrepot.analyses.corridors.question import Question
from entrepot.metadata.corridors import Criteria, Route
from entrepot.metadata.errors import NoData, UsageError

ALWAYS = ("country:RUS", "passage:caspian", "passage:suez")
"""What is asked for every pair: readers ask, and that it does not matter is an answer too."""
_COUNTRIES, _PASSAGES, _APART = 2, 4, 4
_ON_THE_GROUND = "mode:air"


@dataclass(frozen=True)
class Closing:
    """A question answered, and what closures do to it.

    Attributes:
        network: where it was searched.
        answer: with at least one route.
        others: the routes found while things were closed.
    """

    network: Network
    answer: Answer
    others: list[Route] = field(default_factory=list)

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.answer.question

    @property
    def home(self) -> frozenset[str]:
        """Countries of both ends: goods cannot avoid them."""
        return frozenset((self.question.origin.country, self.question.destination.country))

    def closed(self) -> tuple[Closed, ...]:
        """Of each thing that may close what is left then, the gravest first."""
        balanced = self.answer.named("balanced") or self.answer.routes[0]
        found = [self._closed(role, closure, balanced) for role, closure in self._asked()]
        return tuple(sorted(found, key=_gravity, reverse=True))

    def apart(self) -> tuple[Apart, ...]:
        """Ways on land and water with no country of transit and no passage in common, each in turn the best
        balance.

        Closing what the best needs, then what the next best needs, until nothing is left: there may be more
        such ways than are found in this order, not fewer.
        """
        found: list[Apart] = []
        shut: tuple[str, ...] = (_ON_THE_GROUND,)
        while len(found) < _APART and (route := self._best(shut)) is not None:
            needed = needs(route, self.network.layer)
            found.append(Apart(route.criteria, carriers(route), waypoints(route), needed))
            if not needed:
                break
            shut = (*shut, *needed)
        return tuple(found)

    def _asked(self) -> Iterator[tuple[str, str]]:
        """Roles and closures, each closure once."""
        named = self._usual()
        exposed = exposures(named)
        countries = [c for c in exposed if c.startswith("country:")][:_COUNTRIES]
        passages = [c for c in exposed if c.startswith("passage:")][:_PASSAGES]
        always = [c for c in ALWAYS if self._is_there(c)]
        for closure in dict.fromkeys((*countries, *passages, *always)):
            yield closure.partition(":")[0], closure
        first, last = most_used(map(first_lift, named)), most_used(map(last_lift, named))
        if first:
            yield "origin", f"terminal:{first}"
        if last and last != first:
            yield "destination", f"terminal:{last}"

    def _usual(self) -> list[Route]:
        """The routes shown without those that are there for what they avoid; the best balance first."""
        usual = [r for r in self.answer.routes if not all(n.startswith("without") for n in r.names)]
        return sorted(usual, key=lambda route: "balanced" not in route.names)

    def _is_there(self, closure: str) -> bool:
        kind, _, name = closure.partition(":")
        return name not in self.home if kind == "country" else name in self.network.layer.passages

    def _closed(self, role: str, closure: str, balanced: Route) -> Closed:
        asked = self.question
        pair = Pair(asked.origin, asked.destination)
        done = effect(self.network, [pair], (closure,), asked.cargo)
        before, after = Criteria(*done.before[0].tolist()), Criteria(*done.after[0].tolist())
        if not self._touched(balanced, closure):
            return self._told(role, closure, before, after, balanced, same=True)
        other = self._best((closure,))
        if other is None or not np.isfinite(done.after).all():
            return Closed(closure, role, before, None, None)
        return self._told(role, closure, before, after, other, same=False)

    def _told(
        self, role: str, closure: str, before: Criteria, after: Criteria, route: Route, *, same: bool
    ) -> Closed:
        # Sums in another order differ in the last digits; a change below that is none.
        values = [
            old if abs(new - old) <= 1e-6 * max(abs(old), 1.0) else new
            for old, new in zip(before.to_tuple(), after.to_tuple(), strict=True)
        ]
        then = Criteria(*values)
        return Closed(
            closure, role, before, then, route.criteria, carriers(route), waypoints(route), same=same
        )

    def _touched(self, route: Route, closure: str) -> bool:
        layer = self.network.layer
        legs, terminals = closed_legs(layer, (closure,)), closed_terminals(layer, (closure,))
        return any(s.leg in legs for s in route.steps) or not terminals.isdisjoint(route.terminals)

    def _best(self, shut: Sequence[str]) -> Route | None:
        asked = self.question
        try:
            found = best(self.network, replace(asked, avoid=(*asked.avoid, *shut)))
        except (NoData, UsageError):  # no terminal is left within reach of an end
            return None
        if found is not None:
            self.others.append(found)
        return found


def _gravity(closed: Closed) -> tuple[bool, float]:
    """No route first, then by how many times worse the best balance and the bests become."""
    if closed.after is None or closed.balanced is None:
        return True, 0.0
    pairs = zip(closed.before.to_tuple(), closed.after.to_tuple(), strict=True)
    return False, sum(new / old for old, new in pairs if old > 0.0) + (0.0 if closed.same else 1.0)
