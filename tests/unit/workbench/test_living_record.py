"""Questions on the living record from Python: ladders, coverage, contacts, strategies, the past."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entrepot.metadata.errors import NoData, UsageError
from entrepot.workbench import Workbench
from entrepot.workbench.days import day_of


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("home"))


def test_a_day_is_written_as_one_writes_days() -> None:
    assert day_of("2024-05-01") == date(2024, 5, 1)
    assert day_of(None, date(2020, 1, 1)) == date(2020, 1, 1)
    with pytest.raises(UsageError, match="2024-05-01"):
        day_of("yesterday")


def test_relations_answer_for_a_day(bench: Workbench) -> None:
    relations = bench.pair("BEL", "KAZ").relations
    early = relations.follow_through("2005-01-01")
    assert len(early.line("all", "agreement").share("signed").of) < 7
    told = relations.follow_through("2015-01-01").line("all", "agreement").share("in force")
    assert (told.count.low, told.count.high) == (1, 4)
    row = relations.coverage("2012-11-01").rows[0]
    assert (row.sender, row.host, row.best and row.best.post.seat) == ("BEL", "KAZ", "Astana")
    assert relations.network("2015-01-01").link("Belgium", "Kazakhstan") is not None


def test_the_past_is_read_as_it_stood(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    relations = bench.pair("BEL", "KAZ").relations
    assert relations.as_of("2999-01-01").instruments() == relations.instruments()
    with pytest.raises(NoData):
        relations.as_of("1990-01-01").ladder()


def test_a_strategy_is_scored_by_place_and_day(bench: Workbench) -> None:
    plan = bench.strategy("eu-central-asia-2007")
    whole, part = plan.scorecard("2015-01-01"), plan.of("BEL").scorecard("2015-01-01")
    counted = [sum(len(s.activity) for s in card.scores) for card in (whole, part)]
    assert counted[0] > counted[1] > 0
    assert plan.as_of("2999-01-01").scorecard().on == date(2999, 1, 1)
    assert any(move.moved for move in plan.changes("2008-01-01", "2012-12-31"))
    assert all(duty.who for duty in plan.next("2015-01-01"))
    with pytest.raises(UsageError):
        bench.strategy("eu-central-asia-2070")
