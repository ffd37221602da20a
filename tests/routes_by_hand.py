"""Whole routes recomputed from the CSV files that ship by plain arithmetic; no line of entrepot is used.

Told only over which legs a route runs, this finds by itself where goods are lifted, wait, cross a border or
change gauge, looks every figure up by the most specific rule, and adds up hours, dollars, CO2e and delay.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "src" / "entrepot" / "data"
CORRIDORS = DATA / "corridors"
Row = dict[str, Any]
Triple = tuple[float, float, float]  # low, typical, high
ZERO: Triple = (0.0, 0.0, 0.0)
TONNES, BOXES, KILOGRAMS = (
    20.0,
    1.0,
    20_000.0,
)  # of "1 FEU"; its volume weighs less, so its own weight is billed
THROUGH = ("road", "rail", "barge")
LEGS = ("air", "sea", "ferries", "waterways", "osm/rail", "osm/road")


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parted(text: str) -> dict[str, float]:
    return {part.split(":")[0]: float(part.split(":")[1]) for part in text.split(";") if part}


LEG = {row["id"]: row for name in LEGS for row in rows(CORRIDORS / f"{name}.csv")}
TERMINAL = {row["code"]: row for row in rows(CORRIDORS / "terminals.csv")}
STATED: dict[tuple[str, str, str], Triple] = {
    (row["quantity"], row["where"], row["mode"]): (
        float(row["low"]),
        float(row["typical"]),
        float(row["high"]),
    )
    for file in sorted((CORRIDORS / "parameters").glob("*.csv"))
    for row in rows(file)
    if row["used"] == "yes"
}
GROUPS: dict[str, set[str]] = {}
for _row in rows(DATA / "places" / "group_members.csv"):
    if ".." in _row.values():  # still a member
        _group, _member = list(_row.values())[:2]
        GROUPS.setdefault(_group, set()).add(_member)
OPEN = {
    frozenset((a, b))
    for row in rows(CORRIDORS / "open_borders.csv")
    for a in GROUPS.get(row["a"], {row["a"]})
    for b in (GROUPS[row["a"]] if not row["b"] else {row["b"]})
}


def figure(
    quantity: str, mode: str, leg: Row | None = None, terminal: str = "", countries: Any = None
) -> Any:
    """The most specific figure: leg, terminal, border, passage, country, group, gauge, haul, everywhere."""
    places: list[str] = []
    own = parted(leg["countries"]) if leg else {}
    lands = list(countries) if countries else sorted(own, key=lambda code: -own[code])
    if leg:
        places.append(f"leg:{leg['id']}")
    places.append(f"terminal:{terminal}")
    if leg:
        places += [f"border:{leg['start']}:{leg['end']}", f"border:{leg['end']}:{leg['start']}"]
        places += [f"passage:{key}" for key in leg["passages"].split(";")]
    places += [f"country:{land}" for land in lands]
    for land in lands:
        known = sorted((len(m), g) for g, m in GROUPS.items() if land in m)
        places += [f"group:{group}" for _, group in known]
    if leg:
        places += [f"gauge:{leg['gauge'] or 0}", *haul(leg)]
    for place in (*places, ""):
        for by in (mode, ""):
            if (quantity, place, by) in STATED:
                return STATED[quantity, place, by]
    return None


def haul(leg: Row) -> list[str]:
    length = "short" if float(leg["km"]) <= 1500.0 else "long"
    variants = leg["id"].split(":")[3:4]
    return [*(f"haul:{v}:{length}" for v in variants), f"haul:{length}"] if leg["mode"] == "air" else []


def plus(a: Triple, b: Triple) -> Triple:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def times(a: Triple, factor: float) -> Triple:
    return a[0] * factor, a[1] * factor, a[2] * factor


def excess(t: Triple) -> float:
    """Hours beyond the typical to be expected, of a triangle."""
    return (t[2] - t[1]) ** 2 / (3.0 * (t[2] - t[0])) if t[2] > t[0] else 0.0


class Sum:
    """Hours, dollars and kilograms CO2e so far, and the delay, which is of each thing that happens."""

    def __init__(self) -> None:
        self.hours, self.usd, self.co2e, self.delay = ZERO, ZERO, ZERO, 0.0

    def add(self, hours: Triple | None = None, usd: Triple | None = None, co2e: Triple | None = None) -> None:
        self.hours = plus(self.hours, hours or ZERO)
        self.usd = plus(self.usd, usd or ZERO)
        self.co2e = plus(self.co2e, co2e or ZERO)
        self.delay += excess(hours or ZERO)


def stretches(leg: Row) -> Iterator[tuple[tuple[str, ...], float]]:
    lands, km = parted(leg["countries"]), float(leg["km"])
    if leg["mode"] not in THROUGH or not sum(lands.values()):
        yield (), km
        return
    for land, own in lands.items():
        yield (land,), own * km / sum(lands.values())


def run(total: Sum, leg: Row, starts: Triple = ZERO) -> None:
    """The kilometres of a leg."""
    mode, hours, usd, co2e = leg["mode"], ZERO, starts, ZERO
    air, added = mode == "air", (figure("extra_km", mode, leg) or ZERO)[1]
    factor = figure("distance_factor", mode, leg) or (1.0, 1.0, 1.0)
    for lands, km in stretches(leg):
        speed = figure("speed", mode, leg, countries=lands)
        hours = plus(hours, (km / speed[2], km / speed[1], km / speed[0]))
        rate = figure("air_rate" if air else "rate", mode, leg, countries=lands)
        usd = plus(usd, times(rate, km / 1000.0 * KILOGRAMS if air else km * BOXES))
        grams, ran = intensity(leg, lands), [f * km + added for f in factor]
        co2e = plus(co2e, times((grams[0] * ran[0], grams[1] * ran[1], grams[2] * ran[2]), TONNES / 1000.0))
        added = 0.0
    whole = figure("price", mode, leg)
    total.add(
        figure("hours", mode, leg) or hours, times(whole, KILOGRAMS if air else BOXES) if whole else usd, co2e
    )


def intensity(leg: Row, lands: tuple[str, ...]) -> Triple:
    stated: Triple | None = figure("intensity", leg["mode"], leg, countries=lands)
    if stated:
        return stated
    wire, kwh, grid, diesel = (
        figure(name, "rail", leg, countries=lands)
        for name in ("electrified", "electricity", "grid", "diesel_intensity")
    )
    mixed = [[kwh[i] * grid[i] * part + diesel[i] * (1.0 - part) for part in wire] for i in range(3)]
    return min(mixed[0][0], mixed[0][2]), mixed[1][1], max(mixed[2][0], mixed[2][2])


def border(total: Sum, leg: Row) -> None:
    """Formalities between the countries of the two ends; the slower side counts."""
    lands = [TERMINAL[leg[end]]["country"] for end in ("start", "end")]
    if lands[0] == lands[1] or frozenset(lands) in OPEN:
        return
    hours, usd = (
        max(
            (f for land in lands if (f := figure(name, leg["mode"], leg, countries=(land,)))),
            key=lambda f: f[1],
        )
        for name in ("border_hours", "border_price")
    )
    total.add(hours, times(usd, BOXES))


def lift(total: Sum, code: str, mode: str, start: Triple = ZERO, quantity: str = "handling") -> None:
    lands = (TERMINAL[code]["country"],)
    air, by = mode == "air", dict[str, Any](terminal=code, countries=lands)
    price = figure("air_handling_price" if air else f"{quantity}_price", mode, **by) or ZERO
    total.add(
        figure(f"{quantity}_hours", mode, **by),
        plus(times(price, KILOGRAMS if air else BOXES), start),
        times(figure(f"{quantity}_co2e", mode, **by) or ZERO, TONNES),
    )


def board(total: Sum, code: str, mode: str, leg: Row | None) -> None:
    """The wait for a departure, and the lift on with what it costs to start."""
    air, headway = mode == "air", figure("headway", mode, leg)
    total.add((0.0, headway[1] / 2.0, headway[2]))
    start = figure("air_start_price" if air else "start_price", mode, leg) or ZERO
    lift(total, code, mode, times(start, KILOGRAMS if air else BOXES))


def mile(total: Sum, spot: Row, code: str, starts: bool) -> None:
    """A truck between the spot and a terminal, as the crow flies and a little more."""
    there = TERMINAL[code]
    lands = dict.fromkeys((spot["country"], there["country"]))
    place = [(spot["latitude"], spot["longitude"]), (float(there["latitude"]), float(there["longitude"]))]
    (a, x), (b, y) = ([radians(value) for value in point] for point in place)
    crow = 2 * 6371.0088 * asin(sqrt(sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin((y - x) / 2) ** 2))
    km = crow * figure("circuity", "road", countries=tuple(lands))[1]
    leg = {
        "id": "", "mode": "road", "start": "", "end": "", "km": km, "gauge": 0, "passages": "",
        "countries": ";".join(f"{land}:{km / len(lands)!r}" for land in lands),
    }  # fmt: skip
    run(total, leg, times(figure("start_price", "road", leg), BOXES) if starts else ZERO)
    if len(lands) > 1 and frozenset(lands) not in OPEN:
        hours, usd = (
            max((figure(name, "road", countries=(land,)) for land in sorted(lands)), key=lambda f: f[1])
            for name in ("border_hours", "border_price")
        )
        total.add(hours, times(usd, BOXES))


def route(origin: Row, destination: Row, terminals: list[str], legs: list[str]) -> Sum:
    """What a route takes: from a spot to the first terminal, over the legs, from the last to a spot.

    Args:
        origin, destination: country, latitude and longitude of each end.
        terminals: where the legs start and end, one more than legs.
        legs: ids.
    """
    total, mode, gauge = Sum(), "", ""
    mile(total, origin, terminals[0], starts=True)
    if legs and LEG[legs[0]]["mode"] == "road":
        mode = "road"  # the truck drives on
    for number, (here, name) in enumerate(zip(terminals, legs, strict=False)):
        leg = LEG[name]
        if mode and mode != leg["mode"]:
            lift(total, here, mode)
        if mode == leg["mode"] == "rail" and gauge != leg["gauge"]:
            lift(total, here, "rail", quantity="gauge")
        if mode != leg["mode"]:
            board(total, here, leg["mode"], None if leg["mode"] in THROUGH else leg)
        run(total, leg)
        border(total, leg)
        mode, gauge = leg["mode"], leg["gauge"]
        if mode not in THROUGH:
            lift(total, terminals[number + 1], mode)
            mode = ""
    if mode in ("rail", "barge"):
        lift(total, terminals[-1], mode)
    mile(total, destination, terminals[-1], starts=mode != "road")
    return total
