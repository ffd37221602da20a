"""Several statements of one fact, and one statement of several facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entrepot.metadata.errors import NoData
from entrepot.metadata.statement import Statement
from entrepot.store.record import Record
from entrepot.store.record.desk import Desk
from sample_pack import GIFT, PACK, VISIT

COOK = Statement(
    "A-1", "actor", "person", "Cook", "is an actor", {"en": "The cook"}, attributes={"aka": ["Chef"]}
)
CHEF = Statement(
    *("A-2", "actor", "person", "Kitchen chief", "is an actor", {"en": "The chief", "fr": "Le chef"}),
    attributes={"of": "Éclair", "aka": ["Chef", "Cook"]},
)


def test_the_kept_one_gains_what_the_others_say(letters: Record, ann: Desk) -> None:
    change = ann.merge("L-1", ["L-2"], based_on={"L-1": 1, "L-2": 1}, why="one visit")
    assert change.counts == {"merge": 2}
    whole = letters.statement("L-1")
    assert whole.quotes == VISIT.quotes + GIFT.quotes
    assert (whole.date, whole.amount, whole.status) == (VISIT.date, GIFT.amount, "announced")
    assert whole.paraphrase == VISIT.paraphrase
    assert whole.places == ("BE33", "BEL", "KAZ")
    assert letters.history("L-1")[-1].others == ("L-2",)


def test_the_others_say_where_they_went(letters: Record, ann: Desk) -> None:
    ann.merge("L-1", ["L-2"], based_on={"L-1": 1, "L-2": 1}, why="one visit")
    gone = letters.statement("L-2")
    assert (gone, gone.standing) == (GIFT, "merged")
    assert gone.objection.startswith("merged into L-1 (Ann, ")
    assert "L-2" not in {said.id for said in letters.statements()}


def test_what_pointed_to_the_others_points_to_the_kept_one(letters: Record, ann: Desk) -> None:
    part = Statement("P-1", "aid", "", "Guest", "gave", {"en": "A part"}, attributes={"part_of": "L-2"})
    steps = replace(part, id="P-2", attributes={"applies_to": ["L-2", "L-1", "L-3"], "note": "L-2"})
    newer = replace(part, id="P-3", attributes={}, supersedes="L-2")
    other = replace(part, id="P-4", attributes={"part_of": "L-22"})
    ann.add(part, steps, newer, other, why="details")
    twin = replace(letters.statement("L-1"), attributes={"same_as": "L-2", "seen": True})
    ann.correct(twin, why="the same")
    change = ann.merge("L-1", ["L-2"], based_on={"L-1": 2, "L-2": 1}, why="the same indeed")
    assert change.counts == {"merge": 2, "correct": 3}
    assert letters.statement("P-1").attributes == {"part_of": "L-1"}
    assert letters.statement("P-2").attributes == {"applies_to": ["L-1", "L-3"], "note": "L-2"}
    assert letters.statement("P-3").supersedes == "L-1"
    assert letters.statement("P-4").attributes == {"part_of": "L-22"}
    # What the kept one said of itself is gone, all else the other said has come.
    assert letters.statement("L-1").attributes == GIFT.attributes | {"seen": True}


def test_an_actor_keeps_every_name(letters: Record, ann: Desk) -> None:
    ann.add(COOK, CHEF, why="two names")
    ann.merge("A-1", ["A-2"], based_on={"A-1": 1, "A-2": 1}, why="one cook")
    cook = letters.statement("A-1")
    assert cook.attributes == {"aka": ["Chef", "Kitchen chief"], "of": "Éclair"}
    assert cook.paraphrase == {"en": "The cook", "fr": "Le chef"}


def test_a_merger_taken_back(letters: Record, ann: Desk) -> None:
    part = Statement("P-1", "aid", "", "Guest", "gave", {"en": "A part"}, attributes={"part_of": "L-2"})
    ann.add(part, why="details")
    before = letters.statements()
    merged = ann.merge("L-1", ["L-2"], based_on={"L-1": 1, "L-2": 1}, why="one visit")
    ann.undo(merged.number, why="two after all")
    assert letters.statements() == before


def test_the_parts_stand_in_the_place_of_the_whole(letters: Record, ann: Desk) -> None:
    parts = [replace(GIFT, id=name, attributes={}) for name in ("L-2a", "L-2b")]
    change = ann.split("L-2", parts, based_on=1, why="two gifts")
    assert change.counts == {"split": 1, "add": 2}
    assert [said.id for said in letters.statements()] == ["L-2a", "L-2b", "L-1", "L-3"]
    whole = letters.statement("L-2")
    assert whole.standing == "split"
    assert whole.objection.startswith("split into L-2a, L-2b (Ann, ")
    assert letters.history("L-2b")[0].others == ("L-2",)
    ann.undo(change.number, why="one gift")
    assert letters.statements() == PACK.statements
    with pytest.raises(NoData, match="no statement L-2c"):
        letters.statement("L-2c")
