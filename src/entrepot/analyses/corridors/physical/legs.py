"""Legs between neighbouring terminals, measured on a prepared network: length, countries, a line to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely

from entrepot.analyses.corridors.physical.costs import CORNER_KM, leg_costs
from entrepot.analyses.corridors.physical.country import km_by_country
from entrepot.analyses.corridors.physical.hierarchy import Hierarchy, Way
from entrepot.analyses.corridors.physical.neighbours import (
    RAIL,
    RAIL_REACH_KM,
    ROAD,
    ROAD_REACH_KM,
    neighbours,
)
from entrepot.analyses.corridors.physical.prepared import Prepared
from entrepot.analyses.corridors.physical.rules import Override
from entrepot.metadata.corridors.layer import Leg, Mode
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.figure import Quality
from entrepot.sources.networks import Borders
from entrepot.sources.networks.network import Network, Whole

SOURCE = "osm-scgraph"
TOLERANCE_KM = 3.0
_DEGREE_KM = 111.2
_SAME_KM = 0.01
_ROUNDS = 6  # two are enough for what ships

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Drawn:
    """A leg, and its line as (longitude, latitude) points; empty where a great circle must do."""

    leg: Leg
    line: Line


def measured(
    prepared: Prepared, mode: Mode, refused: Mapping[str, float], borders: Borders
) -> Iterator[Drawn]:
    """Legs between terminals that neighbour each other, for each gauge; refused terminals have none.

    A leg never crosses two borders with a procedure, but for corners; a road never leaves its landmass.
    """
    for gauge in prepared.runs:
        mine = np.array(
            [
                number
                for number, terminal in enumerate(prepared.terminals)
                if terminal.code not in refused and (not gauge or gauge in terminal.gauges)
            ],
            dtype=np.int64,
        )
        if len(mine) > 1:
            yield from _of_gauge(prepared, mode, gauge, mine, borders)


def _of_gauge(prepared: Prepared, mode: Mode, gauge: int, mine: Whole, borders: Borders) -> Iterator[Drawn]:
    hierarchy, inland = prepared.hierarchy(gauge), prepared.inland(gauge)
    cost = leg_costs(prepared, hierarchy, inland, mine)
    slack, reach = (RAIL, RAIL_REACH_KM) if gauge else (ROAD, ROAD_REACH_KM)
    for _ in range(_ROUNDS):
        pairs = neighbours(cost, slack, reach)
        found = [
            _between(prepared, mode, gauge, (hierarchy, inland), mine[list(pair)], cost[pair], borders)
            for pair in pairs
        ]
        strange = [pair for pair, drawn in zip(pairs, found, strict=True) if drawn is None]
        for one, other in strange:  # and nothing may be replaced by a way over it
            cost[one, other] = cost[other, one] = np.inf
        if not strange:
            break
    yield from (drawn for drawn in found if drawn is not None)


def _between(
    prepared: Prepared,
    mode: Mode,
    gauge: int,
    hierarchies: tuple[Hierarchy, Hierarchy],
    ends: Whole,
    cost: float,
    borders: Borders,
) -> Drawn | None:
    """The leg between two terminals; None if it leaves its landmass, or runs far through a third country."""
    a, b = sorted(map(int, ends), key=lambda number: prepared.terminals[number].code)
    start, end = prepared.terminals[a], prepared.terminals[b]
    hierarchy, inland = hierarchies
    way = inland.way(int(prepared.points[a]), int(prepared.points[b]))
    if way is None or cost < way.cost - _SAME_KM:
        way = hierarchy.way(int(prepared.points[a]), int(prepared.points[b])) or way
    if way is None or (mode is Mode.ROAD and start.landmass != end.landmass):
        return None
    drawn = _drawn(prepared, mode, gauge, (a, b), way, borders)
    free = prepared.free_of(start.country, end.country)
    strange = sum(km for code, km in drawn.leg.countries.items() if code not in free)
    return drawn if strange <= CORNER_KM else None


def _drawn(
    prepared: Prepared, mode: Mode, gauge: int, ends: tuple[int, int], way: Way, borders: Borders
) -> Drawn:
    start, end = (prepared.terminals[n] for n in ends)
    crow = great_circle(start.latitude, start.longitude, end.latitude, end.longitude)
    km = float(prepared.network.km[way.edges].sum())
    countries = km_by_country(prepared.network, prepared.countries, borders, way.edges)
    note = ""
    if km < crow:  # both ends stand for one point of the network, or lie beside a line drawn as one edge
        note = f"{km:.0f} km on the network, which lies beside the terminals; the great circle instead"
        km = max(crow, 1.0)
    scale = km / total if (total := sum(countries.values())) > 0 else 0.0
    rounded = {code: round(share * scale, 1) for code, share in sorted(countries.items())}
    leg = Leg(
        id=f"{mode}:{start.code}:{end.code}",
        mode=mode,
        start=start.code,
        end=end.code,
        km=round(km, 1),
        gauge=gauge,
        countries={code: share for code, share in rounded.items() if share > 0},
        source=SOURCE,
        quality=Quality.ESTIMATED if note else Quality.DERIVED,
        note=note,
    )
    return Drawn(leg, simplified(prepared.network, way))


def simplified(network: Network, way: Way, tolerance_km: float = TOLERANCE_KM) -> Line:
    """The way as (longitude, latitude) points; none that is left out lies further off than the tolerance."""
    if len(way.points) < 2:
        return ()
    latitude, longitude = network.latitude[way.points], network.longitude[way.points]
    squeeze = float(np.cos(np.radians(latitude.mean())))
    line = shapely.LineString(np.stack([longitude * squeeze, latitude], axis=1))
    kept = shapely.get_coordinates(line.simplify(tolerance_km / _DEGREE_KM))
    return tuple((float(x) / squeeze, float(y)) for x, y in kept)


def overridden(drawn: Iterator[Drawn], overrides: tuple[Override, ...], mode: Mode) -> list[Drawn]:
    """Legs with published lengths in place of measured ones; what the network lacks is added, without a line.

    Kilometres by country are scaled with the length.
    """
    found = {one.leg.id: one for one in _named(list(drawn))}
    for override in overrides:
        if override.mode == mode:
            leg = _published(override, mode)
            before = found.get(leg.id)
            if before is not None:
                leg = _rescaled(before.leg, leg)
            found[leg.id] = Drawn(leg, before.line if before else ())
    return [found[key] for key in sorted(found)]


def _named(drawn: list[Drawn]) -> Iterator[Drawn]:
    """Where tracks of two gauges join the same terminals, each leg has its gauge in its id."""
    times = Counter(one.leg.id for one in drawn)
    for one in drawn:
        twice = times[one.leg.id] > 1
        yield Drawn(replace(one.leg, id=f"{one.leg.id}:{one.leg.gauge}"), one.line) if twice else one


def _published(override: Override, mode: Mode) -> Leg:
    start, end = sorted((override.start, override.end))
    return Leg(
        id=f"{mode}:{start}:{end}",
        mode=mode,
        start=start,
        end=end,
        km=override.km,
        gauge=override.gauge,
        source=override.source,
        quality=Quality[override.quality.upper()],
        note=override.reason,
    )


def _rescaled(measured: Leg, published: Leg) -> Leg:
    factor = published.km / measured.km
    countries = {code: round(km * factor, 1) for code, km in measured.countries.items()}
    return replace(published, countries=countries)
