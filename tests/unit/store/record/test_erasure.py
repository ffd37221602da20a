"""A person's private data can be erased: from every revision, draft and remark, and from the file's bytes."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.statement import Party, Statement
from entrepot.metadata.statement_form import to_json
from entrepot.store.record import Record, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.desk import Desk
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.replay import content, replay
from sample_pack import PACK, renamed

NAME = "Žofie Nováková"
CARD = Statement(
    *("C-1", "contact", "", NAME, "can be reached", {"en": f"{NAME} can be reached by telephone"}),
    attributes={"phone": "+420 555 0199", "aka": ["Sophie Novak"]},
    private=True,
)
DINNER = Statement(
    *("C-2", "event", "dinner", "Guest", "dined", {"en": "A private dinner"}),
    parties=(Party("Guest", "host"), Party("sophie  novak", "guest")),
    private=True,
)
MINISTER = Statement(
    *("M-1", "office", "", NAME, "holds office", {"en": f"{NAME} is minister"}),
    parties=(Party(NAME, "holder"),),
    attributes={"office": "minister"},
)
NAMES = ("Žofie", "Nováková", "Novak", "555 0199", "zofie", "novakova", "novak")


@pytest.fixture
def known(letters: Record, ann: Desk) -> Record:
    """A record in which somebody has left traces everywhere."""
    ann.add(CARD, DINNER, why=f"the card of {NAME}")
    ann.correct(
        replace(letters.statement("C-1"), attributes={"phone": "+420 555 0199"}), why="Sophie Novak moved"
    )
    ann.dispute("L-1", based_on=1, why=f"{NAME} told me otherwise")
    letters.mark(f"talk with {NAME}")
    letters.log_access("Bob", "exported 2 private statements", f"for {NAME}")
    with writing(letters.engine) as connection:
        row = {"document": "1" * 64, "number": 1, "form": to_json(replace(CARD, id="D-1")), "rule": "a name"}
        row |= {"doubts": [], "decision": "pending", "decided_by": "", "decided_at": "", "reason": ""}
        connection.execute(insert(t.draft), [row, row | {"number": 2, "form": to_json(PACK.statements[0])}])
    return letters


def everything(record: Record, home: Any) -> bytes:
    """The bytes of the files; of a database, whose files are the server's, every row there is."""
    if isinstance(home, Path):
        return b"".join(file.read_bytes() for file in home.iterdir())
    with writing(record.engine) as connection:
        tables = (*t.METADATA.sorted_tables, search_index.table(connection))
        return "".join(str(row) for table in tables for row in connection.execute(select(table))).encode()


def test_the_name_is_nowhere_in_the_file(known: Record, ann: Desk, letters_home: Any) -> None:
    before = everything(known, letters_home)
    assert all(name.encode() in before for name in NAMES[:4])
    ann.erase(NAME, why=f"{NAME} asked for it")
    after = everything(known, letters_home)
    assert [name for name in NAMES if name.encode() in after] == []
    assert len(known.statements()) == 3


def test_no_page_is_left_to_be_read_though_somebody_else_is_connected(
    known: Record, ann: Desk, letters_home: Any
) -> None:
    if not isinstance(letters_home, Path):
        pytest.skip("the pages are the server's")
    ann.add(replace(CARD, id="C-3", topic=f"{NAME} " * 5000), why="a long card")
    other = sqlite3.connect(letters_home / "record.db")
    try:
        assert other.execute("SELECT count(*) FROM change").fetchone() == (5,)
        ann.erase(NAME, why="asked for")
        assert other.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert [name for name in NAMES if name.encode() in everything(known, letters_home)] == []
    finally:
        other.close()


def test_what_was_erased_leaves_a_tombstone(known: Record, ann: Desk) -> None:
    change = ann.erase(NAME, why="asked for")
    assert change.counts == {"erase": 2}
    assert known.statements(private=True) == PACK.statements == known.statements()
    told = [(r.number, r.verb, r.said) for r in known.history("C-1")]
    assert told == [(1, Verb.ADD, None), (2, Verb.CORRECT, None), (3, Verb.ERASE, None)]
    assert known.statements(as_of=2, private=True) == PACK.statements
    with pytest.raises(NoData, match="C-2 was erased by Ann on 2"):
        known.statement("C-2")
    assert known.edits_between(2, 3, private=True) == ()


