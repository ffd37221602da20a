"""Mirror data: the estimates against other ways to the same numbers, kinds of frame, and what is refused."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from entrepot.analyses.trade.mirror import (
    SAME_VALUATION,
    Margin,
    Unspecified,
    discrepancies,
    estimate_margins,
    reconcile,
    summary,
)
from entrepot.analyses.trade.mirror.reliability import CAP, FLOOR, PRIOR
from entrepot.metadata.errors import BadInput, NoData, UsageError

PLACES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
PAIRS = [(i, j) for i in PLACES for j in PLACES if i != j]


def geography(seed: int = 2) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    return pl.DataFrame(PAIRS, schema=["exporter", "importer"], orient="row").with_columns(
        distance=pl.Series(rng.uniform(100, 15_000, len(PAIRS))),
        contiguity=pl.Series(rng.random(len(PAIRS)) < 0.3),
    )


def reports(ratio: np.ndarray, seed: int = 4) -> pl.DataFrame:
    trade = np.random.default_rng(seed).lognormal(10, 1, len(PAIRS))
    rows = [(i, j, "X", "010121", v) for (i, j), v in zip(PAIRS, trade, strict=True)]
    rows += [(j, i, "M", "010121", v) for (i, j), v in zip(PAIRS, trade * ratio, strict=True)]
    return pl.DataFrame(rows, schema=["reporter", "partner", "flow", "product", "value"], orient="row")


def noisy(seed: int = 5) -> pl.DataFrame:
    return reports(np.exp(np.random.default_rng(seed).normal(0.05, 0.4, len(PAIRS))))


def test_a_planted_margin_is_found_whatever_countries_always_do() -> None:
    places = geography()
    rng = np.random.default_rng(9)
    logs = np.log(places["distance"].to_numpy())
    freight = 0.02 * (logs - logs.mean()) - 0.01 * (
        places["contiguity"].to_numpy() - places["contiguity"].mean()
    )
    always = {code: rng.normal(0, 0.5) for code in PLACES}
    mean = sum(always.values()) / len(always)
    habit = np.array([always[i] - always[j] for i, j in PAIRS])  # sums to zero over all pairs
    assert abs(habit.sum()) < 1e-9, mean
    found = estimate_margins(reports(np.exp(0.06 + freight + habit)), places, winsorised=0.0)
    assert found.distance == pytest.approx(0.02)
    assert found.contiguity == pytest.approx(-0.01)
    assert found.r_squared == pytest.approx(1.0)
    expected = np.expm1(0.06 + freight)
    assert np.allclose(found.margins["margin"], np.clip(expected, 0, 0.2))
    assert not found.margins["bounded"].any()


def test_the_estimate_is_that_of_a_regression_on_dummies() -> None:
    rows, places = noisy(), geography()
    found = estimate_margins(rows, places, winsorised=0.1)
    cells = reconcile(rows, margin=SAME_VALUATION).flows.join(places, on=["exporter", "importer"])
    ratio = cells["log_ratio"].to_numpy()
    ratio = np.clip(ratio, *np.quantile(ratio, (0.1, 0.9)))
    columns = [np.log(cells["distance"].to_numpy()), cells["contiguity"].cast(pl.Float64).to_numpy()]
    columns += [(cells["exporter"] == code).to_numpy().astype(float) for code in PLACES]
    columns += [(cells["importer"] == code).to_numpy().astype(float) for code in PLACES[1:]]
    design = np.column_stack(columns)
    slopes, *_ = np.linalg.lstsq(design, ratio, rcond=None)
    residual = ratio - design @ slopes
    bread = np.linalg.inv(design.T @ design)
    freedom = len(ratio) - design.shape[1]
    variance = bread @ ((design * residual[:, None] ** 2).T @ design) @ bread * len(ratio) / freedom
    assert found.distance == pytest.approx(slopes[0])
    assert found.contiguity == pytest.approx(slopes[1])
    assert found.distance_error == pytest.approx(np.sqrt(variance[0, 0]))
    assert found.margins["margin"].is_between(0, 0.2).all()
    used = reconcile(rows, margins=found.margins).flows
    assert used["margin_given"].all()


def quarrel() -> pl.DataFrame:
    """BBB and CCC differ by half, all others agree: plain least squares would make AAA better than exact."""
    at_odds = [{i, j} == {"BBB", "CCC"} for i, j in PAIRS]
    return reports(np.where(at_odds, 0.5, 1.0))


def test_nobody_is_taken_to_be_without_error() -> None:
    found = reconcile(quarrel(), margin=SAME_VALUATION).reporters["error_variance"]
    assert found.min() > 0
    assert (found == found.min()).sum() == 4


@pytest.mark.parametrize("rows", [noisy(), noisy(6), quarrel()], ids=["noise", "other noise", "quarrel"])
def test_the_error_variances_are_the_least_squares_of_the_network(rows: pl.DataFrame) -> None:
    result = reconcile(rows, margin=SAME_VALUATION)
    cells = result.flows
    ratio = cells["log_ratio"].abs().to_numpy()
    squares = np.minimum(ratio, np.quantile(ratio, CAP)) ** 2
    values = ((cells["value_exporter"] + cells["value_importer_fob"]) / 2).to_numpy()
    met: dict[frozenset[str], list[tuple[float, float]]] = {}
    for i, j, square, value in zip(cells["exporter"], cells["importer"], squares, values, strict=True):
        met.setdefault(frozenset((i, j)), []).append((square, value))
    differ = {pair: sum(s * v for s, v in seen) / sum(v for _, v in seen) for pair, seen in met.items()}
    mean = sum(differ.values()) / len(differ) / 2
    found = dict(result.reporters.select("reporter", "error_variance").rows())

    def loss(guess: dict[str, float]) -> float:
        fit = sum((d - sum(guess[code] for code in pair)) ** 2 for pair, d in differ.items())
        return fit + PRIOR * sum((a - mean) ** 2 for a in guess.values())

    least = loss(found)
    assert all(a >= FLOOR * mean * (1 - 1e-9) for a in found.values())
    for code in PLACES:
        for step in (-1e-3, 1e-3):
            moved = {**found, code: max(found[code] + step * mean, FLOOR * mean)}
            assert loss(moved) >= least - 1e-15


@pytest.mark.parametrize("kind", ["pandas", "pyarrow", "lazy", "duckdb"])
def test_the_kind_of_frame_that_comes_in_goes_out(kind: str) -> None:
    extra = pl.DataFrame(
        {"reporter": ["AAA", "AAA"], "partner": ["ZAF", "W00"], "flow": "X", "product": "x", "value": 3.0}
    )
    rows = pl.concat([noisy(), extra])
    makers: dict[str, Any] = {
        "pandas": rows.to_pandas,
        "pyarrow": rows.to_arrow,
        "lazy": rows.lazy,
        "duckdb": lambda: duckdb.from_arrow(rows.to_arrow()),
    }
    readers: dict[str, Any] = {
        "pandas": pl.from_pandas,
        "pyarrow": pl.from_arrow,
        "lazy": lambda lazy: lazy.collect(),
        "duckdb": lambda relation: relation.pl(),
    }
    frame = makers[kind]()
    types = {"pandas": pd.DataFrame, "pyarrow": pa.Table, "lazy": pl.LazyFrame}
    expected, told = reconcile(rows), reconcile(frame)
    for mine, theirs in (
        (expected.flows, told.flows),
        (expected.apart, told.apart),
        (expected.reporters, told.reporters),
        (summary(expected), summary(told)),
        (discrepancies(expected.flows), discrepancies(told.flows)),
        (discrepancies(expected.flows, level="pair"), discrepancies(told.flows, level="pair")),
    ):
        assert isinstance(theirs, types.get(kind, type(frame)))
        same = readers[kind](theirs)
        assert same.columns == mine.columns
        for name in mine.columns:
            assert same[name].cast(mine.schema[name]).to_list() == mine[name].to_list(), name


def test_quantities_are_carried_along_and_not_reconciled() -> None:
    rows = noisy().with_columns(tons=pl.when(pl.col("flow") == "X").then(pl.col("value") / 7))
    told = reconcile(rows, quantity="tons").flows
    assert np.allclose(told["quantity_exporter"], told["value_exporter"] / 7)
    assert told["quantity_importer"].is_null().all()


def test_one_may_name_other_codes_that_are_nobody() -> None:
    rows = noisy()
    nobody = Unspecified(partners=frozenset({"FFF"}))
    told = reconcile(rows, unspecified=nobody)
    assert set(told.apart["partner"]) == {"FFF"}
    assert len(told.apart) == 10
    assert "10 rows without a mirror kept apart" in told.words


def test_codes_padded_with_blanks_are_the_same_codes() -> None:
    rows = noisy().with_columns(pl.col("partner") + " ")
    assert reconcile(rows).flows.equals(reconcile(noisy()).flows)


def test_without_rows_there_is_an_empty_table() -> None:
    told = reconcile(noisy().head(0))
    assert told.flows.is_empty() and told.reporters.is_empty() and told.apart.is_empty()
    assert summary(told)["rows"].sum() == 0


def test_a_reporter_that_gives_a_flow_twice_is_named() -> None:
    rows = noisy()
    with pytest.raises(BadInput, match="line 1, column reporter: a reporter gives the same flow"):
        reconcile(pl.concat([rows, rows.head(1)]))


def test_a_flow_that_is_none_of_the_four_is_refused() -> None:
    with pytest.raises(BadInput, match="none of X, M, RX, RM: DX"):
        reconcile(noisy().with_columns(flow=pl.lit("DX")))


def test_margins_that_are_none_are_refused() -> None:
    margins = pl.DataFrame({"exporter": ["AAA"], "importer": ["BBB"], "margin": [1.06]})
    with pytest.raises(BadInput, match="line 1, column margin: a margin is not below 1"):
        reconcile(noisy(), margins=margins)
    with pytest.raises(BadInput, match="a pair stands twice"):
        reconcile(noisy(), margins=pl.concat([margins, margins]))
    with pytest.raises(UsageError, match=r"such as 0\.06"):
        Margin(1.06, "a factor")


def test_what_cannot_be_estimated_is_said() -> None:
    with pytest.raises(NoData, match="pairs are too few"):
        estimate_margins(noisy().head(3), geography())
    with pytest.raises(NoData, match="do not differ in distance"):
        estimate_margins(noisy(), geography().with_columns(distance=pl.lit(100.0)))
    with pytest.raises(BadInput, match="line 1: no geography"):
        estimate_margins(noisy(), geography().with_columns(distance=pl.lit(0.0)))
    with pytest.raises(BadInput, match="no geography"):
        estimate_margins(noisy(), geography().with_columns(contiguity=pl.lit("yes")))
    with pytest.raises(UsageError, match="Bounds"):
        estimate_margins(noisy(), geography(), bounds=(0.3, 0.2))


def test_a_border_that_tells_nothing_has_no_effect() -> None:
    found = estimate_margins(noisy(), geography().with_columns(contiguity=pl.lit(0)))
    assert found.contiguity == 0.0


def test_other_requests_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        reconcile(noisy(), re_export_share=2)
    with pytest.raises(UsageError, match="no level: chapter"):
        discrepancies(reconcile(noisy()).flows, level="chapter")  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="lacks a column"):
        discrepancies(noisy())
