"""Exercises of chapter 2 of the Advanced Guide to Trade Policy Analysis, through the public functions.

Their panels are those of the applications. Coefficients and loops are from the logs that the authors
publish with their do-files (RemovingSpecificBorder.log, RTAImpacts.log; Stata 13, 2016), changes of countries
from the results beside these (FULL_PROD and FULL_CONS). Stata's ppml stops at a tolerance that leaves the
sixth or seventh digit open.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from entrepot.analyses.equilibrium.armington import Effect, Guide, bilateral, guide
from entrepot.analyses.gravity import Change, Specification, Wishes, estimate, pair_costs
from entrepot.cli import entrepot

TOLD = ("change_Xi_CDL", "change_Xi_FULL", "change_price_FULL", "change_IMR_FULL", "change_rGDP_FULL")
NAFTA = ("CAN", "MEX", "USA")
BORDERS = ("exporter", "importer")


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "whatif" / "data"


def agree(
    found: Guide, effect: Effect, published: dict[str, tuple[float, ...]], logged: list[tuple[float, ...]]
) -> None:
    table = found.table(effect)
    for country, values in published.items():
        ours = table.filter(country=country).select(TOLD).row(0)
        assert ours == pytest.approx(values, abs=2.5e-5), country
    steps = [(one.mean, one.deviation, one.low, one.high) for one in found.steps]
    np.testing.assert_allclose(steps, logged, atol=6e-7)


def test_the_border_of_two_countries_as_an_average_border(folder: Path) -> None:
    """Exercise 1, part (i): Canada and the United States lose the border that all have on average."""
    panel = folder / "agtpa_ch2_app1.parquet"
    terms = ("log_dist", "CNTG", "border")
    equation = Specification("border", terms=terms, fixed_effects=BORDERS, domestic=True, errors="robust")
    found = estimate(panel, equation, years=(2006,))
    logged = {"log_dist": 0.0501494, "CNTG": 0.1073719, "border": 0.1193816}
    assert {t.name: t.se for t in found.terms} == pytest.approx(logged, rel=2e-4)
    costs = pair_costs(panel, found, Change("border", 0.0, among=("CAN", "USA")), year=2006)
    assert costs.changes[0][1] == 2
    published = {
        "CAN": (79.81215, 120.71379, 24.12912, -16.63673, 48.90145),
        "MEX": (-3.04012, -2.43091, 0.23869, 0.66261, -0.42113),
        "USA": (54.45197, 71.53082, 1.55420, 0.08481, 1.46815),
        "DEU": (-0.50860, -0.14031, -0.05642, 0.00000, -0.05642),
        "CHN": (-0.76156, -0.24786, -0.14429, -0.09550, -0.04883),
    }
    loops = [
        (1.003381, 0.0336607, 0.9976292, 1.280613),
        (-0.0037909, 0.0385089, -0.3209402, 0.0028269),
        (0.0006201, 0.0061, -0.0007363, 0.0503234),
        (-0.0005905, 0.0025058, -0.0168881, 0.0009367),
    ]
    agree(guide(bilateral(costs.table), 7, reference="DEU"), "change", published, loops)


def test_the_border_of_two_countries_as_it_is_estimated(folder: Path) -> None:
    """Parts (ii) and (iii): their border has a coefficient of its own, which is the sum of two of ours."""
    panel = folder / "agtpa_ch2_app1.parquet"
    terms = ("log_dist", "CNTG", "border", "border_CAN-USA")
    found = estimate(
        panel, Specification("own", terms=terms, fixed_effects=BORDERS, domestic=True), years=(2006,)
    )
    assert found["log_dist"].value == pytest.approx(-0.7672372, abs=6e-7)
    assert found["CNTG"].value == pytest.approx(0.6284654, abs=6e-7)
    assert found["border"].value == pytest.approx(-2.533003, abs=6e-7)
    both = found.combination({"border": 1.0, "border_CAN-USA": 1.0})
    assert both.value == pytest.approx(-1.987681, abs=6e-7)
    none = [Change(name, 0.0, among=("CAN", "USA")) for name in ("border", "border_CAN-USA")]
    costs = pair_costs(panel, found, none, year=2006)
    published = {
        "CAN": (53.69564, 83.89251, 20.87037, -15.29525, 42.69610),
        "MEX": (-2.51273, -1.93128, 0.22413, 0.55493, -0.32897),
        "USA": (40.63172, 54.08505, 1.39288, 0.18004, 1.21066),
        "DEU": (-0.44466, -0.10640, -0.04754, 0.00000, -0.04754),
        "CHN": (-0.63971, -0.17296, -0.11733, -0.07672, -0.04065),
    }
    loops = [
        (1.002964, 0.0290352, 0.9980195, 1.242081),
        (-0.0033269, 0.0332945, -0.2775085, 0.0023717),
        (0.0005558, 0.0053689, -0.0006195, 0.0443015),
        (-0.0005317, 0.0022038, -0.0149276, 0.0007956),
    ]
    agree(guide(bilateral(costs.table), 7, reference="DEU"), "change", published, loops)
    # Part (iv): only what Canada sells to the United States crosses freely.
    one_way = [Change(one.name, 0.0, exporters=("CAN",), importers=("USA",)) for one in none]
    costs = pair_costs(panel, found, one_way, year=2006)
    published = {
        "CAN": (38.38688, 62.73038, 20.85157, 4.41612, 15.74034),
        "MEX": (-1.35193, -1.25224, -0.42473, -0.30970, -0.11539),
        "USA": (17.37298, 23.85347, -1.01975, -1.56160, 0.55044),
        "DEU": (-0.16339, 0.04107, -0.00037, 0.00000, -0.00037),
        "CHN": (-0.24433, 0.10871, -0.04556, -0.05025, 0.00469),
    }
    loops = [
        (1.002819, 0.0292166, 0.9879197, 1.243396),
        (-0.0030237, 0.033501, -0.2788654, 0.0143019),
        (0.0005005, 0.0054099, -0.0026657, 0.0449762),
        (-0.0005203, 0.0015013, -0.0121818, 0.0006399),
    ]
    agree(guide(bilateral(costs.table), 7, reference="DEU"), "change", published, loops)


def test_an_agreement_with_an_effect_of_its_own(folder: Path) -> None:
    """Exercise 2: NAFTA apart from other agreements, over six years; what it does to have it, in 1994."""
    inside = [pl.col(end).is_in(NAFTA) for end in BORDERS]
    nafta = inside[0] & inside[1] & (pl.col("exporter") != pl.col("importer")) & (pl.col("year") >= 1994)
    panel = (
        pl.read_parquet(folder / "agtpa_ch2_app2.parquet")
        .with_columns(NAFTA=nafta.cast(pl.Float64))
        .with_columns(RTA=pl.when(nafta).then(0.0).otherwise("RTA"))
    )
    found = estimate(panel, "rta", wishes=Wishes(add=("NAFTA",)), years=range(1986, 2007, 4))
    assert found.n == 28_482
    coefficients = {term.name: term.value for term in found.terms}
    assert coefficients == pytest.approx({"RTA": 0.4452111, "NAFTA": 0.9475133}, abs=1.5e-7)
    costs = pair_costs(panel, found, Change("NAFTA", 0.0), year=1994)
    second = {"log_dist": -0.8483896, "CNTG": 0.2632595, "LANG": 0.3745558, "CLNY": 0.2572836}
    assert costs.second_stage == pytest.approx(second, abs=1.5e-7)
    published = {
        "CAN": (65.43609, 70.56183, 2.94623, -2.29361, 5.45438),
        "MEX": (80.15443, 83.73159, 1.83948, -3.70184, 5.79013),
        "USA": (24.51428, 25.06812, 0.23594, -0.29015, 0.52818),
        "DEU": (-0.22229, -0.26429, -0.01369, 0.00000, -0.01369),
        "CHN": (-0.52759, -0.59016, -0.03556, -0.01311, -0.02244),
    }
    loops = [
        (0.9992037, 0.004869, 0.9654657, 1.00086),
        (0.0009187, 0.0056954, -0.0010165, 0.0403961),
        (-0.0002367, 0.0015582, -0.0109727, 0.0002122),
    ]
    agree(guide(bilateral(costs.table), 7, reference="DEU"), "having", published, loops)


def test_the_commands_of_the_page_give_the_book(folder: Path, tmp_path: Path) -> None:
    """Application 2 by the two commands of docs/how-to/reproduce-published-results.md, from a Stata file."""
    panel, estimates = tmp_path / "Chapter2Application2.dta", tmp_path / "nafta.json"
    pl.read_parquet(folder / "agtpa_ch2_app2.parquet").to_pandas().to_stata(panel, write_index=False)

    def ask(*arguments: object) -> str:
        done = CliRunner().invoke(entrepot, ["gravity", *map(str, arguments)])
        assert done.exit_code == 0, done.exception
        return done.stdout

    ask(panel, "--spec", "rta", "--years", "1986-2006/4", "-o", estimates)
    asked = ("--change", "RTA=0", "--among", "CAN,MEX,USA", "--year", 1994, "--having", "--reference", "DEU")
    document = json.loads(ask("simulate", panel, "--estimates", estimates, *asked, "--json"))
    published = pl.read_csv(folder.parent / "ge_ch2_app2_nafta.csv").sort("country")
    for name in TOLD:
        ours = [row[name] for row in document["economies"]]
        np.testing.assert_allclose(ours, published[name], atol=1e-4, err_msg=name)
    assert len(document["filled"]) == 14 and document["steps"] == 3
