"""Further tables of Caliendo and Parro (2015), and the models that they compare, from their data.

What stands here as published: the abstract's growth of trade, and the welfare with deficits, which the tests
of the R package cp2015 hold (Paulo Felipe, MIT, github.com/paulofelipe/cp2015). For tables 4
to 6 the formulas of the authors' programs (welfare_stats.m, Welfarelineal.m) are written once more here, in
loops, as they are there. The models without inputs have no published number in our hands; their worlds are
the ones that the authors' own scripts make (script_no_materials.m, script_no_io.m).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.equilibrium import Accounts, Equilibrium, Shock, mended, solve
from entrepot.analyses.equilibrium.outcomes import concentration, export_shares, imports_from
from entrepot.analyses.equilibrium.welfare import by_industries, by_partners, volume_of_trade, welfare

NAFTA = ("Mexico", "Canada", "USA")
GOODS = 20


@pytest.fixture(scope="module")
def data(shared: Path) -> dict[str, np.ndarray]:
    return dict(np.load(shared / "data/whatif/data/cp2015_nafta_data.npz"))


@pytest.fixture(scope="module")
def given(data: dict[str, np.ndarray]) -> Accounts:
    trade = (data["X_nj"][:, None, :] * data["pi_nij"]).transpose(2, 0, 1)
    return Accounts(
        economies=tuple(map(str, data["regions"])),
        industries=tuple(map(str, data["sectors"])),
        trade=np.ascontiguousarray(trade),
        inputs=data["gamma_nkj"],
        tariffs=np.ascontiguousarray(data["tau_nij"].transpose(2, 0, 1)),
    )


def after(data: dict[str, np.ndarray]) -> Shock:
    return Shock(tariffs=np.ascontiguousarray(data["tau_nij_cfl"].transpose(2, 0, 1)))


@pytest.fixture(scope="module")
def found(data: dict[str, np.ndarray], given: Accounts) -> Equilibrium:
    base = mended(given, data["theta_j"], closure="zero")
    return solve(base, data["theta_j"], after(data), closure="zero")


def printed(values: dict[str, np.ndarray], found: Equilibrium) -> dict[str, list[float]]:
    """In percent of two decimals, members in the order of the tables."""
    places = [found.economies.index(name) for name in NAFTA]
    return {key: [round(100 * float(row[n]), 2) for n in places] for key, row in values.items()}


def told(found: Equilibrium) -> dict[str, np.ndarray]:
    parts = welfare(found)
    terms, volume = parts.terms_of_trade, parts.volume_of_trade
    return {"tot": terms, "vot": volume, "welfare": terms + volume, "wage": found.real_wage - 1.0}


def test_with_deficits_as_they_are(data: dict[str, np.ndarray], given: Accounts) -> None:
    """Their model with deficits keeps these at their value, in units of the world's value added."""
    base = mended(given, data["theta_j"], closure="fixed")
    with_deficits = solve(base, data["theta_j"], after(data), closure="fixed")
    assert printed(told(with_deficits), with_deficits) == {
        "tot": [-0.41, -0.08, 0.05],
        "vot": [1.59, 0.04, 0.04],
        "welfare": [1.17, -0.04, 0.08],
        "wage": [1.64, 0.33, 0.12],
    }


def loops(found: Equilibrium) -> tuple[np.ndarray, np.ndarray]:
    """ToT and VoT [industry, economy], as the authors' program adds them up, before they are shares."""
    before = found.trade_before / (1 + found.tariffs_before)
    later = found.trade / (1 + found.tariffs)
    tot, vot = np.zeros(before.shape[:2]), np.zeros(before.shape[:2])
    for j in range(before.shape[0]):
        for n in range(before.shape[1]):
            for i in range(before.shape[1]):
                tot[j, n] += before[j, i, n] * (found.costs[j, n] - 1)
                tot[j, n] -= before[j, n, i] * (found.costs[j, i] - 1)
                if before[j, n, i] > 0:
                    grown = later[j, n, i] / before[j, n, i] - 1 - (found.costs[j, i] - 1)
                    vot[j, n] += found.tariffs_before[j, n, i] * before[j, n, i] * grown
    return tot, vot


