"""What holds of every estimate, on drawn panels; and pyfixest, another engine, agrees."""

from __future__ import annotations

import warnings

import numpy as np
import polars as pl
import pyfixest
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrepot.analyses.gravity import Columns, Estimates, Specification, estimate
from entrepot.analyses.gravity.columns import found
from entrepot.analyses.gravity.design import designed
from entrepot.analyses.gravity.engine import fitted
from entrepot.analyses.gravity.opened import opened_frame
from entrepot.analyses.gravity.panel import checked
from entrepot.analyses.gravity.variables import variable

THREE_WAY = Specification(
    "three-way",
    terms=("rta", "cost"),
    fixed_effects=("exporter^year", "importer^year", "pair"),
    domestic=True,
)
PANELS = st.builds(
    lambda seed, many, years, zeros: drawn(seed, many, years, zeros),
    st.integers(0, 10**6),
    st.integers(5, 9),
    st.integers(3, 5),
    st.sampled_from([0.0, 0.1, 0.4]),
)
CLOSE = 1e-4  # PPML stops where the deviance changes by 1e-8 of itself
FEW = settings(max_examples=15, deadline=None)


def drawn(seed: int, many: int, years: int, zeros: float) -> pl.DataFrame:
    """A panel of all pairs, with zeros."""
    chance = np.random.default_rng(seed)
    i, j, t = (axis.ravel() for axis in np.meshgrid(*map(np.arange, (many, many, years)), indexing="ij"))
    begun = chance.integers(0, 2 * years, (many, many))
    rta = ((begun[i, j] <= t) & (i != j)).astype(float)
    cost = chance.normal(size=i.size)
    effects = chance.normal(size=(many, years))[i, t] + chance.normal(size=(many, years))[j, t]
    trade = np.exp(effects + 0.5 * rta - 0.3 * cost) * chance.gamma(1.0, 1.0, i.size)
    trade[(chance.random(i.size) < zeros) & (i != j)] = 0.0
    names = np.array([f"E{k}" for k in range(many)])
    return pl.DataFrame(
        {
            "exporter": names[i],
            "importer": names[j],
            "year": 2000 + t,
            "trade": trade,
            "rta": rta,
            "cost": cost,
        }
    )


def values(result: Estimates) -> list[float]:
    return [number for term in result.terms for number in (term.value, term.se)]


@FEW
@given(PANELS)
def test_another_engine_agrees(panel: pl.DataFrame) -> None:
    result = estimate(panel, THREE_WAY, small_sample="fixest", drop_collinear=True)
    assume([term.name for term in result.terms] == ["rta", "cost"])
    pair = pl.concat_str(pl.min_horizontal("exporter", "importer"), pl.max_horizontal("exporter", "importer"))
    frame = panel.with_columns(
        pair=pair, xt=pl.concat_str("exporter", "year"), mt=pl.concat_str("importer", "year")
    ).to_pandas()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of separated rows
        other = pyfixest.fepois(
            "trade ~ rta + cost | xt + mt + pair",
            frame,
            vcov={"CRV1": "pair"},
            iwls_tol=1e-10,
            iwls_maxiter=100,
        )
    # pyfixest 0.60 looks for a fixed effect without trade alone, as fereg's first check.
    assume(result.n == other._N)
    assert [term.value for term in result.terms] == pytest.approx(other.coef().tolist(), rel=CLOSE, abs=1e-6)
    assert [term.se for term in result.terms] == pytest.approx(other.se().tolist(), rel=2e-2)


@FEW
@given(PANELS)
def test_fitted_trade_adds_up_to_trade_in_every_fixed_effect(panel: pl.DataFrame) -> None:
    """The first-order conditions of PPML (Fally 2015): sums of exporters, importers and pairs are met."""
    columns, _ = found(panel.columns, Columns())
    variables = [variable(name, panel.columns, columns) for name in THREE_WAY.terms]
    design = designed(checked(opened_frame(panel), columns, THREE_WAY.terms), THREE_WAY, variables)
    made = fitted(design, THREE_WAY)
    used = design.frame[made.rows].with_columns(guess=pl.Series(np.exp(made.link)))
    for effect in design.effects:
        sums = used.group_by(effect).agg(pl.col("y", "guess").sum())
        assert sums["guess"].to_numpy() == pytest.approx(sums["y"].to_numpy(), rel=1e-4, abs=1e-6)
    score = used.select((pl.col("x0") * (pl.col("y") - pl.col("guess"))).sum()).item()
    assert abs(score) < 1e-4 * float(used["y"].sum())


@FEW
@given(PANELS, st.floats(1e-3, 1e6))
def test_the_unit_of_trade_changes_nothing_but_constants(panel: pl.DataFrame, unit: float) -> None:
    plain = estimate(panel, THREE_WAY, drop_collinear=True)
    scaled = estimate(panel.with_columns(pl.col("trade") * unit), THREE_WAY, drop_collinear=True)
    assert values(scaled) == pytest.approx(values(plain), rel=CLOSE, abs=1e-6)
    level = Specification("ols", estimator="ols", terms=("rta", "cost"), fixed_effects=(), domestic=True)
    one, other = (estimate(p, level) for p in (panel, panel.with_columns(pl.col("trade") * unit)))
    assert other["constant"].value - one["constant"].value == pytest.approx(np.log(unit), abs=1e-8)
    assert values(other)[2:] == pytest.approx(values(one)[2:], rel=1e-8)


@FEW
@given(PANELS, st.integers(0, 1000))
def test_order_of_rows_and_names_of_economies_do_not_matter(panel: pl.DataFrame, seed: int) -> None:
    plain = estimate(panel, THREE_WAY, drop_collinear=True)
    other = {f"E{k}": f"Z{(7 * k) % 9}" for k in range(9)}
    renamed = panel.with_columns(pl.col("exporter", "importer").replace(other))
    turned = estimate(renamed.sample(fraction=1.0, shuffle=True, seed=seed), THREE_WAY, drop_collinear=True)
    assert values(turned) == pytest.approx(values(plain), rel=CLOSE, abs=1e-6)
    assert turned.left_out == plain.left_out
