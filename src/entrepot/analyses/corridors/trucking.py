"""What a first or last mile takes, and a truck all the way where that is near enough."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.corridors.access import Mile
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.emissions import leg_co2e
from entrepot.analyses.corridors.parameters import Known, Parameters
from entrepot.analyses.corridors.pieces import NONE, Piece
from entrepot.analyses.corridors.prices import leg_price, start_price
from entrepot.analyses.corridors.times import leg_hours
from entrepot.metadata.corridors import Layer, Leg, Mode
from entrepot.metadata.figure import Quality

METHOD = "great-circle distance x circuity of roads"


def mile_leg(mile: Mile, start: str, end: str, parameters: Parameters) -> Leg:
    """The mile as a leg of road: great-circle kilometres times the circuity of roads."""
    codes = tuple(mile.countries)
    circuity = parameters.needed("circuity", Mode.ROAD, countries=codes)
    km = mile.crow_km * circuity.span.typical
    return Leg(
        id="",
        mode=Mode.ROAD,
        start=start,
        end=end,
        km=km,
        countries={code: share * km for code, share in mile.countries.items()},
        source=circuity.source,
        quality=Quality.ESTIMATED,
        note=METHOD,
    )


def mile_pieces(
    leg: Leg, cargo: Cargo, layer: Layer, parameters: Parameters, *, starts: bool = True
) -> Iterator[Piece]:
    """The truck's run, then the border if the way lies in two customs areas.

    The price of starting is with the run, unless `starts` says that the truck is already on its way.
    """
    usd = leg_price(leg, cargo, parameters)
    start = start_price(Mode.ROAD, leg, cargo, parameters) if starts else NONE
    yield Piece(
        "running", Mode.ROAD, leg.start, leg.end,
        leg_hours(leg, parameters),
        (usd[0] + start[0], (*usd[1], *start[1])),
        leg_co2e(leg, cargo, parameters),
        leg,
    )  # fmt: skip
    codes = sorted(leg.countries)
    if len(codes) > 1 and tuple(codes) not in layer.open_borders:
        yield Piece(
            "border", Mode.ROAD, leg.start, leg.end,
            _worse("border_hours", codes, 1.0, parameters),
            _worse("border_price", codes, cargo.feu, parameters),
            NONE,
            leg,
        )  # fmt: skip


def _worse(quantity: str, codes: list[str], factor: float, parameters: Parameters) -> Known:
    stated = [parameters.stated(quantity, Mode.ROAD, countries=(code,)) for code in codes]
    known = [parameter for parameter in stated if parameter is not None]
    if not known:
        return NONE
    worst = max(known, key=lambda parameter: parameter.span.typical)
    return worst.span * factor, (worst,)
