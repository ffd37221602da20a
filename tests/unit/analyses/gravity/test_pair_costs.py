"""Costs of pairs from estimates: known effects are found again, and what cannot be told is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from entrepot.analyses.gravity import Change, Estimates, NoEstimate, Specification, estimate, pair_costs
from entrepot.metadata.errors import BadInput, UsageError

FILE = Path(__file__).parents[4] / "examples" / "gravity" / "panel.csv"
MANY, YEARS, EFFECT = 7, (2000, 2004, 2008), 0.6


def drawn(*, silent: tuple[int, int] | None = None) -> tuple[pl.DataFrame, np.ndarray]:
    """A panel without noise, and the effects of its pairs by exporter and importer, 0 at home."""
    chance = np.random.default_rng(5)
    far = chance.uniform(100.0, 5000.0, (MANY, MANY))
    far = (far + far.T) / 2.0
    gamma = 2.0 - 0.8 * np.log(far)
    np.fill_diagonal(gamma, 0.0)
    begins = np.triu(chance.choice([2000, 2004, 2008, 2012], (MANY, MANY)), 1)
    begins += begins.T
    rows = []
    for year in YEARS:
        sells, buys = chance.normal(5.0, 1.0, (2, MANY))
        for i in range(MANY):
            for n in range(MANY):
                agreed = float(i != n and begins[i, n] <= year)
                trade = np.exp(sells[i] + buys[n] + gamma[i, n] + EFFECT * agreed)
                if silent in ((i, n), (n, i)):
                    trade = 0.0
                rows.append(("ABCDEFG"[i], "ABCDEFG"[n], year, trade, far[i, n], agreed))
    names = ["exporter", "importer", "year", "trade", "dist", "rta"]
    return pl.DataFrame(rows, schema=names, orient="row"), gamma


def square(table: pl.DataFrame, column: str) -> np.ndarray:
    """[exporter, importer]."""
    return table.sort("exporter", "importer")[column].to_numpy().reshape(MANY, MANY)


def test_effects_of_pairs_are_found_again_and_measured_from_home() -> None:
    panel, gamma = drawn()
    found = estimate(panel, "rta")
    assert found["rta"].value == pytest.approx(EFFECT, abs=1e-8)
    costs = pair_costs(panel, found, Change("rta", 0.0), year=2008)
    agreed = square(panel.filter(year=2008), "rta")
    np.testing.assert_allclose(np.log(square(costs.table, "after")), gamma, atol=1e-8)
    np.testing.assert_allclose(np.log(square(costs.table, "before")), gamma + EFFECT * agreed, atol=1e-8)
    assert costs.changes == ((Change("rta", 0.0), int(agreed.sum())),)
    assert (costs.filled, costs.year, costs.notes) == ((), 2008, ())


def test_effects_by_direction_are_measured_so_that_both_sides_share_what_is_not_told() -> None:
    panel, gamma = drawn()
    found = estimate(panel, "rta", pairs="directed")
    costs = pair_costs(panel, found, Change("rta", 0.0), year=2008)
    made = np.log(square(costs.table, "after"))
    np.testing.assert_allclose(np.diag(made), 0.0, atol=1e-9)
    np.testing.assert_allclose(made + made.T, gamma + gamma.T, atol=1e-7)  # all that such data can tell


def test_pairs_that_never_trade_are_foretold() -> None:
    panel, gamma = drawn(silent=(0, 1))
    costs = pair_costs(panel, estimate(panel, "rta"), Change("rta", 0.0), year=2008)
    assert set(costs.filled) == {("A", "B"), ("B", "A")}
    assert costs.second_stage["log_dist"] == pytest.approx(-0.8, abs=1e-6)
    np.testing.assert_allclose(np.log(square(costs.table, "after")), gamma, atol=1e-6)
    with pytest.raises(NoEstimate, match="A to B, B to A never trade"):
        pair_costs(panel, estimate(panel, "rta"), Change("rta", 0.0), year=2008, fill=())
    with pytest.raises(BadInput, match="no column sea"):
        pair_costs(panel, estimate(panel, "rta"), Change("rta", 0.0), year=2008, fill=("sea",))


STRUCTURAL = Specification("own", terms=("log_dist", "contig", "border", "rta"), domestic=True)


@pytest.fixture(scope="module")
def found() -> Estimates:
    return estimate(FILE, STRUCTURAL)


def test_without_effects_of_pairs_costs_are_b_x(found: Estimates) -> None:
    costs = pair_costs(FILE, found, [Change("dist", 0.9, factor=True), Change("border", 0.0)], year=2018)
    rows = pl.read_csv(FILE).filter(year=2018)
    abroad = pl.col("exporter") != pl.col("importer")
    b = {term.name: term.value for term in found.terms}
    always = b["contig"] * pl.col("contig") + b["rta"] * pl.col("rta")
    here = rows.select(
        before=(b["log_dist"] * pl.col("dist").log() + always + b["border"] * abroad).exp(),
        after=(
            b["log_dist"] * pl.when(abroad).then(0.9 * pl.col("dist")).otherwise("dist").log() + always
        ).exp(),
    )
    for column in ("before", "after"):
        np.testing.assert_allclose(costs.table[column], here[column], rtol=1e-12)
    assert [many for _, many in costs.changes] == [240, 240]
    assert costs.table["trade"].to_list() == rows["trade"].to_list()


def test_a_change_is_of_the_pairs_that_are_named(found: Estimates) -> None:
    def concerned(**where: tuple[str, ...]) -> set[tuple[str, str]]:
        table = pair_costs(FILE, found, Change("border", 0.0, **where), year=2018).table
        moved = table.filter(pl.col("after") != pl.col("before"))
        return set(zip(moved["exporter"], moved["importer"], strict=True))

    assert concerned(among=("AAA", "BBB")) == {("AAA", "BBB"), ("BBB", "AAA")}
    assert concerned(exporters=("AAA",), importers=("BBB", "AAA")) == {("AAA", "BBB")}
    assert len(concerned(exporters=("AAA",))) == 15


def test_a_lag_stays_and_this_is_told() -> None:
    phased = estimate(FILE, "rta", terms=("rta", "rta_lag4"))
    costs = pair_costs(FILE, phased, Change("rta", 0.0), year=2018)
    assert costs.notes == ("rta_lag4 stays as it is: a lag or lead is changed by its own name",)
    both = pair_costs(FILE, phased, [Change("rta", 0.0), Change("rta_lag4", 0.0)], year=2018)
    assert both.notes == ()


@pytest.mark.parametrize(
    ("change", "year", "said"),
    [
        (Change("rta", 0.0), None, "Which year"),
        (Change("rta", 0.0), 2017, "no year 2017; it has 1998 to 2018"),
        (Change("fta", 0.0), 2018, "fta is no column and no term"),
        (Change("year", 0.0), 2018, "year is in no term"),
        (Change("contig", 1.0, factor=True), 2018, "changes nothing in 2018"),
        ([], 2018, "Nothing was said to change"),
    ],
)
def test_what_makes_no_sense_is_refused(
    found: Estimates, change: Change, year: int | None, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        pair_costs(FILE, found, change, year=year)


def test_economies_that_are_not_there_are_refused_with_the_nearest(found: Estimates) -> None:
    with pytest.raises(UsageError, match=r"AAB is no economy of the panel\. Did you mean AAA"):
        pair_costs(FILE, found, Change("rta", 0.0, among=("AAB", "BBB")), year=2018)


def test_effects_of_pairs_come_from_the_panel_of_the_estimates_alone() -> None:
    panel, _ = drawn()
    found = estimate(panel, "rta")
    other = replace(found, terms=(replace(found["rta"], value=0.1),))
    with pytest.raises(BadInput, match=r"rta is 0\.6 in this panel, 0\.1 in the estimates"):
        pair_costs(panel, other, Change("rta", 0.0), year=2008)
    with pytest.raises(NoEstimate, match="no effect of sales at home"):
        pair_costs(panel, estimate(panel, "rta", domestic=False), Change("rta", 0.0), year=2008)


def test_costs_without_home_sales_in_the_estimates_say_so() -> None:
    found = estimate(FILE, "rta-standard")
    costs = pair_costs(FILE, found, Change("rta", 0.0), year=2018)
    assert costs.notes == (
        "estimated without sales at home: what crossing a border costs is not in these costs",
    )


def test_levels_are_no_costs_and_no_effects(found: Estimates) -> None:
    levels = estimate(FILE, STRUCTURAL, estimator="levels")
    assert levels.n == found.n and levels.effects == () and levels.specification.formula.startswith("trade ~")
    for refused in (lambda: levels.amount("rta"), lambda: levels.trade_effect("rta")):
        with pytest.raises(UsageError, match="unit of trade"):
            refused()
    with pytest.raises(UsageError, match="levels"):
        pair_costs(FILE, levels, Change("rta", 0.0), year=2018)


@pytest.mark.parametrize("written", ["rta", "rta=", "=0", "rta=nought", "rta=nan", "rta=0=1", "rta*", ""])
def test_a_change_is_name_and_number(written: str) -> None:
    with pytest.raises(UsageError, match="write NAME=NUMBER"):
        Change.read(written)


def test_changes_are_read_and_told_again() -> None:
    assert Change.read(" rta = 0 ") == Change("rta", 0.0)
    assert Change.read("dist*0.9", among=["A", "B"]) == Change("dist", 0.9, among=("A", "B"), factor=True)
    assert str(Change.read("dist*0.9", exporters=["A"], importers=["B"])) == "dist*0.9 from A to B"
    for wrong in ({"value": float("inf")}, {"among": ("A",)}, {"name": ""}):
        with pytest.raises(UsageError):
            Change(**{"name": "rta", "value": 0.0} | wrong)  # type: ignore[arg-type]
