"""Dollars of whole ways against published tariffs, indices and quotations.

A published price is of the train, ship or flight with the lifts at both ends; the trucks are left out.
"""

from dataclasses import dataclass

import pytest

from entrepot.metadata.corridors import Span
from entrepot.metadata.corridors.span import NOTHING
from ways_asked import AIR, BLACK_SEA, CAPE, NORTH, RAIL, SEA, SUEZ, Asked, fastest

ERAI = "ERAI, index1520.com July 2024 (3,289); 1520 International, first half of 2025 (3,250)"
CHINA_EUROPE = "1520 International: 5,800 to 7,300 in January 2025, 5,250 to 6,100 in March"
WCI = "Drewry: 2,046 to 2,512 in spring 2025, 5,270 in June 2024"
KG = 20_000.0


@dataclass(frozen=True)
class Tariff:
    """Dollars for one FEU (by air: for a kilogram); `why`: as of times, for what does not fit."""

    start: str
    end: str
    asked: Asked
    low: float
    high: float
    source: str
    per: float = 1.0
    why: str = ""


TARIFFS = (
    Tariff("KZ-DOSTYK", "BYBQT", RAIL, 3250, 3289, ERAI),
    Tariff("KZ-ALTYNKOL", "BYBQT", RAIL, 3250, 3289, ERAI),
    Tariff("CNXIA", "DEDUI", NORTH, 5250, 7300, CHINA_EUROPE),
    Tariff("CNCDU", "DEDUI", NORTH, 5250, 7300, CHINA_EUROPE),
    Tariff("CNZGZ", "DEHAM", NORTH, 5250, 7300, CHINA_EUROPE),
    Tariff("CNSHA", "NLRTM", SUEZ, 2000, 5000, "the range of 2024 and 2025"),
    Tariff("CNSHA", "NLRTM", CAPE, 2046, 5270, WCI),
    Tariff("CNSHA", "GEPTI", SEA, 2000, 2500, "Argus in Report.az"),
    Tariff(
        "TRMER",
        "GEPTI",
        SEA,
        6800,
        7000,
        "Argus in Report.az",
        why="Three times Shanghai-Poti for a sixth of the way, so of a shortage, or by road",
    ),
    Tariff("PVG", "LGG", AIR, 3.52, 4.29, "Freightos, early 2026; WorldACD, January 2025", per=KG),
)


def price_of(said: Tariff) -> Span:
    """Our dollars for what is published, without the trucks at the ends."""
    way = fastest(said.start, said.end, said.asked)
    usd = NOTHING
    for step in way.steps:
        if step.leg or step.kind != "running":
            usd += step.usd
    return usd * (1 / said.per)


@pytest.mark.parametrize("said", TARIFFS, ids=lambda said: f"{said.start}-{said.end}-{said.low:.0f}")
def test_dollars(said: Tariff) -> None:
    usd = price_of(said)
    off = max(0.0, said.low / usd.typical - 1.0, usd.typical / said.high - 1.0)
    if said.why:
        assert off > 0.2, f"{usd} fits, the exception is idle"
        return
    assert off <= 0.2, f"{usd} here, {said.low:g} to {said.high:g}: {said.source}"
    assert usd.low <= said.high, said.source
    assert said.low <= usd.high, said.source


def test_the_middle_corridor_is_dearer_than_the_north() -> None:
    """One and a half times as dear, says a forwarder (AsstrA in Trend, February 2024)."""
    north = fastest("CNXIA", "DEDUI", NORTH)
    middle = fastest("CNXIA", "DEDUI", BLACK_SEA)
    assert 1.2 < middle.usd.typical / north.usd.typical < 1.8


def test_modes_stand_in_the_order_everyone_knows() -> None:
    """By air dearest and fastest, then rail; by sea cheapest and slowest."""
    air, rail = (fastest("CNCDU", "BELGG", asked) for asked in (AIR, NORTH))
    sea = fastest("CNSHA", "BEANR", CAPE)
    assert air.hours.typical < rail.hours.typical < sea.hours.typical
    assert air.usd.typical > rail.usd.typical > sea.usd.typical
