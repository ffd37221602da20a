"""Where goods enter and leave the graph: the first and last miles of a spot, and a truck all the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.access import Mile, miles
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.expansion import Node
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.search import Ends
from entrepot.analyses.corridors.trucking import mile_leg, mile_pieces
from entrepot.metadata.corridors import Leg, Mode, Spot
from entrepot.metadata.corridors.sphere import great_circle

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Gate:
    """One end of a question: the ways between the spot and the graph.

    Attributes:
        spot: where it is.
        ends: nodes of the graph, with what the mile to each takes.
        legs: the mile of each.
    """

    spot: Spot
    ends: Ends
    legs: tuple[Leg, ...]

    @classmethod
    def of(
        cls, network: Network, spot: Spot, among: Iterable[Mile], cargo: Cargo, *, leaving: bool = True
    ) -> Gate:
        """The gate of a spot over those miles; `leaving` says whether goods start there or end there."""
        nodes, costs, legs = [], [], []
        for mile in among:
            ends = (spot.end, mile.terminal) if leaving else (mile.terminal, spot.end)
            leg = mile_leg(mile, *ends, network.parameters)
            for node in (Node(mile.terminal), Node(mile.terminal, Mode.ROAD)):
                if node in network.expansion.position:
                    nodes.append(network.expansion.position[node])
                    # Who comes along the road drives on: the truck started elsewhere.
                    starts = leaving or not node.mode
                    costs.append(truck_cost(network, leg, cargo, starts=starts))
                    legs.append(leg)
        cost_of = np.array(costs, dtype=np.float64).reshape(-1, 4)
        return cls(spot, Ends(np.array(nodes, dtype=np.int32), cost_of), tuple(legs))

    @property
    def terminals(self) -> tuple[str, ...]:
        """The terminal that each mile leads to, in the order of `ends`."""
        return tuple(leg.end if leg.start == self.spot.end else leg.start for leg in self.legs)

    def without(self, closed: frozenset[str]) -> Gate:
        """The gate while those terminals are closed."""
        kept = [row for row, terminal in enumerate(self.terminals) if terminal not in closed]
        if len(kept) == len(self.legs):
            return self
        ends = Ends(self.ends.node[kept], self.ends.cost[kept])
        return Gate(self.spot, ends, tuple(self.legs[row] for row in kept))


def reach_km(network: Network, spot: Spot) -> float:
    """Great-circle kilometres a truck may go from the spot, or to it."""
    return network.parameters.needed("reach", Mode.ROAD, countries=(spot.country,)).span.typical


def miles_of(network: Network, spot: Spot, closed: frozenset[str] = frozenset()) -> tuple[Mile, ...]:
    """The terminals a truck from the spot would serve while those are closed; raises `NoData` as `miles`."""
    return miles(network.layer, spot, reach_km(network, spot), closed)


def truck_cost(
    network: Network, leg: Leg, cargo: Cargo, *, starts: bool = True
) -> tuple[float, float, float, float]:
    """Hours, USD, kg CO2e and hours of delay of a mile, border included."""
    pieces = tuple(mile_pieces(leg, cargo, network.layer, network.parameters, starts=starts))
    return (
        sum(piece.hours[0].typical for piece in pieces),
        sum(piece.usd[0].typical for piece in pieces),
        sum(piece.co2e[0].typical for piece in pieces),
        sum(piece.hours[0].excess for piece in pieces),
    )


def all_the_way(network: Network, here: Spot, there: Spot) -> Leg | None:
    """A truck from spot to spot; None where they are not within its reach of each other."""
    km = great_circle(here.latitude, here.longitude, there.latitude, there.longitude)
    if here.landmass != there.landmass or km > reach_km(network, here):
        return None
    same = here.country == there.country
    countries = {here.country: 1.0} if same else {here.country: 0.5, there.country: 0.5}
    return mile_leg(Mile(there.code, km, countries), here.end, there.end, network.parameters)
