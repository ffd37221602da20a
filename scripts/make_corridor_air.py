"""Make air.csv of the corridors and its lines: great circles, the countries under them, and ways round some.

    .venv/bin/python scripts/make_corridor_air.py

Airports are the terminals of terminals.csv with mode air; which pairs become legs, which airspace is shut and
by which points flights go round it stands in corridor_air.yml.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import yaml

from air_ways import Detours, Flight, Point, Sky, drawn, km_between
from corridor_files import CORRIDORS, write_legs, write_lines

HERE = Path(__file__).parent
NORTH = 66.0  # a way round that comes so far north goes by the Arctic, not by the Caspian
SHUT = "over {over}: shut to carriers of the EU, UK, US, Japan, Korea and others since 2022"
ROUND = "keeps out of Russia, Belarus and Ukraine"


def airports() -> dict[str, tuple[Point, str]]:
    """Airports by code: (longitude, latitude) and country."""
    with (CORRIDORS / "terminals.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: ((float(row["longitude"]), float(row["latitude"])), row["country"])
            for row in csv.DictReader(file)
            if "air" in row["modes"].split(";")
        }


def pairs(plan: dict[str, Any], at: dict[str, tuple[Point, str]]) -> dict[tuple[str, str], str]:
    """Pairs of airports within reach that become legs, each with the first reason that holds."""
    found: dict[tuple[str, str], str] = {}
    for a, b, why in _wanted(plan, at):
        within = plan["nearest_km"] <= km_between(at[a][0], at[b][0]) <= plan["farthest_km"]
        if within and not _cut_off(plan, at[a][1], at[b][1]):
            found.setdefault((min(a, b), max(a, b)), why)
    return found


def _cut_off(plan: dict[str, Any], here: str, there: str) -> bool:
    these, those = plan["cut_off"], plan["cut_off_from"]
    return (here in these and there in those) or (there in these and here in those)


def _wanted(plan: dict[str, Any], at: dict[str, tuple[Point, str]]) -> Iterator[tuple[str, str, str]]:
    keys = ("hubs", "region", "partners")
    hubs, region, partners = ([code for code in plan[key] if code in at] for key in keys)
    yield from ((a, b, "hubs") for a, b in combinations(hubs, 2))
    yield from ((a, b, "airport of the region and partner") for a in region for b in partners)
    for code in sorted(set(at) - set(hubs)):
        far = sorted((km_between(at[code][0], at[hub][0]), hub) for hub in hubs)
        beyond = [hub for km, hub in far if km >= plan["nearest_km"]]
        yield from ((code, hub, "airport and hub") for hub in beyond[: plan["nearest_hubs"]])


class Flights:
    """Flights between airports, kept out of airspace that is shut to all, or to many as well."""

    def __init__(self, plan: dict[str, Any], at: dict[str, tuple[Point, str]]) -> None:
        self._sky, self._plan, self._at = Sky(), plan, at
        points = {name: (float(x), float(y)) for name, (x, y) in plan["points"].items()}
        self._detours = {
            key: Detours(self._sky, points, frozenset(plan[key])) for key in ("shut_to_all", "shut_to_many")
        }

    def of(self, start: str, end: str) -> Iterator[tuple[str, Flight]]:
        """Variants by name: "" for the shortest that some may fly, "south" or "north" for one open to all."""
        (a, here), (b, there) = self._at[start], self._at[end]
        flight = Flight((a, b), km_between(a, b), self._sky.over((a, b)))
        if self._enters(flight, "shut_to_all", here, there):
            flight = self._flight(self._detours["shut_to_all"].way(a, b)) or flight
        yield "", flight
        if self._enters(flight, "shut_to_many", here, there):
            other = self._flight(self._detours["shut_to_many"].way(a, b))
            if other and other.km <= self._plan["detour_limit"] * km_between(a, b):
                yield ("north" if max(y for _, y in other.points) > NORTH else "south"), other

    def _flight(self, points: tuple[Point, ...]) -> Flight | None:
        if not points:
            return None
        return Flight(points, sum(km_between(a, b) for a, b in pairwise(points)), self._sky.over(points))

    def _enters(self, flight: Flight, key: str, here: str, there: str) -> bool:
        shut = set(self._plan[key])
        return not {here, there} & shut and bool(set(flight.countries) & shut)


def legs(plan: dict[str, Any]) -> Iterator[tuple[dict[str, object], Flight]]:
    """Rows of air.csv, each with its flight."""
    at = airports()
    named = {*plan["hubs"], *plan["region"], *plan["partners"]}
    if named - set(at):
        raise SystemExit(f"corridor_air.yml: no such airport: {', '.join(sorted(named - set(at)))}")
    flights = Flights(plan, at)
    for (start, end), why in sorted(pairs(plan, at).items()):
        variants = list(flights.of(start, end))
        for name, flight in variants:
            over = [code for code in ("RUS", "BLR") if code in flight.countries]
            shut = over and not {at[start][1], at[end][1]} & set(over)
            words = [why, ROUND if name else SHUT.format(over=" and ".join(over)) if shut else ""]
            row: dict[str, object] = {
                "id": f"air:{start}:{end}" + (f":{name}" if name else ""),
                "mode": "air",
                "start": start,
                "end": end,
                "km": round(flight.km),
                "countries": ";".join(f"{code}:{km:.0f}" for code, km in flight.countries.items()),
                "source": "own-great-circles",
                "quality": "derived",
                "note": "; ".join(word for word in words if word),
            }
            yield row, flight


def line(flight: Flight) -> list[Point]:
    """Points of a flight by way points, drawn along its great circles; a direct one needs no line."""
    if len(flight.points) == 2:
        return list(flight.points)
    result = [flight.points[0]]
    for start, end in pairwise(flight.points):
        turn = 360.0 * round((result[-1][0] - start[0]) / 360.0)
        result += [(x + turn, y) for x, y in drawn(start, end)[1:]]
    return result


def main() -> None:
    """Read, fly, write."""
    plan = yaml.safe_load((HERE / "corridor_air.yml").read_text(encoding="utf-8"))
    rows = list(legs(plan))
    how = "scripts/make_corridor_air.py, from the terminals and the borders of Natural Earth"
    write_legs("air.csv", (row for row, _ in rows), "Legs by air between airports", how)
    write_lines("air.shapes.csv", ((str(row["id"]), line(flight)) for row, flight in rows), how, km=25.0)


if __name__ == "__main__":
    main()
