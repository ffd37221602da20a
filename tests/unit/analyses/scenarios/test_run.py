from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from entrepot.analyses.scenarios.answer import Answer
from entrepot.analyses.scenarios.run import Run, run, setting
from entrepot.analyses.scenarios.spread import interval, spread
from entrepot.metadata.corridors import Difference
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.scenario import Amount, CorridorPart, Flows, Part, Scenario, TariffPart
from little_scenarios import cheaper, little_world, made_of


def _run(scenario: Scenario, **asked: Any) -> Run:
    return run(scenario, setting(scenario, little_world(), **asked))


def _answer(scenario: Scenario, draws: int = 12) -> Answer:
    made = setting(scenario, little_world())
    return Answer(run(scenario, made), spread(scenario, made, [("BEL", "KAZ")], draws=draws))


def test_both_gain_from_a_cheaper_pair_and_sell_each_other_more() -> None:
    answer = Answer(_run(made_of(cheaper(-0.1))))
    rows = {row["economy"]: row for row in answer.economies().rows()}
    assert rows["BEL"]["real_income"] > 0.0
    assert rows["KAZ"]["real_income"] > rows["BEL"]["real_income"]
    goods = answer.sales("BEL", "KAZ")
    assert goods.number > 10.0
    assert goods.quality is Quality.MODELLED
    assert goods.unit == "%"


def test_those_who_gain_most_come_first_and_the_gain_is_income_times_its_change() -> None:
    done = _run(made_of(cheaper(-0.1)))
    rows = Answer(done).economies().rows()
    assert [row["gain"] for row in rows] == sorted((row["gain"] for row in rows), reverse=True)
    at = done.accounts.economies.index("KAZ")
    kaz = next(row for row in rows if row["economy"] == "KAZ")
    assert kaz["gain"] == pytest.approx(done.equilibrium.income_before[at] * kaz["real_income"] / 100.0)


def test_wages_over_prices_are_real_wages() -> None:
    for row in Answer(_run(made_of(cheaper(-0.1)))).economies().rows():
        wage, prices, real = (1.0 + row[name] / 100.0 for name in ("wage", "prices", "real_wage"))
        assert wage / prices == pytest.approx(real)
        assert prices != 1.0


def test_totals_of_a_pair_add_up() -> None:
    rows = {row["industry"]: row for row in Answer(_run(made_of(cheaper(-0.1)))).pair("BEL", "KAZ").rows()}
    assert rows["all"]["before"] == pytest.approx(10.0)
    assert rows["goods"]["after"] + rows["services"]["after"] == pytest.approx(rows["all"]["after"])
    assert rows["goods"]["after"] == pytest.approx(rows["C20"]["after"])


def test_a_pair_without_trade_has_no_relative_change() -> None:
    trade = little_world().accounts.trade.copy()
    trade[1, 2, 0] = 0.0
    scenario = made_of(cheaper(-0.1))
    done = run(scenario, setting(scenario, little_world(trade=trade)))
    rows = {row["industry"]: row for row in Answer(done).pair("BEL", "KAZ").rows()}
    assert rows["K"]["share"] is None
    assert rows["K"]["after"] == 0.0


def test_output_of_an_economy_is_what_it_sells() -> None:
    rows = Answer(_run(made_of(cheaper(-0.1)))).industries("KAZ").rows()
    assert [row["before"] for row in rows] == pytest.approx([80.0, 93.0])


def test_a_duty_lifted_costs_revenue_and_is_told() -> None:
    part = Part("duty", TariffPart(Flows(("BEL",), ("KAZ",), industries=("C20",)), Amount(0.0), before=0.25))
    rows = {row["economy"]: row for row in Answer(_run(made_of(part))).economies().rows()}
    assert rows["KAZ"]["revenue"] == pytest.approx(-2.0)
    assert rows["BEL"]["revenue"] == pytest.approx(0.0)


def test_each_closure_is_stated_in_the_method_of_each_figure() -> None:
    for closure, word in (("share", "proportion"), ("fixed", "fixed in money"), ("zero", "balanced")):
        table = Answer(_run(made_of(cheaper(-0.02)), closure=closure)).economies()
        assert word in table.column("real_income").method


