"""The record as of a moment, what changed between two, and names for moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.statement import Statement
from entrepot.store.record import Record
from entrepot.store.record import tables as t
from entrepot.store.record.desk import Desk
from entrepot.store.record.engine import writing
from sample_pack import GIFT, PACK, TENURE, VISIT

NOTE = Statement("N-1", "event", "meeting", "Guest", "met", {"en": "They met"}, places=("BEL", "KAZ"))
SECRET = replace(NOTE, id="S-1", kind="contact", private=True, attributes={"phone": "1"})


def dated(record: Record, *moments: str) -> None:
    """The changes of the record, as if they had been made at these moments."""
    with writing(record.engine) as connection:
        for number, moment in enumerate(moments, 1):
            at = datetime.fromisoformat(moment).replace(tzinfo=UTC).isoformat(timespec="microseconds")
            connection.execute(update(t.change).where(t.change.c.number == number).values(at=at))


@pytest.fixture
def years(letters: Record, ann: Desk, bob: Desk) -> Record:
    """A pack loaded in 2020, a correction in 2021, an addition in 2022, a retraction in 2023."""
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    bob.add(NOTE, replace(NOTE, id="N-2", supersedes="L-2"), why="seen")
    ann.retract("L-3", based_on=1, why="never was")
    dated(letters, "2020-03-01T12:00", "2021-03-01T12:00", "2022-03-01T12:00", "2023-03-01T12:00")
    return letters


THEN = (VISIT, GIFT, TENURE)
HELD = replace(VISIT, status="held")


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2020-03-01", "L-1 L-2 L-3"),  # to the end of that day
        ("2020", "L-1 L-2 L-3"),
        (1, "L-1 L-2 L-3"),
        ("2021-12", "L-1* L-2 L-3"),
        ("2021-03-01T12:00", "L-1* L-2 L-3"),
        ("2021-03-01T11:59", "L-1 L-2 L-3"),
        ("2021-03-01T12:59+01:00", "L-1 L-2 L-3"),
        (datetime(2022, 4, 1, tzinfo=UTC), "N-1 N-2 L-1* L-3"),  # L-2 is superseded
        ("2022-04-01T00:00:00", "N-1 N-2 L-1* L-3"),
        (date(2022, 4, 1), "N-1 N-2 L-1* L-3"),
        ("20230301", "N-1 N-2 L-1*"),
        ("9999-12-31", "N-1 N-2 L-1*"),
    ],
)
def test_the_record_as_of_a_moment(years: Record, moment: str | int | date, there: str) -> None:
    found = years.statements(as_of=moment)
    assert " ".join(said.id + "*" * (said.status == "held" and said.id == "L-1") for said in found) == there


def test_the_past_is_chosen_from_like_the_present(years: Record) -> None:
    asked = {"kinds": ("event", "office"), "places": ("Benelux",)}
    assert [said.id for said in years.statements(as_of=3, **asked)] == ["N-1", "N-2", "L-1", "L-3"]
    assert [said.id for said in years.statements(as_of=1, places=("KAZ",), ids=("L-2", "L-3"))] == ["L-2"]
    assert years.statements(as_of=4, **asked) == years.statements(**asked)


def test_before_the_record_begins_there_is_nothing_to_say(years: Record) -> None:
    with pytest.raises(NoData, match=r"nothing as of 2020-02-29\. It goes back to 2020-03-01T12:00:00 UTC"):
        years.statements(as_of="2020-02-29")


@pytest.mark.parametrize(
    "moment", ["", "yesterday", "2021-13", "2021-02-30", "brief", "' OR 1=1 --", "5/2021"]
)
def test_what_is_no_moment_is_refused(years: Record, moment: str) -> None:
    years.mark("briefing")
    with pytest.raises(UsageError, match="neither a mark nor a date"):
        years.statements(as_of=moment)
    with pytest.raises(UsageError):
        years.changes(since=moment)


@pytest.mark.parametrize(
    ("since", "until", "numbers"),
    [
        (None, None, [1, 2, 3, 4]),
        ("2021-03-01", None, [2, 3, 4]),  # that day is counted from its beginning
        ("2021-03-01T12:00", None, [2, 3, 4]),
        ("2021-03-01T12:01", None, [3, 4]),
        (2, None, [3, 4]),
        ("1999", "2022", [1, 2, 3]),
        ("2022-03-01", "2022-03-01", [3]),
        (None, 1, [1]),
        ("2024", None, []),
    ],
)
def test_changes_between(
    years: Record, since: str | int | None, until: str | int | None, numbers: list[int]
) -> None:
    assert [change.number for change in years.changes(since, until)] == numbers


def test_changes_about_a_statement(years: Record) -> None:
    assert [change.number for change in years.changes(about=["L-1", "N-1"])] == [1, 2, 3]
    assert years.changes(since=1, about=["L-2"]) == ()


def test_what_became_of_each_statement(years: Record, ann: Desk) -> None:
    ann.dispute("L-1", based_on=2, why="hearsay")
    ann.retract("N-1", based_on=1, why="hearsay")
    edits = {edit.statement: edit for edit in years.edits_between(1)}
    assert {key: edit.verb for key, edit in edits.items()} == {
        "L-1": Verb.CORRECT,
        "L-3": Verb.RETRACT,
        "N-2": Verb.ADD,  # N-1 came and went
    }
    assert [(c.field, c.before, c.after) for c in edits["L-1"].fields][:2] == [
        ("status", None, "held"),
        ("standing", None, "disputed"),
    ]
    assert edits["L-3"].fields == ()
    assert "supersedes" in {change.field for change in edits["N-2"].fields}
    assert [edit.verb for edit in years.edits_between(4) if edit.statement == "L-1"] == [Verb.DISPUTE]
    assert years.edits_between(2, 2) == ()


def test_a_mark_is_a_moment(years: Record, ann: Desk) -> None:
    mark = years.mark("brief BEL KAZ")
    assert (mark.change, years.marks()) == (4, (mark,))
    ann.retract("L-1", based_on=2, why="a hoax")
    assert "L-1" in {said.id for said in years.statements(as_of="brief BEL KAZ")}
    assert [edit.statement for edit in years.edits_between("brief BEL KAZ")] == ["L-1"]
    assert years.mark("brief BEL KAZ").change == 5
    assert len(years.marks()) == 1
    assert years.edits_between("brief BEL KAZ") == ()


@pytest.mark.parametrize("name", ["", "  ", "2024-05-01", "7", "#7", "a\nb"])
def test_what_could_be_taken_for_a_moment_names_no_mark(years: Record, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a mark"):
        years.mark(name)


def test_what_a_change_brought(years: Record) -> None:
    brought = years.revisions_of(3)
    assert [(r.statement, r.number, r.verb, r.change.who) for r in brought] == [
        ("N-1", 1, Verb.ADD, "Bob"),
        ("N-2", 1, Verb.ADD, "Bob"),
    ]
    assert len(years.revisions_of(1)) == 3
    with pytest.raises(NoData, match="no change 5"):
        years.revisions_of(5)


def test_what_is_private_is_shown_only_when_asked_for(letters: Record, ann: Desk) -> None:
    ann.add(SECRET, why="a card")
    assert letters.statements() == PACK.statements == letters.statements(as_of=2)
    assert letters.statements(private=True)[0].attributes == {"phone": "1"}
    assert letters.statements(as_of=2, private=True)[0].id == "S-1"
    assert letters.edits_between(1) == ()
    assert [edit.statement for edit in letters.edits_between(1, private=True)] == ["S-1"]
    assert letters.revisions_of(2) == ()
    assert len(letters.revisions_of(2, private=True)) == 1
    assert letters.timeline("BEL", "KAZ") == letters.timeline("BEL", "KAZ", private=True)[:2]
    assert letters.statement("S-1").private


def test_history_is_told_to_who_asks_for_a_statement(years: Record) -> None:
    assert [revision.change.number for revision in years.history("L-3")] == [1, 4]
    with pytest.raises(NoData, match="no statement X-1"):
        years.history("X-1")
    told = years.history("L-3")[1].to_dict()
    assert (told["verb"], told["said"]["standing"], told["change"]["who"]) == ("retract", "retracted", "Ann")


def test_a_timeline_is_in_order_of_first_days(letters: Record, ann: Desk) -> None:
    assert letters.timeline("BEL", "KAZ") == [
        ("L-1", "event", "visit", "1931-05", "1931-05-01", "The guest was received"),
        ("L-2", "aid", "", "", None, "A gift was spoken of"),
    ]
    assert letters.timeline("BEL", "UZB") == []


def test_instants_are_never_the_same(letters: Record, ann: Desk) -> None:
    for name in "abc":
        ann.add(replace(NOTE, id=name), why="quickly")
    moments = [change.at for change in letters.changes()]
    assert moments == sorted(set(moments))
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)
