"""A raw network made ready: repaired, joined by hand, a point for each terminal, what may be run where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entrepot.analyses.corridors.physical.anchor import Anchored, anchored
from entrepot.analyses.corridors.physical.country import Countries, countries_of
from entrepot.analyses.corridors.physical.frontier import NEAR_KM, Frontier, Mask, Pairs, crossings
from entrepot.analyses.corridors.physical.gauge import along, gauge_masks
from entrepot.analyses.corridors.physical.hierarchy import Hierarchy, Topology
from entrepot.analyses.corridors.physical.repair import RADIUS_KM, Repair, repaired
from entrepot.analyses.corridors.physical.rules import Rules
from entrepot.metadata.corridors.layer import Terminal
from entrepot.metadata.errors import BadInput
from entrepot.sources.networks import Borders
from entrepot.sources.networks.network import Floats, Network, Position, Whole, km_of, unit_vectors

BORDER_KM = 50.0
"""So many kilometres a border with a procedure weighs when ways are compared: no trifle is worth one."""

MASK_KM = 5.0  # shorter edges of a masked line stay: in cities they carry other trains too
SNAP_KM = 20.0
"""A terminal further from its line than that is refused, unless joins.csv names it."""

_LINE_SNAP_KM = 2.5
_JOIN_SNAP_KM = 8.0
_HOME_KM = 12.0


@dataclass(frozen=True, eq=False)
class Prepared:
    """A network that legs can be measured on.

    Attributes:
        network: points and edges.
        countries: of its points.
        topology: the same network, contracted.
        terminals: those of its mode, in order of code.
        points: (terminals,) the point of each.
        snaps: (terminals,) kilometres between the two.
        runs: for each gauge (0 on roads), (edges,) whether an edge may be run.
        frontier: where borders are crossed.
        open_pairs: countries without a border procedure between them.
        repair: what was joined.
    """

    network: Network
    countries: Countries
    topology: Topology
    terminals: tuple[Terminal, ...]
    points: Whole
    snaps: Floats
    runs: Mapping[int, Mask]
    frontier: Frontier
    open_pairs: Pairs
    repair: Repair

    def free_of(self, *codes: str) -> frozenset[str]:
        """Countries that can be reached from those without a border procedure, themselves included."""
        found = set(codes)
        while more := {x for pair in self.open_pairs if found & set(pair) for x in pair} - found:
            found |= more
        return frozenset(found)

    def hierarchy(self, gauge: int = 0) -> Hierarchy:
        """Shortest ways on the tracks of a gauge, borders weighing `BORDER_KM`."""
        cost = self.network.km + BORDER_KM * self.frontier.procedure
        return Hierarchy(self.topology, cost, self.runs[gauge])

    def inland(self, gauge: int = 0) -> Hierarchy:
        """Shortest ways that cross no border with a procedure."""
        return Hierarchy(self.topology, None, self.runs[gauge] & ~self.frontier.procedure)


def prepare(
    raw: Network,
    mode: str,
    terminals: Mapping[str, Terminal],
    open_pairs: Pairs,
    rules: Rules,
    borders: Borders,
    radius_km: float = RADIUS_KM,
) -> Prepared:
    """Make a network ready.

    Args:
        raw: as `read_network` gives it.
        mode: "rail" or "road".
        terminals: of the layer, by code; only those of the mode are taken.
        open_pairs: countries without a border procedure between them.
        rules: exceptions; of another mode they are ignored.
        borders: of countries.
        radius_km: within which dead ends are joined.

    Raises:
        BadInput: a join or a line has an end that is not on the network.
    """
    mine = tuple(t for _, t in sorted(terminals.items()) if mode in t.modes)
    repair = repaired(raw, radius_km)
    found = _joined(repair.network, mode, mine, rules)
    network = found.network
    countries = countries_of(network, borders)
    points, km = _at_home(network, countries, mine, found)
    corners = [corner for corner in rules.corners if corner.mode == mode]
    frontier = crossings(network, countries, mine, open_pairs, rules.closed_for(mode), NEAR_KM[mode], corners)
    topology = Topology(network)
    runs = (
        {0: frontier.allowed} if mode == "road" else _runs(topology, countries, rules, mine, frontier.allowed)
    )
    return Prepared(network, countries, topology, mine, points, km, runs, frontier, open_pairs, repair)


def _joined(network: Network, mode: str, terminals: Sequence[Terminal], rules: Rules) -> Anchored:
    """Hand-made joins added, then the terminals set on the network.

    A terminal at the end of a join gets a point of its own, where it lies.
    """
    joins = [join for join in rules.joins if join.mode == mode and len(join.ends) == 2]
    ends = {end for join in joins for end in join.ends}
    positions = sorted(end for end in ends if not isinstance(end, str))
    number_of = {terminal.code: number for number, terminal in enumerate(terminals)}
    own = {end: number_of[end] for end in ends if isinstance(end, str) and end in number_of}
    places = [(t.latitude, t.longitude) for t in terminals]
    on = anchored(network, positions, island=1)
    point: dict[Position | str, int] = {
        end: int(at) for end, at, km in zip(positions, on.points, on.km, strict=True) if km <= _JOIN_SNAP_KM
    }
    point |= {code: on.network.points + number for number, code in enumerate(own)}
    for join in joins:
        if off := [end for end in join.ends if end not in point]:
            raise BadInput(
                f"an end of the join {join.key} is not on the network: {off[0]}", remedy="Mend it."
            )
    pairs = np.array([[point[end] for end in join.ends] for join in joins], dtype=np.int64).reshape(-1, 2)
    lengths = np.array([join.km for join in joins], dtype=np.float64)
    grown = _with_points(on.network, [places[number] for number in own.values()])
    return anchored(grown.joined(pairs[:, 0], pairs[:, 1], lengths), places)


def _at_home(
    network: Network, countries: Countries, terminals: Sequence[Terminal], found: Anchored
) -> tuple[Whole, Floats]:
    """Terminals that were set on the other side of a border moved to their own, if it is near."""
    points, km = found.points.copy(), found.km.copy()
    home = np.array([countries.index(t.country) for t in terminals], dtype=np.int64)
    used = np.bincount(np.r_[network.tail, network.head], minlength=network.points) > 0
    for number in np.flatnonzero((countries.of_point[points] != home) & (home >= 0)):
        own = np.flatnonzero(used & (countries.of_point == home[number]))
        if len(own):
            terminal = terminals[int(number)]
            place = np.array([terminal.latitude]), np.array([terminal.longitude])
            at = unit_vectors(network.latitude[own], network.longitude[own]) - unit_vectors(*place)
            far = km_of(np.linalg.norm(at, axis=1))
            if far.min() <= min(max(_HOME_KM, 2 * km[number]), SNAP_KM):
                points[number], km[number] = own[far.argmin()], far.min()
    return points, km


def _with_points(network: Network, places: Sequence[Position]) -> Network:
    latitude = np.r_[network.latitude, np.array([p[0] for p in places])]
    longitude = np.r_[network.longitude, np.array([p[1] for p in places])]
    return Network(latitude, longitude, network.tail, network.head, network.km)


def refused(prepared: Prepared, mode: str, rules: Rules) -> dict[str, float]:
    """Terminals too far from the network to be set on it, and how far: no leg is measured for them.

    A terminal that `joins.csv` names may lie as far as that row allows.
    """
    limits = {join.ends[0]: join.km for join in rules.joins if join.mode == mode and len(join.ends) == 1}
    return {
        terminal.code: float(km)
        for terminal, km in zip(prepared.terminals, prepared.snaps, strict=True)
        if km > limits.get(terminal.code, SNAP_KM)
    }


def _runs(
    topology: Topology, countries: Countries, rules: Rules, terminals: Sequence[Terminal], allowed: Mask
) -> dict[int, Mask]:
    network = topology.network
    everywhere = Hierarchy(topology)
    lines: dict[int, list[Whole]] = {}
    for line in rules.gauge_lines:
        lines.setdefault(line.gauge, []).append(along(network, everywhere, line, _LINE_SNAP_KM))
    by_gauge = {gauge: np.concatenate(edges) for gauge, edges in lines.items()}
    masks = gauge_masks(network, countries, rules.gauges, terminals, by_gauge)
    freight = allowed.copy()
    for line in rules.masked:
        edges = along(network, everywhere, line, _LINE_SNAP_KM)
        freight[edges[network.km[edges] >= MASK_KM]] = False
    kept = by_gauge.get(1435, np.empty(0, dtype=np.int64))
    freight[kept] = allowed[kept]  # a line that carries freight by name is never masked
    return {gauge: mask & freight for gauge, mask in masks.items()}