def test_what_others_say_is_kept_without_the_name(known: Record, ann: Desk) -> None:
    ann.erase(NAME, why="asked for")
    assert [change.why for change in known.changes()][1:4] == [
        "the card of [erased]",
        "[erased] moved",
        "[erased] told me otherwise",
    ]
    assert known.statement("L-1").objection.endswith(": [erased] told me otherwise")
    assert [mark.name for mark in known.marks()] == ["talk with [erased]"]
    with writing(known.engine) as connection:
        assert connection.scalars(select(t.draft.c.number)).all() == [2]
        before = content(connection)
        replay(connection)
        assert content(connection) == before


def test_the_log_names_who_erased_but_not_whom(known: Record, ann: Desk) -> None:
    ann.erase(NAME, why=f"{NAME} asked for it")
    first, second = known.accesses()
    assert (first.who, first.what, first.why) == ("Bob", "exported 2 private statements", "for [erased]")
    assert (second.number, second.who, second.why) == (2, "Ann", "[erased] asked for it")
    assert second.what == "erased 2 statements, 0 older revisions, 1 drafts of a person"
    assert known.changes()[-1].why == "[erased] asked for it"


def test_public_roles_stay_unless_asked_for(known: Record, ann: Desk, letters_home: Any) -> None:
    ann.add(MINISTER, why="the gazette")
    ann.erase("žofie NOVÁKOVÁ", why="asked for")
    assert known.statement("M-1") == replace(
        MINISTER, entered_by="Ann", entered_at=known.statement("M-1").entered_at
    )
    with pytest.raises(NoData, match="names that person privately"):
        ann.erase(NAME, why="asked for")
    ann.erase(NAME, why="asked for", public_too=True)
    assert known.statements() == PACK.statements
    assert NAME.encode() not in everything(known, letters_home)


def test_a_statement_that_became_public_loses_only_its_private_past(known: Record, ann: Desk) -> None:
    ann.add(replace(MINISTER, id="M-2", private=True, topic="her telephone is 555"), why="heard")
    ann.correct(replace(known.statement("M-2"), private=False, topic=""), why="it is public")
    ann.erase(NAME, why="asked for")
    assert [revision.said is None for revision in known.history("M-2")] == [True, False]
    assert known.statement("M-2").topic == ""


def test_what_was_erased_comes_back_by_no_door(known: Record, ann: Desk) -> None:
    pack = replace(renamed(PACK, "cards"), statements=(replace(CARD, id="K-1"),))
    ann.load(pack)
    erased = ann.erase(NAME, why="asked for")
    assert [bool(edit.remark) for edit in ann.preview(pack)] == [True]
    assert ann.load(pack).number == 0
    for number in (2, 3, erased.number):
        with pytest.raises(UsageError, match="was erased: change"):
            ann.undo(number, why="back")
    with pytest.raises(NoData, match="C-1 was erased"):
        ann.restore("C-1", based_on=3, why="back")
    with pytest.raises(UsageError, match="already in the record"):
        ann.add(CARD, why="again")


def test_a_name_within_another_word_is_no_name(letters: Record, ann: Desk) -> None:
    cards = [
        replace(CARD, id=f"A-{i}", subject=name, paraphrase={"en": f"A card of {name}"}, attributes={})
        for i, name in enumerate(("Ann Marie", "Annabel", "Joann", 'Ann "Nan"\nMarie'))
    ]
    ann.add(*cards, why="cards")
    ann.erase("Ann Marie", why="asked for")
    assert [said.id for said in letters.statements(private=True)][:3] == ["A-1", "A-2", "A-3"]
    ann.erase('Ann "Nan" Marie', why="asked for")
    assert [said.id for said in letters.statements(private=True)][:3] == ["A-1", "A-2", "L-1"]


@pytest.mark.parametrize("name", ["", " ", "Al", "a "])
def test_a_name_too_short_to_be_one_is_refused(known: Record, ann: Desk, name: str) -> None:
    with pytest.raises(UsageError, match="whole name"):
        ann.erase(name, why="asked for")


def test_a_name_is_no_pattern(known: Record, ann: Desk) -> None:
    for name in (".*", "(Ž|x)ofie.*", "%%%", "' OR 1=1 --"):
        with pytest.raises(NoData):
            ann.erase(name, why="asked for", public_too=True)
    assert len(known.statements(private=True)) == 5


def test_the_editor_is_not_the_person(known: Record, ann: Desk) -> None:
    editor = known.desk("Vera Clerk")
    editor.add(replace(CARD, id="E-1", subject="Somebody Else", paraphrase={"en": "x"}), why="x")
    with pytest.raises(NoData):
        ann.erase("Vera Clerk", why="asked for")
    with reading(known.engine) as connection:
        form = connection.scalar(select(t.revision.c.form).where(t.revision.c.statement == "E-1"))
    assert json.loads(str(form))["entered_by"] == "Vera Clerk"
