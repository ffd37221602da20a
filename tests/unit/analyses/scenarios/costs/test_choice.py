"""From hours and dollars to a cost, against sums by hand."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.scenarios.costs.choice import Owner, factors, owner, taken
from entrepot.analyses.scenarios.costs.ways import PRICES
from entrepot.metadata.corridors import Span
from entrepot.sources.trade_costs import trade_costs

DAY, LOAD = Span(0.006, 0.008, 0.021), Span(14.0, 20.0, 26.0)


def found(*ways: tuple[float, float, float]) -> np.ndarray:
    """One pair whose ways take the same at every price: float64[W, K, 1, 1, 3]."""
    return np.array([[[[list(way)]]] * len(PRICES) for way in ways])


def test_owner_of_a_box_of_machines() -> None:
    tables = trade_costs()
    goods = tables.of("C28")
    usual = owner(goods, tables, DAY, LOAD, "typical")
    density = 8631.4 / 907.18474 * 1.28
    assert usual.value == pytest.approx(density * 20_000.0)
    assert usual.price == pytest.approx(0.008 * usual.value / 24.0)
    mild, strong = (owner(goods, tables, DAY, LOAD, name) for name in ("mild", "strong"))
    assert (mild.value, mild.day, mild.dispersion) == (pytest.approx(2 * usual.value), 0.006, 20.0)
    assert (strong.value, strong.day, strong.dispersion) == (pytest.approx(usual.value / 2), 0.021, 5.0)
    assert usual.margin == 0.0


def test_bulk_is_measured_by_the_published_margin() -> None:
    tables = trade_costs()
    ore = owner(tables.of("B07"), tables, DAY, LOAD, "typical")
    assert ore.margin == 0.06
    # Half as dear again as the cheapest way, no hours: one and a half times the margin.
    share = taken(found((0.0, 3000.0, 0.0)), np.array([[2000.0]]), ore).share
    assert share[0, 0, 0] == pytest.approx(0.09)


def test_what_nothing_is_known_of_is_a_mean_box() -> None:
    tables = trade_costs()
    assert owner((), tables, DAY, LOAD, "typical").value == pytest.approx(100_000.0)


def test_share_of_the_value() -> None:
    # 10 days and 2 of delay at 1 % a day, and 4,000 USD of 100,000: 12 % + 4 %.
    who = Owner(100_000.0, 0.01, 0.0, 10.0)
    made = taken(found((240.0, 4000.0, 48.0)), np.zeros((1, 1)), who)
    assert made.share[0, 0, 0] == pytest.approx(0.16)
    assert made.hours[0, 0, 0] == pytest.approx(240.0)
    assert made.usd[0, 0, 0] == pytest.approx(4000.0)


def test_between_two_prices_both_ways_count() -> None:
    # At 64 USD an hour 1,000 h for 2,000 USD, at 128 USD 200 h for 40,000 USD; at 96 USD half of each.
    who = Owner(288_000.0, 0.008, 0.0, 10.0)
    assert who.price == pytest.approx(96.0)
    box = found((1000.0, 2000.0, 0.0))
    box[0, list(PRICES).index(128.0) :] = (200.0, 40_000.0, 0.0)
    made = taken(box, np.zeros((1, 1)), who)
    whole = 0.5 * (2000.0 + 64.0 * 1000.0) + 0.5 * (40_000.0 + 128.0 * 200.0)
    assert made.usd[0, 0, 0] == pytest.approx(21_000.0)
    assert made.share[0, 0, 0] * who.value == pytest.approx(whole)
    assert 200.0 < made.hours[0, 0, 0] < 1000.0


def test_two_ways_as_good_share_alike() -> None:
    who = Owner(1.0, 0.0, 0.0, 10.0)
    weights = np.full((2, 1, 1), 0.5)
    cost, moved = factors(np.full((2, 1, 1), 0.2), who, weights)
    assert cost[0, 0] == pytest.approx(1.2)
    assert moved.ravel().tolist() == [0.5, 0.5]


def test_one_way_closed_leaves_the_other() -> None:
    who = Owner(1.0, 0.0, 0.0, 10.0)
    cost, moved = factors(np.array([0.2, np.inf]).reshape(2, 1, 1), who, np.full((2, 1, 1), 0.5))
    # Half of all ways are gone: 2^(1/10) = 7.2 % dearer.
    assert cost[0, 0] == pytest.approx(1.2 * 2.0**0.1)
    assert moved.ravel().tolist() == [1.0, 0.0]


def test_no_way_is_infinitely_dear() -> None:
    cost, moved = factors(np.full((2, 1, 1), np.inf), Owner(1.0, 0.0, 0.0, 10.0), np.ones((2, 1, 1)))
    assert np.isinf(cost[0, 0])
    assert not moved.any()
