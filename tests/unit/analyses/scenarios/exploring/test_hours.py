"""Hours of the network that ships, between three economies."""

from __future__ import annotations

import pytest

from entrepot.analyses.corridors.asking import network
from entrepot.analyses.scenarios.exploring import break_even, read_goal
from entrepot.analyses.scenarios.exploring.hours import Hours, scaled_difference
from entrepot.analyses.scenarios.run import Setting, Ways, run, setting
from entrepot.metadata.corridors import Change, Difference
from entrepot.metadata.scenario import CorridorPart, Part
from little_scenarios import little_world, made_of

WORLD = little_world()
HALVED = Difference(
    "khorgos",
    changes=tuple(
        Change(quantity, where, mode, times=0.5)
        for quantity, where, mode in (
            ("border_hours", "border:CNHRS:KZ-ALTYNKOL", "rail"),
            ("border_hours", "border:CNHRS:KZHOR", "road"),
        )
    ),
)
SCENARIO = made_of(Part("khorgos", CorridorPart(HALVED)))


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Ways:
    return Ways(network, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def given(ways: Ways) -> Setting:
    return setting(SCENARIO, WORLD, ways)


def _asked(given: Setting, ways: Ways, share: float) -> Hours:
    """The hours that a goal of so many times what is stated takes."""
    target = read_goal("sales:CHN:KAZ +1%", WORLD).target
    stated = target.value(run(SCENARIO, given))
    found = break_even(
        SCENARIO, given, read_goal(f"{target.written} {share * stated:+.9f}%", WORLD), ways=ways
    )
    assert found.hours is not None
    return found.hours


def test_the_network_with_the_hours_that_it_takes_reaches_the_goal(given: Setting, ways: Ways) -> None:
    found = _asked(given, ways, 0.6)
    assert found.reached
    rail = found.scaled[0]
    assert 0.5 < rail.needed < 1.0
    assert rail.then[0] == pytest.approx(rail.needed * rail.today[0])
    assert rail.unit == "h"
    strength = 0.0
    while 0.5**strength > rail.needed:
        strength += 1e-4
    faster = made_of(Part("khorgos", CorridorPart(scaled_difference(HALVED, strength))))
    target = read_goal("sales:CHN:KAZ +1%", WORLD).target
    assert target.value(run(faster, setting(faster, WORLD, ways))) == pytest.approx(found.value, rel=1e-2)


def test_even_no_hours_at_all_may_not_do(given: Setting, ways: Ways) -> None:
    found = _asked(given, ways, 50.0)
    assert not found.reached
    assert found.to_nothing
    assert found.searches == 1
    assert found.value == found.limit
    assert [one.needed for one in found.scaled] == [0.0, 0.0]
