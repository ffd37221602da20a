"""Routes as maps and charts; who calls gives the notes and, if it likes, the title and caption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entrepot.analyses.relations.claims.wording import of
from entrepot.dossier.drawn import Chart, Datum, Map, MapLine
from entrepot.dossier.route_marks import marks
from entrepot.dossier.route_words import RouteWords
from entrepot.metadata.corridors import Criteria, Route

_DAY = 24.0
# Prices this many times apart are set on a logarithmic axis.
_FAR = 15.0
_STANDING = ("waiting", "handling", "gauge change", "border")


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws routes from one origin to one destination.

    Attributes:
        routes: at least one; the first is drawn with emphasis, as are all whose names are in `strong`.
        words: of the reader's language.
        notes: numbers of the notes that back every figure drawn.
        strong: names that are emphasised.
    """

    routes: Sequence[Route]
    words: RouteWords
    notes: tuple[int, ...] = ()
    strong: tuple[str, ...] = ("balanced",)

    def map(self, key: str = "routes-map", caption: str | None = None) -> Map:
        """Every route on one map, with the places where something happens; the caption names the base map."""
        under = self.words.phrase("map.caption") if caption is None else caption
        lines = tuple(
            MapLine(step.line, step.mode, name, self._emphasised(route))
            for name, route in self._named()
            for step in route.steps
            if step.kind == "running" and len(step.line) > 1
        )
        told = self._told("map", (self._way(name, route) for name, route in self._named()))
        return Map(key, self._title("map"), lines, marks(self.routes), told, self.notes, under)

    def time_distance(self, key: str = "routes-time", caption: str = "") -> Chart:
        """Days over kilometres, typical values; a line a route."""
        data = tuple(datum for name, route in self._named() for datum in self._course(name, route))
        told = self._told("time", (self._way(name, route) for name, route in self._named()))
        chart = Chart(key, self._title("time"), "time-distance", data, "", told, self.notes, caption)
        return replace(chart, x_title=self.words.phrase("axis.km"), y_title=self.words.phrase("axis.days"))

    def hours_by_kind(self, key: str = "routes-hours", caption: str = "") -> Chart:
        """Days of each route by what happens: running by mode, waiting, handling, gauge changes, borders."""
        data, told = [], []
        for name, route in self._named():
            parts = hours_of(route)
            data += [Datum(name, hours / _DAY, self._kind(kind), kind=kind) for kind, hours in parts.items()]
            spelled = (
                self.words.phrase("way.part", kind=self._kind(k), days=self.words.days(h))
                for k, h in parts.items()
            )
            days = self.words.days(route.hours.typical)
            told.append(self.words.phrase("way.hours", name=name, days=days, parts=", ".join(spelled)))
        unit = self.words.phrase("unit.days")
        return Chart(
            key,
            self._title("hours"),
            "stacked-bars",
            tuple(data),
            unit,
            self._told("hours", told),
            self.notes,
            caption,
        )

    def trade_off(
        self, front: Iterable[Criteria] = (), key: str = "routes-trade-off", caption: str = ""
    ) -> Chart:
        """Days against USD, the area of a disc kg CO2e: the routes by name among the others of the front."""
        named = [self._disc(name, route) for name, route in self._named()]
        shown = {_rounded(route.criteria) for route in self.routes}
        others = [criteria for criteria in front if _rounded(criteria) not in shown]
        quiet = self.words.phrase("front")
        data = (*named, *(_point(criteria, quiet) for criteria in others))
        prices = [datum.value for datum in data]
        far = min(prices) > 0 and max(prices) > _FAR * min(prices)
        told = self._told("trade", map(self._traded, self._named()), count=len(data))
        chart = Chart(
            key,
            self._title("trade"),
            "scatter",
            data,
            self.words.phrase("unit.co2e"),
            told,
            self.notes,
            caption,
        )
        up = self.words.phrase("axis.usd.log" if far else "axis.usd")
        return replace(chart, x_title=self.words.phrase("axis.total"), y_title=up, log=far)

    def _named(self) -> list[tuple[str, Route]]:
        return list(zip(self.words.names(self.routes), self.routes, strict=True))

    def _emphasised(self, route: Route) -> bool:
        return bool(set(self.strong) & set(route.names)) or route is self.routes[0]

    def _course(self, name: str, route: Route) -> list[Datum]:
        strong = self._emphasised(route)
        data = [Datum(route.origin.name, 0.0, name, strong, 0.0)]
        km = hours = 0.0
        for step in route.steps:
            km, hours = km + step.km, hours + step.hours.typical
            kind = step.mode if step.kind == "running" else step.kind
            data.append(Datum(self.words.step(step), hours / _DAY, name, strong, km, kind=kind))
        return data

    def _disc(self, name: str, route: Route) -> Datum:
        datum = _point(route.criteria, self._kind(main_mode(route)))
        return replace(datum, label=name, emphasis=True, kind=main_mode(route))

    def _kind(self, kind: str) -> str:
        return self.words.kind(kind) if kind in _STANDING else self.words.mode(kind)

    def _way(self, name: str, route: Route) -> str:
        spots = {route.origin.code, route.destination.code}
        inner = [s.start_name for s in route.steps if s.kind != "running" and s.start not in spots]
        hours = route.hours
        slots = {
            "name": name, "modes": self.words.modes(route), "km": self.words.whole(route.km),
            "days": self.words.days(hours.typical), "low": self.words.days(hours.low),
            "high": self.words.days(hours.high), "through": ", ".join(dict.fromkeys(inner)),
        }  # fmt: skip
        return self.words.phrase("way" if inner else "way.direct", **slots)

    def _traded(self, pair: tuple[str, Route]) -> str:
        name, route = pair
        slots = {"usd": self.words.whole(route.usd.typical), "co2e": self.words.whole(route.co2e.typical)}
        return self.words.phrase("way.trade", name=name, days=self.words.days(route.hours.typical), **slots)

    def _title(self, kind: str) -> str:
        return self.words.phrase(f"{kind}.title", **self._ends())

    def _told(self, kind: str, ways: Iterable[str], **slots: Any) -> str:
        text = " ".join(way[:1].upper() + way[1:] for way in ways)
        return self.words.phrase(f"{kind}.alternative", ways=text, **self._ends(), **slots)

    def _ends(self) -> dict[str, str]:
        origin, destination = self.routes[0].origin.name, self.routes[0].destination.name
        return {"origin": origin, "of_origin": of(origin), "destination": destination}


def hours_of(route: Route) -> dict[str, float]:
    """Typical hours by mode run, then by kind of standing; what takes none is left out."""
    hours: dict[str, float] = dict.fromkeys((*route.modes, *_STANDING), 0.0)
    for step in route.steps:
        hours[step.mode if step.kind == "running" else step.kind] += step.hours.typical
    return {kind: spent for kind, spent in hours.items() if spent > 0.0}


def main_mode(route: Route) -> str:
    """The mode that runs most kilometres."""
    km = {mode: sum(s.km for s in route.steps if s.mode == mode) for mode in route.modes}
    return max(km, key=lambda mode: km[mode], default="")


def _point(criteria: Criteria, series: str) -> Datum:
    return Datum("", criteria.usd, series, x=criteria.hours / _DAY, size=criteria.co2e)


def _rounded(criteria: Criteria) -> tuple[float, ...]:
    return tuple(float(f"{value:.6g}") for value in criteria.to_tuple())
