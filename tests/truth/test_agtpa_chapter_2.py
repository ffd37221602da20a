"""Both applications of chapter 2 of the Advanced Guide to Trade Policy Analysis, estimation included.

The numbers of the logs (Stata 13, 2016) stand in the test; the indexes of 69 countries beside the repository.
Stata's ppml stops at a tolerance that leaves the sixth or seventh digit open, so this is how far we agree.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from entrepot.analyses.equilibrium.armington import Effect, Guide, NoEquilibrium, bilateral, guide
from entrepot.analyses.gravity import Change, Estimates, PairCosts, Specification, estimate, pair_costs

NAFTA = ("CAN", "MEX", "USA")
LEVELS = ("OMR_", "IMR_", "Xi_", "Y_", "change_pricei")
BORDER = Specification(
    "border",
    terms=("log_dist", "CNTG", "border"),
    fixed_effects=("exporter", "importer"),
    domestic=True,
    years=(2006,),
)


@pytest.fixture(scope="module")
def no_border(shared: Path) -> tuple[Estimates, PairCosts]:
    """Application 1: distance, contiguity and the border in 2006; then without the border."""
    panel = shared / "data" / "whatif" / "data" / "agtpa_ch2_app1.parquet"
    found = estimate(panel, BORDER)
    return found, pair_costs(panel, found, Change("border", 0.0), year=2006)


@pytest.fixture(scope="module")
def no_nafta(shared: Path) -> tuple[Estimates, PairCosts]:
    """Application 2: pair effects and RTAs over six years; in 1994 without NAFTA's."""
    panel = shared / "data" / "whatif" / "data" / "agtpa_ch2_app2.parquet"
    found = estimate(panel, "rta", years=range(1986, 2007, 4))
    return found, pair_costs(panel, found, Change("RTA", 0.0, among=NAFTA), year=1994)


def agree(found: Guide, effect: Effect, published: pl.DataFrame) -> None:
    """Every country and column: levels to seven digits or nearly, changes to a thousandth of a point."""
    table, published = found.table(effect), published.sort("country")
    assert table.columns == published.columns
    assert table["country"].to_list() == published["country"].to_list()
    for name in table.columns[1:]:
        ours, theirs = table[name].to_numpy(), published[name].to_numpy()
        if name.startswith(LEVELS):
            np.testing.assert_allclose(ours, theirs, rtol=5e-7, err_msg=name)
        else:
            np.testing.assert_allclose(ours, theirs, atol=1e-4, err_msg=name)


def test_a_world_without_borders(no_border: tuple[Estimates, PairCosts], shared: Path) -> None:
    estimates, costs = no_border
    b = {term.name: term.value for term in estimates.terms}
    assert b == pytest.approx({"log_dist": -0.7912879, "CNTG": 0.6736456, "border": -2.47445}, abs=6e-7)
    found = guide(bilateral(costs.table), 7, reference="DEU")
    assert (found.closure, found.stopping, found.iterations) == ("guide", "guide", 5)
    logged = [
        (1.305293, 0.0796225, 0.9666225, 1.468882),
        (-0.3126514, 0.0902139, -0.4959582, 0.0765771),
        (0.0074778, 0.0139545, -0.0659928, 0.0318213),
        (0.0009588, 0.0067648, -0.005722, 0.0355494),
        (-0.0022108, 0.0044307, -0.0200164, 0.0032467),
    ]
    steps = [(one.mean, one.deviation, one.low, one.high) for one in found.steps]
    np.testing.assert_allclose(steps, logged, atol=6e-7)
    agree(found, "change", pl.read_csv(shared / "data" / "whatif" / "ge_ch2_app1_no_border.csv"))


def test_what_nafta_does(no_nafta: tuple[Estimates, PairCosts], shared: Path) -> None:
    estimates, costs = no_nafta
    assert estimates["RTA"].value == pytest.approx(0.5571853, abs=1.5e-7)
    stata = {"log_dist": -0.8475027, "CNTG": 0.2940831, "LANG": 0.3632659, "CLNY": 0.2394163}
    assert costs.second_stage == pytest.approx(stata, abs=1.5e-7)
    assert len(costs.filled) == 14  # 28,566 - 28,482 observations, six years
    assert costs.changes[0][1] == 6
    found = guide(bilateral(costs.table), 7, reference="DEU")
    logged = [
        (0.9994758, 0.0031412, 0.978553, 1.000545),
        (0.0006048, 0.0036707, -0.0006441, 0.025059),
        (-0.0001521, 0.000977, -0.0066189, 0.0001341),
    ]
    steps = [(one.mean, one.deviation, one.low, one.high) for one in found.steps]
    np.testing.assert_allclose(steps, logged, atol=6e-7)
    agree(found, "having", pl.read_csv(shared / "data" / "whatif" / "ge_ch2_app2_nafta.csv"))


@pytest.mark.parametrize(
    ("closure", "stopping", "real", "exports"),
    [
        ("guide", "converged", 0.0825, 9.2581),
        ("share", None, 0.5823, 37.3018),
        ("fixed", None, 1.5562, 56.7005),
    ],
)
def test_how_far_the_book_is_from_full_convergence_and_from_markets_that_clear(
    no_border: tuple[Estimates, PairCosts],
    closure: str,
    stopping: str | None,
    real: float,
    exports: float,
) -> None:
    # The largest differences over 69 countries, in points; docs/explanation/one-sector.md prints them.
    data = bilateral(no_border[1].table)
    book = guide(data, 7, reference="DEU").table()
    other = guide(data, 7, reference="DEU", closure=closure, stopping=stopping)  # type: ignore[arg-type]
    gap = {name: (other.table()[name] - book[name]).abs().max() for name in book.columns[1:]}
    assert gap["change_rGDP_FULL"] == pytest.approx(real, abs=5e-5)
    assert gap["change_Xi_FULL"] == pytest.approx(exports, abs=5e-5)
    bought = np.abs(other.full.trade.sum(1) / other.full.spending - 1).max()
    assert bought == pytest.approx(0.0505, abs=5e-5) if closure == "guide" else bought < 1e-12


def test_the_loop_of_the_second_application_has_no_end(
    no_nafta: tuple[Estimates, PairCosts],
) -> None:
    # The guide stops it after three loops, near the exact result; left alone it runs away.
    data = bilateral(no_nafta[1].table)
    with pytest.raises(NoEquilibrium, match="not damped"):
        guide(data, 7, reference="DEU", stopping="converged")
    book, exact = (guide(data, 7, reference="DEU", closure=one).table("having") for one in ("guide", "share"))
    gap = {name: (exact[name] - book[name]).abs().max() for name in ("change_rGDP_FULL", "change_Xi_FULL")}
    assert gap == pytest.approx({"change_rGDP_FULL": 0.0366, "change_Xi_FULL": 0.7471}, abs=5e-5)
