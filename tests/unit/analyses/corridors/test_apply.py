"""Differences applied: what changes, what gives way, what stays."""

from __future__ import annotations

from math import nan

import pytest

import little_layer
from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Addition, Change, Difference, Layer, Mode, Parameter, Span
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality

LAYER = little_layer.layer()


def _changed(*changes: Change) -> Layer:
    return applied(LAYER, Difference("test", title="A test", changes=changes))


def _added(addition: Addition) -> Layer:
    return applied(LAYER, Difference("test", additions=(addition,)))


def _border(layer: Layer, leg: str) -> Parameter:
    found = Parameters(layer.parameters).stated("border_hours", leg=layer.legs[leg])
    assert found is not None
    return found


def test_closures_alone_leave_the_layer_as_it_is() -> None:
    assert applied(LAYER) is LAYER
    assert applied(LAYER, Difference("closed", closures=("country:RUS",))) is LAYER


def test_a_value_takes_the_place_of_the_one_before_which_is_kept() -> None:
    made = _changed(Change("border_hours", "border:BYBQT:PLMAL", "rail", Span(1, 2, 3), source="A railway"))
    now = _border(made, "rail:BYBQT:PLMAL")
    assert now.span == Span(1, 2, 3) and now.quality is Quality.REPORTED and now.unit == "h"
    assert made.origins[now.source].publisher == "A railway" and made.origins[now.source].dataset == "A test"
    old = next(p for p in made.parameters if p.where == "border:BYBQT:PLMAL" and p.span.typical == 24)
    assert not old.used
    assert _border(LAYER, "rail:BYBQT:PLMAL").span == Span(6, 24, 120)


def test_who_names_no_source_has_made_an_assumption() -> None:
    made = _changed(Change("speed", "", "rail", Span.exactly(50)))
    now = Parameters(made.parameters).needed("speed", "rail")
    assert now.quality is Quality.ESTIMATED and "own assumption" in made.origins[now.source].publisher


def test_a_change_holds_for_everything_within() -> None:
    made = _changed(Change("border_hours", "country:POL", "rail", Span(1, 1, 1)))
    assert _border(made, "rail:BYBQT:PLMAL").span.typical == 1
    made = _changed(Change("speed", "", "rail", Span.exactly(50)))
    assert Parameters(made.parameters).needed("speed", leg=made.legs["rail:PLMAL:DEDUI"]).span.typical == 50
    made = _changed(Change("price", "passage:caspian", times=2))
    assert (
        Parameters(made.parameters).needed("price", leg=made.legs["ferry:KZAAU:AZBAK"]).span.typical == 1400
    )


def test_a_change_elsewhere_holds_nowhere_else() -> None:
    made = _changed(Change("border_hours", "country:GEO", "rail", Span(1, 1, 1)))
    assert _border(made, "rail:BYBQT:PLMAL") == _border(LAYER, "rail:BYBQT:PLMAL")


def test_a_factor_multiplies_what_is_stated() -> None:
    made = _changed(Change("border_hours", "border:BYBQT:PLMAL", "rail", times=0.5))
    now = _border(made, "rail:BYBQT:PLMAL")
    assert (
        now.span == Span(3, 12, 60)
        and now.quality is Quality.ESTIMATED
        and "0.5 times 6, 24, 120" in now.note
    )
    assert _border(made, "rail:CNHRG:KZALT").span == Span(4, 20, 72)


def test_a_factor_on_a_place_that_says_nothing_multiplies_what_holds_there() -> None:
    made = _changed(Change("border_hours", "border:CNHRG:KZALT", times=0.5))
    assert _border(made, "rail:CNHRG:KZALT").span == Span(2, 10, 36)
    assert _border(made, "road:CNHRG:KZALT").span == Span(1.5, 5, 30)
    assert _border(made, "rail:BYBQT:PLMAL").span == Span(6, 24, 120)
    assert Parameters(made.parameters).span("border_hours", "rail") == Span(4, 20, 72)


def test_a_factor_on_a_terminal_a_country_and_a_leg() -> None:
    made = _changed(
        Change("gauge_hours", "terminal:PLMAL", times=0.5),
        Change("grid", "country:POL", times=0.1),
        Change("headway", "leg:ferry:KZAAU:AZBAK", times=0.25),
    )
    table = Parameters(made.parameters)
    assert table.span("gauge_hours", "rail", terminal="PLMAL") == Span(1, 4, 24)
    assert table.span("gauge_hours", "rail", terminal="KZALT") == Span(1, 4, 24)  # its own
    assert table.span("grid", "rail", countries=["POL"]) == Span(25, 30, 35)
    assert table.span("headway", leg=made.legs["ferry:KZAAU:AZBAK"]) == Span(6, 18, 60)
    assert table.span("headway", leg=made.legs["ferry:GEPTI:ROCND"]) == Span(24, 72, 240)


