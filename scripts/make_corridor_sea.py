"""Make sea.csv and ferries.csv of the corridors, and their lines: needs entrepot[networks].

    .venv/bin/python scripts/make_corridor_sea.py

Ports are the terminals of terminals.csv that have the mode; which pairs become legs is said in
corridor_sea.yml, and in docs/explanation/corridor-sea-and-air.md in words. Ferries stand in
corridor_ferries.csv, by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import inf, isfinite
from pathlib import Path
from typing import Any

import yaml

from corridor_files import CORRIDORS, write_legs, write_lines
from sea_gates import Gates
from sea_lanes import Lanes, Port, Way, Ways

HERE = Path(__file__).parent
NAMING = (
    "suez",
    "panama",
    "kiel-canal",
    "danish-straits",
    "cape",
    "magellan",
    "sunda",
    "malacca",
    "gibraltar",
)


@dataclass(frozen=True)
class Variant:
    """One way for a pair: how it is found, and what it passes."""

    way: Way
    passages: tuple[str, ...]


class Routing:
    """Ways between ports with nothing closed, and with each set of passages closed that ships can avoid."""

    def __init__(self, plan: dict[str, Any], ports: list[Port], lanes: Lanes, gates: Gates) -> None:
        self._plan, self._gates = plan, gates
        self._unserved = {frozenset(rule["between"]) for rule in plan["no_service"]}
        with (CORRIDORS / "terminals.csv").open(encoding="utf-8", newline="") as file:
            self._countries = {row["code"]: row["country"] for row in csv.DictReader(file)}
        self._free = lanes.ways(ports, ())
        self._avoiding: list[tuple[dict[str, Any], Ways]] = [
            (rule, lanes.ways(ports, tuple(rule["without"]))) for rule in plan["detours"]
        ]

    def km(self, start: str, end: str) -> float:
        """Kilometres of the shortest way with nothing closed; infinite where no line may sail from one to the
        other, and between quays of one bay, where lorries do it.
        """
        countries = frozenset((self._countries[start], self._countries[end]))
        km = self._free.km(start, end)
        unserved = countries in self._unserved or (len(countries) == 1 and km < self._plan["least_km"])
        return inf if unserved else km

    def variants(self, start: str, end: str) -> list[Variant]:
        """The shortest way, and those round what it passes."""
        found = [self._variant(self._free, start, end)]
        for rule, ways in self._avoiding:
            used = set().union(*(variant.passages for variant in found))
            needed = {rule["without"][0], *rule.get("only_with", "").split()}
            if not {start, end} <= set(rule.get("among", (start, end))):
                continue
            if needed <= used and ways.km(start, end) <= rule["limit"] * found[0].way.km:
                variant = self._variant(ways, start, end)
                if self._is_new(variant, found) and self._is_sailed(variant, found[0], (start, end)):
                    found.append(variant)
        return found

    def _variant(self, ways: Ways, start: str, end: str) -> Variant:
        way = ways.way(start, end)
        return Variant(way, self._gates.passed(way.points))

    @staticmethod
    def _is_new(variant: Variant, found: list[Variant]) -> bool:
        return all(variant.passages != other.passages for other in found)

    def _is_sailed(self, variant: Variant, shortest: Variant, ends: tuple[str, str]) -> bool:
        by_suez, by_panama = "suez" in shortest.passages, "panama" in variant.passages
        return not (by_suez and by_panama and set(ends) & set(self._plan["not_by_panama"]))


def pairs(plan: dict[str, Any], ports: dict[str, Port], routing: Routing) -> dict[tuple[str, str], str]:
    """Pairs of ports that become legs, each with the first reason that holds."""
    found: dict[tuple[str, str], str] = {}
    for a, b, why in _wanted(plan, ports, routing):
        if a != b and isfinite(routing.km(a, b)):
            found.setdefault((min(a, b), max(a, b)), why)
    return found


def _wanted(plan: dict[str, Any], ports: dict[str, Port], routing: Routing) -> Iterator[tuple[str, str, str]]:
    hubs = [code for code in plan["hubs"] if code in ports]
    regional = [code for code in plan["regional"] if code in ports]
    yield from ((a, b, "hubs") for a, b in combinations(hubs, 2))
    for port in regional:
        for other in (*plan["gateways"], *_nearest(port, hubs, routing, 3)):
            yield port, other, "regional port and hub"
    for sea, members in plan["seas"].items():
        here = [code for code in members if code in ports]
        for port in here:
            for other in _nearest(port, here, routing, plan["neighbours"]):
                yield port, other, f"neighbours in {sea}"
    for port in sorted(set(ports) - set(hubs) - set(regional)):
        near = _nearest(port, [*hubs, *regional], routing, 2)
        for other in near:
            if routing.km(port, other) <= plan["second_hub"] * routing.km(port, near[0]):
                yield port, other, "feeder port and hub"


def _nearest(port: str, others: list[str], routing: Routing, count: int) -> list[str]:
    reached = [code for code in others if code != port and isfinite(routing.km(port, code))]
    return sorted(reached, key=lambda code: routing.km(port, code))[:count]


def name_variants(variants: list[Variant]) -> Iterator[tuple[str, Variant]]:
    """A short name for each of several ways of a pair, after what it passes and others do not; else none."""
    taken: set[str] = set()
    for variant in variants:
        others = [set(other.passages) for other in variants if other is not variant]
        own = [key for key in NAMING if key in variant.passages and any(key not in other for other in others)]
        name = own[0] if own else "open"
        if name in taken:
            name = "-".join(own[:2])
        taken.add(name)
        yield name if others else "", variant


def check_codes(plan: dict[str, Any]) -> None:
    """Stop if the plan names a terminal that there is not: a code was changed, or mistyped."""
    with (CORRIDORS / "terminals.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    named = {*plan["hubs"], *plan["gateways"], *plan["regional"], *plan["not_by_panama"]}
    named |= set().union(*plan["seas"].values(), *(rule.get("among", ()) for rule in plan["detours"]))
    if named - known:
        raise SystemExit(f"corridor_sea.yml: no such terminal: {', '.join(sorted(named - known))}")


def read_ports(mode: str, lanes: Lanes) -> dict[str, Port]:
    """Terminals with that mode, joined to the lanes; who lies too far from any is told and left out."""
    found = {}
    with (CORRIDORS / "terminals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if mode in row["modes"].split(";"):
                port = lanes.port(row["code"], float(row["latitude"]), float(row["longitude"]))
                if port is None:
                    print(f"  {row['code']} lies too far from any sea lane: no leg by {mode}")
                else:
                    found[row["code"]] = port
    return found


def sea_legs(
    plan: dict[str, Any], ports: dict[str, Port], routing: Routing
) -> Iterator[tuple[dict[str, object], Way]]:
    """Rows of sea.csv, each with its way."""
    for (start, end), why in sorted(pairs(plan, ports, routing).items()):
        named = list(name_variants(routing.variants(start, end)))
        if len({name for name, _ in named}) < len(named):
            raise SystemExit(f"{start}-{end}: two ways of one name: {[(n, v.passages) for n, v in named]}")
        for name, variant in named:
            approach = min(km for _, km in ports[start].lanes) + min(km for _, km in ports[end].lanes)
            row: dict[str, object] = {
                "id": f"sea:{start}:{end}" + (f":{name}" if name else ""),
                "mode": "sea",
                "start": start,
                "end": end,
                "km": round(variant.way.km),
                "passages": ";".join(variant.passages),
                "source": "searoute",
                "quality": "derived",
                "note": f"{why}; {approach:.0f} km of it straight from port to lane"
                if approach > 60
                else why,
            }
            yield row, variant.way


def ferry_legs(lanes: Lanes, gates: Gates) -> Iterator[tuple[dict[str, object], Way]]:
    """Rows of ferries.csv, from those set down by hand; a length that is not stated is that of the lanes."""
    with (HERE / "corridor_ferries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ports = read_ports("ferry", lanes)
    ways = lanes.ways(list(ports.values()), ())
    for row in rows:
        start, end = sorted((row["start"], row["end"]))
        if start not in ports or end not in ports:
            print(f"  no terminal for the ferry {start}-{end}")
            continue
        way = ways.way(start, end)
        derived = not row["km"]
        leg: dict[str, object] = {
            "id": f"ferry:{start}:{end}",
            "mode": "ferry",
            "start": start,
            "end": end,
            "km": round(way.km) if derived else float(row["km"]),
            "passages": ";".join(gates.passed(way.points)),
            "source": "searoute" if derived else row["source"],
            "quality": "derived" if derived else row["quality"],
            "note": row["note"],
        }
        yield leg, way


def main() -> None:
    """Read, route, write."""
    plan = yaml.safe_load((HERE / "corridor_sea.yml").read_text(encoding="utf-8"))
    check_codes(plan)
    gates = Gates(plan["gates"], plan["waters"], plan["never"])
    lanes = Lanes(gates, plan["added"])
    ports = read_ports("sea", lanes)
    routing = Routing(plan, list(ports.values()), lanes, gates)
    sea = list(sea_legs(plan, ports, routing))
    how = "scripts/make_corridor_sea.py, from the sea lanes of searoute 1.6.0 and the terminals"
    write_legs("sea.csv", (row for row, _ in sea), "Legs by container ship between ports", how)
    write_lines("sea.shapes.csv", ((str(row["id"]), way.points) for row, way in sea), how, km=12.0)
    ferries = sorted(ferry_legs(lanes, gates), key=lambda pair: str(pair[0]["id"]))
    how = "scripts/make_corridor_sea.py, from corridor_ferries.csv and the sea lanes of searoute 1.6.0"
    write_legs("ferries.csv", (row for row, _ in ferries), "Ferries that carry lorries or wagons", how)
    write_lines("ferries.shapes.csv", ((str(row["id"]), way.points) for row, way in ferries), how, km=4.0)


if __name__ == "__main__":
    main()
