"""Draws solved together are what each is alone; those that cannot be are left out by number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from entrepot.analyses.equilibrium import Many
from entrepot.analyses.equilibrium.base import Base
from entrepot.analyses.equilibrium.fixed_point import Settled
from entrepot.analyses.equilibrium.problem import Problem
from entrepot.analyses.scenarios import drawn
from entrepot.analyses.scenarios.outcome import sellers_values, traded
from entrepot.analyses.scenarios.run import Setting, run, setting
from entrepot.analyses.scenarios.spread import plans_of, spread
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import AgreementPart, Amount, EmbargoPart, Flows, Part, Scenario, TariffPart
from little_scenarios import cheaper, little_world, made_of

BOTH = Flows(("BEL",), ("KAZ",), both_ways=True)
DUTY = Part("duty", TariffPart(BOTH, Amount(0.05, low=0.0, high=0.1), before=0.2))
FEWER = Part("fewer", EmbargoPart(BOTH, Amount(0.5)))
PACT = Part("pact", AgreementPart(BOTH, Amount(0.4, se=0.1)))


def _drawn(scenario: Scenario, made: Setting, draws: int) -> tuple[list[drawn.Plan], Many]:
    plans = list(plans_of(scenario, made, ("median", "other"), draws))
    first = run(scenario, made)
    return plans, drawn.solved(scenario, first.accounts, plans, made.closure, [(0, 2)]).many


@pytest.mark.parametrize("closure", ["share", "fixed", "zero"])
@pytest.mark.parametrize("parts", [
    (cheaper(),), (cheaper(-0.1, se=0.03),), (DUTY,), (FEWER,), (PACT,),
    (cheaper(-0.1, low=-0.3, high=0.0), PACT),
])  # fmt: skip
def test_together_they_are_what_each_is_alone(parts: tuple[Part, ...], closure: str) -> None:
    scenario = made_of(*parts)
    made = setting(scenario, little_world(), closure=closure)
    plans, found = _drawn(scenario, made, 16)
    for draw, plan in enumerate(plans):
        alone = run(scenario, *plan)
        before, after = sellers_values(alone)
        np.testing.assert_allclose(found.real_income[draw], alone.equilibrium.real_income, rtol=1e-6)
        for name, old, new in zip(("exports", "imports"), traded(before), traded(after), strict=True):
            np.testing.assert_allclose(getattr(found, name)[draw], new / old, rtol=1e-6)
        np.testing.assert_allclose(found.trade_before[draw, 0], before[:, 2, 0], rtol=1e-6)
        np.testing.assert_allclose(found.trade[draw, 0], after[:, 2, 0], rtol=1e-6)


def test_gains_without_deficits_are_counted_from_the_world_that_has_none() -> None:
    scenario = made_of(cheaper(-0.1, se=0.02))
    made = setting(scenario, little_world(), closure="zero")
    found = spread(scenario, made, draws=5)
    plans = list(plans_of(scenario, made, ("median", "other"), 5))
    gains = [
        done.equilibrium.income_before * (done.equilibrium.real_income - 1.0)
        for done in (run(scenario, *plan) for plan in plans)
    ]
    np.testing.assert_allclose(found.gain, gains, rtol=1e-4, atol=2e-5)


def test_draws_of_one_set_and_one_variant_of_costs_are_neighbours() -> None:
    scenario = made_of(cheaper())
    plans = list(plans_of(scenario, setting(scenario, little_world()), ("median", "other"), 300))
    found = list(drawn.batches(plans))
    assert sorted(np.concatenate(found).tolist()) == list(range(300))
    for rows in found:
        assert len(rows) <= 64
        assert len({plans[row][0].elasticities.name for row in rows}) == 1


def test_draws_that_are_the_same_are_solved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    world = little_world()
    sets = {name: replace(one, se=np.zeros(2)) for name, one in world.elasticities.items()}
    scenario = made_of(cheaper())
    solved: list[list[float]] = []
    made = setting(scenario, replace(world, elasticities=sets))
    search = drawn.found_for

    def counting(base: Base, theta: np.ndarray, *other: Any) -> tuple[Problem, Settled]:
        solved.append(theta.tolist())
        return search(base, theta, *other)

    monkeypatch.setattr(drawn, "found_for", counting)
    found = spread(scenario, made, draws=40)
    assert found.draws == 40
    assert sorted(solved) == [[3.0, 6.0], [5.0, 4.0]]
    assert len(np.unique(found.real_income[:, 0])) == 2


def test_a_draw_that_cannot_be_is_left_out_by_number() -> None:
    scenario = made_of(PACT)
    made = setting(scenario, little_world())
    plans = list(plans_of(scenario, made, ("median",), 4))
    # Next to no elasticity: an effect on trade would take a cost that cannot be written.
    bad = replace(plans[2][0], elasticities=replace(plans[2][0].elasticities, theta=np.array([1e-4, 4.0])))
    plans[2] = (bad, plans[2][1])
    found = drawn.solved(scenario, made.world.accounts, plans, "share").many
    assert list(found.failed) == [2]
    assert "cost of trade" in found.failed[2]
    assert np.isnan(found.real_income[2]).all()
    assert np.isfinite(found.real_income[[0, 1, 3]]).all()


def test_a_scenario_that_does_not_fit_is_refused_before_any_draw() -> None:
    nowhere = Part("nowhere", TariffPart(Flows(("GEO",), ("KAZ",)), Amount(0.1)))
    scenario = made_of(nowhere)
    with pytest.raises(UsageError, match="nowhere"):
        spread(scenario, setting(scenario, little_world()), draws=4)


def test_near_draws_leave_less_to_search(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = made_of(PACT)
    made = setting(scenario, little_world())
    plans = list(plans_of(scenario, made, ("other",), 32))
    fixed = [
        (replace(one, elasticities=replace(one.elasticities, theta=np.array([3.0, 6.0]))), other)
        for one, other in plans
    ]
    found = drawn.solved(scenario, made.world.accounts, fixed, "share").many
    alone = run(scenario, *fixed[0]).equilibrium.iterations
    assert np.median(found.iterations) < 0.7 * alone
