from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.scenarios.costs import Costs
from entrepot.analyses.scenarios.exploring import BreakEven, break_even, read_goal
from entrepot.analyses.scenarios.exploring.hours import NEXT_TO_NOTHING, can_scale, scaled_difference
from entrepot.analyses.scenarios.run import Setting, run, setting
from entrepot.metadata.corridors import Change, Difference
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    Part,
    TariffPart,
)
from little_scenarios import CODES, ECONOMIES, TRADE, cheaper, little_world, made_of

WORLD = little_world()
GOODS = Flows(("BEL",), ("KAZ",), industries=("goods",))


def _asked(text: str, *parts: Part, part: str = "") -> BreakEven:
    scenario = made_of(*parts)
    return break_even(scenario, setting(scenario, WORLD), read_goal(text, WORLD), part=part)


def _sold(*parts: Part) -> float:
    scenario = made_of(*parts)
    return read_goal("sales:BEL:KAZ +1%", WORLD).target.value(run(scenario, setting(scenario, WORLD)))


def test_a_world_with_the_costs_that_it_takes_reaches_the_goal() -> None:
    found = _asked("sales:BEL:KAZ +25%", cheaper(-0.1))
    assert found.reached
    (need,) = found.needs
    assert need.stated.number == pytest.approx(-10.0)
    assert need.needed.number == pytest.approx(100.0 * (0.9**found.strength - 1.0))
    assert _sold(cheaper(need.needed.number / 100.0)) == pytest.approx(25.0, abs=1e-4)
    assert found.stated == pytest.approx(_sold(cheaper(-0.1)))
    assert found.nearest[1] == pytest.approx(25.0, abs=1e-4)


def test_a_duty_is_told_as_a_duty() -> None:
    duty = Part("duty", TariffPart(GOODS, Amount(0.0), before=0.3))
    found = _asked("sales:BEL:KAZ +20%", duty)
    needed = found.needs[0].needed.number / 100.0
    assert 0.0 < needed < 0.3
    assert _sold(replace(duty, what=replace(duty.what, after=Amount(needed)))) == pytest.approx(
        20.0, abs=1e-4
    )


def test_no_duty_falls_below_nothing() -> None:
    duty = Part("duty", TariffPart(GOODS, Amount(0.05), before=0.1))
    found = _asked("sales:BEL:KAZ +500%", duty)
    assert not found.reached
    assert found.nearest[0] == pytest.approx(2.0)
    assert found.needs[0].needed.number == pytest.approx(0.0)
    assert "no duty is left" in found.ended


def test_a_duty_may_rise_as_far_as_it_must() -> None:
    duty = Part("duty", TariffPart(GOODS, Amount(0.05), before=0.0))
    found = _asked("sales:BEL:KAZ -60%", duty)
    assert found.reached
    assert found.needs[0].needed.number > 5.0


def test_an_agreement_is_told_by_its_effect_and_what_it_equals() -> None:
    deal = Part("deal", AgreementPart(GOODS, Amount(0.5)))
    found = _asked("sales:BEL:KAZ +100%", deal)
    effect, trade, costs = (need.needed.number for need in found.needs)
    assert effect == pytest.approx(0.5 * found.strength)
    assert trade == pytest.approx(100.0 * math.expm1(effect))
    assert costs == pytest.approx(100.0 * math.expm1(-effect / 5.0))
    assert _sold(Part("deal", CostPart(GOODS, Amount(costs / 100.0)))) == pytest.approx(100.0, abs=1e-4)


def test_an_embargo_ends_when_all_is_forbidden() -> None:
    ban = Part("ban", EmbargoPart(GOODS, Amount(0.5)))
    found = _asked("real-income:KAZ -30%", ban)
    assert not found.reached
    assert found.nearest[0] == pytest.approx(2.0)
    assert found.needs[0].needed.number == pytest.approx(100.0)
    assert "nothing is left to forbid" in found.ended


def test_one_part_varies_and_the_others_stay() -> None:
    demand = Part("demand", DemandPart(("KAZ",), ("C20",), Amount(0.2)))
    found = _asked("sales:BEL:KAZ +25%", demand, cheaper(-0.1), part="cheaper")
    assert found.parts == ("cheaper",)
    assert found.start == pytest.approx(_sold(demand))
    needed = found.needs[0].needed.number / 100.0
    assert _sold(demand, cheaper(needed)) == pytest.approx(25.0, abs=1e-4)