def test_contributions_of_industries_are_those_of_the_authors_program(found: Equilibrium) -> None:
    """Table 4: of the industries that are traded; shares of the column's sum."""
    mine = by_industries(found)
    for ours, theirs in zip(mine, loops(found), strict=True):
        for name in NAFTA:
            n = found.economies.index(name)
            shares = ours[:GOODS, n] / ours[:GOODS, n].sum()
            np.testing.assert_allclose(shares, theirs[:GOODS, n] / theirs[:GOODS, n].sum(), atol=1e-12)
    parts = welfare(found)
    np.testing.assert_allclose(mine[0].sum(axis=0), parts.terms_of_trade, atol=1e-15)
    np.testing.assert_allclose(mine[1].sum(axis=0), parts.volume_of_trade, atol=1e-15)
    groups = by_partners(found, {"nafta": NAFTA})[1]
    np.testing.assert_allclose(groups["nafta"] + groups["others"], parts.volume_of_trade, atol=1e-15)
    assert not volume_of_trade(found)[GOODS:].any()  # services pay no duties


def test_imports_of_members_from_members_and_by_pair(found: Equilibrium) -> None:
    """Table 5: 118, 11 and 41 % as in the abstract; the members' rows add up from those of pairs."""
    grown = {}
    for name in NAFTA:
        n = found.economies.index(name)
        others = [other for other in NAFTA if other != name]
        apart = [
            [imports_from(found, [other], after=late)[:, n].sum() for other in others]
            for late in (False, True)
        ]
        whole = [imports_from(found, NAFTA, after=late)[:, n].sum() for late in (False, True)]
        np.testing.assert_allclose(np.sum(apart, axis=1), whole, rtol=1e-12)
        grown[name] = round(100 * (whole[1] / whole[0] - 1))
    assert grown == {"Mexico": 118, "Canada": 11, "USA": 41}


def test_shares_of_exports_and_their_concentration(found: Equilibrium) -> None:
    """Table 6: the authors' program divides by all forty industries in the index of concentration."""
    for late in (False, True):
        shares = export_shares(found, after=late)
        np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)
        assert not shares[GOODS:].any()
        theirs = ((shares * shares).sum(axis=0) - 1 / 40) / (1 - 1 / 40)
        np.testing.assert_allclose(concentration(shares), theirs, rtol=1e-12)
    mexico = found.economies.index("Mexico")
    index = [concentration(export_shares(found, after=late))[mexico] for late in (False, True)]
    assert index[1] > 1.4 * index[0]  # Mexico's exports concentrate


@pytest.mark.parametrize("kept", ["nothing", "own"])
def test_without_materials_or_links_the_gain_is_smaller(
    data: dict[str, np.ndarray], given: Accounts, found: Equilibrium, kept: str
) -> None:
    """As the abstract says. "own" is the authors' model without links between industries.

    Materials of an industry come from itself alone there, and cost what its own product has in its materials.
    """
    inputs = np.zeros_like(given.inputs)
    if kept == "own":
        own, materials = np.einsum("njj->nj", given.inputs), given.inputs.sum(axis=1)
        own = np.divide(own, materials, out=np.zeros_like(own), where=materials > 0)
        inputs = own[:, None, :] * np.eye(len(given.industries))
    simple = replace(given, inputs=inputs)
    base = mended(simple, data["theta_j"], closure="zero")
    less = solve(base, data["theta_j"], after(data), closure="zero")
    gains = {"nothing": [0.50, -0.03, 0.03], "own": [0.66, -0.04, 0.04]}[kept]  # ours, rounded
    assert printed(told(less), less)["welfare"] == gains
    full = printed(told(found), found)
    assert [abs(x) for x in gains] <= [abs(x) for x in full["welfare"]]
    assert printed(told(less), less)["wage"] < full["wage"]


def test_costs_that_are_no_duties_give_no_volume_effect_where_there_are_no_duties(
    data: dict[str, np.ndarray], given: Accounts, found: Equilibrium
) -> None:
    """Iceberg costs in place of duties: what duties would cost is a cost of trade, without revenue."""
    free = replace(given, tariffs=np.zeros_like(given.tariffs))
    base = mended(free, data["theta_j"], closure="zero")
    lower = np.where(
        data["tau_nij_cfl"] != data["tau_nij"], (1 + data["tau_nij_cfl"]) / (1 + data["tau_nij"]), 1.0
    )
    cost = np.ascontiguousarray(lower.transpose(2, 0, 1))
    iceberg = solve(base, data["theta_j"], Shock(cost=cost), closure="zero")
    parts = welfare(iceberg)
    assert not parts.volume_of_trade.any() and not iceberg.revenue.any()
    n = iceberg.economies.index("Mexico")
    assert parts.cost_of_trade[n] > 0 and iceberg.real_income[n] > found.real_income[n] + 0.01
