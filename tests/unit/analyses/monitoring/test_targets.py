"""A target is set against figures, as an interval; what has no figure is not measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf
from typing import Any

import pytest

from entrepot.analyses.monitoring.scorecard import scorecard
from entrepot.analyses.monitoring.targets import Reach, Standing
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Statement
from entrepot.metadata.strategy import Indicator, Measures, Objective, Selector, Strategy, Target
from little_record import said
from little_strategy import plan

DAY = date(2014, 6, 1)


def aiming(value: float = 24, unit: str = "trains", by: str = "2013") -> Strategy:
    ran = Indicator(
        "ran",
        {"en": "Trains that ran"},
        Measures.RESULT,
        Selector(kinds=("statistic",)),
        Target(value, unit, StatedDate(by)),
    )
    return plan(objectives=(Objective("rail", {"en": "Rail"}, indicators=(ran,)),))


def figure(
    identifier: str, value: float, *, day: str = "2012", unit: str = "trains", half: float = 0, **fields: Any
) -> Statement:
    amount = Amount(f"{value}", unit, value, unit, Interval(value - half, value + half))
    return said(identifier, "statistic", date=day, amount=amount, places=("KAZ",), **fields)


def reach(*statements: Statement, on: date = DAY, **aimed: Any) -> Reach:
    (only,) = scorecard(aiming(**aimed), statements, on).score("rail").targets
    return only


def test_without_figures_it_is_not_measured() -> None:
    counted = reach(said("S", "statistic", date="2012", places=("KAZ",)))
    assert (counted.reached, counted.standing) == (None, Standing.NOT_MEASURED)
    assert scorecard(plan(), (), DAY).score("trade").targets == ()


def test_one_figure_is_what_it_is() -> None:
    assert reach(figure("A", 30)).reached == Interval(30, 30)
    assert reach(figure("A", 30)).standing is Standing.REACHED
    assert reach(figure("A", 12)).standing is Standing.BELOW
    assert reach(figure("A", 24, half=0.5)).standing is Standing.REACHED  # both are written “24”


def test_several_figures_are_at_least_the_largest_and_at_most_all() -> None:
    found = reach(figure("A", 10), figure("B", 16, day="2013"))
    assert (found.reached, found.standing) == (Interval(16, 26), Standing.MAYBE)
    assert found.statements == ("A", "B")


@pytest.mark.parametrize("pointer", ["same_as", "content_of", "part_of"])
def test_what_repeats_another_is_not_added(pointer: str) -> None:
    for pointed in ("A", ["A", "X"]):
        again: dict[str, Any] = {pointer: pointed}
        assert reach(figure("A", 16), figure("B", 4, **again)).reached == Interval(16, 16)


def test_what_is_later_or_may_be_or_is_disputed_is_not_sure() -> None:
    assert reach(figure("A", 30, day="2014-02")).reached is None
    assert reach(figure("A", 30, day="2013/2014")).reached == Interval(0, 30)
    assert reach(replace(figure("A", 30), date=None)).reached == Interval(0, 30)
    assert reach(replace(figure("A", 30), standing="disputed")).standing is Standing.MAYBE
    assert reach(replace(figure("A", 30), date=None), by="..").reached == Interval(30, 30)


def test_other_units_do_not_count_and_are_told() -> None:
    found = reach(figure("A", 30, unit="EUR"), figure("B", 5, unit="Trains"))
    assert (found.reached, found.statements, found.others) == (Interval(5, 5), ("B",), ("A",))


def test_vague_amounts_keep_their_bounds() -> None:
    many = Amount("over 20", "trains", 20, "trains", Interval(20, inf))
    few = Amount("under 5", "trains", 5, "trains", Interval(-inf, 5))
    assert reach(replace(figure("A", 1), amount=many)).reached == Interval(20, inf)
    assert reach(replace(figure("A", 1), amount=many)).standing is Standing.MAYBE
    assert reach(replace(figure("A", 1), amount=few)).reached == Interval(0, 5)
    back = reach(figure("A", 10), figure("B", -4))
    assert back.reached == Interval(6, 10)


def test_of_per_cents_and_ranks_the_last_counts() -> None:
    shares = figure("A", 30, unit="percent", day="2011"), figure("B", 20, unit="percent")
    found = reach(*shares, unit="percent")
    assert (found.reached, found.standing) == (Interval(20, 20), Standing.BELOW)
    ranks = figure("A", 9, unit="rank", day="2011"), figure("B", 3, unit="rank")
    assert reach(*ranks, unit="rank", value=5).standing is Standing.REACHED
    unsure = replace(ranks[0], date=None)
    assert reach(unsure, ranks[1], unit="rank", value=5).reached == Interval(3, 9)


def test_what_a_person_linked_to_the_objective_counts_too() -> None:
    elsewhere = replace(figure("A", 30, serves="plan/rail"), kind="step", places=("UZB",))
    assert reach(elsewhere).standing is Standing.REACHED
    assert reach(replace(elsewhere, kind="event")).reached is None  # activity, and the target is of a result


def test_whether_the_time_is_over() -> None:
    assert reach().overdue
    assert not reach(on=date(2013, 12, 31)).overdue
    assert not reach(by="..").overdue


def test_in_json() -> None:
    assert reach(figure("A", 30)).to_dict() == {
        "indicator": "ran",
        "target": 24,
        "unit": "trains",
        "by": "2013",
        "reached": {"low": 30, "high": 30},
        "standing": "reached",
        "statements": ["A"],
        "in_other_units": [],
        "overdue": True,
    }