def test_the_scenario_says_what_it_is_asked_with_and_the_asker_overrules() -> None:
    scenario = made_of(cheaper(), closure="zero", elasticities="other")
    assert setting(scenario, little_world()).closure == "zero"
    assert setting(scenario, little_world()).elasticities.name == "other"
    over = setting(scenario, little_world(), elasticities="median", closure="share")
    assert (over.closure, over.elasticities.name) == ("share", "median")


@pytest.mark.parametrize(
    ("asked", "said"), [({"closure": "open"}, "share"), ({"elasticities": "my"}, "other")]
)
def test_unknown_settings_name_the_known_ones(asked: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        setting(made_of(cheaper()), little_world(), **asked)


def test_corridors_need_a_network() -> None:
    with pytest.raises(UsageError, match="network"):
        setting(made_of(Part("post", CorridorPart(Difference("post")))), little_world())


def test_an_economy_twice_or_unknown_is_refused() -> None:
    answer = Answer(_run(made_of(cheaper())))
    with pytest.raises(UsageError, match="same economy"):
        answer.pair("BEL", "BEL")
    with pytest.raises(UsageError, match="Georgia"):
        answer.pair("BEL", "GEO")


def test_the_spread_holds_the_best_value_and_every_draw_is_of_one_world() -> None:
    answer = _answer(made_of(cheaper(-0.1, low=-0.15, high=-0.05)), draws=40)
    found = answer.sales("BEL", "KAZ").value
    best = Answer(answer.run).sales("BEL", "KAZ").number
    assert isinstance(found, Interval)
    assert found.low < best < found.high
    assert answer.spread is not None
    assert answer.spread.draws == 40
    # Exports of the world are its imports in each draw: no draw is mixed with another.
    table = answer.economies()
    assert {"real_income_low", "real_income_high", "gain_low"} <= set(table.data.columns)
    for row in table.rows():
        assert row["real_income_low"] <= row["real_income"] <= row["real_income_high"]


def test_draws_are_the_same_each_time() -> None:
    one, two = (_answer(made_of(cheaper(-0.1, se=0.03))).spread for _ in range(2))
    assert one is not None and two is not None
    np.testing.assert_array_equal(one.real_income, two.real_income)


def test_without_doubt_in_the_scenario_the_elasticities_alone_spread() -> None:
    scenario = made_of(cheaper(-0.1))
    made = setting(scenario, little_world())
    alone = spread(scenario, made, [("BEL", "KAZ")], draws=8, sets=("other",))
    assert alone.sets == ("other",)
    assert np.ptp(alone.real_income, axis=0).max() > 0.0  # its standard errors


def test_the_flow_of_a_spread_is_the_flow_of_the_run() -> None:
    scenario = made_of(cheaper(-0.1))
    world = little_world()
    made = setting(scenario, world)
    followed = spread(scenario, made, [("BEL", "KAZ"), ("KAZ", "BEL")], draws=3, sets=("other",))
    assert followed.sales.shape == (3, 2, 3)
    np.testing.assert_allclose(followed.sales[:, :, 0] + followed.sales[:, :, 1], followed.sales[:, :, 2])


def test_progress_is_told_to_the_end() -> None:
    heard: list[float] = []
    scenario = made_of(cheaper(-0.1))
    spread(scenario, setting(scenario, little_world()), draws=4, told=heard.append)
    assert heard == sorted(heard)
    assert heard[0] < heard[-1] == 1.0


def test_an_interval_of_nothing_is_unknown() -> None:
    assert interval(np.array([np.nan, np.nan])).low == -np.inf
    assert interval(np.array([1.0, np.nan])) == Interval(1.0, 1.0)


def test_json_says_the_setting_the_economies_and_what_is_not_in_the_model() -> None:
    made = _answer(made_of(cheaper(-0.1))).to_dict()
    assert made["closure"] == "share"
    assert made["draws"] == 12
    assert len(made["economies"]["rows"]) == 3
    assert made["not_in_the_model"]
    assert any("It is little." in text for text in made["caveats"])
