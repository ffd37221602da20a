"""Effects of a scenario: the numbers that a run and its spread give, for every pair at once."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.scenarios.account.making import effects
from entrepot.analyses.scenarios.answer import Answer
from entrepot.analyses.scenarios.run import run, setting
from entrepot.analyses.scenarios.spread import spread
from little_scenarios import ECONOMIES, cheaper, little_world, made_of

FLOWS = [("BEL", "KAZ"), ("KAZ", "BEL"), ("CHN", "BEL")]


def test_numbers_are_those_of_the_answer_and_its_spread() -> None:
    scenario, world = made_of(cheaper(-0.1, se=0.02)), little_world()
    asked = setting(scenario, world)
    found = effects(scenario, asked, draws=12)
    answer = Answer(run(scenario, asked), spread(scenario, asked, FLOWS, draws=12))
    assert found.draws == 12
    assert found.sets == ("median", "other")
    for seller, buyer in FLOWS:
        for what in ("goods", "services", "all"):
            change, figure = (
                found.sold([seller], [buyer], what),
                answer.sales(seller, buyer, what, relative=False),
            )
            table = answer.pair(seller, buyer).figure("change", industry=what)
            assert (change.low, change.high) == pytest.approx(
                (figure.interval.low, figure.interval.high), rel=1e-5
            )
            assert change.change == pytest.approx(table.number, rel=1e-5)
    table = {row["economy"]: row for row in answer.economies().rows()}
    for code in ECONOMIES:
        income = found.incomes[code]
        assert income.change == pytest.approx(table[code]["gain"])
        # Draws solved alone and with their neighbours agree to the tolerance of the solver, no further.
        assert (income.low, income.high) == pytest.approx(
            (table[code]["gain_low"], table[code]["gain_high"]), rel=1e-4, abs=1e-4
        )
        relative = found.exports[code].relative
        assert relative is not None
        assert 100.0 * np.array(relative) == pytest.approx(
            [table[code]["exports"], table[code]["exports_low"], table[code]["exports_high"]],
            rel=1e-4,
            abs=1e-4,
        )


def test_industries_of_a_flow_add_up_to_it() -> None:
    scenario = made_of(cheaper())
    found = effects(scenario, setting(scenario, little_world()), draws=2)
    moved = found.by_industry(["BEL"], ["KAZ"])
    assert set(moved) == {"C20", "K"}
    assert sum(change for _, change in moved.values()) == pytest.approx(
        found.sold(["BEL"], ["KAZ"], "all").change
    )


def test_nothing_is_known_of_bringing_where_no_corridor_changes() -> None:
    scenario = made_of(cheaper())
    assert not effects(scenario, setting(scenario, little_world()), draws=2).carriage


def test_who_listens_hears_the_share_that_is_done() -> None:
    scenario, heard = made_of(cheaper()), []
    effects(scenario, setting(scenario, little_world()), draws=4, told=heard.append)
    assert heard == [0.25, 0.5, 0.75, 1.0]
