"""Costs of a few economies on the layer that ships: what must rise, what must not move, what is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.corridors.asking import network
from entrepot.analyses.scenarios.costs import Costs, costs
from entrepot.metadata.corridors import Change, Difference, Mode
from entrepot.metadata.errors import UsageError
from entrepot.metadata.interval import Interval
from entrepot.sources.corridors import ready

ECONOMIES = ("BEL", "CAN", "CHN", "DEU", "KAZ", "ROW", "USA")
INDUSTRIES = ("A01", "B06", "B09", "C20", "C21", "C26", "C28", "C301", "X99", "K")
GOODS = (True,) * 9 + (False,)


@cache
def made(name: str = "") -> Costs:
    difference = next((each for each in ready() if each.name == name), Difference("nothing"))
    return costs(network(), difference, ECONOMIES, INDUSTRIES, goods=GOODS)


def cell(found: Costs, exporter: str, importer: str, industry: str) -> float:
    place = INDUSTRIES.index(industry), ECONOMIES.index(importer), ECONOMIES.index(exporter)
    return float(found.hat[place])


def test_nothing_changes_nothing() -> None:
    found = made()
    for hat in (found.hat, found.low, found.high, *found.variants.values()):
        assert hat.shape == (10, 7, 7)
        assert (hat == 1.0).all()


def test_suez_closed_raises_sea_goods_between_germany_and_china() -> None:
    found = made("suez-closed")
    for pair in (("CHN", "DEU"), ("DEU", "CHN")):
        assert cell(found, *pair, "C20") > 1.005
        assert cell(found, *pair, "C26") > 1.0
        assert cell(found, *pair, "C20") > cell(found, *pair, "C21")
    assert cell(found, "USA", "CAN", "C20") == 1.0
    assert (found.hat >= 1.0).all()


def test_khorgos_halved_is_cheaper_from_china_to_kazakhstan_and_nothing_to_america() -> None:
    found = made("khorgos-halved")
    assert cell(found, "CHN", "KAZ", "C28") < 1.0 - 1e-4
    assert cell(found, "USA", "CAN", "C28") == 1.0
    assert (found.hat <= 1.0).all()


@pytest.mark.parametrize("name", ["trans-caspian-2030", "khorgos-halved", "suez-closed"])
def test_bounds_hold_the_variants(name: str) -> None:
    found = made(name)
    for hat in found.variants.values():
        assert (found.low <= hat).all()
        assert (hat <= found.high).all()


def test_what_shortens_a_way_is_within_its_bounds() -> None:
    found = made("trans-caspian-2030")
    machines = INDUSTRIES.index("C28"), ECONOMIES.index("KAZ"), ECONOMIES.index("CHN")
    assert found.low[machines] < found.hat[machines] < 1.0


def test_a_closure_does_least_where_goods_change_way_readily() -> None:
    found = made("suez-closed")
    sea = INDUSTRIES.index("C20"), ECONOMIES.index("DEU"), ECONOMIES.index("CHN")
    mild, typical, strong = (found.variants[name][sea] for name in ("mild", "typical", "strong"))
    assert 1.0 < mild < typical < strong


def test_what_is_not_carried_stays() -> None:
    found = made("russia-closed")
    for industry in ("B09", "C301", "K"):
        assert (found.hat[INDUSTRIES.index(industry)] == 1.0).all()
    here = np.arange(len(ECONOMIES))
    assert (found.hat[:, here, here] == 1.0).all()
    rest = ECONOMIES.index("ROW")
    assert (found.hat[:, rest] == 1.0).all()
    assert (found.hat[:, :, rest] == 1.0).all()
    assert found.outside == ("ROW",)


def test_caveats_tell_what_is_left_out() -> None:
    told = " ".join(made().caveats)
    for words in ("ROW", "capital", "B06", "X99", "B09, C301", "capacity"):
        assert words in told


def test_a_country_closed_keeps_its_own_trade_and_lets_nothing_pass() -> None:
    closed = Difference("shut", closures=("country:KAZ",))
    found = costs(network(), closed, ECONOMIES, INDUSTRIES, goods=GOODS)
    assert cell(found, "BEL", "KAZ", "C28") == cell(found, "KAZ", "CHN", "C28") == 1.0
    assert cell(found, "BEL", "CHN", "C28") >= 1.0
    assert any("KAZ closed to the passage" in caveat for caveat in found.caveats)


def test_a_country_closed_and_all_else_that_is_otherwise() -> None:
    slower = (Change("border_hours", "", times=3.0),)
    alone = costs(network(), Difference("a", changes=slower), ECONOMIES, INDUSTRIES, goods=GOODS)
    shut = Difference("b", changes=slower, closures=("country:KAZ",))
    found = costs(network(), shut, ECONOMIES, INDUSTRIES, goods=GOODS)
    assert cell(found, "BEL", "KAZ", "C28") == cell(alone, "BEL", "KAZ", "C28") > 1.0


def test_a_pair_without_any_way_ends_its_trade_and_says_so() -> None:
    closed = Difference("shut", closures=tuple(f"mode:{mode}" for mode in Mode))
    found = costs(network(), closed, ECONOMIES, INDUSTRIES, goods=GOODS)
    assert np.isinf(cell(found, "BEL", "KAZ", "C28"))
    assert any("have no way any more" in caveat for caveat in found.caveats)
    assert cell(found, "BEL", "KAZ", "K") == 1.0
    step = found.chain("BEL", "KAZ", "C28").step("change")
    assert isinstance(step.after.value, Interval)
    trade = np.ones(found.hat.shape)
    assert np.isfinite(found.mean(trade))


def test_undoing_a_change_returns_to_where_it_began() -> None:
    slower = Change("border_hours", "country:KAZ", times=2.0)
    there = costs(network(), Difference("a", changes=(slower,)), ECONOMIES, INDUSTRIES, goods=GOODS)
    worse = network(Difference("a", changes=(slower,)))
    faster = Change("border_hours", "country:KAZ", times=0.5)
    back = costs(worse, Difference("b", changes=(faster,)), ECONOMIES, INDUSTRIES, goods=GOODS)
    boxes = [place for place, code in enumerate(INDUSTRIES) if code != "B06"]
    assert np.allclose((there.hat * back.hat)[boxes], 1.0, atol=1e-6)
    assert there.hat.max() > 1.0


def test_several_differences_hold_together() -> None:
    named = {each.name: each for each in ready()}
    pair = [named["suez-closed"], named["khorgos-halved"]]
    both = costs(network(), pair, ECONOMIES, INDUSTRIES, goods=GOODS)
    assert cell(both, "CHN", "DEU", "C20") > 1.0
    assert cell(both, "CHN", "KAZ", "C28") < 1.0


def test_the_ways_as_they_are_now_are_kept(tmp_path: Path) -> None:
    named = {each.name: each for each in ready()}
    shares: list[float] = []
    first = costs(
        network(), named["suez-closed"], ECONOMIES[:4], ("C28",), cache=tmp_path, told=shares.append
    )
    assert shares[-1] == 1.0
    assert sorted(shares) == shares
    (kept,) = (tmp_path / "ways").iterdir()
    stamp = kept.stat().st_mtime_ns
    again = costs(network(), named["suez-closed"], ECONOMIES[:4], ("C28",), cache=tmp_path)
    assert (again.hat == first.hat).all()
    assert kept.stat().st_mtime_ns == stamp
    plain = costs(network(), named["suez-closed"], ECONOMIES[:4], ("C28",))
    assert (plain.hat == first.hat).all()


def test_chain_follows_a_number_to_its_sources() -> None:
    found = made("russia-closed")
    chain = found.chain("BEL", "KAZ", "C28")
    names = [step.name for step in chain.steps if not step.way]
    assert names == ["value", "box", "day", "days", "freight", "cost", "change", "bounds"]
    hours = chain.step("hours", "rail")
    assert hours.before is not None
    assert hours.before.number < hours.after.number
    shares = [chain.step("share", way) for way in ("sea", "rail", "rail-south", "road", "air")]
    assert sum(step.after.number for step in shares) == pytest.approx(100.0)
    assert sum(step.before.number for step in shares if step.before) == pytest.approx(100.0)
    change = chain.step("change").after
    assert change.number == pytest.approx(100.0 * (cell(found, "BEL", "KAZ", "C28") - 1.0))
    assert all(step.after.origins for step in chain.steps)
    assert "Freight Analysis Framework" in chain.step("value").after.cite()
    assert chain.to_dict()["steps"][0]["after"]["unit"] == "USD/kg"


def test_chain_multiplies_up_by_hand() -> None:
    chain = made("russia-closed").chain("BEL", "KAZ", "C28")
    price = chain.step("usd", "road").after.number
    hours = chain.step("hours", "road").after.number + chain.step("delay", "road").after.number
    worth = chain.step("box").after.number
    assert chain.step("cost", "road").after.number == pytest.approx(
        100 * price / worth + 0.8 * hours / 24, rel=1e-5
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("BEL", "ROW", "C28"), "no place"),
        (("BEL", "KZA", "C28"), "Did you mean KAZ"),
        (("BEL", "BEL", "C28"), "at home"),
        (("BEL", "KAZ", "K"), "Nothing is carried"),
        (("BEL", "KAZ", "C027"), "Nothing is carried"),
    ],
)
def test_chains_that_make_no_sense(asked: tuple[str, str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        made().chain(*asked)


def test_freight_and_modes_are_of_the_order_that_is_published() -> None:
    trade = np.ones((len(INDUSTRIES), len(ECONOMIES), len(ECONOMIES)))
    found = made()
    assert 0.02 < found.freight(trade) < 0.3
    shares = found.moved(trade)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["sea"] > shares["rail"]
