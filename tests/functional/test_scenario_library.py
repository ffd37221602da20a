"""Every scenario that ships is run: its world balances, and it moves whom it should the way it should.

The table of signs is reasoning, not output: each row says why. Sizes are held loosely, against what was
published or against one another, since numbers change with tables and elasticities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from entrepot.analyses.corridors.asking import network
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.scenarios.costs import Costs, costs
from entrepot.analyses.scenarios.outcome import sellers_values
from entrepot.analyses.scenarios.run import Run, Ways, run, setting
from entrepot.metadata.corridors import Difference
from entrepot.sources.scenarios import names, ready
from entrepot.workbench import Workbench

pytestmark = pytest.mark.slow

# Scenario: who gains, who loses, whose real income changes most (in per cent), and why it must be so.
EXPECTED: Mapping[str, tuple[str, str, str, str]] = {
    "belarus-poland-border-closed": (
        "", "POL BLR RUS CHN DEU", "BLR", "Both sides and all who send trains by Brest pay a detour",
    ),
    "belt-and-road": (
        "KAZ CHN BEL USA RUS KHM VNM", "", "", "All costs fall, nobody's more than those on the way",
    ),
    "caspian-closed": ("", "KAZ RUS CHN", "KAZ", "Its sea is shut; nobody else depends on it so much"),
    "cku-railway": ("CHN", "", "", "A shorter way opens; the two others it crosses are not in the table"),
    "eu-central-asia-agreement": (
        "KAZ BEL DEU", "NOR RUS", "KAZ", "Partners gain, the small one most; other sellers of oil lose",
    ),
    "eu-kazakhstan-agreement": (
        "KAZ BEL DEU", "NOR RUS", "KAZ", "Partners gain, the small one most; other sellers of oil lose",
    ),
    "eu-russia-no-trade": (
        "KAZ NOR", "RUS DEU POL BEL FIN SVK BGR", "", "Both sides lose; who sells and buys the same steps in",
    ),
    "eu-russia-trade-bans": (
        "KAZ NOR", "RUS DEU POL BEL FIN SVK BGR", "", "As without any trade, but less",
    ),
    "hormuz-closed": ("", "ARE SAU IND CHN JPN", "ARE", "All its ports but a few lie inside"),
    "kazakhstan-china-border-closed": ("", "KAZ CHN", "KAZ", "The neighbours lose, the small one more"),
    "kazakhstan-harvest": ("KAZ BEL RUS", "UKR", "KAZ", "It eats and sells more; a rival in grain, less"),
    "khorgos-closed": ("", "CHN", "", "Dostyk stands beside it and is never full"),
    "khorgos-halved": ("CHN KAZ RUS UKR", "", "", "Faster for all who send trains through it"),
    "liege-almaty-freighter": ("BEL", "", "", "One more flight"),
    "middle-corridor-and-khorgos": ("KAZ CHN TUR", "", "KAZ", "What opens outweighs what Dostyk replaces"),
    "red-sea": ("", "CHN DEU BEL IND ITA GRC", "", "Asia and Europe are joined round the Cape"),
    "russia-belarus-closed": ("", "KAZ CHN DEU EST", "KAZ", "Landlocked, it ships through them"),
    "russia-closed": ("", "KAZ BLR CHN DEU", "KAZ", "Landlocked, it ships through it"),
    "suez-closed": ("", "CHN DEU BEL IND ITA GRC", "", "Asia and Europe are joined round the Cape"),
    "trans-caspian-2030": ("KAZ CHN TUR", "", "KAZ", "Its own corridor gets faster"),
    "us-tariffs-2025": (
        "USA MEX CAN", "DEU IRL ITA BEL", "IRL", "A large buyer's terms of trade; rivals sell more",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """All of them, through one network; the same difference of corridors is priced once."""
    bench = Workbench(tmp_path_factory.mktemp("home"))
    world, ground = bench.whatif.world, network()
    made: dict[tuple[str, ...], Costs] = {}
    ways = Ways(lambda: ground, bench.warehouse.cache)

    def once(net: Network, differences: Sequence[Difference], *rest: Any, **more: Any) -> Costs:
        key = tuple(each.name for each in differences)
        if key not in made:
            made[key] = costs(net, differences, *rest, **more)
        return made[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("entrepot.analyses.scenarios.run.costs", once)
        return {one.name: run(one, setting(one, world, ways)) for one in ready()}


def gains(made: Run) -> dict[str, float]:
    """Real income in per cent, by economy."""
    change = 100.0 * (made.equilibrium.real_income - 1.0)
    return dict(zip(made.setting.world.economies, change.tolist(), strict=True))


def world_gain(made: Run) -> float:
    """What the change is worth to all, in per cent of their income."""
    found = made.equilibrium
    return float(100.0 * found.income_before @ (found.real_income - 1.0) / found.income_before.sum())


def test_each_that_ships_is_reasoned_about() -> None:
    assert set(EXPECTED) == set(names())


@pytest.mark.parametrize("name", names())
def test_the_world_after_balances(runs: dict[str, Run], name: str) -> None:
    found = runs[name].equilibrium
    _, sold = sellers_values(runs[name])
    assert found.residual <= found.tolerance
    np.testing.assert_allclose(sold.sum(axis=1), found.output, rtol=1e-6, atol=1e-3)  # what is made is sold
    np.testing.assert_allclose(found.trade.sum(axis=2), found.spending, rtol=1e-6, atol=1e-3)
    bought, earned = sold.sum(axis=(0, 2)), sold.sum(axis=(0, 1))
    np.testing.assert_allclose(bought - earned, found.deficits, atol=1e-6 * sold.sum())
    assert found.value_added.sum() == pytest.approx(found.value_added_before.sum(), rel=1e-9)
    np.testing.assert_allclose(found.income, found.value_added + found.revenue + found.deficits, rtol=1e-6)


@pytest.mark.parametrize("name", names())
def test_it_moves_whom_it_should_the_way_it_should(runs: dict[str, Run], name: str) -> None:
    up, down, most, why = EXPECTED[name]
    found = gains(runs[name])
    assert not [code for code in up.split() if found[code] <= 0.0], why
    assert not [code for code in down.split() if found[code] >= 0.0], why
    assert most in ("", max(found, key=lambda code: abs(found[code]))), why
    assert max(map(abs, found.values())) < 4.0  # none of them is a catastrophe, nor a miracle


def test_the_belt_and_road_stays_below_what_its_authors_found(runs: dict[str, Run]) -> None:
    """De Soyres, Mulabdic and Ruta 2020: GDP up to 3.4 % more on the way, up to 2.9 % in the world."""
    found = gains(runs["belt-and-road"])
    assert min(found.values()) > 0.0
    assert max(found.values()) < 3.4
    assert 0.1 < world_gain(runs["belt-and-road"]) < 2.9


def test_more_of_the_same_does_more(runs: dict[str, Run]) -> None:
    """What holds of two scenarios of which one is part of the other."""
    bans, none = gains(runs["eu-russia-trade-bans"]), gains(runs["eu-russia-no-trade"])
    assert all(none[code] < bans[code] < 0.0 for code in ("RUS", "DEU", "POL", "SVK"))
    whole, one = world_gain(runs["kazakhstan-china-border-closed"]), world_gain(runs["khorgos-closed"])
    assert whole < one < 0.0
    better, both = world_gain(runs["trans-caspian-2030"]), world_gain(runs["middle-corridor-and-khorgos"])
    assert one < both < better


def test_duties_are_collected_and_cost_the_world_something(runs: dict[str, Run]) -> None:
    made = runs["us-tariffs-2025"]
    at = made.setting.world.economies.index("USA")
    assert made.equilibrium.revenue[at] > 0.0 == made.equilibrium.revenue_before[at]
    assert world_gain(made) < 0.0


def test_a_tenth_more_from_the_same_fields_is_worth_a_tenth_of_the_harvest(runs: dict[str, Run]) -> None:
    """Hulten: to first order the world gains output times the log of productivity; a tenth is no trifle."""
    made = runs["kazakhstan-harvest"]
    world = made.setting.world
    fields = made.equilibrium.output_before[list(world.codes).index("A01"), world.economies.index("KAZ")]
    gain = made.equilibrium.income_before @ (made.equilibrium.real_income - 1.0)
    assert float(gain) == pytest.approx(float(fields) * np.log(1.1), rel=0.25)


def test_an_agreement_moves_trade_by_somewhat_less_than_its_estimate(runs: dict[str, Run]) -> None:
    """Partial effect e^0.557: 75 % more; prices and incomes take some of it back, and industries differ."""
    made = runs["eu-kazakhstan-agreement"]
    before, after = sellers_values(made)
    goods, economies = made.setting.world.goods, list(made.setting.world.economies)
    sell, buy = economies.index("DEU"), economies.index("KAZ")
    assert 1.4 < after[goods, buy, sell].sum() / before[goods, buy, sell].sum() < 1.85
