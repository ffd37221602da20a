"""What the product says of the extract's approximation, held to a new measurement against the fuller table.

The fuller table has the final sales of 81 economies by destination and the rest of the world's inputs; sales
of inputs among the 80 economies are the extract's own.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.equilibrium import solve
from entrepot.analyses.equilibrium.accounts import Accounts, Shock
from entrepot.analyses.scenarios.world import World, balance, world
from entrepot.analyses.scenarios.world.closing import close
from entrepot.metadata.icio import ICIO_FLOWS, ICIO_INPUT_COEFFICIENTS, ICIO_PRODUCTION
from entrepot.sources.io_tables.approximation import Misjudged, approximation
from entrepot.store.warehouse import Warehouse

N, J = 80, 50
SIZES = approximation()


@pytest.fixture(scope="module")
def extract() -> World:
    return world(Warehouse.open(), SIZES.release)


@pytest.fixture(scope="module")
def true(shared: Path, extract: World) -> Accounts:
    """Accounts of 81 economies with their true final demand; the rest of the world stands last."""
    with np.load(shared / "data" / "whatif" / "data" / "icio2022_final_81.npz") as file:
        found = {name: file[name] for name in file.files}
    codes = tuple(str(code) for code in found["countries"])
    assert codes == (*extract.economies, "ROW")
    final = found["F"].astype(float).transpose(1, 2, 0)  # was [industry, exporter, importer]
    to_rest, from_rest = found["Irow"].astype(float), found["rowI"].astype(float)
    flows, need, output = _extract()
    bought = np.zeros((N + 1, N + 1, J))
    bought[:N, :N] = flows
    bought[:, N], bought[N, :] = to_rest.sum(axis=2).T, from_rest.sum(axis=1).T
    used = np.zeros((N + 1, J, J))
    used[:N] = need * output[:, None, :] + from_rest[:, :, :N].transpose(2, 0, 1)
    used[N] = to_rest.sum(axis=1)
    sold = (bought + final).sum(axis=1)
    shares = np.divide(used, sold[:, None, :], out=np.zeros_like(used), where=sold[:, None, :] > 0)
    closed = close(bought, final, shares, codes, extract.codes)
    return Accounts(codes, extract.codes, closed.trade, closed.inputs, np.zeros_like(closed.trade))


def _extract() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    store = Warehouse.open()
    flows = store.read(ICIO_FLOWS, release=SIZES.release)["value"].to_numpy().reshape(N, N, J)
    need = store.read(ICIO_INPUT_COEFFICIENTS, release=SIZES.release)["coefficient"].to_numpy()
    output = store.read(ICIO_PRODUCTION, release=SIZES.release)["output"].to_numpy()
    return flows, need.reshape(N, J, J), output.reshape(N, J)


def test_the_fuller_table_is_the_one_that_others_know(true: Accounts) -> None:
    deficits = dict(zip(true.economies, balance(true).deficits / 1e3, strict=True))
    known = {"USA": 962.0, "CHN": -555.0, "DEU": -63.0, "KAZ": -29.0, "BEL": 13.0}
    assert {code: deficits[code] for code in known} == pytest.approx(known, abs=0.6)
    assert abs(balance(true).gap) < 1e-9


def test_how_much_of_the_sales_of_goods_is_misplaced(extract: World, true: Accounts) -> None:
    abroad = ~np.eye(N, dtype=bool)
    inputs = _extract()[0].transpose(2, 1, 0)

    def goods(flows: np.ndarray) -> np.ndarray:
        return flows[extract.goods][:, :N, :N][:, abroad]

    def misplaced(found: np.ndarray, wanted: np.ndarray) -> float:
        return float(np.abs(found - wanted).sum() / wanted.sum())

    before = goods(inputs)
    here, there = goods(extract.accounts.trade), goods(true.trade)
    sizes = misplaced(here - before, there - before), misplaced(here, there)
    assert sizes == pytest.approx((SIZES.final_goods, SIZES.goods), abs=0.005)


def test_what_deficits_it_implies(extract: World, true: Accounts) -> None:
    here, there = balance(extract.accounts).deficits, balance(true).deficits[:N]
    correlation, wrong = float(np.corrcoef(here, there)[0, 1]), int((here * there < 0).sum())
    assert (round(correlation, 2), wrong) == (SIZES.deficits, SIZES.deficits_wrong)


@pytest.mark.parametrize("name", SIZES.shocks)
def test_how_far_real_income_is_misjudged(extract: World, true: Accounts, name: str) -> None:
    stated = SIZES.shocks[name]
    here = _real_income(extract, extract.accounts, stated)
    there = _real_income(extract, true, stated)[:N]
    members = [extract.economies.index(code) for code in stated.members or extract.economies]
    ratio = here[members] / there[members]
    factors = np.exp(np.abs(np.log(ratio[ratio > 0])))
    wrong = int((here * there < 0).sum())
    found = {
        code: (here[extract.economies.index(code)], there[extract.economies.index(code)])
        for code in stated.real_income
    }
    for code, pair in stated.real_income.items():
        assert found[code] == pytest.approx(pair, rel=0.02)
    sizes = (stated.median, stated.most, stated.largest)
    assert np.quantile(factors, (0.5, 0.9, 1.0)) == pytest.approx(sizes, rel=0.02)
    assert abs(wrong - stated.wrong_sign) <= 1  # economies whose change is next to nothing


def _real_income(extract: World, accounts: Accounts, shock: Misjudged) -> np.ndarray:
    """Percent change of real income, by economy."""
    members = np.array([not shock.members or code in shock.members for code in accounts.economies])
    members &= np.array([code != "ROW" for code in accounts.economies])
    hub = {"pair": (), "corridor": ("KAZ", "CHN"), "everywhere": ()}
    name = next(name for name, one in SIZES.shocks.items() if one is shock)
    meant = np.outer(members, members) & ~np.eye(len(members), dtype=bool)
    if hub[name]:
        ends = np.array([code in hub[name] for code in accounts.economies])
        meant &= ends[:, None] != ends[None, :]
    cost = np.ones_like(accounts.trade)
    cost[extract.goods[:, None, None] & meant] = 1.0 + shock.change
    found = solve(accounts, extract.elasticities["median"].theta, Shock(cost=cost), closure="share")
    return 100.0 * (found.real_income - 1.0)
