"""What the shipped parameters add up to on well-known ways, beside what is published of them.

Lengths are typed in, so that this says something of the parameters alone. Hours and dollars of borders and of
changes of gauge are those of terminals and borders; here each gets a round figure (BORDER, GAUGE).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest

from corridor_parameters import leg, shipped, terminal
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.prices import handling_price, leg_price, start_price
from entrepot.analyses.corridors.times import handling_hours, leg_hours, waiting
from entrepot.metadata.corridors import Leg, Mode, Span

BORDER = Span(6.0, 20.0, 60.0), Span(50.0, 200.0, 300.0)
GAUGE = Span(12.0, 24.0, 72.0), Span(60.0, 100.0, 200.0)
KNOWN = shipped()
FEU = cargo("1 FEU", parameters=KNOWN)


@dataclass(frozen=True)
class Way:
    """Legs from terminal to terminal, borders and gauges on the way, published days and dollars."""

    title: str
    legs: tuple[Leg, ...]
    borders: int
    gauges: int
    days: tuple[float, float]
    usd: tuple[float, float]

    @property
    def parts(self) -> list[tuple[Span, Span]]:
        """Hours and dollars of everything that happens."""
        return [
            *((leg_hours(way, KNOWN)[0], leg_price(way, FEU, KNOWN)[0]) for way in self.legs),
            *boarding(self.legs[0]),
            *[BORDER] * self.borders,
            *[GAUGE] * self.gauges,
        ]

    @property
    def total(self) -> tuple[Span, Span]:
        """Days and dollars."""
        hours = reduce(Span.__add__, (part[0] for part in self.parts))
        return hours * (1 / 24), reduce(Span.__add__, (part[1] for part in self.parts))


def boarding(first: Leg) -> list[tuple[Span, Span]]:
    """Waiting, the price of starting, and a lift at each end."""
    mode, end = first.mode, terminal("T", "XXX")
    lift = handling_hours(end, mode, KNOWN)[0], handling_price(end, mode, FEU, KNOWN)[0]
    return [(waiting(mode, first, KNOWN)[0], start_price(mode, first, FEU, KNOWN)[0]), lift, lift]


def rail(gauge: int, **countries: float) -> Leg:
    return leg(Mode.RAIL, sum(countries.values()), countries=countries, gauge=gauge)


BROAD = rail(1520, KAZ=2700.0, RUS=2120.0, BLR=610.0)  # 5,430 km: UTLC ERA
WAYS = (
    Way(
        "Xi'an-Małaszewicze by rail (12 to 14 days on the way, Navis 2025; ERAI 3,250 USD on 1520 mm alone)",
        (rail(1435, CHN=3400.0), BROAD),
        borders=2,
        gauges=2,
        days=(11.0, 17.0),
        usd=(4_500.0, 6_500.0),
    ),
    Way(
        "Chongqing-Duisburg by rail (16 to 18 days, Navis 2025; 5,800 to 7,300 USD, January 2025)",
        (rail(1435, CHN=4000.0), BROAD, rail(1435, POL=700.0, DEU=600.0)),
        borders=2,
        gauges=2,
        days=(16.0, 19.0),
        usd=(5_800.0, 7_300.0),
    ),
    Way(
        "Almaty-Liège by rail through Russia (two to three weeks)",
        (rail(1520, KAZ=1700.0, RUS=2600.0, BLR=600.0), rail(1435, POL=700.0, DEU=750.0, BEL=100.0)),
        borders=1,
        gauges=1,
        days=(10.0, 21.0),
        usd=(4_000.0, 6_500.0),
    ),
    Way(
        "Shanghai-Rotterdam by Suez (35 days with calls, PEMP; about 2,000 to 5,000 USD)",
        (leg(Mode.SEA, 19_630.0),),
        borders=0,
        gauges=0,
        days=(35.0, 40.0),
        usd=(2_000.0, 5_000.0),
    ),
    Way(
        "Shanghai-Rotterdam by the Cape (10 to 14 days more; 2,046 to 2,512 USD in spring 2025)",
        (leg(Mode.SEA, 25_560.0),),
        borders=0,
        gauges=0,
        days=(44.0, 54.0),
        usd=(2_000.0, 5_000.0),
    ),
    Way(
        "Shanghai-Poti by sea (35 to 40 days, 2,000 to 2,500 USD, Argus)",
        (leg(Mode.SEA, 17_000.0),),
        borders=0,
        gauges=0,
        days=(33.0, 40.0),
        usd=(2_000.0, 2_600.0),
    ),
    Way(
        "Khorgos-Poland by lorry (7,000 km in 11 to 13 days, IRU 2018)",
        (leg(Mode.ROAD, 7_000.0, countries={"KAZ": 3000.0, "RUS": 3400.0, "BLR": 600.0}),),
        borders=2,
        gauges=0,
        days=(11.0, 14.0),
        usd=(9_000.0, 13_000.0),
    ),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.title.partition(" (")[0])
def test_the_typical_way_is_as_published(way: Way) -> None:
    days, usd = way.total
    assert way.days[0] <= days.typical <= way.days[1]
    assert way.usd[0] <= usd.typical <= way.usd[1]
    assert days.low < way.days[0] < days.high


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.title.partition(" (")[0])
def test_the_explanation_has_the_same_figures(way: Way) -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "corridor-costs-and-times.md"
    days, usd = way.total
    told = f"{days.typical:.1f} days, {round(usd.typical, -1):,.0f} USD"
    assert told in page.read_text(encoding="utf-8")


def test_flying_from_china_costs_what_freightos_has() -> None:
    """3.52 USD/kg from China to North Europe (early 2026), 4.29 in January 2025 (WorldACD)."""
    load = cargo("1000 kg", parameters=KNOWN)
    flight = leg(Mode.AIR, 9_000.0)
    usd = (leg_price(flight, load, KNOWN)[0] + start_price("air", flight, load, KNOWN)[0]) * (1 / 1000)
    assert usd.low < 3.52 < usd.high
    assert usd.typical == pytest.approx(3.52, rel=0.1)


def test_rail_is_between_sea_and_air_in_days_and_dollars() -> None:
    train, ship = WAYS[1].total, WAYS[3].total
    flight = leg(Mode.AIR, 9_000.0)
    aloft = leg_hours(flight, KNOWN)[0] * (1 / 24), leg_price(flight, FEU, KNOWN)[0]
    assert aloft[0].typical < train[0].typical < ship[0].typical
    assert ship[1].typical < train[1].typical < aloft[1].typical
