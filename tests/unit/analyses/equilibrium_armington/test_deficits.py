"""Closures of deficits: sums by hand, and slopes by differences."""

import numpy as np
import pytest

from entrepot.analyses.equilibrium.armington import Deficits
from entrepot.metadata.scenario import CLOSURES, Closure

OUTPUT, SPENDING = np.array([100.0, 50.0, 50.0]), np.array([120.0, 40.0, 40.0])
INCOME = np.array([110.0, 50.0, 40.0])


def test_each_closure_by_hand() -> None:
    # Shares of income: +0.2, -0.2, -0.2. Their sum after is 22 - 10 - 8 = 4 of 200, so that e is 0.02.
    np.testing.assert_allclose(Deficits("share", OUTPUT, SPENDING).spent(INCOME), [129.8, 39, 31.2])
    np.testing.assert_allclose(Deficits("fixed", OUTPUT, SPENDING).spent(INCOME), [130, 40, 30])
    np.testing.assert_allclose(Deficits("zero", OUTPUT, OUTPUT).spent(INCOME), INCOME)


@pytest.mark.parametrize("closure", CLOSURES)
def test_slopes_are_those_of_spending(closure: Closure) -> None:
    rule = Deficits(closure, OUTPUT, OUTPUT if closure == "zero" else SPENDING)
    small = 1e-6
    columns = [
        (rule.spent(INCOME * np.exp(small * unit)) - rule.spent(INCOME * np.exp(-small * unit))) / (2 * small)
        for unit in np.eye(3)
    ]
    np.testing.assert_allclose(rule.slopes(INCOME), np.array(columns).T, atol=1e-6)
