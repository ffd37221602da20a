"""Packs against a record that people have edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from entrepot.metadata.change import Edit, Verb
from entrepot.metadata.errors import BadInput
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import Record, load
from entrepot.store.record.desk import Desk
from sample_pack import GIFT, PACK, TENURE, VISIT, renamed, write

HELD, DENIED = replace(VISIT, status="held"), replace(VISIT, status="denied")


def edition(*statements: object) -> Pack:
    return replace(PACK, statements=statements)  # type: ignore[arg-type]


def ids(record: Record) -> list[str]:
    return [said.id for said in record.statements()]


def kept(edits: tuple[Edit, ...]) -> dict[str, tuple[Verb, bool]]:
    return {edit.statement: (edit.verb, bool(edit.remark)) for edit in edits}


def test_the_same_pack_again_is_no_change(letters: Record, ann: Desk) -> None:
    assert ann.preview(PACK) == ()
    assert ann.load(PACK).number == 0
    assert len(letters.changes()) == 1


def test_a_new_edition_brings_only_what_differs(letters: Record, ann: Desk) -> None:
    new = replace(GIFT, id="L-9")
    pack = edition(new, HELD, GIFT)
    dry = ann.preview(pack)
    assert kept(dry) == {"L-9": (Verb.ADD, False), "L-1": (Verb.CORRECT, False), "L-3": (Verb.RETRACT, False)}
    assert [(c.field, c.before, c.after) for c in dry[1].fields] == [("status", None, "held")]
    change = ann.load(pack)
    assert (change.who, change.why, change.pack) == ("Ann", "pack letter", "letter")
    assert change.counts == {"add": 1, "correct": 1, "retract": 1}
    assert letters.statements() == pack.statements  # in the order of the new edition
    assert [revision.number for revision in letters.history("L-2")] == [1]
    assert letters.statements(as_of=1) != letters.statements()


def test_a_dry_run_stores_nothing(letters: Record, ann: Desk) -> None:
    ann.preview(edition())
    assert letters.statements() == PACK.statements


def test_what_was_corrected_here_stays_where_the_pack_says_nothing_new(letters: Record, ann: Desk) -> None:
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    assert ann.preview(PACK) == ()
    assert ann.load(edition(VISIT, replace(GIFT, topic="gifts"), TENURE)).counts == {"correct": 1}
    assert letters.statement("L-1").status == "held"


def test_what_was_corrected_here_stays_where_the_pack_says_otherwise_and_it_is_told(
    letters: Record, ann: Desk, bob: Desk
) -> None:
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    for _ in range(2):
        (edit,) = bob.preview(edition(DENIED, GIFT, TENURE))
        assert (edit.verb, edit.fields[0].before, edit.fields[0].after) == (Verb.CORRECT, "held", "denied")
        assert edit.remark == "kept as it was corrected here (change 2): the pack now says otherwise"
        assert bob.load(edition(DENIED, GIFT, TENURE)).number == 0
        assert letters.statement("L-1").status == "held"


def test_what_was_corrected_here_as_the_pack_does_now_is_no_change(letters: Record, ann: Desk) -> None:
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    assert ann.preview(edition(HELD, GIFT, TENURE)) == ()


def test_what_was_retracted_here_does_not_come_back(letters: Record, ann: Desk) -> None:
    ann.retract("L-1", based_on=1, why="a hoax")
    assert ann.load(PACK).number == 0
    assert kept(ann.preview(edition(HELD, GIFT, TENURE))) == {"L-1": (Verb.ADD, True)}
    assert ann.load(edition(HELD, GIFT, TENURE)).number == 0
    assert ids(letters) == ["L-2", "L-3"]


def test_what_was_corrected_here_outlives_its_place_in_the_pack(letters: Record, ann: Desk) -> None:
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    assert kept(ann.preview(edition(GIFT))) == {"L-1": (Verb.RETRACT, True), "L-3": (Verb.RETRACT, False)}
    ann.load(edition(GIFT))
    assert sorted(ids(letters)) == ["L-1", "L-2"]


def test_what_was_disputed_here_is_replaced_and_stays_disputed(letters: Record, ann: Desk) -> None:
    ann.dispute("L-1", based_on=1, why="hearsay")
    ann.load(edition(HELD, GIFT, TENURE))
    found = letters.statement("L-1")
    assert (found.status, found.standing) == ("held", "disputed")


def test_what_a_pack_left_out_and_brings_again_comes_back(letters: Record, ann: Desk) -> None:
    ann.load(edition(GIFT))
    assert ann.load(PACK).counts == {"add": 2}
    assert letters.statements() == PACK.statements
    assert [revision.verb for revision in letters.history("L-1")] == [Verb.ADD, Verb.RETRACT, Verb.ADD]


def test_a_load_taken_back_can_be_made_again(letters: Record, ann: Desk) -> None:
    loaded = ann.load(edition(HELD, GIFT))
    ann.undo(loaded.number, why="too early")
    assert letters.statements() == PACK.statements
    assert ann.load(PACK).number == 0
    assert ann.load(edition(HELD, GIFT)).counts == {"correct": 1, "retract": 1}
    ann.undo(letters.changes()[-1].number, why="still too early")
    redone = ann.undo(letters.changes()[-1].number, why="now")
    assert redone.counts == {"undo": 2}
    # The load counts again: what the pack said then is what a later edition is held against.
    assert ann.load(edition(HELD, GIFT)).number == 0
    assert ann.load(PACK).counts == {"correct": 1, "add": 1}


def test_the_desk_is_a_pack_like_any_other(letters: Record, ann: Desk, bob: Desk) -> None:
    ann.add(replace(VISIT, id="N-1"), replace(GIFT, id="N-2"), why="entered")
    exported = replace(PACK, name="desk", statements=letters.statements()[:2])
    assert bob.load(exported).number == 0
    told = replace(exported, statements=(replace(exported.statements[0], status="held"),))
    assert kept(bob.preview(told)) == {"N-1": (Verb.CORRECT, True)}


def test_identifiers_of_another_pack_are_refused_by_a_dry_run_too(letters: Record, ann: Desk) -> None:
    thief = replace(PACK, name="thief")
    for act in (ann.preview, ann.load):
        with pytest.raises(BadInput, match="statement L-1 is already in the record, from pack letter"):
            act(thief)
    ann.merge("L-1", ["L-2"], based_on={"L-1": 1, "L-2": 1}, why="one")
    with pytest.raises(BadInput, match="L-2 is already in the record"):
        ann.load(replace(thief, statements=(GIFT,)))


def test_a_pack_that_ships_is_not_hidden(letters: Record, ann: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with_hash = replace(PACK, sha256="1" * 64)
    ann.load(with_hash)
    monkeypatch.setattr(load, "bundled", lambda: {Path("letter.yml"): with_hash.sha256})
    with pytest.raises(BadInput, match="a pack called letter ships with Entrepôt"):
        ann.preview(edition())
    assert ann.load(with_hash).number == 0


def test_a_bundled_edition_leaves_what_was_corrected_here(
    letters: Record, letters_home: Any, ann: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.correct(replace(letters.statement("L-1"), status="held"), why="the minutes")
    path = write(tmp_path, edition(DENIED, replace(GIFT, status="paid")))
    monkeypatch.setattr(load, "bundled", lambda: {path: read_pack(path).sha256})
    found = {said.id: said.status for said in Record.open(letters_home).statements()}
    assert found == {"L-1": "held", "L-2": "paid"}
    assert letters.changes()[-1].who == "a tester"


def test_an_up_to_date_record_is_opened_with_few_questions(letters: Record, letters_home: Any) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        Record.open(letters_home)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(asked) <= 4
    assert not [one for one in asked if "revision" in one]


def test_packs_stand_by_name_then_in_their_own_order(letters: Record, ann: Desk) -> None:
    ann.load(renamed(PACK, "a first one"))
    assert [said.id[0] for said in letters.statements()] == list("aaaLLL")
