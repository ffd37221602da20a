"""Kilograms by hand: tonnes x kilometres x intensity, and what intensity is made of by rail."""

from __future__ import annotations

import pytest

from corridor_parameters import leg, stated, terminal
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.emissions import gauge_co2e, handling_co2e, intensity_of, leg_co2e
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Mode, Parameter, Span
from entrepot.metadata.errors import NoData

TEN = Cargo(10.0, 0.5, 30.0)
TRACTION = [
    stated("electrified", "country:KAZ", 0.25, 0.5, 0.75, mode="rail"),
    stated("electrified", "country:CHN", 1.0, mode="rail"),
    stated("electricity", "", 0.02, 0.03, 0.04, mode="rail"),
    stated("grid", "country:KAZ", 800.0),
    stated("grid", "country:CHN", 500.0),
    stated("diesel_intensity", "", 20.0, 25.0, 30.0, mode="rail"),
]


def test_an_electric_train_emits_what_its_countrys_power_stations_do() -> None:
    train = leg(Mode.RAIL, 1000.0, countries={"CHN": 400.0, "KAZ": 600.0})
    kilograms, used = leg_co2e(train, TEN, Parameters(TRACTION))
    china, kazakhstan = 0.03 * 500, 0.5 * 0.03 * 800 + 0.5 * 25
    assert kilograms.typical == pytest.approx(10 * (400 * china + 600 * kazakhstan) / 1000)
    assert len(used) == 6


@pytest.mark.parametrize("grid", [100.0, 800.0])
def test_bounds_hold_every_mix_of_their_parts(grid: float) -> None:
    known = Parameters([stated("grid", "country:KAZ", grid), *(p for p in TRACTION if p.quantity != "grid")])
    found, _ = intensity_of(leg(Mode.RAIL, 1.0), ("KAZ",), known)
    for share in (0.25, 0.5, 0.75):
        for power in (0.02, 0.03, 0.04):
            for diesel in (20.0, 25.0, 30.0):
                mixed = share * power * grid + (1 - share) * diesel
                assert found.low - 1e-9 <= mixed <= found.high + 1e-9


def test_an_intensity_that_is_stated_takes_the_place_of_its_parts() -> None:
    own = stated("intensity", "leg:rail:A:B", 12.0)
    assert leg_co2e(leg(Mode.RAIL, 100.0), TEN, Parameters([*TRACTION, own]))[0].typical == 12.0


def test_a_flight_adds_95_km_once_however_many_countries_it_overflies() -> None:
    known = Parameters([stated("intensity", "", 600.0, mode="air"), stated("extra_km", "", 95.0, mode="air")])
    flight = leg(Mode.AIR, 905.0, countries={"KAZ": 500.0, "RUS": 405.0})
    assert leg_co2e(flight, TEN, known)[0].typical == pytest.approx(10 * 1000 * 0.6)


def test_extra_kilometres_of_a_mode_by_country_are_added_once_too() -> None:
    known = [stated("intensity", "", 100.0), stated("extra_km", "", 50.0)]
    train = leg(Mode.RAIL, 150.0, countries={"KAZ": 100.0, "RUS": 50.0})
    assert leg_co2e(train, TEN, Parameters(known))[0].typical == pytest.approx(10 * 200 * 0.1)


def test_distance_is_adjusted_where_the_intensity_is_not() -> None:
    known = [
        stated("intensity", "", 100.0, mode="road"),
        stated("distance_factor", "", 1.0, 1.05, 1.1, mode="road"),
    ]
    found, used = leg_co2e(leg(Mode.ROAD, 200.0), TEN, Parameters(known))
    assert (found.low, found.typical, found.high) == pytest.approx((200.0, 210.0, 220.0))
    assert set(used) == set(known)


def test_hubs_count_by_tonne_at_every_lift() -> None:
    known = [stated("handling_co2e", "", 0.3, mode="rail"), stated("gauge_co2e", "terminal:X", 0.6)]
    there = terminal("X", "KAZ")
    assert handling_co2e(there, "rail", TEN, Parameters(known))[0].typical == pytest.approx(3.0)
    assert handling_co2e(there, "road", TEN, Parameters(known)) == (Span.exactly(0.0), ())
    assert gauge_co2e(there, TEN, Parameters(known))[0].typical == pytest.approx(6.0)


@pytest.mark.parametrize("missing", ["electrified", "electricity", "grid", "diesel_intensity"])
def test_rail_names_the_part_that_is_missing(missing: str) -> None:
    rest: list[Parameter] = [p for p in TRACTION if p.quantity != missing]
    with pytest.raises(NoData, match=f"No {missing} is stated"):
        leg_co2e(leg(Mode.RAIL, 10.0, countries={"KAZ": 10.0}), TEN, Parameters(rest))


def test_other_modes_need_an_intensity() -> None:
    with pytest.raises(NoData, match="No intensity is stated by sea"):
        leg_co2e(leg(Mode.SEA, 10.0), TEN, Parameters(TRACTION))
