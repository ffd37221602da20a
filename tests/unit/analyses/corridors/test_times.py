"""Hours by hand: kilometres over speed, country by country; borders; waiting."""

from __future__ import annotations

import pytest

from corridor_parameters import leg, little_layer, stated, terminal
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.analyses.corridors.times import (
    border_hours,
    gauge_hours,
    handling_hours,
    is_border,
    leg_hours,
    waiting,
)
from entrepot.metadata.corridors import Mode, Span

SPEEDS = [
    stated("speed", "", 10.0, 20.0, 40.0, mode="rail"),
    stated("speed", "country:KAZ", 30.0, 40.0, 50.0, mode="rail"),
    stated("speed", "", 25.0, mode="sea"),
]
TWO = leg(Mode.RAIL, 800.0, countries={"KAZ": 600.0, "RUS": 200.0})


def test_hours_are_summed_by_country_and_the_fast_end_gives_the_low_end() -> None:
    hours, used = leg_hours(TWO, Parameters(SPEEDS))
    assert hours == Span(600 / 50 + 200 / 40, 600 / 40 + 200 / 20, 600 / 30 + 200 / 10)
    assert set(used) == {SPEEDS[0], SPEEDS[1]}


def test_kilometres_of_countries_are_brought_to_the_length_of_the_leg() -> None:
    short = leg(Mode.RAIL, 400.0, countries={"KAZ": 600.0, "RUS": 200.0})
    assert leg_hours(short, Parameters(SPEEDS))[0].typical == pytest.approx(300 / 40 + 100 / 20)


def test_hours_that_are_stated_take_the_place_of_speed() -> None:
    own = stated("hours", "leg:rail:A:B", 90.0, 100.0, 120.0)
    assert leg_hours(TWO, Parameters([*SPEEDS, own])) == (own.span, (own,))


def test_a_ship_does_not_care_whose_waters_it_is_in() -> None:
    at_sea = leg(Mode.SEA, 250.0, countries={"KAZ": 250.0})
    assert leg_hours(at_sea, Parameters(SPEEDS))[0] == Span.exactly(10.0)


def test_one_waits_between_nothing_and_the_whole_headway() -> None:
    week = stated("headway", "", 84.0, 168.0, 336.0, mode="sea")
    assert waiting("sea", None, Parameters([week])) == (Span(0.0, 84.0, 336.0), (week,))
    assert waiting("road", None, Parameters([week])) == (Span.exactly(0.0), ())


def test_a_terminal_then_its_country_then_the_mode() -> None:
    known = Parameters(
        [
            stated("handling_hours", "", 12.0, mode="rail"),
            stated("handling_hours", "country:KAZ", 20.0, mode="rail"),
            stated("handling_hours", "terminal:KZAAU", 48.0, mode="rail"),
            stated("gauge_hours", "", 6.0),
        ]
    )
    hours = [handling_hours(terminal(*t), "rail", known)[0].typical for t in (("X", "POL"), ("X", "KAZ"))]
    assert hours == [12.0, 20.0]
    assert handling_hours(terminal("KZAAU", "KAZ"), "rail", known)[0].typical == 48.0
    assert handling_hours(terminal("KZAAU", "KAZ"), "air", known) == (Span.exactly(0.0), ())
    assert gauge_hours(terminal("X", "POL"), known)[0].typical == 6.0


def test_there_is_a_border_only_between_two_countries_that_have_one() -> None:
    across = leg(Mode.RAIL, 10.0)
    assert is_border(across, little_layer("CHN", "KAZ"))
    assert not is_border(across, little_layer("KAZ", "KAZ"))
    assert not is_border(across, little_layer("RUS", "KAZ", ("KAZ", "RUS")))


def test_the_slower_side_of_a_border_counts_unless_the_border_itself_is_stated() -> None:
    across, layer = leg(Mode.RAIL, 10.0), little_layer("CHN", "KAZ")
    sides = [stated("border_hours", "country:CHN", 30.0), stated("border_hours", "country:KAZ", 9.0)]
    assert border_hours(across, layer, Parameters(sides)) == (Span.exactly(30.0), (sides[0],))
    itself = stated("border_hours", "border:B:A", 4.0, mode="rail")
    assert border_hours(across, layer, Parameters([*sides, itself])) == (Span.exactly(4.0), (itself,))
    assert border_hours(across, little_layer("KAZ", "KAZ"), Parameters(sides)) == (Span.exactly(0.0), ())
