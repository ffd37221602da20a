"""Caliendo and Parro (2015), "Estimates of the Trade and Welfare Effects of NAFTA", to the printed digits.

Their data (31 economies, 40 industries, 1993) have final demand below nothing in 185 cells: the authors set
it to nothing, and count from the world without deficits.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.equilibrium import Accounts, BadAccounts, Equilibrium, Shock, mended, solve
from entrepot.analyses.equilibrium.welfare import by_partners, welfare

NAFTA = ("Canada", "Mexico", "USA")


def _data(shared: Path) -> tuple[Accounts, np.ndarray, np.ndarray]:
    data = np.load(shared / "data/whatif/data/cp2015_nafta_data.npz")
    trade = (data["X_nj"][:, None, :] * data["pi_nij"]).transpose(2, 0, 1)
    accounts = Accounts(
        economies=tuple(map(str, data["regions"])),
        industries=tuple(map(str, data["sectors"])),
        trade=np.ascontiguousarray(trade),
        inputs=data["gamma_nkj"],
        tariffs=np.ascontiguousarray(data["tau_nij"].transpose(2, 0, 1)),
    )
    return accounts, data["theta_j"], np.ascontiguousarray(data["tau_nij_cfl"].transpose(2, 0, 1))


@pytest.fixture(scope="module")
def nafta(shared: Path) -> Equilibrium:
    accounts, theta, duties = _data(shared)
    base = mended(accounts, theta, closure="zero")
    return solve(base, theta, Shock(tariffs=duties), closure="zero")


def test_tables_2_and_3_come_out_to_the_printed_digits(nafta: Equilibrium, shared: Path) -> None:
    found = welfare(nafta)
    terms, volumes = by_partners(nafta, {"nafta": NAFTA})
    told = {
        "welfare": found.terms_of_trade + found.volume_of_trade,
        "terms_of_trade": found.terms_of_trade,
        "volume_of_trade": found.volume_of_trade,
        "real_wage": nafta.real_wage - 1.0,
        "tot_nafta": terms["nafta"],
        "tot_row": terms["others"],
        "vot_nafta": volumes["nafta"],
        "vot_row": volumes["others"],
    }
    rows = list(csv.DictReader((shared / "data/whatif/cp2015_nafta_tables_2_3.csv").read_text().splitlines()))
    assert len(rows) == 24
    for row in rows:
        value = 100 * told[row["item"]][nafta.economies.index(row["country"])]
        assert abs(value - float(row["published"])) < 0.0051, row
        assert abs(value - float(row["ours"])) < 1.5e-4, row  # another engine, to four decimals


def test_trade_within_nafta_grows_as_the_abstract_says(nafta: Equilibrium) -> None:
    places = [nafta.economies.index(name) for name in NAFTA]
    for name, published in (("Mexico", 118), ("Canada", 11), ("USA", 41)):
        n = nafta.economies.index(name)
        partners = [i for i in places if i != n]
        after = (nafta.trade[:, n] / (1 + nafta.tariffs[:, n]))[:, partners].sum()
        before = (nafta.trade_before[:, n] / (1 + nafta.tariffs_before[:, n]))[:, partners].sum()
        assert round(100 * (after / before - 1)) == published


def test_the_printed_welfare_is_first_order_and_exact_only_for_small_changes(shared: Path) -> None:
    """Table 2's 1.31 % for Mexico counts new trade at the duties of before, which are gone."""
    accounts, theta, duties = _data(shared)
    base = mended(accounts, theta, closure="zero")
    mexico = accounts.economy("Mexico")

    def told(part: float) -> tuple[float, float]:
        lower = accounts.tariffs + part * (duties - accounts.tariffs)
        found = welfare(solve(base, theta, Shock(tariffs=lower), closure="zero"))
        first = found.terms_of_trade + found.volume_of_trade
        return 100 * float(found.real_income[mexico]), 100 * float(first[mexico])

    exact, first = told(0.05)
    assert abs(exact - first) < 0.1 * first
    exact, first = told(1.0)
    assert first > 1.3
    assert abs(exact) < 0.02


def test_the_negative_final_demand_of_the_data_is_refused_unless_it_is_mended(shared: Path) -> None:
    accounts, theta, _ = _data(shared)
    with pytest.raises(BadAccounts, match=r"do not balance: .* in 1\d\d of 1240 cells"):
        solve(accounts, theta)
