from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.equilibrium import markets, solve
from sample_world import border, drawn, elasticities


def test_compiled_and_plain_sweeps_are_the_same() -> None:
    chance = np.random.default_rng(0)
    weights, kept = chance.uniform(size=(2, 3, 4, 4))
    theta, costs, spending = chance.uniform(2, 5, 3), chance.normal(size=(3, 4)), chance.uniform(size=(3, 4))
    final, scale = chance.uniform(size=(3, 4)), chance.uniform(1, 2, 4)
    inputs, left, prices = (
        chance.uniform(size=(4, 3, 3)),
        chance.uniform(size=(3, 4)),
        chance.normal(size=(3, 4)),
    )
    wages, productivity = chance.normal(size=4), chance.normal(size=(3, 4))
    found = []
    names = ("costs_of", "sourcing_of", "spending_of")
    compiled = [getattr(markets, name) for name in names]
    for costs_of, sourcing_of, spending_of in (compiled, [each.py_func for each in compiled]):
        out, gaps = [np.empty((3, 4)) for _ in range(7)], np.zeros(4)
        sourcing_of(weights, kept, True, theta, costs, spending, *out[:5])
        costs_of(inputs, left, productivity, wages, prices, out[5])
        spending_of(inputs, out[3], final, scale, spending, out[6], gaps)
        found.append(np.concatenate([*out, gaps[None]]).reshape(-1, 4))
    assert found[0] == pytest.approx(found[1], rel=1e-12)
    _, _, prices_after, output, _, costs_after, wanted = found[0][:-1].reshape(7, 3, 4)
    reach = weights * np.exp(-theta[:, None] * costs)[:, None, :]
    assert prices_after == pytest.approx(-np.log(reach.sum(axis=2)) / theta[:, None])
    assert costs_after == pytest.approx(left * wages + np.einsum("nkj,kn->jn", inputs, prices) - productivity)
    assert wanted == pytest.approx((np.einsum("nkj,jn->kn", inputs, output) + final) / scale)
    assert found[0][-1] == pytest.approx(np.abs(wanted - spending).max(axis=0))


def test_what_is_no_number_is_a_gap() -> None:
    one, gaps = np.ones((1, 1)), np.zeros(1)
    markets.spending_of(np.ones((1, 1, 1)), one * np.nan, one, np.ones(1), one, one.copy(), gaps)
    assert np.isnan(gaps[0])


def test_arrays_in_another_order_or_of_another_kind_are_the_same_world() -> None:
    accounts = drawn(3, economies=4, industries=3, duties=True)
    other = replace(
        accounts,
        trade=np.asfortranarray(accounts.trade),
        inputs=np.asfortranarray(accounts.inputs),
        tariffs=np.asfortranarray(accounts.tariffs),
    )
    theta = elasticities(accounts)
    plain = solve(accounts, theta, border(accounts, 0.9))
    kinds = len(markets.sourcing_of.signatures), len(markets.costs_of.signatures)
    assert solve(other, theta, border(other, 0.9)).real_income == pytest.approx(plain.real_income, rel=1e-7)
    single = replace(
        accounts, trade=accounts.trade.astype(np.float32), inputs=accounts.inputs.astype(np.float32)
    )
    assert solve(single, theta, border(other, 0.9)).real_income == pytest.approx(plain.real_income, rel=1e-4)
    assert (
        len(markets.sourcing_of.signatures),
        len(markets.costs_of.signatures),
    ) == kinds  # nothing compiled anew
