"""The guide's chain against its own recipe, with an estimation in every loop; its conventions; refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from entrepot.analyses.equilibrium.armington import Bilateral, Guide, NoEquilibrium, fitted, guide
from entrepot.metadata.errors import UsageError

SIGMA = 6.0


def world(count: int = 5, far: float = 0.0) -> Bilateral:
    draws = np.random.default_rng(11)
    size = np.exp(draws.normal(0, 1, count))
    trade = np.outer(size, size) * np.exp(draws.normal(0, 0.4, (count, count)))
    trade[np.diag_indices(count)] *= 4
    before = np.exp(draws.normal(-1 - far, 0.3, (count, count)))
    after = before * np.exp(draws.uniform(-0.2, 0.4, (count, count)))
    for cost in (before, after):
        cost[np.diag_indices(count)] = 1
    return Bilateral(tuple("ABCDEFGHIJ"[:count]), trade, before, after)


def as_written(data: Bilateral, reference: int, loops: int) -> tuple[np.ndarray[Any, Any], list[float]]:
    """Prices after so many loops of the do-file, all estimations made; the largest difference of each."""
    power = 1 / (1 - SIGMA)
    y, e = data.trade.sum(0), data.trade.sum(1)
    base, now = (fitted(cost, y, e, reference) for cost in (data.before, data.after))
    phi, level = e / y, e[reference]
    outward, inward = y * level / now.pi, e / (now.chi * level)
    price, earlier = (now.pi / base.pi) ** power, np.zeros_like(y)
    growth: tuple[Any, Any] = (1.0, np.ones((len(y), 1)))
    told = []
    for _ in range(loops):
        trade = now.trade * price * price[:, None] / (growth[0] * growth[1])
        new = fitted(data.after, trade.sum(0), trade.sum(1), reference)
        output = new.trade.sum(0)
        spending = phi * output
        was, level = level, spending[reference]
        told.append(float((price - earlier).max()))
        earlier, price = price, ((new.pi / now.pi) / (level / was)) ** power
        next_outward, next_inward = output * level / new.pi, spending / (new.chi * level)
        growth = next_outward / outward, (next_inward / inward)[:, None]
        outward, inward, now = next_outward, next_inward, new
    return (now.pi / base.pi / (level / e[reference])) ** power, told


@pytest.fixture
def found() -> Guide:
    return guide(world(), SIGMA, reference="C")


def test_no_estimation_is_needed_in_the_loop(found: Guide) -> None:
    price, largest = as_written(world(), 2, found.iterations)
    np.testing.assert_allclose(found.price, price, rtol=1e-9)
    np.testing.assert_allclose([step.high for step in found.steps], largest, rtol=1e-7, atol=1e-10)


def test_it_stops_at_a_hundredth_and_says_so(found: Guide) -> None:
    assert (found.closure, found.stopping, found.reference) == ("guide", "guide", "C")
    assert all(step.deviation > 0.01 or abs(step.high) > 0.01 for step in found.steps[:-1])
    assert found.steps[-1].deviation <= 0.01 and abs(found.steps[-1].high) <= 0.01
    further = guide(world(), SIGMA, reference="C", stopping="converged")
    assert further.iterations > found.iterations
    assert further.residual <= 1e-10 < found.residual


def test_resistances_are_those_of_the_system_of_the_guide(found: Guide) -> None:
    # Outward: the sum over importers of t E / inward. Inward: the sum over exporters of t Y / outward.
    data, stage = world(), found.conditional
    outward = (data.after * (stage.spending / stage.inward)[:, None]).sum(0)
    inward = (data.after * stage.output / stage.outward).sum(1)
    np.testing.assert_allclose(stage.outward, outward, rtol=1e-9)
    np.testing.assert_allclose(stage.inward, inward, rtol=1e-9)
    assert stage.inward[2] == pytest.approx(1)


def test_the_two_conventions_of_the_guide(found: Guide) -> None:
    change, having = found.table(), found.table("having")
    before, after = found.baseline, found.full
    np.testing.assert_allclose(change["change_Xi_FULL"], 100 * (after.exports / before.exports - 1))
    np.testing.assert_allclose(having["change_Xi_FULL"], 100 * (before.exports / after.exports - 1))
    np.testing.assert_allclose(change["change_price_FULL"], 100 * (found.price - 1))
    np.testing.assert_allclose(having["change_price_FULL"], 100 * (1 - found.price))
    cheaper = (after.inward / before.inward) ** (1 / (1 - SIGMA))
    np.testing.assert_allclose(change["change_IMR_FULL"], 100 * (cheaper - 1), atol=1e-9)
    np.testing.assert_allclose(having["change_IMR_FULL"], 100 * (1 / cheaper - 1), atol=1e-9)
    np.testing.assert_allclose(change["change_tot_FULL"], change["change_rGDP_FULL"])
    tot = (1 + having["change_price_FULL"] / 100) / (1 + having["change_IMR_FULL"] / 100) - 1
    np.testing.assert_allclose(having["change_tot_FULL"], 100 * tot)
    with pytest.raises(UsageError, match="'gain' is not known; there are change, having"):
        found.table("gain")  # type: ignore[arg-type]


def test_pairs_add_up_to_the_table(found: Guide) -> None:
    abroad = found.pairs().filter(pl.col("exporter") != pl.col("importer")).drop("importer")
    sums = abroad.group_by("exporter").sum().sort("exporter")
    for stage in ("BLN", "CDL", "FULL"):
        np.testing.assert_allclose(sums[f"X_{stage}"], found.table()[f"Xi_{stage}"])


def test_without_deficits_the_baseline_has_none() -> None:
    found = guide(world(), SIGMA, reference="A", closure="zero")
    np.testing.assert_allclose(found.baseline.trade.sum(0), found.baseline.trade.sum(1))
    np.testing.assert_allclose(found.full.trade.sum(0), found.full.trade.sum(1))
    assert (found.stopping, found.steps) == ("converged", ())


def test_a_loop_that_does_not_end_says_what_to_do() -> None:
    closed = world(far=4)
    with pytest.raises(NoEquilibrium, match=r"not damped; take the closure 'share'"):
        guide(closed, SIGMA, reference="A", stopping="converged")
    assert guide(closed, SIGMA, reference="A", closure="share").residual < 1e-9


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sigma": 1}, "sigma is 1; it must be a finite number above 1"),
        ({"reference": 3}, "the reference 3 is not among the countries"),
        ({"reference": "Z"}, "the reference 'Z' is not among the countries. There are A, B, C, D, E"),
        ({"closure": "book"}, "book"),
        ({"stopping": "soon"}, "'soon' is not known; there are guide, converged"),
        ({"closure": "share", "stopping": "guide"}, "belongs to the guide's closure"),
    ],
)
def test_what_is_refused(change: dict[str, Any], said: str) -> None:
    asked: dict[str, Any] = {"sigma": SIGMA, "reference": "A"}
    with pytest.raises(UsageError, match=said):
        guide(world(), **asked | change)


def test_a_reference_mistyped_is_suggested() -> None:
    data = Bilateral(("BEL", "KAZ"), np.array([[8.0, 1], [1, 8]]), np.ones((2, 2)), np.ones((2, 2)))
    with pytest.raises(UsageError, match=r"Did you mean BEL\?"):
        guide(data, 7, reference="BELG")
