"""The legs by rail and road that ship: what holds for every one of them."""

from __future__ import annotations

import pytest

from entrepot.metadata.corridors import Layer, Leg, Mode
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.sources.corridors.reader import layer
from entrepot.sources.corridors.shapes import shape

CORNER_KM = 45.0  # a line may cut so much through a country of neither end


@pytest.fixture(scope="module")
def shipped() -> Layer:
    return layer()


def by_land(shipped: Layer) -> list[Leg]:
    return [leg for leg in shipped.legs.values() if leg.mode in (Mode.RAIL, Mode.ROAD)]


def test_no_leg_is_shorter_than_the_crow_flies(shipped: Layer) -> None:
    for leg in by_land(shipped):
        a, b = shipped.terminals[leg.start], shipped.terminals[leg.end]
        crow = great_circle(a.latitude, a.longitude, b.latitude, b.longitude)
        assert leg.km >= crow - 0.1, leg.id


def test_kilometres_by_country_add_up(shipped: Layer) -> None:
    for leg in by_land(shipped):
        if leg.countries:
            assert sum(leg.countries.values()) == pytest.approx(leg.km, abs=0.5, rel=0.02), leg.id


def test_no_leg_crosses_two_borders_with_a_procedure(shipped: Layer) -> None:
    for leg in by_land(shipped):
        ends = {shipped.terminals[code].country for code in (leg.start, leg.end)}
        free = set(ends)
        for _ in leg.countries:  # who is open to someone free is free
            free |= {b if a in free else a for a, b in shipped.open_borders if len({a, b} & free) == 1}
        strange = sum(km for code, km in leg.countries.items() if code not in free)
        assert strange <= CORNER_KM, leg.id


@pytest.mark.parametrize(
    ("a", "b", "gauges"),
    [
        ("CN-ALASHANKOU", "KZ-DOSTYK", {1435}),
        ("CNHRS", "KZ-ALTYNKOL", {1435}),
        ("BYBQT", "PLMAA", {1435, 1520}),
        ("KZ-AKTOGAY", "KZ-DOSTYK", {1520}),
        ("KZ-SARYAGASH", "UZ-KELES", {1520}),
        ("CNRLC", "MN-ZAMYNUUD", {1435}),
        ("LT-SESTOKAI", "LTKUN", {1435, 1520}),
        ("PL-SLAWKOW", "PLHBZ", {1520}),
    ],
)
def test_the_tracks_over_known_borders_have_their_gauges(
    shipped: Layer, a: str, b: str, gauges: set[int]
) -> None:
    found = {leg.gauge for leg in by_land(shipped) if (leg.start, leg.end) == (a, b) and leg.gauge}
    assert found == gauges


def test_no_broad_gauge_runs_into_china(
    shipped: Layer,
) -> None:
    chinese = {code for code, t in shipped.terminals.items() if t.country == "CHN"}
    broad = [leg.id for leg in by_land(shipped) if leg.gauge == 1520 and {leg.start, leg.end} & chinese]
    assert broad == []


def test_shapes_begin_and_end_near_their_terminals(shipped: Layer) -> None:
    for leg in by_land(shipped):
        line = shape(leg.id)
        if len(line) > 2:
            start = shipped.terminals[leg.start]
            first = great_circle(start.latitude, start.longitude, line[0][1], line[0][0])
            last = great_circle(start.latitude, start.longitude, line[-1][1], line[-1][0])
            assert min(first, last) < 70.0, leg.id
