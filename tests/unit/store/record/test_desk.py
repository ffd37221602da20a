"""The desk: what each verb does to a statement, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import BadInput, Conflict, EntrepotError, NoData, UsageError
from entrepot.metadata.statement import Statement
from entrepot.store.record import Record
from entrepot.store.record.desk import Desk
from sample_pack import GIFT, PACK, TENURE, VISIT, document

NOTE = Statement("N-1", "event", "meeting", "Guest", "met", {"en": "The guest met the cook"})


def ids(record: Record) -> list[str]:
    return [said.id for said in record.statements()]


def test_what_is_added_stands_at_the_end_of_the_desk_and_bears_a_name(letters: Record, ann: Desk) -> None:
    change = ann.add(NOTE, replace(NOTE, id="N-0", entered_by="a clerk"), why="seen  by\nme")
    assert (change.number, change.who, change.why, change.counts) == (2, "Ann", "seen by me", {"add": 2})
    # The pack "desk" comes before "letter", in the order in which things were entered.
    assert ids(letters) == ["N-1", "N-0", "L-1", "L-2", "L-3"]
    added = letters.statement("N-1")
    assert (added.entered_by, added.revision, added.standing) == ("Ann", 1, "")
    assert letters.statement("N-0").entered_by == "a clerk"
    assert letters.changes()[-1] == change


def test_what_is_corrected_keeps_its_place_and_what_it_said(letters: Record, bob: Desk) -> None:
    seen = letters.statement("L-1")
    change = bob.correct(replace(seen, status="held", places=("BEL",)), why="the minutes")
    assert letters.statements()[0] == replace(VISIT, status="held", places=("BEL",))
    first, second = letters.history("L-1")
    assert (first.said, first.change.pack, first.verb) == (VISIT, "letter", Verb.ADD)
    assert (second.said, second.change, second.number) == (letters.statement("L-1"), change, 2)


def test_a_correction_that_says_the_same_is_no_change(letters: Record, ann: Desk) -> None:
    assert ann.correct(letters.statement("L-1"), why="looked again").number == 0
    assert len(letters.changes()) == 1


def test_two_who_edit_the_same_do_not_overwrite_each_other(letters: Record, ann: Desk, bob: Desk) -> None:
    seen = letters.statement("L-1")
    ann.correct(replace(seen, status="held"), why="the minutes")
    with pytest.raises(
        Conflict, match=r"L-1 has revision 2 now, your edit was made from 1: status differs"
    ) as told:
        bob.correct(
            replace(seen, status="denied"), replace(letters.statement("L-2"), topic="x"), why="a letter"
        )
    assert (told.value.who, told.value.statement, told.value.change) == ("Ann", "L-1", 2)
    assert told.value.fields == ("status",)
    assert "(the minutes). Nothing was stored" in str(told.value)
    assert told.value.exit_code == 8
    assert (letters.statement("L-1").status, letters.statement("L-2").topic) == ("held", "")


def test_objections_stand_beside_each_other_until_the_dispute_is_settled(
    letters: Record, ann: Desk, bob: Desk
) -> None:
    ann.dispute("L-2", based_on=1, why="nobody saw it")
    bob.dispute("L-2", based_on=2, why="nor I")
    said = letters.statement("L-2")
    assert said in letters.statements()
    assert [line.split(", ")[0] for line in said.objection.splitlines()] == ["Ann", "Bob"]
    assert said.objection.endswith(": nor I")
    assert said.standing == "disputed"
    ann.settle("L-2", based_on=3, why="found it")
    assert (letters.statement("L-2").standing, letters.statement("L-2").objection) == ("", "")


def test_a_correction_does_not_settle_a_dispute(letters: Record, ann: Desk) -> None:
    ann.dispute("L-2", based_on=1, why="nobody saw it")
    ann.correct(replace(letters.statement("L-2"), topic="gifts"), why="clearer")
    assert letters.statement("L-2").standing == "disputed"


def test_what_is_retracted_is_not_counted_but_can_be_looked_up_and_restored(
    letters: Record, ann: Desk
) -> None:
    ann.dispute("L-1", based_on=1, why="hearsay")
    ann.retract("L-1", based_on=2, why="a hoax")
    assert ids(letters) == ["L-2", "L-3"]
    gone = letters.statement("L-1")
    assert (gone, gone.standing) == (VISIT, "retracted")
    assert gone.objection.startswith("retracted (Ann, ")
    ann.restore("L-1", based_on=3, why="no hoax")
    assert letters.statement("L-1").standing == "disputed"
    assert ids(letters) == ["L-1", "L-2", "L-3"]


def test_a_change_taken_back_and_taken_back_again(letters: Record, ann: Desk) -> None:
    ann.correct(
        *(replace(letters.statement(name), status="new") for name in ("L-1", "L-2")), why="all at once"
    )
    undone = ann.undo(2, why="too hasty")
    assert (undone.undoes, undone.counts) == (2, {"undo": 2})
    assert letters.statements() == PACK.statements
    ann.undo(undone.number, why="no, it was right")
    assert [said.status for said in letters.statements()] == ["new", "new", ""]


def test_undoing_an_addition_retracts_it(letters: Record, ann: Desk) -> None:
    ann.add(NOTE, why="seen")
    ann.undo(2, why="not seen")
    assert letters.statements() == PACK.statements
    assert letters.statement("N-1").standing == "retracted"


def test_what_was_touched_since_is_not_undone(letters: Record, ann: Desk, bob: Desk) -> None:
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    bob.correct(replace(letters.statement("L-1"), topic="cakes"), why="a letter")
    with pytest.raises(Conflict, match=r"L-1 was touched after change 2.*Bob.*Undo change 3 first"):
        ann.undo(2, why="wrong")
    ann.undo(3, why="wrong")
    ann.undo(2, why="now nothing stands in the way")
    assert letters.statement("L-1") == VISIT


def test_the_quotes_of_a_correction_may_be_of_a_new_document(letters: Record, ann: Desk) -> None:
    new = replace(document(), sha256="1" * 64, name="letter 2.txt", replaces=document().sha256)
    said = letters.statement("L-1")
    moved = replace(said, quotes=(replace(said.quotes[0], document=new.sha256),))
    with pytest.raises(BadInput, match="quotes a document that the record does not know"):
        ann.correct(moved, why="a new version")
    change = ann.correct(moved, why="a new version", documents=[new], verb=Verb.REANCHOR)
    assert change.counts == {"re-anchor": 1}
    assert new in letters.documents()


REFUSED: dict[str, tuple[Callable[[Desk], Any], type[EntrepotError], str]] = {
    "a name that is none": (lambda desk: replace(desk, who=" ").add(NOTE, why="x"), UsageError, "who makes"),
    "no reason": (lambda desk: desk.add(NOTE, why=" \n"), UsageError, "say why"),
    "an endless reason": (lambda desk: desk.add(NOTE, why="x" * 2001), UsageError, "2001 characters"),
    "nothing to add": (lambda desk: desk.add(why="x"), UsageError, "no statement is named"),
    "an identifier that is taken": (
        lambda desk: desk.add(replace(NOTE, id="L-1"), why="x"),
        UsageError,
        "already",
    ),
    "one that stands twice": (lambda desk: desk.add(NOTE, NOTE, why="x"), UsageError, "N-1 is named twice"),
    "a kind that is none": (
        lambda desk: desk.add(replace(NOTE, kind="evnt"), why="x"),
        BadInput,
        "did you mean event",
    ),
    "no words": (
        lambda desk: desk.add(replace(NOTE, paraphrase={"fr": "x"}), why="x"),
        BadInput,
        "paraphrase",
    ),
    "no subject": (lambda desk: desk.add(replace(NOTE, subject=" "), why="x"), BadInput, "no subject"),
    "NUL": (lambda desk: desk.add(replace(NOTE, topic="a\0b"), why="x"), BadInput, "NUL"),
    "half a letter": (
        lambda desk: desk.add(replace(NOTE, topic="\ud800"), why="x"),
        BadInput,
        "half a letter",
    ),
    "half a letter deep down": (
        lambda desk: desk.add(replace(NOTE, attributes={"a": [{"b": "\udfff"}]}), why="x"),
        BadInput,
        "half a letter",
    ),
    "a quote beyond its document": (
        lambda desk: desk.add(replace(NOTE, quotes=(replace(VISIT.quotes[0], end=9999),)), why="x"),
        BadInput,
        "does not lie in its document",
    ),
    "itself as its replacement": (
        lambda desk: desk.add(replace(NOTE, supersedes="N-1"), why="x"),
        BadInput,
        "supersedes itself",
    ),
    "a statement that was never read": (
        lambda desk: desk.correct(VISIT, why="x"),
        UsageError,
        "no revision 0",
    ),
    "a revision to come": (
        lambda desk: desk.retract("L-1", based_on=7, why="x"),
        UsageError,
        "no revision 7; its last is 1",
    ),
    "a statement that is not there": (
        lambda desk: desk.retract("L-11", based_on=1, why="x"),
        NoData,
        r"no statement L-11. Did you mean L-1\?",
    ),
    "settling what is not disputed": (
        lambda desk: desk.settle("L-1", based_on=1, why="x"),
        UsageError,
        "not disputed",
    ),
    "restoring what counts": (
        lambda desk: desk.restore("L-1", based_on=1, why="x"),
        UsageError,
        "not retracted: it counts",
    ),
    "a change that is not there": (lambda desk: desk.undo(9, why="x"), NoData, "no change 9"),
    "merging into itself": (
        lambda desk: desk.merge("L-1", ["L-1"], based_on={"L-1": 1}, why="x"),
        UsageError,
        "named twice",
    ),
    "merging nothing": (
        lambda desk: desk.merge("L-1", [], based_on={"L-1": 1}, why="x"),
        UsageError,
        "at least one other",
    ),
    "merging what was not seen": (
        lambda desk: desk.merge("L-1", ["L-2"], based_on={"L-1": 1}, why="x"),
        UsageError,
        "which revision of L-2",
    ),
    "splitting into one": (
        lambda desk: desk.split("L-1", [NOTE], based_on=1, why="x"),
        UsageError,
        "two parts or more",
    ),
}


@pytest.mark.parametrize(("act", "error", "told"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    letters: Record, ann: Desk, act: Callable[[Desk], Any], error: type[EntrepotError], told: str
) -> None:
    with pytest.raises(error, match=told):
        act(ann)
    assert len(letters.changes()) == 1
    assert letters.statements() == PACK.statements


def test_what_is_retracted_is_not_edited(letters: Record, ann: Desk) -> None:
    ann.retract("L-1", based_on=1, why="a hoax")
    said = letters.statement("L-1")
    with pytest.raises(UsageError, match="L-1 is retracted: restore it first"):
        ann.correct(replace(said, status="x"), why="x")
    with pytest.raises(UsageError, match="that one is retracted; restore it"):
        ann.add(VISIT, why="x")


def test_a_clock_that_goes_back_does_not_turn_the_order_of_changes(
    letters: Record, ann: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from entrepot.store.record import moments

    class Past(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime(1999, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(moments, "datetime", Past)
    ann.add(NOTE, why="seen")
    monkeypatch.undo()
    first, second = letters.changes()
    assert first.at < second.at
    assert letters.statements(as_of=1) == (VISIT, GIFT, TENURE)
