"""In which country each point of a network lies, and the kilometres of its edges in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from entrepot.sources.networks import Borders
from entrepot.sources.networks.network import Floats, Network, chord_of

NOWHERE = -1
COAST_KM = 60.0
"""Points off the coast (bridges, harbours, tunnels) count as the country of the nearest point on land."""

_STEP_KM = 10.0  # an edge is looked at every so many kilometres where its ends lie in different countries


@dataclass(frozen=True, eq=False)
class Countries:
    """Country of each point.

    Attributes:
        codes: ISO 3166-1 alpha-3.
        of_point: (points,) index into `codes`; NOWHERE far out at sea.
    """

    codes: tuple[str, ...]
    of_point: npt.NDArray[np.int64]

    def index(self, code: str) -> int:
        """Number of a country; NOWHERE if it has no point."""
        return self.codes.index(code) if code in self.codes else NOWHERE

    def crossing(self, network: Network) -> npt.NDArray[np.bool_]:
        """(edges,) whether an edge has its ends in two countries."""
        one, other = self.of_point[network.tail], self.of_point[network.head]
        across: npt.NDArray[np.bool_] = (one != other) & (one != NOWHERE) & (other != NOWHERE)
        return across


def countries_of(network: Network, borders: Borders) -> Countries:
    """Country of every point: the polygon it lies in, or off the coast that of the nearest point in one."""
    found = locate(network.latitude, network.longitude, borders)
    inside = found != NOWHERE
    if inside.any() and not inside.all():
        at = network.unit_vectors()
        far, near = cKDTree(at[inside]).query(at[~inside], distance_upper_bound=chord_of(COAST_KM))
        known = np.append(found[inside], NOWHERE)
        found[~inside] = np.where(np.isfinite(far), known[near], NOWHERE)
    return Countries(borders.codes, found)


def locate(latitude: Floats, longitude: Floats, borders: Borders) -> npt.NDArray[np.int64]:
    """(n,) index of the country in whose polygon each point lies; NOWHERE outside all."""
    found = np.full(len(latitude), NOWHERE, dtype=np.int64)
    tree = shapely.STRtree(shapely.points(longitude, latitude))
    for number, shape in enumerate(borders.shapes):
        found[tree.query(shape, predicate="intersects")] = number
    return found


def km_by_country(
    network: Network, countries: Countries, borders: Borders, edges: Iterable[int]
) -> dict[str, float]:
    """Kilometres of some edges in each country.

    An edge with both ends in one country counts there as a whole; another is cut where its chord crosses.
    """
    sums: dict[str, float] = {}
    for edge in edges:
        one, other = (int(countries.of_point[side[edge]]) for side in (network.tail, network.head))
        km = float(network.km[edge])
        shares = {one: 1.0} if one == other else _shares(network, edge, borders, one, other)
        for country, share in shares.items():
            if country != NOWHERE:
                code = countries.codes[country]
                sums[code] = sums.get(code, 0.0) + km * share
    return sums


def _shares(network: Network, edge: int, borders: Borders, one: int, other: int) -> dict[int, float]:
    a, b = network.tail[edge], network.head[edge]
    steps = max(4, int(network.km[edge] / _STEP_KM))
    along = (np.arange(steps) + 0.5) / steps
    latitude = network.latitude[a] + along * (network.latitude[b] - network.latitude[a])
    longitude = network.longitude[a] + along * (network.longitude[b] - network.longitude[a])
    found = locate(latitude, longitude, borders)
    found = np.where(found == NOWHERE, np.where(along < 0.5, one, other), found)
    numbers, times = np.unique(found, return_counts=True)
    return {int(n): float(t) / steps for n, t in zip(numbers, times, strict=True)}
