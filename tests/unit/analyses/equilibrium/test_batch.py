import numpy as np
import pytest

from entrepot.analyses.equilibrium import NoEquilibrium, Shock, outcomes, solve, solve_many
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure
from sample_world import between, border, drawn, elasticities

ACCOUNTS = drawn(7, economies=4, industries=3, duties=True)
THETA = elasticities(ACCOUNTS)
THETAS = THETA * np.random.default_rng(0).uniform(0.8, 1.25, (6, 3))


@pytest.mark.parametrize("closure", ["share", "fixed", "zero"])
def test_a_batch_is_one_solve_after_the_other(closure: Closure) -> None:
    shocks = [border(ACCOUNTS, factor) for factor in (0.8, 0.9, 0.95, 1.0, 1.1, 1.2)]
    heard: list[float] = []
    many = solve_many(
        ACCOUNTS, THETAS, shocks, closure=closure, pairs=[(1, 0)], told=heard.append, tolerance=1e-10
    )
    for draw, shock in enumerate(shocks):
        one = solve(ACCOUNTS, THETAS[draw], shock, closure=closure, tolerance=1e-10)
        assert many.real_income[draw] == pytest.approx(one.real_income, rel=1e-8)
        assert many.wages[draw] == pytest.approx(one.wages, rel=1e-8)
        assert many.price_index[draw] == pytest.approx(one.price_index, rel=1e-8)
        for name in ("exports", "imports"):
            after, before = (getattr(outcomes, name)(one, after=when).sum(axis=0) for when in (True, False))
            assert getattr(many, name)[draw] == pytest.approx(after / before, rel=1e-7)
        basic = one.trade / (1 + one.tariffs)
        assert many.trade[draw, 0] == pytest.approx(basic[:, 0, 1], rel=1e-7)
        assert many.trade_before[draw, 0] == pytest.approx(
            (one.trade_before / (1 + one.tariffs_before))[:, 0, 1], rel=1e-7
        )
    assert heard == pytest.approx(np.arange(1, 7) / 6)


def test_shocks_are_asked_for_one_at_a_time() -> None:
    asked: list[int] = []

    def shock(draw: int) -> Shock:
        asked.append(draw)
        return between(ACCOUNTS, 0, 1, 1 - 0.02 * draw)

    many = solve_many(ACCOUNTS, THETA, shock, draws=5)
    assert sorted(set(asked)) == [0, 1, 2, 3, 4]
    assert (np.diff(many.real_income[:, 0]) > 0).all()


def test_number_of_draws_must_be_told_once() -> None:
    with pytest.raises(UsageError, match="they tell: none"):
        solve_many(ACCOUNTS, THETA, Shock())
    with pytest.raises(UsageError, match="they tell: 2, 6"):
        solve_many(ACCOUNTS, THETAS, [Shock(), Shock()])
    with pytest.raises(UsageError, match="beyond the 4 economies"):
        solve_many(ACCOUNTS, THETAS, Shock(), pairs=[(0, 4)])
    with pytest.raises(UsageError, match="Industry j2 has no elasticity"):
        solve_many(ACCOUNTS, np.vstack([THETAS, [4.0, 4.0, np.nan]]), Shock())


def test_a_draw_without_equilibrium_is_named_or_left_out_by_name() -> None:
    shut = border(ACCOUNTS, np.inf)
    shocks = [border(ACCOUNTS, 0.9), shut, border(ACCOUNTS, 1.1)]
    with pytest.raises(NoEquilibrium, match=r"^Draw 2: No world balances"):
        solve_many(ACCOUNTS, THETA, shocks)
    many = solve_many(ACCOUNTS, THETA, shocks, lenient=True)
    assert list(many.failed) == [1]
    assert "closed" in many.failed[1] or "zero" in many.failed[1]
    assert np.isnan(many.real_income[1]).all()
    assert np.isfinite(many.real_income[[0, 2]]).all()
