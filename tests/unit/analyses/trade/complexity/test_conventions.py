"""Conventions are immutable, printable, and differ where they say they do."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from entrepot.analyses.trade.complexity import (
    ATLAS,
    CONVENTIONS,
    ECOMPLEXITY,
    ECONCOMPLEX,
    STATA,
    Choices,
    FullSet,
    full_set,
)

VALUES = np.exp(np.random.default_rng(11).normal(0, 1.5, (14, 40)))


def of(**options: object) -> FullSet:
    return full_set(VALUES, Choices(**options))  # type: ignore[arg-type]


def test_a_convention_cannot_be_changed_only_replaced() -> None:
    with pytest.raises(FrozenInstanceError):
        STATA.strict = False  # type: ignore[misc]
    mine = replace(STATA, diagonal=True)
    assert mine.departures() == {"diagonal": True} and not STATA.departures()
    assert Choices(mine, knn=4).describe() == [
        str(mine),
        "departs from stata: each product its own neighbour",
        "option: knn=4",
    ]
    assert str(STATA).startswith(
        "stata: present where RCA > threshold; M is 0 or 1; no product its own neighbour"
    )
    assert all(name == convention.name for name, convention in CONVENTIONS.items())


def test_stata_and_ecomplexity_differ_by_the_deviation_and_the_diagonal() -> None:
    one, other = of(), of(convention=ECOMPLEXITY)
    rows = VALUES.size
    assert other.eci / one.eci == pytest.approx(np.sqrt(rows / (rows - 1)))
    assert other.pci / one.pci == pytest.approx(np.sqrt(rows / (rows - 1)))
    held = one.present == 1
    assert (other.density[held] >= one.density[held]).all()
    assert (other.density[~held] <= one.density[~held]).all()
    assert not np.allclose(other.density, one.density)


def test_econcomplex_has_density_in_percent_and_its_own_pci() -> None:
    one, other = of(), of(convention=ECONCOMPLEX)
    assert other.density == pytest.approx(100 * one.density)
    assert other.pci.mean() == pytest.approx(0) and other.pci.std() == pytest.approx(1)
    assert np.corrcoef(other.pci, other.ubiquity)[0, 1] < 0
    assert abs(np.corrcoef(other.pci, one.pci)[0, 1]) == pytest.approx(1)


def test_the_atlas_has_no_threshold() -> None:
    found = of(convention=ATLAS)
    assert found.rca is not None and found.present == pytest.approx(found.rca / (1 + found.rca))
    assert found.eci == pytest.approx(found.present @ found.pci / found.diversity)
    wanted = ((1 - found.present) * found.density * found.pci).sum(axis=1)
    assert found.coi == pytest.approx(wanted)


def test_single_precision_is_near_double() -> None:
    one, other = of(precision="double"), of(precision="single")
    assert np.abs(one.density - other.density).max() < 1e-6 and np.abs(one.cog - other.cog).max() < 1e-5
    assert np.array_equal(one.eci, other.eci)
    assert Choices().single(2000) and not Choices().single(1999)


def test_reflections_come_near_the_eigenvector() -> None:
    one, other = of(), of(method="reflections", iterations=400)
    assert other.eci == pytest.approx(one.eci, abs=1e-6)
