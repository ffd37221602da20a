"""Activity apart from results, links apart from matches, judgements apart from both."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from entrepot.analyses.monitoring.course import course
from entrepot.analyses.monitoring.duties import Urgency, promises, tasks
from entrepot.analyses.monitoring.evidence import evidence
from entrepot.analyses.monitoring.scorecard import State, scorecard
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement
from entrepot.metadata.strategy import Measures, Rating
from little_record import PAPER, said
from little_strategy import plan

DAY = date(2014, 6, 1)


def tells(identifier: str, kind: str, words: str, day: str = "2012", **fields: Any) -> Statement:
    return said(identifier, kind, date=day, paraphrase={"en": words}, places=("KAZ", "BEL"), **fields)


MISSION = tells("E1", "event", "A mission of traders went to Astana")
FLOW = tells("T1", "trade-figure", "Exports of Belgium")
RAIL = tells("E2", "event", "Talks on a railway")
JUDGED = said(
    "J1", "assessment", "Ann:assessor", subject="plan/trade", status="on track", reason="ships", date="2013"
)


def test_activity_stands_apart_from_results() -> None:
    score = scorecard(plan(), (MISSION, FLOW, RAIL), DAY).score("trade")
    assert [e.statement.id for e in score.activity] == ["E1"]
    assert [e.statement.id for e in score.results] == ["T1"]
    assert score.state is State.RESULT
    assert score.rating is None


def test_what_a_part_has_counts_above_it() -> None:
    card = scorecard(plan(), (RAIL,), DAY)
    assert [s.depth for s in card.scores] == [0, 0, 1]
    assert [e.statement.id for e in card.score("links").activity] == ["E2"]
    assert card.score("links").state is State.ACTIVITY
    assert card.score("trade").state is State.NOTHING


@pytest.mark.parametrize(
    ("statement", "counted"),
    [
        (MISSION, True),
        (replace(MISSION, places=("UZB",)), False),  # not with Kazakhstan
        (replace(MISSION, date=StatedDate("2009-12")), False),  # before the plan
        (replace(MISSION, date=StatedDate("2014-06-02")), False),  # after the day
        (replace(MISSION, date=StatedDate("2014-06")), True),  # may lie before the day
        (replace(MISSION, date=None), True),
        (replace(MISSION, kind="opinion"), False),
        (replace(MISSION, paraphrase={"en": "An emission of coal"}), False),  # words begin, not end, with it
    ],
)
def test_what_is_matched(statement: Statement, counted: bool) -> None:
    assert bool(evidence(plan(), (statement,), DAY)["trade"]) is counted


def test_without_a_date_nothing_is_later_than_its_document() -> None:
    old = replace(PAPER, published="2005/2008")
    undated = replace(MISSION, date=None)
    assert evidence(plan(), (undated,), DAY, documents=(old,))["trade"] == ()
    assert (
        len(evidence(plan(), (undated,), DAY, documents=(replace(old, published="2005/2012"),))["trade"]) == 1
    )


def test_a_link_by_a_person_counts_wherever_it_is() -> None:
    elsewhere = said("X", "statistic", date="1999", places=("UZB",), serves=["plan/links/rail"])
    (found,) = evidence(plan(), (elsewhere,), DAY)["links/rail"]
    assert found.linked
    assert found.measures is Measures.RESULT
    named = replace(elsewhere, attributes={"serves": "plan/trade:missions"})
    assert evidence(plan(), (named,), DAY)["trade"][0].measures is Measures.ACTIVITY
    assert evidence(plan(), (replace(named, attributes={"serves": ["other/trade"]}),), DAY)["trade"] == ()


def test_only_the_part_of_one_contributor() -> None:
    other = replace(MISSION, id="E9", places=("KAZ", "DEU"))
    card = scorecard(plan(), (MISSION, other), DAY, contributor="BEL")
    assert [e.statement.id for e in card.score("trade").activity] == ["E1"]


def test_silence_is_counted_from_the_last_evidence() -> None:
    score = scorecard(plan(stalled_after=12), (MISSION,), DAY).score("trade")
    assert score.silent is not None
    assert (score.silent.shortest, score.silent.longest) == (17, 29)
    assert score.stalled
    assert not scorecard(plan(stalled_after=17), (MISSION,), DAY).score("trade").stalled


def test_what_lasts_is_no_silence() -> None:
    lasting = replace(MISSION, date=StatedDate("2011/2014"))
    score = scorecard(plan(stalled_after=1), (lasting,), DAY).score("trade")
    assert score.silent is not None
    assert score.silent.shortest == 0


def test_the_last_word_of_each_counts_and_dissent_is_kept() -> None:
    later = replace(JUDGED, id="J2", status="behind", date=StatedDate("2014-01"))
    other = replace(JUDGED, id="J3", parties=(replace(JUDGED.parties[0], actor="Bob"),), status="achieved")
    score = scorecard(plan(), (JUDGED, later, other), DAY).score("trade")
    assert score.rating is Rating.BEHIND
    assert [j.statement.id for j in score.judged] == ["J3", "J2"]
    assert [j.assessor for j in score.dissent] == ["Bob"]


def test_a_rating_in_other_words_is_shown_and_not_counted() -> None:
    (judged,) = scorecard(plan(), (replace(JUDGED, status="so-so"),), DAY).score("trade").judged
    assert judged.rating is Rating.CANNOT_SAY
    assert "so-so" in judged.reason


def test_what_changed_between_two_days() -> None:
    moves = {m.after.objective.key: m for m in course(plan(), (MISSION, FLOW, JUDGED), date(2011, 1, 1), DAY)}
    trade = moves["trade"]
    assert trade.new == ("E1", "T1")
    assert trade.state == (State.NOTHING, State.RESULT)
    assert trade.rating == (None, Rating.ON_TRACK)
    assert trade.moved
    assert not moves["links"].moved
    with pytest.raises(ValueError, match="does not lie before"):
        course(plan(), (), DAY, DAY)


def test_a_standstill_is_news() -> None:
    (trade, *_) = course(plan(stalled_after=12), (MISSION,), date(2013, 1, 1), DAY)
    assert trade.stalled
    assert trade.new == ()


def task(identifier: str, due: str, **fields: Any) -> Statement:
    return said(identifier, "task", subject="AWEX", date=due, status="open", objective="plan/trade", **fields)


def test_tasks_come_most_urgent_first() -> None:
    set_ = (
        task("A", ""),
        task("B", "2020"),
        task("C", "2014"),
        task("D", "2013-01"),
        replace(task("E", "2012"), status="done"),
        replace(task("F", "2012"), attributes={"objective": "other/x"}),
    )
    found = tasks(set_, DAY, plan())
    assert [(d.statement.id, d.urgency) for d in found] == [
        ("D", Urgency.OVERDUE),
        ("C", Urgency.FALLING_DUE),
        ("B", Urgency.AHEAD),
        ("A", Urgency.UNDATED),
    ]
    assert len(tasks(set_, DAY)) == 5


def test_promises_nobody_heard_of_since() -> None:
    promise = tells("P", "commitment", "A trade council is to be set up", "2010-10", status="agreed")
    wish = replace(promise, id="W", status="proposed")
    (found,) = promises(plan(), (promise, wish), DAY)
    assert found.statement.id == "P"
    assert str(found.silent) == "3 years 7 months to 3 years 8 months"
    step = said("S", "step", applies_to="P", status="started", date="2012")
    assert promises(plan(), (promise, step), DAY) == ()
