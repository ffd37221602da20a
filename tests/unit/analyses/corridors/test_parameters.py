"""The most specific parameter that fits is used; the rest is kept."""

from __future__ import annotations

import pytest

from corridor_parameters import leg, stated
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Leg, Mode, Span
from entrepot.metadata.errors import NoData

PLACES = [
    "",
    "gauge:1520",
    "group:EAEU",
    "country:KAZ",
    "passage:caspian",
    "border:A:B",
    "terminal:T",
    "leg:x",
]
EVERYWHERE = {
    "leg": Leg("x", Mode.RAIL, "A", "B", 100.0, 1520, {"KAZ": 100.0}, ("caspian",)),
    "terminal": "T",
}


@pytest.mark.parametrize("most", range(len(PLACES)))
def test_the_most_specific_place_wins(most: int) -> None:
    found = Parameters(stated("speed", place, float(i + 1)) for i, place in enumerate(PLACES[: most + 1]))
    assert found.span("speed", **EVERYWHERE) == Span.exactly(most + 1.0)


def test_a_value_for_the_mode_beats_one_for_all_but_not_a_nearer_place() -> None:
    both = [stated("speed", "country:KAZ", 1.0), stated("speed", "country:KAZ", 2.0, mode="rail")]
    assert Parameters(both).span("speed", "rail", countries=["KAZ"]) == Span.exactly(2.0)
    nearer = [stated("speed", "country:KAZ", 1.0), stated("speed", "", 2.0, mode="rail")]
    assert Parameters(nearer).span("speed", "rail", countries=["KAZ"]) == Span.exactly(1.0)


def test_a_value_for_another_mode_is_not_used() -> None:
    assert Parameters([stated("speed", "", 2.0, mode="sea")]).span("speed", "rail") is None


def test_the_country_with_most_kilometres_comes_first() -> None:
    two = [stated("speed", "country:KAZ", 1.0), stated("speed", "country:RUS", 2.0)]
    longer = leg(Mode.RAIL, 100.0, countries={"KAZ": 40.0, "RUS": 60.0})
    assert Parameters(two).span("speed", leg=longer) == Span.exactly(2.0)
    assert Parameters(two).span("speed", leg=longer, countries=("KAZ",)) == Span.exactly(1.0)


def test_the_smaller_group_comes_first() -> None:
    two = [stated("speed", "group:EU27", 1.0), stated("speed", "group:Benelux", 2.0)]
    assert Parameters(two).span("speed", countries=["BEL"]) == Span.exactly(2.0)
    assert Parameters(two).span("speed", countries=["FRA"]) == Span.exactly(1.0)


def test_a_border_is_the_same_from_both_sides() -> None:
    one = Parameters([stated("border_hours", "border:A:B", 5.0)])
    assert one.span("border_hours", border="B:A") == one.span("border_hours", border="A:B") is not None


@pytest.mark.parametrize(
    ("km", "variant", "grams"),
    [(1500.0, "", 1.0), (1501.0, "", 2.0), (9000.0, "freighter", 3.0), (1000.0, "freighter", 1.0)],
)
def test_flights_differ_by_haul_and_by_what_flies(km: float, variant: str, grams: float) -> None:
    known = Parameters(
        stated("intensity", where, value, mode="air")
        for where, value in (("haul:short", 1.0), ("haul:long", 2.0), ("haul:freighter:long", 3.0))
    )
    assert known.span("intensity", leg=leg(Mode.AIR, km, variant=variant)) == Span.exactly(grams)


def test_what_is_not_used_is_kept_as_a_conflict() -> None:
    ours = stated("rate", "gauge:1520", 0.6, mode="rail")
    theirs = stated("rate", "gauge:1520", 1.6, mode="rail", used=False, source="CAREC")
    elsewhere = stated("rate", "", 0.8, mode="rail")
    known = Parameters([theirs, ours, elsewhere])
    assert known.stated("rate", "rail", gauge=1520) is ours
    assert known.conflicts(ours) == (theirs,)
    assert known.conflicts(elsewhere) == ()


def test_of_two_in_use_the_later_wins_since_ones_own_file_comes_last() -> None:
    assert Parameters([stated("rate", "", 1.0), stated("rate", "", 2.0)]).span("rate") == Span.exactly(2.0)


def test_what_must_be_stated_and_is_not_is_told() -> None:
    with pytest.raises(NoData, match="No speed is stated by rail on rail:A:B"):
        Parameters([]).needed("speed", leg=leg(Mode.RAIL, 1.0))
