from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.climbs import climbs, unplaced_steps
from entrepot.analyses.relations.ladders.reached import Certainty
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Statement
from little_record import PAPER, STATES, actor, said

SIDES = ("Belgium:party", "Kazakhstan:party")
ON = date(2020, 1, 1)


def deal(identifier: str, status: str = "concluded", date: str = "2010-10", **fields: Any) -> Statement:
    return said(identifier, fields.pop("kind", "agreement"), *SIDES, status=status, date=date, **fields)


def step(identifier: str, status: str, date: str, of: object, **fields: Any) -> Statement:
    return said(identifier, "step", status=status, date=date, applies_to=of, **fields)


def climbed(*statements: Statement, **asked: Any) -> dict[str, Climb]:
    return {c.id: c for c in climbs((*STATES, *statements), **asked)}


def told(climb: Climb) -> list[tuple[str, str, str]]:
    return [(r.step, r.certainty.value, r.statement) for r in climb.said()]


def test_each_step_has_its_own_evidence() -> None:
    found = climbed(
        deal("deal", "signed"),
        step("s1", "ratified", "2012-05", "deal"),
        step("s2", "in force", "2013", ["deal"]),
    )
    assert told(found["deal"]) == [
        ("signed", "certain", "deal"),
        ("ratified", "certain", "s1"),
        ("in force", "certain", "s2"),
    ]
    assert list(found) == ["deal"]


def test_an_implied_step_is_no_later_than_what_implies_it() -> None:
    deal_ = climbed(deal("deal", "in force", "2013-02"))["deal"]
    [signed] = [r for r in deal_.steps if r.step == "signed"]
    assert (signed.implied_by, signed.window.earliest, signed.window.latest) == (
        "in force",
        None,
        date(2013, 2, 28),
    )
    assert deal_.reached("ratified", ON) is None


def test_some_of_a_group_is_possible_for_each() -> None:
    found = climbed(deal("a"), deal("b"), step("s", "in force", "2012", ["a", "b"], quantifier="some"))
    for climb in found.values():
        assert climb.reached("in force", ON) is Certainty.POSSIBLE
        [group] = climb.groups
        assert (group.at_least, group.members, group.statement) == (1, ("a", "b"), "s")
        assert climb.standing(ON).possibly == ("signed", "in force")


@pytest.mark.parametrize(("size", "least"), [(2, 2), (3, 2), (4, 3), (5, 3)])
def test_most_is_more_than_half(size: int, least: int) -> None:
    names = [f"d{i}" for i in range(size)]
    found = climbed(*map(deal, names), step("s", "signed", "2012", names, quantifier="most"))
    assert found["d0"].groups[0].at_least == least


def test_all_of_a_group_is_certain_for_each() -> None:
    found = climbed(deal("a"), deal("b"), step("s", "signed", "2012", ["a", "b"]))
    assert {c.reached("signed", ON) for c in found.values()} == {Certainty.CERTAIN}


def test_a_quantifier_nobody_knows_counts_for_nothing_and_is_shown() -> None:
    found = climbed(deal("a"), deal("b"), step("s", "signed", "2012", ["a", "b"], quantifier="a few"))
    assert found["a"].reached("signed", ON) is Certainty.POSSIBLE
    assert found["a"].groups == ()
    assert found["a"].unread == (("s", "signed: a few"),)


def test_a_status_nobody_knows_is_shown() -> None:
    assert climbed(deal("a", "blessed"))["a"].unread == (("a", "blessed"),)


def test_a_part_in_a_group_weakens_its_bound() -> None:
    parts = deal("x1", part_of="x"), deal("x2", part_of="x")
    told = step("s", "signed", "2012", ["a", "x1", "x2"], quantifier="most")
    found = climbed(deal("a"), deal("x"), *parts, told)
    # Both parts may be the ones that are meant; then neither "a" nor the whole of "x" was signed.
    [group] = found["a"].groups
    assert (group.members, group.at_least) == (("a",), 0)
    assert found["x"].reached("signed", ON) is Certainty.POSSIBLE


def test_a_ladder_nobody_knows_is_shown() -> None:
    a = climbed(deal("a"), step("s", "signed", "2012", "a", ladder="treaty"))["a"]
    assert (a.reached("signed", ON), a.unread) == (None, (("s", "ladder treaty"),))


def test_a_step_of_nothing_is_told() -> None:
    lost = step("s", "signed", "2012", ["a", "typo", "event"])
    record = (*STATES, deal("a"), said("event", "event", *SIDES), lost)
    assert unplaced_steps(record) == (("s", "typo"), ("s", "event"))


