"""What a brief says of the ways between two places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entrepot.metadata.corridors import Criteria, Route, Span, Spot
from entrepot.metadata.origin import Origin

MEASURES = ("km", "hours", "usd", "co2e")
"""What an origin is the origin of."""

Names = Mapping[str, str]
"""By language; "en" is always there."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What is left when one thing is closed.

    Attributes:
        closure: in written form, "country:RUS", "passage:suez", "terminal:BEANR".
        role: "country", "passage", or whose hub it is: "origin" or "destination".
        before, after: the least hours, USD, kg CO2e and hours of delay that any way takes, exact, each for
            itself; `after` is None where there is no route left.
        balanced: what the best balance takes then; None where there is no route.
        modes, by: its modes, and codes of the terminals by way of which it runs.
        same: whether the best balance is as it was.
    """

    closure: str
    role: str
    before: Criteria
    after: Criteria | None
    balanced: Criteria | None
    modes: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    same: bool = False

    @property
    def matters(self) -> bool:
        """Whether anything is otherwise when it is closed."""
        return not self.same or self.after is None or self.after != self.before


@dataclass(frozen=True, slots=True)
class Apart:
    """One of the ways that have no country of transit and no passage in common.

    Attributes:
        criteria: what it takes.
        modes, by: as in `Closed`.
        needs: what it runs through, in written form.
    """

    criteria: Criteria
    modes: tuple[str, ...]
    by: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """The ways from one place to another for one consignment.

    Attributes:
        origin, destination: the points that the two places are, or that stand for them.
        cargo: the consignment as written; tonnes, boxes (FEU), chargeable_kg: of it.
        routes: those shown, best reasons first; empty where there is none.
        front: what every way worth considering takes.
        cut: whether the search stopped early.
        air_pays: USD a kilogram from which flying beats the ground, by what a day is worth; None if unknown.
        day_costs: share of the goods' value that a day costs, which that rests on.
        closed: what happens when things close, the gravest first.
        apart: ways on land and water that share no country of transit and no passage.
        seasons: keys of the seasons that shut something on a route shown.
        names: of terminals, passages and seasons by code or key, and of towns by their English name.
        origins: by measure (`MEASURES`), of the routes; "day" of `day_costs`, "cargo" of the load.
        years: of what hours, prices and emissions rest on, EDTF.
    """

    origin: Spot
    destination: Spot
    cargo: str
    tonnes: float
    boxes: float
    chargeable_kg: float
    routes: tuple[Route, ...] = ()
    front: tuple[Criteria, ...] = ()
    cut: bool = False
    air_pays: Span | None = None
    day_costs: Span | None = None
    closed: tuple[Closed, ...] = ()
    apart: tuple[Apart, ...] = ()
    seasons: tuple[str, ...] = ()
    names: Mapping[str, Names] = field(default_factory=dict)
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    years: str = ""

    def named(self, reason: str) -> Route | None:
        """The route shown for that reason, if any."""
        return next((route for route in self.routes if reason in route.names), None)

    def name(self, key: str, language: str) -> str:
        """What a terminal, passage, season or town is called in that language; the key where unknown."""
        names = self.names.get(key, {})
        return names.get(language) or names.get("en") or key