def test_changes_come_one_after_the_other() -> None:
    twice = Change("speed", "", "rail", times=2)
    made = applied(LAYER, Difference("a", changes=(twice,)), Difference("a", changes=(twice,)))
    leg = made.legs["rail:PLMAL:DEDUI"]
    assert Parameters(made.parameters).needed("speed", leg=leg).span == Span(100, 160, 240)
    assert len({p.source for p in made.parameters}) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("speed", "", "air", times=100), "lies between 0.1 and 1200"),
        (Change("electrified", "", "rail", Span(0.5, 1, 2)), "electrified of everywhere"),
        (Change("volume", "country:RUS", "air", times=2), None),
        (Change("reach", "terminal:KZAAU", "air", times=2), "No reach of terminal:KZAAU"),
        (Change("speed", "", "rail"), "a value or a factor"),
        (Change("speed", "", "rail", Span.exactly(1), 2.0), "a value or a factor"),
        (Change("velocity", "", "rail", Span.exactly(1)), "known quantity"),
    ],
)
def test_a_change_that_cannot_be_is_refused(change: Change, words: str | None) -> None:
    if words is None:
        assert _changed(change).digest != LAYER.digest
        return
    with pytest.raises(UsageError, match=words):
        _changed(change)


def test_a_lane_is_a_leg_with_its_own_hours_price_and_headway() -> None:
    own = Addition("BEANR", "KZALA", Mode.ROAD, 6000.0, Span(100, 120, 150), Span(9000, 9500, 11000),
                   Span(24, 24, 24), title="Our lorries", source="Our contract")  # fmt: skip
    made = _added(own)
    (leg,) = set(made.legs.values()) - set(LAYER.legs.values())
    assert (leg.start, leg.end, leg.km, leg.title, leg.one_way) == (
        "BEANR",
        "KZALA",
        6000.0,
        "Our lorries",
        False,
    )
    assert leg.countries == {"BEL": 3000.0, "KAZ": 3000.0} and "half" in leg.note
    table = Parameters(made.parameters)
    stated = [table.needed(quantity, leg=leg) for quantity in ("hours", "price", "headway")]
    assert [p.span.typical for p in stated] == [120, 9500, 24]
    assert {made.origins[p.source].publisher for p in stated} == {"Our contract"}
    assert made.digest != LAYER.digest and LAYER.legs.keys() < made.legs.keys()


def test_a_lane_takes_what_is_not_said_from_the_layer() -> None:
    made = _added(Addition("PLMAL", "DEDUI", Mode.RAIL))
    (leg,) = set(made.legs.values()) - set(LAYER.legs.values())
    old = LAYER.legs["rail:PLMAL:DEDUI"]
    assert (leg.km, leg.gauge, leg.countries) == (old.km, old.gauge, old.countries)
    assert (leg.start, leg.end) == ("DEDUI", "PLMAL") and old.id in leg.note


def test_a_flight_follows_the_great_circle_and_is_priced_by_the_kilogram() -> None:
    made = _added(Addition("LGG", "RUMOW", Mode.AIR, price=Span(1, 2, 3), one_way=True))
    (leg,) = set(made.legs.values()) - set(LAYER.legs.values())
    assert leg.km == pytest.approx(2200, rel=0.02) and leg.one_way and leg.start == "LGG"
    table = Parameters(made.parameters)
    assert table.needed("air_rate", leg=leg).span.typical * leg.km / 1000 == pytest.approx(2.0)
    assert table.needed("air_start_price", leg=leg).span.high == 0.0
    assert Mode.AIR in made.terminals["RUMOW"].modes and Mode.AIR not in LAYER.terminals["RUMOW"].modes


def test_a_new_railway_brings_its_gauge() -> None:
    made = _added(Addition("CNHRG", "KZALA", Mode.RAIL, 360.0, gauge=1435))
    assert made.terminals["KZALA"].gauges == (1520, 1435)
    (leg,) = set(made.legs.values()) - set(LAYER.legs.values())
    assert leg.gauge == 1435


def test_two_lanes_of_the_same_ends_are_two_legs() -> None:
    own = Addition("ALA", "LGG", Mode.AIR)
    made = applied(LAYER, Difference("a", additions=(own, own)), Difference("a", additions=(own,)))
    assert len(made.legs) == len(LAYER.legs) + 3


@pytest.mark.parametrize(
    ("addition", "words"),
    [
        (Addition("BEANR", "CNXIA", Mode.RAIL), "give km"),
        (Addition("BEANR", "CNXIA", Mode.RAIL, 500.0), "km apart"),
        (Addition("KZALA", "CNHRG", Mode.RAIL, 360.0), "give gauge"),
        (Addition("BEANR", "XXXXX", Mode.RAIL, 360.0), "No terminal of the layer has the code XXXXX"),
        (Addition("ALA", "LGG", Mode.AIR, price=Span(1, 2, 10_000)), "air_rate"),
        (Addition("ALA", "LGG", Mode.AIR, hours=Span(0, 0, 0)), "hours of leg"),
    ],
)
def test_a_lane_that_cannot_be_is_refused(addition: Addition, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        _added(addition)


def test_a_number_that_is_none_makes_no_span() -> None:
    with pytest.raises(ValueError, match="not in order"):
        Change("speed", "", "rail", Span(nan, nan, nan))
