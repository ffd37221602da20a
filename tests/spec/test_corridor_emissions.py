"""Worked examples of ISO 14083: published ones, and small ones to work out by hand.

Published: (1) EcoFreight, "GLEC v3.2 in practice: three worked freight emission calculations"
(https://ecofreight.co/blog/how-we-calculate-emissions): 20 t from Shanghai to Rotterdam; (2) the example of a
shipment footprint in the iLEAP technical specification of SINE and the Smart Freight Centre
(https://github.com/sine-fdn/ileap-extension): 87 kg over 423 km by lorry.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from corridor_parameters import leg, shipped, stated, terminal
from entrepot.analyses.corridors.cargo import Cargo, cargo
from entrepot.analyses.corridors.emissions import handling_co2e, leg_co2e
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Mode


@dataclass(frozen=True)
class Example:
    """A transport chain element: what is given, and the kilograms CO2e that must come out."""

    title: str
    mode: Mode
    tonnes: float
    km: float
    given: dict[str, float]
    kilograms: float


EXAMPLES = (
    #        title                           mode      tonnes km        given                 kg CO2e
    Example("EcoFreight: ship to Rotterdam", Mode.SEA, 20.0, 19_600.0, {"intensity": 8.15}, 3_194.8),
    Example("iLEAP: lorry of 40 t", Mode.ROAD, 0.087, 423.0, {"intensity": 100.0}, 3.6801),
    Example("distance adjusted", Mode.ROAD, 10.0, 200.0, {"intensity": 95.0, "distance_factor": 1.05}, 199.5),
    Example(
        "great circle and 95 km", Mode.AIR, 1.0, 8_905.0, {"intensity": 608.0, "extra_km": 95.0}, 5_472.0
    ),
    Example(
        "train, half under wire",
        Mode.RAIL,
        20.0,
        1_000.0,
        {"electrified": 0.5, "electricity": 0.03, "grid": 800.0, "diesel_intensity": 20.0},
        20.0 * (0.5 * 24.0 + 0.5 * 20.0),
    ),
    Example(
        "train in a country of hydropower",
        Mode.RAIL,
        20.0,
        1_000.0,
        {"electrified": 1.0, "electricity": 0.03, "grid": 25.0, "diesel_intensity": 30.7},
        15.0,
    ),
    Example("nothing moved", Mode.SEA, 20.0, 0.0, {"intensity": 7.17}, 0.0),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.title)
def test_an_element_emits_tonnes_times_kilometres_times_intensity(example: Example) -> None:
    known = Parameters(stated(quantity, "", value) for quantity, value in example.given.items())
    found, _ = leg_co2e(leg(example.mode, example.km), Cargo(example.tonnes, 1.0, 1.0), known)
    assert found.typical == pytest.approx(example.kilograms)


def test_a_chain_is_the_sum_of_its_elements_hubs_included() -> None:
    """Truck, train, truck for 20 t, with two lifts at each of two terminals; by hand on the right."""
    known = Parameters(
        [
            stated("intensity", "", 100.0, mode="road"),
            stated("intensity", "", 15.0, mode="rail"),
            stated("handling_co2e", "", 0.3, mode="rail"),
        ]
    )
    load = Cargo(20.0, 1.0, 67.7)
    ways = [leg(Mode.ROAD, 50.0), leg(Mode.RAIL, 1_000.0), leg(Mode.ROAD, 30.0)]
    lifts = [handling_co2e(terminal("T", "BEL"), "rail", load, known)[0].typical for _ in range(2)]
    total = sum(leg_co2e(way, load, known)[0].typical for way in ways) + sum(lifts)
    assert total == pytest.approx(100.0 + 300.0 + 60.0 + 2 * 6.0)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_way_cut_in_two_emits_the_same_unless_each_part_is_a_flight(mode: Mode) -> None:
    known, load = shipped(), cargo("1 FEU", parameters=shipped())
    whole, half = (
        leg_co2e(leg(mode, km, countries={"KAZ": km}, gauge=1520 * (mode is Mode.RAIL)), load, known)[0]
        for km in (4_000.0, 2_000.0)
    )
    landing = 95.0 * 20.0 * 0.788 if mode is Mode.AIR else 0.0
    assert 2 * half.typical == pytest.approx(whole.typical + landing)


@pytest.mark.parametrize("mode", list(Mode))
def test_twice_the_tonnes_emit_twice_the_kilograms(mode: Mode) -> None:
    way = leg(mode, 1_000.0, countries={"CHN": 1_000.0})
    one, two = (leg_co2e(way, cargo(f"{n} t"), shipped())[0] for n in (7, 14))
    assert (two.low, two.typical, two.high) == pytest.approx((2 * one.low, 2 * one.typical, 2 * one.high))