@pytest.mark.parametrize(
    ("goal", "problem"),
    [
        ("sales:BEL:KAZ -10%", "the other way"),
        ("sales:CHN:KAZ +10%", "wrong sign"),
    ],
)
def test_a_goal_of_the_wrong_sign_is_told_as_such(goal: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        _asked(goal, cheaper(-0.1))


def test_what_the_other_parts_do_already_needs_nothing_of_this_one() -> None:
    demand = Part("demand", DemandPart(("KAZ",), ("C20",), Amount(0.5)))
    with pytest.raises(UsageError, match="With the other parts alone"):
        _asked("sales:BEL:KAZ +1%", demand, cheaper(-0.1), part="cheaper")


def test_what_does_not_move_has_no_break_even() -> None:
    nothing = Part("nothing", CostPart(GOODS, Amount(0.0)))
    with pytest.raises(UsageError, match="does not change"):
        _asked("sales:BEL:KAZ +1%", nothing)
    with pytest.raises(UsageError, match="has no part 'chepaer'"):
        _asked("sales:BEL:KAZ +1%", cheaper(-0.1), part="chepaer")


def test_there_is_no_goal_for_what_was_not_there() -> None:
    trade = TRADE.copy()
    trade[0, 2, 0] = 0.0
    world = little_world(trade=trade)
    scenario = made_of(cheaper(-0.1))
    with pytest.raises(UsageError, match="There were no sales"):
        break_even(scenario, setting(scenario, world), read_goal("sales:BEL:KAZ +1%", world))


def test_the_curve_holds_every_strength_and_the_stated_one() -> None:
    curve = _asked("sales:BEL:KAZ +5%", cheaper(-0.1)).curve()
    strengths = [row["strength"] for row in curve.rows()]
    assert strengths == sorted(strengths)
    assert {0.0, 1.0} <= set(strengths)
    values = [row["value"] for row in curve.rows()]
    assert values == sorted(values)


def test_what_leaves_no_way_cannot_be_varied() -> None:
    hat = np.ones_like(TRADE)
    hat[0, 2, 0] = np.inf
    made = Costs(ECONOMIES, CODES, hat, hat, hat, {"typical": hat}, (), (), (), None)  # type: ignore[arg-type]
    scenario = made_of(Part("post", CorridorPart(Difference("post"))))
    given = Setting(WORLD, WORLD.elasticities["median"], "share", {"post": made})
    with pytest.raises(UsageError, match="no way at all between 1 pairs"):
        break_even(scenario, given, read_goal("exports:BEL -1%", WORLD))


def test_what_is_closed_is_not_closed_more() -> None:
    hat = np.ones_like(TRADE)
    hat[0, 2, 0] = 1.01
    made = Costs(ECONOMIES, CODES, hat, hat, hat, {"typical": hat}, (), (), (), None)  # type: ignore[arg-type]
    scenario = made_of(Part("post", CorridorPart(Difference("post", closures=("passage:suez",)))))
    given = Setting(WORLD, WORLD.elasticities["median"], "share", {"post": made})
    found = break_even(scenario, given, read_goal("sales:BEL:KAZ -50%", WORLD))
    assert not found.reached
    assert found.nearest[0] == 1.0
    assert "cannot be closed more" in found.ended


def test_corridors_are_told_by_the_costs_of_the_flows_in_question() -> None:
    hat = np.ones_like(TRADE)
    hat[0, 2, 0], hat[0, 2, 1] = 0.98, 0.9
    made = Costs(ECONOMIES, CODES, hat, hat, hat, {"typical": hat}, (), (), (), None)  # type: ignore[arg-type]
    scenario = made_of(Part("post", CorridorPart(Difference("post"))))
    given = Setting(WORLD, WORLD.elasticities["median"], "share", {"post": made})
    found = break_even(scenario, given, read_goal("exports:BEL +0.1%", WORLD))
    (need,) = found.needs
    assert "Belgium sells" in need.what
    assert need.stated.number == pytest.approx(-2.0)
    assert need.needed.number == pytest.approx(100.0 * (0.98 ** found.nearest[0] - 1.0))
    assert found.hours is None


def test_only_factors_on_the_network_can_be_scaled() -> None:
    half = Change("border_hours", "border:A:B", times=0.5)
    tenth = Change("headway", "passage:caspian", times=0.9)
    difference = Difference("faster", changes=(half, tenth))
    assert can_scale([Part("faster", CorridorPart(difference))])
    assert not can_scale([Part("closed", CorridorPart(replace(difference, closures=("country:RUS",))))])
    assert not can_scale([Part("none", CorridorPart(Difference("none")))])
    assert not can_scale([Part("faster", CorridorPart(difference)), cheaper()])
    assert not can_scale([])
    twice = scaled_difference(difference, 2.0).changes
    assert [change.times for change in twice] == pytest.approx([0.25, 0.81])
    assert [change.times for change in scaled_difference(difference, math.inf).changes] == [
        NEXT_TO_NOTHING
    ] * 2