def test_a_disputed_step_is_possible_and_marked() -> None:
    disputed = replace(step("s", "signed", "2012", "a"), standing="disputed")
    a = climbed(deal("a"), disputed)["a"]
    assert a.reached("signed", ON) is Certainty.POSSIBLE
    assert a.standing(ON).disputed == ("signed",)


@pytest.mark.parametrize("standing", ["retracted", "merged", "split", "erased"])
def test_what_no_longer_stands_says_nothing(standing: str) -> None:
    gone = replace(step("s", "signed", "2012", "a"), standing=standing)
    assert climbed(deal("a"), gone)["a"].reached("signed", ON) is None


def test_what_is_superseded_says_nothing() -> None:
    found = climbed(deal("old", "signed"), deal("new", supersedes="old"))
    assert list(found) == ["new"]


def test_what_is_said_twice_climbs_once_and_both_say_it() -> None:
    again = deal("again", "in force", "2012", same_as="deal")
    found = climbed(deal("deal", "signed"), again)
    assert list(found) == ["deal"]
    assert told(found["deal"]) == [("signed", "certain", "deal"), ("in force", "certain", "again")]
    assert found["deal"].repeated == ("again",)


def test_a_circle_of_repetitions_is_one_thing() -> None:
    found = climbed(deal("a", same_as="b"), deal("b", same_as="c"), deal("c", same_as="a"))
    assert list(found) == ["a"]


def test_two_repetitions_of_an_event_are_one_thing() -> None:
    event = said("event", "event", *SIDES, subtype="signing")
    assert list(climbed(event, deal("x", same_as="event"), deal("y", same_as="event"))) == ["x"]


def test_content_is_no_step_and_a_part_is_no_whole() -> None:
    content = deal("content", "in force", content_of="deal")
    part = deal("part", "signed", part_of="deal")
    found = climbed(deal("deal"), content, part)
    assert list(found) == ["deal"]
    assert found["deal"].reached("in force", ON) is None
    assert found["deal"].reached("signed", ON) is Certainty.POSSIBLE
    assert (found["deal"].details, found["deal"].parts) == (("content",), ("part",))


def test_a_detail_of_what_does_not_climb_climbs_itself() -> None:
    event = said("event", "event", *SIDES)
    assert list(climbed(event, deal("deal", content_of="event"))) == ["deal"]


def test_a_task_or_an_opinion_is_no_step() -> None:
    task = said("t", "task", status="done", applies_to="p")
    project = deal("p", "launched", kind="project")
    assert told(climbed(project, task)["p"]) == [("started", "certain", "p")]


def test_a_step_may_name_its_ladder() -> None:
    office = said("office", "institution", *SIDES)
    found = climbed(office, step("s", "started", "2012", "office", ladder="commitment"))
    assert told(found["office"]) == [("started", "certain", "s")]
    project = deal("p", "launched", kind="project")
    paid = step("paid", "disbursed", "2013", "p", ladder="contribution")
    assert {(c.id, c.ladder) for c in climbs((*STATES, project, paid))} == {
        ("p", "commitment"),
        ("p", "contribution"),
    }


def test_suspended_is_left_again_and_terminated_ends() -> None:
    steps = (
        step("s1", "in force", "2011", "a"),
        step("s2", "suspended", "2013", "a"),
        step("s3", "in force", "2015", "a"),
        step("s4", "terminated", "2018", "a"),
    )
    a = climbed(deal("a"), *steps)["a"]
    stood = {year: a.standing(date(year, 12, 31)).step for year in (2010, 2011, 2013, 2015, 2018)}
    assert stood == {
        2010: "negotiated",
        2011: "in force",
        2013: "suspended",
        2015: "in force",
        2018: "terminated",
    }
    assert a.standing(date(2018, 12, 31)).settled
    assert not a.standing(date(2013, 12, 31)).settled


def test_of_a_return_on_an_uncertain_day_nobody_is_sure() -> None:
    a = climbed(deal("a"), step("s1", "suspended", "2013", "a"), step("s2", "in force", "2013-06", "a"))["a"]
    standing = a.standing(ON)
    assert (standing.step, standing.possibly) == ("suspended", ())
    later = climbed(deal("a"), step("s1", "suspended", "2013-06", "a"), step("s2", "in force", "2013", "a"))[
        "a"
    ]
    assert later.standing(ON).possibly == ("in force",)


