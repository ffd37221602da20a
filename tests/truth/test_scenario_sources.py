"""Figures of scenarios and of costs of trade that ship, held against what their publishers printed."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.scenario import AgreementPart
from entrepot.sources.scenarios import scenario

PLAIN = "trade ~ rta | exp_year + imp_year + pair_id_2 | pair_id"
# Bureau of Transportation Statistics, Freight Shipments by Commodity, 2017, of an edition of the framework
# that the page does not name: thousands of short tons, millions of dollars. We could read two rows of it.
PRINTED_2017 = {"01": (106_300, 171_679), "02": (1_237_802, 152_208)}


@pytest.mark.parametrize("name", ["eu-kazakhstan-agreement", "eu-central-asia-agreement"])
def test_the_effect_of_agreements_is_the_guides(shared: Path, name: str) -> None:
    """Chapter 1, application 3: PPML with effects of exporter-years, importer-years and pairs."""
    with (shared / "data/whatif/ch1_regressions_rendered_book.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["term"] in ("rta", "sum_coef_rta")]
    plain = next(row for row in rows if row["formula"] == PLAIN)
    what = next(part.what for part in scenario(name).parts)
    assert isinstance(what, AgreementPart)
    assert what.effect.value == pytest.approx(float(plain["coef"]), abs=5e-4)
    assert what.effect.se == pytest.approx(float(plain["se"]), abs=5e-4)
    last = rows[-1]  # lags, and globalisation taken out: told beside it
    assert (float(last["coef"]), float(last["se"])) == pytest.approx((0.475, 0.110), abs=6e-4)
    assert "0.475 (0.110)" in " ".join(scenario(name).sources[0].split())


def test_it_was_estimated_on_as_many_countries_and_years_as_is_said(shared: Path) -> None:
    data = pl.read_parquet(
        shared / "data/whatif/data/agtpa_applications.parquet", columns=["exporter", "year"]
    )
    assert data["exporter"].n_unique() == 69
    used = data.filter(pl.col("year") % 4 == 2)["year"].unique().sort().to_list()
    assert used == [1986, 1990, 1994, 1998, 2002, 2006]
    english = scenario("eu-kazakhstan-agreement").description["en"]
    assert "69 countries, every fourth year from 1986 to 2006" in english


@pytest.mark.parametrize("code", PRINTED_2017)
def test_values_of_freight_are_near_the_publishers_own_table(code: str) -> None:
    """2022 in dollars of 2017, at second hand, against 2017: well within the doubt of half and twice."""
    tons, dollars = PRINTED_2017[code]
    shipped = files("entrepot.data").joinpath("trade_costs", "commodities.csv").read_text(encoding="utf-8")
    found = next(row for row in csv.DictReader(shipped.splitlines()) if row["sctg"] == code)
    assert float(found["usd_per_ton"]) == pytest.approx(1_000.0 * dollars / tons, rel=0.3)
