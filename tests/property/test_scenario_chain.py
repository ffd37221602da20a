"""What holds of the whole way from a scenario to its tables, whatever the scenario, on a little world."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.scenarios.answer import Answer
from entrepot.analyses.scenarios.run import run, setting
from entrepot.analyses.scenarios.shocks import Reading
from entrepot.analyses.scenarios.spread import spread
from entrepot.analyses.scenarios.world.model import World
from entrepot.cli.whatif_files import as_dict
from entrepot.metadata.scenario import (
    CLOSURES,
    AgreementPart,
    Amount,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    Part,
    ProductivityPart,
    Scenario,
    TariffPart,
)
from little_scenarios import CODES, ECONOMIES, INPUTS, TRADE, little_world, made_of

FLOWS = st.builds(
    lambda pair, both, kind: Flows((pair[0],), (pair[1],), both, kind),
    st.permutations(ECONOMIES), st.booleans(), st.sampled_from([("goods",), ("services",), ()]),
)  # fmt: skip
ONE, KIND = st.sampled_from([(code,) for code in ECONOMIES]), st.sampled_from([(code,) for code in CODES])
WHAT = st.one_of(
    st.builds(CostPart, FLOWS, st.floats(-0.2, 0.3).map(Amount)),
    st.builds(TariffPart, FLOWS, st.floats(0.0, 0.5).map(Amount), st.none() | st.floats(0.0, 0.3)),
    st.builds(AgreementPart, FLOWS, st.floats(-0.5, 0.8).map(Amount)),
    st.builds(EmbargoPart, FLOWS, st.floats(0.0, 0.9).map(Amount)),
    st.builds(ProductivityPart, ONE, KIND, st.floats(-0.1, 0.1).map(Amount)),
    st.builds(DemandPart, ONE, KIND, st.floats(-0.2, 0.2).map(Amount)),
)
SCENARIOS = st.lists(WHAT, min_size=1, max_size=3).map(
    lambda each: made_of(*(Part(f"part-{at}", what) for at, what in enumerate(each)))
)
quick = settings(max_examples=25, deadline=None)
RELATIVE = ("real_income", "real_wage", "exports", "imports", "output", "terms_of_trade")


def _answer(scenario: Scenario, world: World | None = None, closure: str = "share") -> Answer:
    made = setting(scenario, world or little_world(), closure=closure)
    return Answer(run(scenario, made))


def _rows(answer: Answer) -> dict[str, dict[str, Any]]:
    return {row["economy"]: row for row in answer.economies().rows()}


@quick
@given(SCENARIOS, st.sampled_from(CLOSURES))
def test_what_does_not_happen_changes_nothing(scenario: Scenario, closure: str) -> None:
    made = setting(scenario, little_world(), closure=closure)
    done = run(scenario, made, Reading(strength={part.name: 0.0 for part in scenario.parts}))
    answer = Answer(done)
    for row in answer.economies().rows():
        assert [row[name] for name in RELATIVE] == pytest.approx([0.0] * len(RELATIVE), abs=1e-5)
    assert answer.moved().data.is_empty()
    assert any("changes nothing" in text for text in answer.caveats)


@quick
@given(SCENARIOS, st.sampled_from([0.001, 1000.0]))
def test_the_unit_of_the_table_does_not_matter(scenario: Scenario, scale: float) -> None:
    one, other = _answer(scenario), _answer(scenario, little_world(trade=TRADE * scale))
    for code, row in _rows(one).items():
        scaled = _rows(other)[code]
        assert [scaled[name] for name in RELATIVE] == pytest.approx(
            [row[name] for name in RELATIVE], abs=1e-4
        )
        assert scaled["gain"] == pytest.approx(scale * row["gain"], abs=scale * 1e-3)
        assert scaled["revenue"] == pytest.approx(scale * row["revenue"], abs=scale * 1e-3)


@quick
@given(SCENARIOS, st.sampled_from(list(permutations(range(3)))[1:]))
def test_the_order_of_economies_does_not_matter(scenario: Scenario, order: tuple[int, ...]) -> None:
    at = list(order)
    moved = little_world(
        economies=tuple(ECONOMIES[i] for i in at), trade=TRADE[:, at][:, :, at], inputs=INPUTS[at]
    )
    one, other = _answer(scenario), _answer(scenario, moved)
    for code, row in _rows(one).items():
        found = _rows(other)[code]
        assert [found[name] for name in RELATIVE] == pytest.approx([row[name] for name in RELATIVE], abs=1e-4)


@quick
@given(st.floats(-0.2, 0.3), st.permutations(ECONOMIES), st.sampled_from(["goods", "services"]))
def test_both_ways_is_each_way(change: float, pair: list[str], kind: str) -> None:
    there, back = ((pair[0],), (pair[1],)), ((pair[1],), (pair[0],))
    together = made_of(Part("both", CostPart(Flows(*there, True, (kind,)), Amount(change))))
    apart = made_of(
        Part("there", CostPart(Flows(*there, False, (kind,)), Amount(change))),
        Part("back", CostPart(Flows(*back, False, (kind,)), Amount(change))),
    )
    one, other = _rows(_answer(together)), _rows(_answer(apart))
    for code in ECONOMIES:
        assert one[code]["real_income"] == pytest.approx(other[code]["real_income"], abs=1e-9)


@quick
@given(SCENARIOS, st.sampled_from(CLOSURES))
def test_tables_agree_with_each_other(scenario: Scenario, closure: str) -> None:
    answer = _answer(scenario, closure=closure)
    economies, gains = _rows(answer), {row["economy"]: row for row in answer.gains().rows()}
    for code, row in economies.items():
        parts = [
            value for name, value in gains[code].items() if name not in ("economy", "name", "real_income")
        ]
        assert sum(parts) == pytest.approx(gains[code]["real_income"], abs=1e-9)
        assert gains[code]["real_income"] == pytest.approx(row["real_income"], abs=1e-12)
        assert gains[code]["terms_of_trade"] == pytest.approx(row["terms_of_trade"], abs=1e-12)
    flows = {(row["exporter"], row["importer"]): row["change"] for row in answer.moved().rows()}
    for pair in permutations(ECONOMIES, 2):
        whole = answer.pair(*pair).figure("change", industry="all").number
        assert flows.get(pair, 0.0) == pytest.approx(whole, abs=1e-5)
    assert sorted(map(abs, flows.values()), reverse=True) == list(map(abs, flows.values()))


@quick
@given(SCENARIOS)
def test_a_group_is_its_members_together(scenario: Scenario) -> None:
    answer = _answer(scenario)  # of the Shanghai Cooperation Organisation the world has China and Kazakhstan
    for what in ("goods", "services", "all"):
        apart = [answer.sales(code, "BEL", what, relative=False).number for code in ("CHN", "KAZ")]
        together = answer.sales("SCO", "BEL", what, relative=False).number
        assert together == pytest.approx(sum(apart), abs=1e-12)


@settings(max_examples=6, deadline=None)
@given(SCENARIOS, st.sampled_from(CLOSURES))
def test_the_interval_of_a_group_is_that_of_its_draws(scenario: Scenario, closure: str) -> None:
    made = setting(scenario, little_world(), closure=closure)
    flows = [("CHN", "BEL"), ("KAZ", "BEL")]
    drawn = spread(scenario, made, flows, draws=10)
    answer = Answer(run(scenario, made), drawn)
    sales = drawn.sales[:, :, 0].sum(axis=1)
    found = answer.sales("SCO", "BEL", relative=False).interval
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(sales, [5.0, 95.0])))
    if closure != "zero":  # the world before is the same in every draw
        before = answer.pair("SCO", "BEL").figure("before", industry="goods").number
        relative = answer.sales("SCO", "BEL").interval
        assert relative.low == pytest.approx(100.0 * found.low / before, rel=1e-5, abs=1e-7)
        assert relative.high == pytest.approx(100.0 * found.high / before, rel=1e-5, abs=1e-7)


@quick
@given(SCENARIOS)
def test_json_holds_what_the_tables_hold(scenario: Scenario) -> None:
    answer = _answer(scenario)
    found = json.loads(json.dumps(as_dict(answer, [("BEL", "KAZ")])))
    assert found["economies"]["rows"] == answer.economies().rows()
    assert found["gains"]["rows"] == answer.gains().rows()
    assert found["moved"]["rows"] == answer.moved().rows()
    assert found["flows"][0]["industries"]["rows"] == answer.pair("BEL", "KAZ").rows()
    assert found["flows"][0]["goods"]["value"] == answer.sales("BEL", "KAZ").number
