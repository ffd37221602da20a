"""What must hold of costs of trade whatever closes or changes in the little layer."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.corridors.network import Network
from entrepot.analyses.scenarios.costs.choice import factors, owner, taken
from entrepot.analyses.scenarios.costs.ledger import cheapest
from entrepot.analyses.scenarios.costs.searching import searched
from entrepot.metadata.corridors import Change, Difference, Mode, Span
from entrepot.sources.trade_costs import trade_costs
from entrepot.sources.trade_costs.table import VARIANTS
from little_layer import SPOTS, layer

WHOLE = Network(layer())
TABLES = trade_costs()
DAY, LOAD = Span(0.006, 0.008, 0.021), Span(14.0, 20.0, 26.0)
SLACK = 1e-6  # what was searched for is kept to seven digits
CLOSURES = (
    *(f"terminal:{code}" for code in WHOLE.layer.terminals),
    *(f"leg:{identity}" for identity in WHOLE.layer.legs),
    *(f"passage:{key}" for key in WHOLE.layer.passages),
    *(f"country:{code}" for code in sorted({t.country for t in WHOLE.layer.terminals.values()})),
    *(f"mode:{mode}" for mode in Mode),
)

closures = st.lists(st.sampled_from(CLOSURES), max_size=4, unique=True).map(tuple)
industries = st.sampled_from(("A01", "B06", "C13T15", "C21", "C28"))
variants = st.sampled_from(VARIANTS)
slower = st.builds(
    Change,
    quantity=st.sampled_from(("border_hours", "handling_hours", "border_price", "headway")),
    where=st.just(""),
    times=st.floats(1.0, 3.0),
)


@cache
def sides(difference: Difference) -> tuple[np.ndarray, np.ndarray]:
    return searched(WHOLE, (difference,), SPOTS, TABLES)[:2]


def hat(difference: Difference, industry: str, variant: str) -> np.ndarray:
    """Cost after over before, float64[n, n]; not a number where there was no way."""
    before, after = sides(difference)
    who = owner(TABLES.of(industry), TABLES, DAY, LOAD, variant)
    weights = np.array([kind.weights[variant] for kind in TABLES.ways])[:, None, None]
    made = [
        factors(taken(found, cheapest(before), who).share, who, np.broadcast_to(weights, (5, 8, 8)))[0]
        for found in (before, after)
    ]
    return np.divide(made[1], made[0], out=np.full((8, 8), np.nan), where=np.isfinite(made[0]))


def known(values: np.ndarray) -> np.ndarray:
    return values[~np.isnan(values)]


@settings(max_examples=60, deadline=None)
@given(closures, industries, variants)
def test_a_closure_never_lowers_a_cost(shut: tuple[str, ...], industry: str, variant: str) -> None:
    assert (known(hat(Difference("shut", closures=shut), industry, variant)) >= 1.0 - SLACK).all()


@settings(max_examples=40, deadline=None)
@given(closures, closures, industries)
def test_closing_more_costs_no_less(some: tuple[str, ...], more: tuple[str, ...], industry: str) -> None:
    one = sides(Difference("some", closures=some))[1]
    both = sides(Difference("more", closures=(*some, *more)))[1]
    who = owner(TABLES.of(industry), TABLES, DAY, LOAD, "typical")
    least, weights = cheapest(sides(Difference("nothing"))[0]), np.ones((5, 8, 8))
    if who.margin:
        least = np.full((8, 8), 3000.0)
    a, b = (factors(taken(found, least, who).share, who, weights)[0] for found in (one, both))
    # A truck may serve another terminal where one near the spot is closed, before as well as after.
    moved = [each for each in (*some, *more) if each.startswith(("terminal:", "country:"))]
    if not moved:
        assert (b >= a * (1.0 - SLACK)).all()


@settings(max_examples=30, deadline=None)
@given(slower, industries, variants)
def test_slower_or_dearer_is_never_cheaper(change: Change, industry: str, variant: str) -> None:
    found = hat(Difference("slower", changes=(change,)), industry, variant)
    assert (known(found) >= 1.0 - SLACK).all()


@settings(max_examples=20, deadline=None)
@given(st.floats(1.0, 2.0), st.floats(1.0, 2.0), industries)
def test_costs_rise_with_hours(a: float, b: float, industry: str) -> None:
    low, high = sorted((a, b))
    made = [
        hat(Difference("h", changes=(Change("border_hours", "", times=times),)), industry, "typical")
        for times in (low, high)
    ]
    assert (known(made[1]) >= known(made[0]) - SLACK).all()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.floats(0.0, 5.0) | st.just(float("inf")), min_size=5, max_size=5),
    st.floats(1.0, 30.0),
)
def test_a_cost_lies_no_lower_than_the_best_way_allows(shares: list[float], dispersion: float) -> None:
    who = owner(TABLES.of("C28"), TABLES, DAY, LOAD, "typical")
    who = type(who)(who.value, who.day, 0.0, dispersion)
    cost, moved = factors(np.array(shares).reshape(5, 1, 1), who, np.full((5, 1, 1), 0.2))
    least = 1.0 + min(shares)
    assert cost[0, 0] >= least * (1.0 - 1e-12)
    if np.isfinite(least):
        assert cost[0, 0] <= least * 5.0 ** (1.0 / dispersion) * (1.0 + 1e-12)
        assert abs(moved.sum() - 1.0) < 1e-9
