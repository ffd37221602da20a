"""What must hold of the complexity family whatever the numbers; and the same by the plain formulas."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.complexity import STATA, Choices, LeftOut, eigenvector, full_set, indices
from entrepot.analyses.trade.complexity.presence import Floats
from entrepot.analyses.trade.complexity.spectrum import correlation

some = settings(max_examples=25, deadline=None)
CLOSE: dict[str, Any] = {"rtol": 1e-6, "atol": 1e-8}


@st.composite
def worlds(draw: st.DrawFn) -> Floats:
    """Places x products, log-normal with zeros among them; every place and product has some trade."""
    places, products = draw(st.integers(4, 9)), draw(st.integers(4, 14))
    draws = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    values = np.exp(draws.normal(0, 1.5, (places, products)))
    values[draws.random(values.shape) < draw(st.sampled_from([0.0, 0.3]))] = 0
    values[np.arange(products) % places, np.arange(products)] += 1
    values[np.arange(places), np.arange(places) % products] += 1
    return np.asarray(values)


def defined(values: Floats, choices: Choices | None = None) -> Any:
    """The full set, where all of it is defined and no eigenvalue is near another."""
    found = full_set(values, choices)
    known = eigenvector(found.present)
    assume(not found.notes and known.eigenvalues and known.eigenvalues[0] - known.eigenvalues[1] > 1e-3)
    # A sign that rests on a correlation of nothing is not what these tests are about.
    assume(abs(correlation(found.diversity, found.eci)) > 1e-3)
    return found


@some
@given(worlds())
def test_by_the_plain_formulas_of_the_stata_package(values: Floats) -> None:
    found = defined(values)
    n, m = values.shape
    rca = (values / values.sum(1, keepdims=True)) / (values.sum(0) / values.sum())
    held = (rca > 1).astype(float)
    d, u = held.sum(1), held.sum(0)
    phi = np.array(
        [[min((held[:, k] @ held[:, p]) / u[q] for q in (k, p)) for p in range(m)] for k in range(m)]
    )
    phi -= np.eye(m)
    dense = np.array([[held[i] @ phi[k] / phi[k].sum() for k in range(m)] for i in range(n)])
    value, vectors = np.linalg.eig(((held / u) / d[:, None]).T @ held)
    kp = vectors[:, np.argsort(value.real)[-2]].real
    kc = held @ kp / d
    kp, kc = (np.sign(np.corrcoef(d, kc)[0, 1]) * one for one in (kp, kc))
    long = np.repeat(kc, m)
    coi = np.repeat((dense * (1 - held) * kp).sum(1), m)
    gain = [
        [(1 - held[i, k]) * sum((1 - held[i]) * kp * phi[:, k] / phi.sum(1)) for k in range(m)]
        for i in range(n)
    ]
    wanted = {
        "rca": rca,
        "present": held,
        "density": dense,
        "eci": (kc - long.mean()) / long.std(ddof=1),
        "pci": (kp - long.mean()) / long.std(ddof=1),
        "coi": ((coi - coi.mean()) / coi.std(ddof=1)).reshape(n, m)[:, 0],
        "cog": np.array(gain) / long.std(ddof=1),
    }
    for name, figures in wanted.items():
        assert np.allclose(getattr(found, name), figures, **CLOSE), name


@some
@given(worlds())
def test_eci_is_the_mean_pci_of_what_is_held(values: Floats) -> None:
    found = defined(values)
    assert np.allclose(found.eci, found.present @ found.pci / found.diversity, **CLOSE)
    assert np.allclose(found.eci.mean(), 0, **CLOSE)
    assert found.density.min() >= 0 and found.density.max() <= 1 + 1e-12
    assert not found.cog[found.present == 1].any()


@some
@given(worlds(), st.floats(1e-6, 1e9))
def test_the_unit_changes_nothing(values: Floats, unit: float) -> None:
    found, other = defined(values), full_set(values * unit)
    assume(np.array_equal(found.present, other.present))  # an RCA of 1 may round to either side
    for name in ("rca", "density", "eci", "pci", "coi", "cog"):
        assert np.allclose(getattr(found, name), getattr(other, name), **CLOSE), name


@some
@given(worlds(), st.randoms(use_true_random=False), st.sampled_from([None, 3]))
def test_the_order_of_places_and_products_changes_nothing(
    values: Floats, random: Any, knn: int | None
) -> None:
    choices = Choices(STATA, knn=knn)
    found = defined(values, choices)
    rows, columns = list(range(len(values))), list(range(values.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    other = full_set(values[rows][:, columns], choices)
    assume(np.array_equal(found.present[rows][:, columns], other.present))
    for name in ("density", "cog"):
        figures = getattr(found, name)[rows][:, columns]
        assert np.allclose(figures, getattr(other, name), equal_nan=True, **CLOSE), name
    assert np.allclose(found.eci[rows], other.eci, **CLOSE) and np.allclose(
        found.pci[columns], other.pci, **CLOSE
    )


@some
@given(worlds(), st.randoms(use_true_random=False))
def test_a_frame_gives_the_numbers_of_its_matrix_in_any_order(values: Floats, random: Any) -> None:
    n, m = values.shape
    cells = [(f"p{i}", f"{k:04}", values[i, k]) for i in range(n) for k in range(m) if values[i, k] > 0]
    random.shuffle(cells)
    frame = pl.DataFrame(cells, schema=["i", "k", "v"], orient="row")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LeftOut)
        found = indices(frame, time=None, place="i", product="k", value="v")
    of_matrix = full_set(values)
    for name, figures in (("density", of_matrix.density), ("cog", of_matrix.cog), ("rca", of_matrix.rca)):
        assert np.array_equal(found[name].fill_null(np.nan).to_numpy(), np.ravel(figures), equal_nan=True), (
            name
        )
    assert np.array_equal(found["eci"].fill_null(np.nan).to_numpy()[::m], of_matrix.eci, equal_nan=True)
