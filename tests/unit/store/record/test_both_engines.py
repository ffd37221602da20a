"""The same edits on SQLite and PostgreSQL, told the same; many editors at once, nothing lost."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entrepot.metadata.errors import Conflict
from entrepot.metadata.statement import Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import Record, load
from entrepot.store.record.engine import writing
from entrepot.store.record.replay import content, replay
from sample_pack import GIFT, PACK, VISIT

CARD = replace(VISIT, id="C-1", kind="contact", subject="Žofie Nováková", private=True, parties=())
EDITORS = 20


@pytest.fixture
def opened(record_home: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Record]:
    """Opens a record without packs, again and again."""
    monkeypatch.setattr(load, "bundled", dict)
    return lambda: Record.open(record_home)


def test_every_verb_on_both(opened: Callable[[], Record]) -> None:
    record = opened()
    ann, bob = record.desk("Ann"), record.desk("Bob")
    ann.load(PACK)
    bob.correct(replace(record.statement("L-1"), status="held", caveat="a “caveat”\nin “two” lines"), why="x")
    ann.add(replace(GIFT, id="G-1", attributes={"part_of": "L-2", "ś": ["é", None, 1.5]}), CARD, why="x")
    ann.dispute("L-3", based_on=1, why="hearsay")
    record.mark("then")
    ann.merge("L-1", ["L-2"], based_on={"L-1": 2, "L-2": 1}, why="x")
    ann.split("G-1", [replace(GIFT, id="G-2"), replace(GIFT, id="G-3")], based_on=2, why="x")
    ann.retract("G-2", based_on=1, why="x")
    ann.undo(7, why="x")
    ann.load(replace(PACK, statements=(VISIT, GIFT)))
    with pytest.raises(Conflict, match="L-1 has revision 3 now"):
        bob.correct(replace(VISIT, revision=2, topic="x"), why="late")
    bob.erase("Žofie Nováková", why="x")
    brought = (record.revisions_of(change.number, private=True) for change in record.changes())
    told = [" ".join(f"{r.statement}.{r.number} {r.verb}" for r in some) for some in brought]
    assert told == TOLD
    assert record.statement("L-1").caveat == "a “caveat”\nin “two” lines nobody has seen it"
    now = [said.id for said in record.statements()]
    assert now == ["G-2", "G-3", "L-1"]
    assert [said.id for said in record.statements(as_of="then")] == ["G-1", "L-1", "L-2", "L-3"]
    assert [row[0] for row in record.timeline("BEL", "KAZ")] == ["L-1", "G-2", "G-3"]
    assert [said.id for said in record.statements(concerning=("BEL", "KAZ"))] == now
    assert {e.statement: str(e.verb) for e in record.edits_between("then")} == {
        "L-1": "merge",
        "L-2": "merge",
        "L-3": "retract",
        "G-1": "split",
        "G-2": "add",
        "G-3": "add",
    }
    with writing(record.engine) as connection:
        before = content(connection)
        assert replay(connection) == 3
        assert content(connection) == before


# What each change brought, whatever the engine.
TOLD = [
    "L-1.1 add L-2.1 add L-3.1 add",
    "L-1.2 correct",
    "C-1.1 add G-1.1 add",
    "L-3.2 dispute",
    "G-1.2 correct L-1.3 merge L-2.2 merge",
    "G-1.3 split G-2.1 add G-3.1 add",
    "G-2.2 retract",
    "G-2.3 undo",
    "L-3.3 retract",
    "C-1.2 erase",
]


def counted(record: Record, key: str, times: int, who: str) -> None:
    """Count one up, so many times; who is overtaken looks again."""
    left = times
    while left:
        seen = record.statement(key)
        try:
            record.desk(who).correct(replace(seen, topic=str(int(seen.topic or 0) + 1)), why="one more")
        except Conflict:
            continue
        left -= 1


def edit(home: Any, number: int, times: int, results: Any) -> None:
    """One of many editors, in a process or thread of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "bundled", dict)
        record = Record.open(home, patience=120)
    own = Statement(f"own-{number}", "event", "", "x", "is", {"en": "x"})
    acknowledged = [record.desk(f"editor {number}").add(own, why="mine").number]
    counted(record, "shared", times, f"editor {number}")
    counted(record, own.id, times, f"editor {number}")
    results.append(acknowledged[0])


@pytest.mark.slow
def test_many_editors_in_threads_lose_nothing(opened: Callable[[], Record], record_home: Any) -> None:
    record = opened()
    record.desk("Ann").add(Statement("shared", "event", "", "x", "is", {"en": "x"}), why="x")
    numbers: list[int] = []
    threads = [threading.Thread(target=edit, args=(record_home, n, 2, numbers)) for n in range(EDITORS)]
    held_to(record, threads, numbers)


@pytest.mark.slow
def test_many_editors_in_processes_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "bundled", dict)
    record = Record.open(tmp_path)
    record.desk("Ann").add(Statement("shared", "event", "", "x", "is", {"en": "x"}), why="x")
    fork = multiprocessing.get_context("fork")
    with fork.Manager() as manager:
        numbers = manager.list()
        processes = [fork.Process(target=edit, args=(tmp_path, n, 2, numbers)) for n in range(EDITORS)]
        held_to(record, processes, numbers)


def held_to(record: Record, editors: list[Any], numbers: Any) -> None:
    """Every acknowledged change is there, and each count is right."""
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert len(set(numbers)) == EDITORS
    topics = {said.id: said.topic for said in record.statements()}
    assert topics == {"shared": str(2 * EDITORS)} | {f"own-{n}": "2" for n in range(EDITORS)}
    changes = record.changes()
    assert [change.number for change in changes] == list(range(1, 1 + 1 + EDITORS * 5))
    assert {change.number: change.who for change in changes if change.why == "mine"}.keys() == set(numbers)
    assert [change.at for change in changes] == sorted(change.at for change in changes)


def test_half_a_load_is_no_load(opened: Callable[[], Record], monkeypatch: pytest.MonkeyPatch) -> None:
    record = opened()
    record.desk("Ann").load(PACK)
    from entrepot.store.record import acts

    def fail(*_: object) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(acts, "project", fail)
    with pytest.raises(RuntimeError):
        record.desk("Ann").load(Pack("new", "", "c", "2026", (), (replace(VISIT, id="new", quotes=()),)))
    assert len(record.changes()) == 1
    assert record.statements() == PACK.statements
