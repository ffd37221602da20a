"""A route, step by step, with where each hour, dollar and kilogram comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import reduce
from typing import Any, Literal

from entrepot.metadata.corridors.span import NOTHING, Span
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin

Kind = Literal["running", "border", "gauge change", "handling", "waiting"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where goods start or end: a point on the map with a name.

    Attributes:
        code: code of the place asked for ("BE33", "KZALA", "BEL").
        name: what it is called.
        country: ISO 3166-1 alpha-3.
        latitude, longitude: degrees, WGS 84.
        landmass: as in `Terminal`.
        stands_for: how the point was found when the place is no point ("Brussels, its capital"); else empty.
    """

    code: str
    name: str
    country: str
    latitude: float
    longitude: float
    landmass: str = ""
    stands_for: str = ""

    @property
    def end(self) -> str:
        """What steps call it: its code marked, since a terminal may bear the same code as its town."""
        return f"spot:{self.code}"


@dataclass(frozen=True, slots=True)
class Criteria:
    """The four things a route is judged by, all better when smaller.

    Attributes:
        hours: typical hours from door to door.
        usd: typical price of the consignment.
        co2e: kilograms CO2e of the consignment, well to wheel.
        delay: hours of delay to expect beyond the typical.
    """

    hours: float
    usd: float
    co2e: float
    delay: float

    def to_tuple(self) -> tuple[float, float, float, float]:
        """In the order of the fields."""
        return self.hours, self.usd, self.co2e, self.delay


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to the goods.

    Attributes:
        kind: "running" (km > 0), "border", "gauge change", "handling" (a lift on or off) or "waiting".
        mode: of the leg run, or of the mode boarded, left or crossed with.
        start, end: codes of terminals, or `Spot.end` at both ends of the route; equal where nothing moves.
        start_name, end_name: their names.
        km: kilometres run.
        hours, usd, co2e: of the consignment; co2e in kg.
        leg: id of the layer's leg; empty for first and last miles and whatever does not move.
        countries: kilometres by country, where known.
        passages: keys of passages it needs.
        line: (longitude, latitude) along the way; at least both ends when it runs.
        quality: the weakest of the figures it rests on.
        origins: where the figures come from.
        method: how hours, price and emission were made, in words.
    """

    kind: Kind
    mode: str
    start: str
    end: str
    start_name: str
    end_name: str
    hours: Span
    usd: Span
    co2e: Span
    km: float = 0.0
    leg: str = ""
    countries: dict[str, float] = field(default_factory=dict, hash=False)
    passages: tuple[str, ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    quality: Quality = Quality.ESTIMATED
    origins: tuple[Origin, ...] = ()
    method: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One way from origin to destination.

    Attributes:
        names: why it is shown: "fastest", "cheapest", "greenest", "safest", "balanced", "without Russia" ...
        steps: in order.
        late: hours that 95 of 100 consignments need at most, from draws of every step; NaN until drawn.
    """

    origin: Spot
    destination: Spot
    steps: tuple[Step, ...]
    names: tuple[str, ...] = ()
    late: float = float("nan")

    @property
    def hours(self) -> Span:
        """Best, typical and worst hours from door to door."""
        return reduce(Span.__add__, (s.hours for s in self.steps), NOTHING)

    @property
    def usd(self) -> Span:
        """Price of the consignment."""
        return reduce(Span.__add__, (s.usd for s in self.steps), NOTHING)

    @property
    def co2e(self) -> Span:
        """Kilograms CO2e of the consignment, well to wheel."""
        return reduce(Span.__add__, (s.co2e for s in self.steps), NOTHING)

    @property
    def delay(self) -> float:
        """Hours of delay to expect beyond the typical: the sum over steps."""
        return sum(s.hours.excess for s in self.steps)

    @property
    def km(self) -> float:
        """Kilometres run."""
        return sum(s.km for s in self.steps)

    @property
    def criteria(self) -> Criteria:
        """The four things it is judged by."""
        return Criteria(self.hours.typical, self.usd.typical, self.co2e.typical, self.delay)

    @property
    def modes(self) -> tuple[str, ...]:
        """Modes in the order first run."""
        return tuple(dict.fromkeys(s.mode for s in self.steps if s.kind == "running"))

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO alpha-3 codes of the countries passed, in order of first entry."""
        return tuple(dict.fromkeys(code for s in self.steps for code in s.countries))

    @property
    def terminals(self) -> tuple[str, ...]:
        """Codes of the terminals touched, in order."""
        inner = (code for s in self.steps for code in (s.start, s.end))
        ends = (self.origin.end, self.destination.end)
        return tuple(dict.fromkeys(code for code in inner if code not in ends))

    def to_dict(self) -> dict[str, Any]:
        """JSON form, totals included."""
        return {
            "names": list(self.names),
            "origin": asdict(self.origin),
            "destination": asdict(self.destination),
            "km": self.km,
            "hours": self.hours.to_dict() | {"late": None if self.late != self.late else self.late},
            "usd": self.usd.to_dict(),
            "co2e_kg": self.co2e.to_dict(),
            "delay_hours": self.delay,
            "modes": list(self.modes),
            "countries": list(self.countries),
            "steps": [asdict(s) | {"quality": s.quality.word} for s in self.steps],
        }
