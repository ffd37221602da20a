"""Effects of exporters and importers against a Poisson regression, and where there are none."""

import fereg
import numpy as np
import polars as pl
import pytest

from entrepot.analyses.equilibrium.armington import NoEquilibrium, fitted


def test_the_same_as_a_poisson_regression_with_an_offset() -> None:
    draws = np.random.default_rng(4)
    trade, ease = draws.gamma(1, 10, (6, 6)), np.exp(draws.normal(0, 1, (6, 6)))
    rows, columns = np.indices((6, 6))
    data = pl.DataFrame(
        {"x": trade.ravel(), "m": rows.ravel(), "e": columns.ravel(), "offset": np.log(ease).ravel()}
    )
    model = fereg.fepois("x ~ 1 | e + m", data.to_pandas(), offset="offset", iwls_tol=1e-12, fixef_tol=1e-12)
    found = fitted(ease, trade.sum(0), trade.sum(1), 0)
    np.testing.assert_allclose(found.trade.ravel(), model.predict(type="response"), rtol=1e-8)
    np.testing.assert_allclose(found.trade, found.chi[:, None] * ease * found.pi)
    assert found.chi[0] == 1


def test_sums_that_closed_flows_cannot_have() -> None:
    # The second buys from itself alone, and would have to buy more than it makes.
    ease = np.array([[1.0, 0.0], [0.0, 1.0]])
    with pytest.raises(NoEquilibrium, match=r"did not settle.*leave one group out"):
        fitted(ease, np.array([10.0, 5.0]), np.array([9.0, 6.0]), 0)
