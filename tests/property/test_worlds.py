"""Accounts close whatever table they are made of."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import io_table_files as files
from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world import balance
from entrepot.analyses.scenarios.world.closing import close, proportional

CODES = ("BEL", "KAZ", "ROW", "USA")
KINDS = ("A01", "C20", "H49")


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    economies=st.integers(1, 4),
    industries=st.integers(1, 3),
    idle=st.booleans(),
    greedy=st.floats(0.0, 3.0),
    drawn_down=st.floats(0.0, 50.0),
)
def test_what_is_spent_is_earned(
    seed: int, economies: int, industries: int, idle: bool, greedy: float, drawn_down: float
) -> None:
    names, kinds = CODES[:economies], KINDS[:industries]
    table = files.drawn(names, kinds, seed)
    bought, need = table.bought.copy(), table.inputs.sum(axis=0).transpose(1, 0, 2) / table.output[:, None, :]
    final = table.final.sum(axis=3).transpose(0, 2, 1)
    final[0, 0, 0] -= drawn_down
    need[0, :, 0] *= greedy
    if idle and industries > 1:
        bought[-1, :, -1], final[-1, :, -1] = 0.0, 0.0
    closed = close(bought, final, need, names, kinds)
    found = balance(Accounts(names, kinds, closed.trade, closed.inputs, np.zeros_like(closed.trade)))
    scale = closed.trade.sum()
    assert abs(found.gap) < 1e-9
    assert found.least[0] > -1e-9 * scale
    assert (found.value_added > 0).all()
    assert abs(found.deficits.sum()) < 1e-9 * scale
    assert (closed.trade >= bought.transpose(2, 1, 0) - 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), empty=st.booleans())
def test_spreading_loses_nothing(seed: int, empty: bool) -> None:
    rng = np.random.default_rng(seed)
    bought = rng.gamma(0.5, 1.0, (4, 4, 3))
    if empty:
        bought[rng.integers(4), :, rng.integers(3)] = 0.0
    other = rng.gamma(0.5, 1.0, (4, 3))
    spread = proportional(bought, other)
    np.testing.assert_allclose(spread.sum(axis=1), other, rtol=1e-12)
    assert (spread >= 0).all()
