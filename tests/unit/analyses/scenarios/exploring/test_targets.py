from __future__ import annotations

import math

import pytest

from entrepot.analyses.scenarios.exploring import Target, read_goal, read_target
from entrepot.analyses.scenarios.outcome import economies, pair
from entrepot.analyses.scenarios.run import run, setting
from entrepot.metadata.errors import UsageError
from little_scenarios import TRADE, cheaper, little_world, made_of

WORLD = little_world()


@pytest.mark.parametrize(
    ("text", "meant", "title"),
    [
        ("exports:BEL", Target("exports", ("BEL",)), "exports of Belgium"),
        ("Real_Income: kaz", Target("real-income", ("KAZ",)), "real income of Kazakhstan"),
        ("sales:BEL:KAZ", Target("sales", ("BEL", "KAZ")), "sales of goods of Belgium to Kazakhstan"),
        (
            "sales:BEL:KAZ:all",
            Target("sales", ("BEL", "KAZ"), "all"),
            "sales of goods and services of Belgium to Kazakhstan",
        ),
    ],
)
def test_a_number_is_named_in_a_word_or_two(text: str, meant: Target, title: str) -> None:
    found = read_target(text, WORLD)
    assert found == meant
    assert found.title(WORLD) == title
    assert read_target(found.written, WORLD) == found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("export:BEL", "Did you mean exports"),
        ("wellbeing:BEL", "no number of an answer"),
        ("exports", "exports is of one economy"),
        ("exports:BEL:KAZ", "exports is of one economy"),
        ("sales:BEL", "an exporter and an importer"),
        ("sales:BEL:", "an exporter and an importer"),
        ("sales:BEL:BEL", "name two"),
        ("sales:BEL:KAZ:water", "an exporter and an importer"),
        ("exports:BLE", "Near: BEL"),
        ("exports:GEO", "Georgia is not in"),
        ("\x1b[2Jexports" * 20, r"\\x1b\[2J"),
        ("", "no number of an answer"),
    ],
)
def test_what_is_no_number_is_refused_with_near_ones(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        read_target(text, WORLD)


def test_names_of_economies_are_understood_where_somebody_knows_them() -> None:
    codes = {"Belgium": "BEL", "the Kazakhs": "KAZ"}
    found = read_target("sales: Belgium : the Kazakhs", WORLD, codes.__getitem__)
    assert found.places == ("BEL", "KAZ")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("exports:BEL +10%", 10.0),
        ("exports:BEL -2.5 %", -2.5),
        ("exports:BEL \u22122,5%", -2.5),
        ("exports:BEL 10", 10.0),
    ],
)
def test_a_goal_is_a_number_and_its_change(text: str, change: float) -> None:
    goal = read_goal(text, WORLD)
    assert goal.change == change
    assert goal.target == Target("exports", ("BEL",))
    assert read_goal(goal.written, WORLD) == goal


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("exports:BEL", "is no goal"),
        ("exports:BEL up", "is no goal"),
        ("exports:BEL +0%", "other than 0 %"),
        ("exports:BEL -100%", "above -100 %"),
        ("exports:BEL +" + "9" * 400 + "%", "other than 0 %"),
        ("exprots:BEL +10%", "Did you mean exports"),
        ("+10%", "is no goal"),
    ],
)
def test_what_is_no_goal_is_refused(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        read_goal(text, WORLD)


def test_values_are_those_of_the_tables() -> None:
    scenario = made_of(cheaper(-0.1))
    done = run(scenario, setting(scenario, WORLD))
    rows = {row["economy"]: row for row in economies(done).rows()}
    sold = {row["industry"]: row["share"] for row in pair(done, "BEL", "KAZ").rows()}
    for kind, name in (("real-income", "real_income"), ("exports", "exports"), ("imports", "imports")):
        assert Target(kind, ("KAZ",)).value(done) == pytest.approx(rows["KAZ"][name], rel=1e-12)
    for what in ("goods", "services", "all"):
        assert Target("sales", ("BEL", "KAZ"), what).value(done) == pytest.approx(sold[what], rel=1e-12)


@pytest.mark.parametrize("closure", ["share", "fixed", "zero"])
def test_next_to_no_change_is_next_to_none_whatever_becomes_of_deficits(closure: str) -> None:
    """Without deficits the world before is another than that of the accounts: both must be the same one."""
    scenario = made_of(cheaper(-1e-7))
    done = run(scenario, setting(scenario, WORLD, closure=closure))
    for kind in ("exports", "imports", "real-income"):
        assert abs(Target(kind, ("KAZ",)).value(done)) < 1e-4
    assert abs(Target("sales", ("BEL", "KAZ")).value(done)) < 1e-3


def test_of_nothing_there_is_no_change() -> None:
    trade = TRADE.copy()
    trade[0, 2, 0] = 0.0
    scenario = made_of(cheaper(-0.1))
    done = run(scenario, setting(scenario, little_world(trade=trade)))
    assert math.isnan(Target("sales", ("BEL", "KAZ")).value(done))
