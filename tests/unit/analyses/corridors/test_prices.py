"""Dollars by hand: boxes by rate and kilometre, air by chargeable kilogram, and when haste pays."""

from __future__ import annotations

import pytest

from corridor_parameters import leg, little_layer, stated, terminal
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.analyses.corridors.prices import (
    border_price,
    gauge_price,
    handling_price,
    leg_price,
    start_price,
    value_density,
)
from entrepot.metadata.corridors import Criteria, Mode, Span

HALF = Cargo(10.0, 0.5, 30.0)
LIGHT = Cargo(1.0, 0.2, 12.0)  # 12 m3 at 166.7 kg weigh more than its tonne
KNOWN = Parameters(
    [
        stated("rate", "", 0.5, 1.0, 2.0, mode="rail"),
        stated("rate", "country:CHN", 0.3, mode="rail"),
        stated("start_price", "", 250.0, mode="rail"),
        stated("air_rate", "", 0.4, mode="air"),
        stated("air_start_price", "", 0.5, mode="air"),
        stated("air_handling_price", "", 0.1, mode="air"),
        stated("handling_price", "", 60.0, mode="rail"),
        stated("gauge_price", "terminal:X", 100.0),
        stated("border_price", "", 200.0, mode="rail"),
        stated("chargeable", "", 200.0, mode="air"),
    ]
)


def test_a_box_pays_rate_times_kilometres_of_each_country() -> None:
    through = leg(Mode.RAIL, 1000.0, countries={"CHN": 400.0, "KAZ": 600.0})
    price, used = leg_price(through, HALF, KNOWN)
    assert price.typical == pytest.approx(0.5 * (400 * 0.3 + 600 * 1.0))
    assert [p.where for p in used] == ["country:CHN", ""]


def test_a_price_that_is_stated_takes_the_place_of_the_rate() -> None:
    own = stated("price", "leg:rail:A:B", 800.0, 900.0, 1000.0)
    assert leg_price(leg(Mode.RAIL, 1000.0), HALF, Parameters([own])) == (Span(400.0, 450.0, 500.0), (own,))


def test_a_price_that_is_stated_for_a_flight_is_of_a_kilogram() -> None:
    own = stated("price", "leg:air:A:B", 3.5)
    assert leg_price(leg(Mode.AIR, 9000.0), HALF, Parameters([own]))[0].typical == pytest.approx(35_000.0)


def test_air_is_billed_by_weight_or_by_volume_whichever_is_more() -> None:
    flight = leg(Mode.AIR, 5000.0)
    assert leg_price(flight, LIGHT, KNOWN)[0].typical == pytest.approx(0.4 * 5 * 2400)
    assert leg_price(flight, HALF, KNOWN)[0].typical == pytest.approx(0.4 * 5 * 10000)
    assert start_price("air", flight, LIGHT, KNOWN)[0].typical == pytest.approx(0.5 * 2400)
    assert handling_price(terminal("X", "BEL"), "air", LIGHT, KNOWN)[0].typical == pytest.approx(240.0)


def test_lifts_borders_and_gauge_are_for_the_share_of_a_box() -> None:
    across, layer = leg(Mode.RAIL, 10.0), little_layer("CHN", "KAZ")
    assert start_price("rail", None, HALF, KNOWN)[0].typical == 125.0
    assert start_price("sea", None, HALF, KNOWN) == (Span.exactly(0.0), ())
    assert handling_price(terminal("X", "BEL"), "rail", HALF, KNOWN)[0].typical == 30.0
    assert gauge_price(terminal("X", "BEL"), HALF, KNOWN)[0].typical == 50.0
    assert gauge_price(terminal("Y", "BEL"), HALF, KNOWN)[0].typical == 0.0
    assert border_price(across, HALF, layer, KNOWN)[0].typical == 100.0
    assert border_price(across, HALF, little_layer("KAZ", "KAZ"), KNOWN)[0].typical == 0.0


def route(days: float, usd: float) -> Criteria:
    return Criteria(days * 24.0, usd, 0.0, 0.0)


def test_break_even_is_where_the_days_saved_are_worth_the_difference() -> None:
    # 10 t, 20 days sooner for 8,000 USD more: at 1 % a day the goods must be worth 4 USD/kg.
    share = Span(0.005, 0.01, 0.02)
    assert value_density(route(5, 10_000), route(25, 2_000), HALF, share) == Span(2.0, 4.0, 8.0)


def test_goods_of_just_that_value_are_indifferent() -> None:
    fast, cheap, share = route(5, 10_000), route(25, 2_000), Span.exactly(0.01)
    value = value_density(fast, cheap, HALF, share)
    assert value is not None
    worth = Cargo(10.0, 0.5, 30.0, value_usd=value.typical * 10_000.0)
    assert worth.value_usd is not None
    lost = [worth.value_usd * share.typical * each.hours / 24.0 for each in (cheap, fast)]
    assert lost[0] + cheap.usd == pytest.approx(lost[1] + fast.usd)


def test_what_is_not_dearer_always_pays_and_what_is_not_faster_never() -> None:
    share = Span(0.006, 0.008, 0.021)
    assert value_density(route(5, 1_000), route(25, 2_000), HALF, share) == Span.exactly(0.0)
    assert value_density(route(25, 10_000), route(25, 2_000), HALF, share) is None
