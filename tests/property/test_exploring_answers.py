"""What holds of every decomposition, and of every goal that is reached."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.scenarios.exploring import Goal, Target, break_even, contributions
from entrepot.analyses.scenarios.exploring.coalitions import combinations_of, drawn, drawn_orders, shapley
from entrepot.analyses.scenarios.exploring.crossing import between
from entrepot.analyses.scenarios.run import run, setting
from entrepot.metadata.scenario import Amount, CostPart, Flows, Part, ProductivityPart, TariffPart
from little_scenarios import CODES, ECONOMIES, cheaper, little_world, made_of

WORLD = little_world()
FLOWS = st.builds(
    lambda pair, both, kind: Flows((pair[0],), (pair[1],), both, (kind,)),
    st.permutations(ECONOMIES), st.booleans(), st.sampled_from(["goods", "services"]),
)  # fmt: skip
WHAT = st.one_of(
    st.builds(CostPart, FLOWS, st.floats(-0.2, 0.3).map(Amount)),
    st.builds(TariffPart, FLOWS, st.floats(0.0, 0.5).map(Amount), st.one_of(st.none(), st.floats(0.0, 0.3))),
    st.builds(
        ProductivityPart, st.sampled_from([(code,) for code in ECONOMIES]),
        st.sampled_from([(code,) for code in CODES]), st.floats(-0.1, 0.1).map(Amount),
    ),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(WHAT, min_size=1, max_size=4), st.sampled_from([1, 6]))
def test_contributions_add_up_exactly_whatever_the_parts(what: list, exact: int) -> None:
    scenario = made_of(*(Part(f"part-{at}", each) for at, each in enumerate(what)))
    found = contributions(scenario, setting(scenario, WORLD), [("BEL", "KAZ")], exact=exact)
    np.testing.assert_allclose(found.by.sum(axis=0), found.whole, rtol=1e-9, atol=1e-9)


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_shapley_value_is_fair(count: int, seed: int) -> None:
    """Efficiency; a part that adds nothing gets nothing; the sum of two games is shared as both are."""
    chance = np.random.default_rng(seed)
    one, other = ({few: chance.normal(size=1) for few in combinations_of(count)} for _ in range(2))
    share = shapley(one, count)
    everything = frozenset(range(count))
    np.testing.assert_allclose(share.sum(axis=0), one[everything] - one[frozenset()], atol=1e-9)
    both = {few: one[few] + other[few] for few in one}
    np.testing.assert_allclose(shapley(both, count), share + shapley(other, count), atol=1e-9)
    idle = {few: one[few - {0}] for few in one}
    np.testing.assert_allclose(shapley(idle, count)[0], 0.0, atol=1e-9)
    orders = drawn_orders(count)
    np.testing.assert_allclose(drawn(one, orders)[0].sum(axis=0), share.sum(axis=0), atol=1e-9)


@settings(max_examples=15, deadline=None)
@given(st.floats(-0.2, -0.02), st.floats(1.0, 80.0))
def test_the_strength_that_is_found_reaches_the_goal(change: float, goal: float) -> None:
    scenario = made_of(cheaper(change))
    target = Target("sales", ("BEL", "KAZ"))
    found = break_even(scenario, setting(scenario, WORLD), Goal(target, goal))
    assert found.reached
    again = made_of(cheaper(found.needs[0].needed.number / 100.0))
    assert abs(target.value(run(again, setting(again, WORLD))) - goal) < 1e-3


@given(st.floats(-5.0, 5.0), st.floats(0.1, 5.0), st.integers(0, 4))
def test_a_root_between_two_signs_is_found(root: float, steep: float, power: int) -> None:
    def curve(x: float) -> float:
        return float(np.sign(x - root) * steep * abs(x - root) ** (0.5 + power))

    found = between(curve, -6.0, 7.0, 0.0, exact=1e-7)
    assert abs(found - root) < 1e-3 or abs(curve(found)) < 1e-9
