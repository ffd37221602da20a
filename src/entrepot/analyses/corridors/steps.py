"""A path of the graph as steps that a reader can check: hours, dollars and CO2e, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.expansion import Arc
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.pieces import Piece
from entrepot.analyses.corridors.trucking import mile_pieces
from entrepot.metadata.corridors import Leg, Mode, Parameter, Route, Spot, Step
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin, join
from entrepot.sources.corridors import shape


@dataclass(frozen=True)
class Way:
    """A path before it is told: the first mile, arcs of the graph, the last mile."""

    first: Leg | None
    arcs: tuple[Arc, ...]
    last: Leg | None

    @property
    def drives_on(self) -> bool:
        """Whether the last mile is run by the truck that came along the road."""
        return not self.arcs or (self.arcs[-1].happening == "run" and self.arcs[-1].mode is Mode.ROAD)


def route(network: Network, origin: Spot, destination: Spot, way: Way, cargo: Cargo) -> Route:
    """The route of a path, its steps in order."""
    teller = _Teller(network, {origin.end: origin, destination.end: destination})
    pieces: list[Piece] = []
    layer, parameters = network.layer, network.parameters
    if way.first is not None:
        pieces += mile_pieces(way.first, cargo, layer, parameters)
    for arc in way.arcs:
        pieces += network.pieces.of(arc, cargo)
    if way.last is not None:
        pieces += mile_pieces(way.last, cargo, layer, parameters, starts=not way.drives_on)
    return Route(origin, destination, tuple(teller.step(piece) for piece in pieces))


@dataclass(frozen=True)
class _Teller:
    network: Network
    ends: dict[str, Spot]

    def step(self, piece: Piece) -> Step:
        used = tuple(dict.fromkeys((*piece.hours[1], *piece.usd[1], *piece.co2e[1])))
        running, leg = piece.kind == "running", piece.leg
        return Step(
            kind=piece.kind,
            mode=piece.mode,
            start=piece.start,
            end=piece.end,
            start_name=self._name(piece.start),
            end_name=self._name(piece.end),
            hours=piece.hours[0],
            usd=piece.usd[0],
            co2e=piece.co2e[0],
            km=leg.km if running and leg else 0.0,
            leg=leg.id if running and leg else "",
            countries=dict(leg.countries) if running and leg else {},
            passages=leg.passages if running and leg else (),
            line=self._line(piece) if running else (),
            quality=_weakest(used, leg if running else None),
            origins=self._origins(used, leg if running else None),
            method="; ".join(_said(used, leg if running else None)),
        )

    def _name(self, code: str) -> str:
        spot = self.ends.get(code)
        return spot.name if spot else self.network.layer.terminals[code].name()

    def _line(self, piece: Piece) -> tuple[tuple[float, float], ...]:
        leg = piece.leg
        drawn = shape(leg.id) if leg and leg.id else ()
        if not drawn:
            return self._point(piece.start), self._point(piece.end)
        return drawn if leg and leg.start == piece.start else drawn[::-1]

    def _point(self, code: str) -> tuple[float, float]:
        place = self.ends.get(code) or self.network.layer.terminals[code]
        return place.longitude, place.latitude

    def _origins(self, used: Iterable[Parameter], leg: Leg | None) -> tuple[Origin, ...]:
        keys = [parameter.source for parameter in used] + ([leg.source] if leg else [])
        known = self.network.layer.origins
        return join(tuple(known[key] for key in keys if key in known))


def _weakest(used: tuple[Parameter, ...], leg: Leg | None) -> Quality:
    qualities = [parameter.quality for parameter in used] + ([leg.quality] if leg else [])
    return max(qualities, default=Quality.DERIVED)


def _said(used: tuple[Parameter, ...], leg: Leg | None) -> Iterator[str]:
    if leg and leg.note:
        yield leg.note
    for parameter in used:
        span = parameter.span
        where = f" ({parameter.where})" if parameter.where else ""
        yield f"{parameter.quantity}{where} {span.low:g} / {span.typical:g} / {span.high:g}"
