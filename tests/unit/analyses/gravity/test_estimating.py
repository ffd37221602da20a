"""Estimation from end to end on the drawn panel that ships with the examples."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

import duckdb
import numpy as np
import polars as pl
import pytest

from entrepot.analyses.gravity import (
    READY,
    Columns,
    EngineMissing,
    NoEstimate,
    Specification,
    Wishes,
    estimate,
)
from entrepot.metadata.errors import BadInput, UsageError

FILE = Path(__file__).parents[4] / "examples" / "gravity" / "panel.csv"
PANEL = pl.read_csv(FILE)
TRUE = Specification(
    "drawn", terms=("log_dist", "contig", "border", "rta"), domestic=True, errors="clustered"
)  # as make_panel draws it


def test_what_was_drawn_is_found_again() -> None:
    result = estimate(FILE, TRUE)
    # Drawn with forty other seeds, estimates spread by 0.04, 0.07, 0.08 and 0.04 around what was drawn.
    drawn = {"log_dist": (-0.9, 0.04), "contig": (0.4, 0.07), "border": (-1.56, 0.08), "rta": (0.5, 0.04)}
    for name, (value, spread) in drawn.items():
        assert abs(result[name].value - value) < 2.5 * spread, name
    assert result.n == result.given == PANEL.height and result.left_out == {}
    assert result.sample == {"years": list(range(1998, 2019, 2)), "economies": 16}
    assert result.clusters == 16 * 17 // 2 and result.levels == {"exporter^year": 176, "importer^year": 176}
    assert result.source.file == "panel.csv" and len(result.source.sha256) == 64
    assert result.software.keys() == {"entrepot", "fereg"}


@pytest.mark.parametrize("kind", ["pandas", "lazy", "arrow", "duckdb", "polars", "eager rows turned"])
def test_every_kind_of_frame_gives_the_same(kind: str) -> None:
    want = estimate(FILE, "rta")
    drawn = PANEL.to_arrow()
    frames: dict[str, object] = {
        "pandas": PANEL.to_pandas(),
        "lazy": PANEL.lazy(),
        "arrow": drawn,
        "duckdb": duckdb.sql("select * from drawn"),
        "polars": PANEL,
        "eager rows turned": PANEL.reverse(),
    }
    result = estimate(frames[kind], "rta")
    assert result["rta"].value == pytest.approx(want["rta"].value, rel=1e-9)
    assert result["rta"].se == pytest.approx(want["rta"].se, rel=1e-9)
    assert result.source.file == ""


@pytest.mark.parametrize("name", [name for name in READY if name != "tariff"])
def test_every_ready_specification_runs(name: str) -> None:
    result = estimate(PANEL, name)
    assert all(np.isfinite([term.value, term.se]).all() for term in result.terms)
    assert result.n > 2000 and 0 < result.fit["r2"] <= 1


def test_tariffs_give_an_elasticity() -> None:
    chance = np.random.default_rng(5)
    duty = pl.Series("tariff", chance.uniform(0, 0.3, PANEL.height))
    home = pl.col("exporter") == pl.col("importer")
    paid = pl.when(home).then(1.0).otherwise((1 + pl.col("tariff")) ** -4)
    dutied = PANEL.with_columns(duty).with_columns(trade=pl.col("trade") * paid)
    result = estimate(dutied, "tariff", wishes=Wishes(lags=(2,)))
    sigma = result["sigma_from_log_tariff"]
    assert abs(sigma.value - 4) < 3 * sigma.se and sigma.value == -result["log_tariff"].value
    assert result.specification.pairs == "directed" and result["total_rta"].se > 0
    with pytest.raises(UsageError, match="no effect on the logarithm"):
        result.amount("sigma_from_log_tariff")


def test_a_border_of_a_direction() -> None:
    result = estimate(PANEL, "border", wishes=Wishes(border_pairs=(("AAA", "BBB"), ("BBB", "AAA"))))
    assert result.terms[-1].name == "border_BBB_AAA"


def test_rows_that_are_left_out_are_counted_by_reason() -> None:
    gaps = PANEL.with_columns(
        trade=pl.when(pl.col("year") == 2000).then(None).otherwise("trade"),
        rta=pl.when((pl.col("year") == 2002) & (pl.col("exporter") == "AAA")).then(None).otherwise("rta"),
    )
    result = estimate(gaps, "rta-standard", estimator="ols", years=(2000, 2002, 2004))
    zeros = PANEL.filter(pl.col("year").is_in([2002, 2004]), pl.col("trade") == 0)
    of_aaa = zeros.filter((pl.col("year") == 2002) & (pl.col("exporter") == "AAA")).height
    assert result.left_out == {
        "of other years": 8 * 256,
        "within an economy": 3 * 16,
        "trade missing": 240,
        "rta missing": 15,
        "trade zero (no logarithm)": zeros.height - of_aaa,
    }
    assert result.n == PANEL.height - sum(result.left_out.values())


def test_separated_and_single_rows_are_counted() -> None:
    never = PANEL.with_columns(
        trade=pl.when((pl.col("exporter") == "AAA") & (pl.col("importer") == "BBB"))
        .then(0)
        .otherwise("trade")
    )
    result = estimate(never, "rta", pairs="directed")
    assert result.left_out == {"separated (a fixed effect without trade)": 11}
    foretold = PANEL.with_columns(embargo=((pl.col("trade") == 0) & (pl.col("year") > 2010)).cast(pl.Int8))
    with pytest.raises(NoEstimate, match="embargo"):
        estimate(foretold, "rta", wishes=Wishes(add=("embargo",)))
    result = estimate(foretold, "rta", wishes=Wishes(add=("embargo",)), drop_collinear=True)
    assert result.left_out["separated (terms that foretell zero)"] == foretold["embargo"].sum()
    assert any("embargo" in told for told in result.notes)


def test_lags_from_the_panel_are_those_of_a_column() -> None:
    shifted = PANEL.with_columns(pl.col("year") + 4).select("exporter", "importer", "year", rta_lag4="rta")
    given = PANEL.join(shifted, on=["exporter", "importer", "year"], how="left")
    made, read = (estimate(p, "rta", wishes=Wishes(lags=(4,))) for p in (PANEL, given))
    assert made["total_rta"] == read["total_rta"]


@pytest.mark.parametrize(
    ("spec", "settings", "error", "words"),
    [
        ("rtaa", {}, UsageError, "Did you mean rta"),
        ("structural", {"wishes": Wishes(lags=(4,))}, UsageError, "no lags"),
        (
            "rta",
            {"wishes": Wishes(border_pairs=(("A", "B"),))},
            UsageError,
            "choose the specification border",
        ),
        ("rta-globalisation", {"years": (2000,)}, UsageError, "one year is too few"),
        ("distance-puzzle", {"years": (2000,)}, UsageError, "two years"),
        ("rta", {"years": (1900,)}, NoEstimate, "No row is left.*of other years"),
        ("rta", {"columns": Columns(agreement="agreed")}, BadInput, "no column agreed"),
        ("rta", {"fixed_effects": ("exporter^industry",)}, BadInput, "no column industry"),
        ("rta", {"cluster": ("exportr",)}, BadInput, "Did you mean exporter"),
        ("tariff", {}, UsageError, "--tariff"),
        ("structural", {"wishes": Wishes(add=("border",))}, NoEstimate, "border is the same in every row"),
        ("border", {"wishes": Wishes(add=("domestic",))}, NoEstimate, "domestic cannot be told"),
        ("rta", {"estimator": "probit"}, UsageError, "choose ppml, ols"),
        ("rta", {"cluster": ()}, UsageError, "something to cluster by"),
        (Specification("x", terms=("rta",)), {"wishes": Wishes()}, UsageError, "put the terms into your own"),
    ],
)
def test_what_makes_no_sense_is_refused(
    spec: str | Specification, settings: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        estimate(PANEL, spec, **settings)  # type: ignore[arg-type]


def test_an_equation_has_terms_and_each_once() -> None:
    for terms, words in (((), "at least one"), (("rta", "rta"), "twice")):
        with pytest.raises(UsageError, match=words):
            Specification("x", terms=terms)


def test_a_panel_without_trade_or_with_one_cluster_tells_nothing() -> None:
    with pytest.raises(NoEstimate, match="Nothing is traded"):
        estimate(PANEL.with_columns(trade=0.0), "rta")
    with pytest.raises(NoEstimate, match="one cluster"):
        estimate(PANEL.with_columns(world=1), "rta", cluster=("world",))


def test_years_without_a_column_of_years_are_refused() -> None:
    one = PANEL.filter(pl.col("year") == 2000).drop("year")
    assert estimate(one, "structural").sample["years"] == []
    with pytest.raises(UsageError, match="no column of years"):
        estimate(one, "structural", years=(2000,))


@pytest.mark.parametrize("panel", ["panel.csv", 3, [1, 2]])
def test_what_is_no_panel_is_refused(panel: object) -> None:
    with pytest.raises(UsageError):
        estimate(panel, "rta")


def test_without_the_engine_the_remedy_is_named() -> None:
    with patch.dict(sys.modules, {"fereg": None}), pytest.raises(EngineMissing, match=r"entrepot\[gravity\]"):
        estimate(PANEL, "rta")


def test_the_reset_test_tells_a_wrong_equation() -> None:
    curved = PANEL.with_columns(trade=pl.col("trade") * (1 + pl.col("dist") / 300.0) ** 3)
    assert estimate(curved, TRUE, reset=True).reset_p < 0.01
    assert np.isnan(estimate(PANEL, TRUE).reset_p)


def test_corrections_of_errors_are_ordered_and_leave_coefficients() -> None:
    made = {
        how: estimate(PANEL, TRUE, small_sample=how)["rta"] for how in ("stata", "fixest", "clusters", "none")
    }
    assert len({term.value for term in made.values()}) == 1
    assert made["none"].se < made["clusters"].se == made["stata"].se < made["fixest"].se
    groups = 136
    assert made["clusters"].se / made["none"].se == pytest.approx((groups / (groups - 1)) ** 0.5)
