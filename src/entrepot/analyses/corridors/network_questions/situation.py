"""A network while some of it is closed, and which terminals trucks serve in all situations compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from entrepot.analyses.corridors.access import Mile
from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.closures import closed_terminals
from entrepot.analyses.corridors.gates import miles_of
from entrepot.analyses.corridors.network import Mask, Network
from entrepot.metadata.corridors import Difference, Spot
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import Scheme, get


@dataclass(frozen=True)
class Situation:
    """A network, what is closed in it and by which modes goods may move.

    Attributes:
        network: of the layer, or of the layer with a difference applied.
        closures: in written form, "country:RUS" and so on.
        modes: that may be used; empty for all.
    """

    network: Network
    closures: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()

    @cached_property
    def usable(self) -> Mask:
        """Which arcs are open, bool[M]."""
        return self.network.open(self.closures, self.modes)

    @cached_property
    def closed_terminals(self) -> frozenset[str]:
        """Codes of the terminals that are closed."""
        return frozenset(closed_terminals(self.network.layer, self.closures))

    @cached_property
    def closed_countries(self) -> frozenset[str]:
        """Countries that are closed as a whole: nothing starts or ends there."""
        named = [closure.partition(":") for closure in self.closures]
        groups = (get(name, Scheme.GROUP).members for kind, _, name in named if kind == "group")
        return frozenset(name for kind, _, name in named if kind == "country").union(*groups)

    def without(self, *closures: str) -> Situation:
        """The same with more closed."""
        return Situation(self.network, (*self.closures, *closures), self.modes)

    def other(self, difference: Difference) -> Situation:
        """The same with a difference: what it adds and changes applied, what it closes closed too."""
        network = self.network
        if difference.changes or difference.additions:
            network = Network(applied(network.layer, difference))
        return Situation(network, (*self.closures, *difference.closures), self.modes)


def shared_miles(situations: Sequence[Situation], spots: Iterable[Spot]) -> dict[Spot, tuple[Mile, ...]]:
    """For each spot the terminals that a truck would serve in any of the situations.

    A truck serves the nearest few terminals, so when one is closed another takes its place. It could have
    been served before as well; without that a closure might seem to shorten a way, or a new link to lengthen
    one. A spot from which nothing can be reached has none.
    """
    first = situations[0]
    made: dict[Spot, tuple[Mile, ...]] = {}
    for spot in dict.fromkeys(spots):
        usual = {mile.terminal: mile for mile in _miles(first, spot)}
        union = dict(usual)
        for other in situations[1:]:
            if other.network is not first.network or not other.closed_terminals.isdisjoint(usual):
                union |= {mile.terminal: mile for mile in _miles(other, spot)}
        made[spot] = tuple(union.values())
    return made


def _miles(situation: Situation, spot: Spot) -> tuple[Mile, ...]:
    try:
        return miles_of(situation.network, spot, situation.closed_terminals)
    except NoData:
        return ()