def test_a_day_in_a_year_is_possible_only() -> None:
    a = climbed(deal("a", "signed", "2012"))["a"]
    reached = [a.reached("signed", day) for day in (date(2011, 12, 31), date(2012, 6, 1), date(2012, 12, 31))]
    assert reached == [None, Certainty.POSSIBLE, Certainty.CERTAIN]


def test_what_a_document_tells_had_happened_when_it_was_published() -> None:
    paper = replace(PAPER, published="2013-03/2014-06")
    open_ = deal("a", "signed", "2010/..")
    assert climbed(open_)["a"].reached("signed", ON) is Certainty.POSSIBLE
    known = climbed(open_, documents=[paper])["a"]
    assert known.reached("signed", date(2014, 6, 30)) is Certainty.CERTAIN
    assert (
        climbed(open_, read_on=date(2012, 1, 1))["a"].reached("signed", date(2012, 1, 1)) is Certainty.CERTAIN
    )


def test_what_is_dated_later_than_it_was_told_is_not_moved() -> None:
    entered = deal("a", "signed", "2030", entered_at="2026-11-21")
    assert climbed(entered)["a"].reached("signed", date(2026, 12, 31)) is None


def test_silence_is_counted_from_the_last_word() -> None:
    deed = said("deed", "event", *SIDES, date="2014", follows=["a"])
    a = climbed(deal("a"), deed)["a"]
    silent = a.silent(ON)
    assert silent is not None
    assert (silent.shortest, silent.longest) == (60, 72)
    assert str(silent) == "5 years to 6 years"
    assert a.silent(date(2009, 1, 1)) is None


def test_an_undated_word_may_be_the_last() -> None:
    deed = said("deed", "event", *SIDES, follows="a")
    silent = climbed(deal("a"), deed)["a"].silent(ON)
    assert silent is not None
    assert (silent.shortest, silent.longest) == (0, 111)


def test_only_talk_is_told_apart() -> None:
    found = climbed(
        deal("talk", "discussed", kind="commitment"), deal("word", "announced", kind="commitment")
    )
    assert [c.id for c in found.values() if c.is_only_talk] == ["talk"]


@pytest.mark.parametrize(
    ("kind", "status", "subtype", "word"),
    [
        ("agreement", "proposed", "memorandum", "talk"),
        ("agreement", "signed", "memorandum", "memorandum"),
        ("agreement", "concluded", "", "agreement"),
        ("commitment", "announced", "", "talk"),
        ("commitment", "agreed", "promise", "talk"),
        ("commitment", "decided", "", "agreement"),
        ("project", "", "", "project"),
        ("aid", "offered", "", "talk"),
        ("aid", "ongoing", "", "agreement"),
        ("aid", "contributed", "", "flow"),
        ("aid", "", "", "flow"),
    ],
)
def test_evidence_is_graded(kind: str, status: str, subtype: str, word: str) -> None:
    assert climbed(deal("x", status, kind=kind, subtype=subtype))["x"].grade.word == word


RECORD = (
    deal("water", topic="water supply"),
    deal("rail", topic="railways", date="2013"),
    said("lux", "agreement", "Luxembourg:party", "Kazakhstan:party", status="signed", date="2012"),
    actor("Court of Audit", "public-body", "Belgium"),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"between": ("LUX", "KAZ")}, ["lux"]),
        ({"between": ("KAZ", "BEL")}, ["water", "rail"]),
        ({"party": "belgium"}, ["water", "rail"]),
        ({"party": "Luxembourg"}, ["lux"]),
        ({"topic": ["rail", "ports"]}, ["rail"]),
        ({"topic": ["ater"]}, []),
        ({"period": StatedDate("2012/2013")}, ["lux", "rail"]),
        ({"period": StatedDate("../2010")}, ["water"]),
    ],
)
def test_what_is_asked_for(asked: dict[str, Any], found: list[str]) -> None:
    assert list(climbed(*RECORD, **asked)) == found


def test_a_mistyped_party_is_named() -> None:
    with pytest.raises(UsageError, match="Did you mean Luxembourg"):
        climbed(*RECORD, party="Luxemburg")


def test_words_asked_for_are_words_not_patterns() -> None:
    assert climbed(*RECORD, topic=[".*"]) == {}


def test_pairs_are_of_countries() -> None:
    assert climbed(*RECORD)["lux"].pairs == (("KAZ", "LUX"),)


def test_json_form_is_plain() -> None:
    import json

    form = climbed(deal("a"), deal("b"), step("s", "in force", "2012", ["a", "b"], quantifier="some"))[
        "a"
    ].to_dict()
    assert json.loads(json.dumps(form)) == form
    assert form["groups"][0]["at_least"] == 1
