"""Any sequence of edits: the past is what it was, the tables are what a replay makes of the revisions.

What the record should say is told by a model of a few lines: what each statement says, change by change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from entrepot.metadata.errors import Conflict, NoData, UsageError
from entrepot.metadata.statement import Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import Record
from entrepot.store.record import tables as t
from entrepot.store.record.engine import writing
from entrepot.store.record.replay import content, replay

IDS = tuple("abcdef")
PACKED = ("p", "q", "r")
TOPICS = ("", "rail", "gas")

Told = tuple[str, tuple[str, ...], str, int]
"""What the model knows of a statement that counts: topic, places, part_of, number of objections."""

Standing = str | tuple[str, Told | None]
"""How it stands; with what it said where it may be restored."""


@dataclass
class Model:
    """What should be there: what counts by id, and for each change what counted after it."""

    now: dict[str, Told] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    after: list[tuple[dict[str, Told], dict[str, Standing]]] = field(default_factory=lambda: [({}, {})])
    undone: list[int] = field(default_factory=lambda: [0])
    loads: dict[int, dict[str, Told | None]] = field(default_factory=dict)

    def commit(self, undoes: int = 0) -> None:
        """Remember what is there after a change; one that changed nothing is none."""
        if (self.now, self.standing) != self.after[-1] or undoes:
            self.after.append((dict(self.now), dict(self.standing)))
            self.undone.append(undoes)

    def touched(self, change: int) -> set[str]:
        """The statements that a change made other than they were."""
        (told, stood), (before, stood_before) = self.after[change], self.after[change - 1]
        return {
            key
            for key in stood | stood_before
            if (told.get(key), stood.get(key)) != (before.get(key), stood_before.get(key))
        }

    def holds(self, change: int) -> bool:
        """Whether a change was not taken back, or its taking back was."""
        return not any(by == change and self.holds(n) for n, by in enumerate(self.undone))

    def said_by_pack(self, key: str) -> Told | None:
        """What the pack said last of a statement, in a load that holds."""
        said = [told[key] for n, told in sorted(self.loads.items()) if key in told and self.holds(n)]
        return said[-1] if said else None


def statement(key: str, topic: str, places: tuple[str, ...] = (), part_of: str = "") -> Statement:
    attributes = {"part_of": part_of} if part_of else {}
    return Statement(
        *(key, "event", "", "x", "is", {"en": key}), topic=topic, places=places, attributes=attributes
    )


def told(record: Record, **asked: Any) -> dict[str, Told]:
    return {
        said.id: (
            said.topic,
            said.places,
            said.attributes.get("part_of", ""),
            len(said.objection.splitlines()),
        )
        for said in record.statements(**asked)
    }


def number(record: Record, key: str) -> int:
    """The last revision of a statement; 1 where there is none, so that asking for it is refused."""
    try:
        return len(record.history(key))
    except NoData:
        return 1


def add(record: Record, model: Model, key: str, topic: str, place: str, part_of: str) -> None:
    act = lambda: record.desk("Ann").add(statement(key, topic, (place,), part_of), why="x")  # noqa: E731
    if key in PACKED:
        return  # another pack may not have the identifiers of this one: a test of packs holds that
    if key in model.standing:
        with pytest.raises(UsageError):
            act()
        return
    act()
    model.now[key], model.standing[key] = (topic, (place,), part_of, 0), ""


def correct(record: Record, model: Model, key: str, topic: str, *_: str) -> None:
    if key not in model.now:
        return
    seen = record.statement(key)
    record.desk("Bob").correct(replace(seen, topic=topic), why="x")
    model.now[key] = (topic, *model.now[key][1:])


def late(record: Record, model: Model, key: str, topic: str, *_: str) -> None:
    """Somebody else was quicker."""
    if (last := number(record, key)) > 1:
        with pytest.raises((Conflict, UsageError)):
            record.desk("Bob").correct(replace(statement(key, topic), revision=last - 1), why="x")


def dispute(record: Record, model: Model, key: str, *_: str) -> None:
    if key in model.now:
        record.desk("Ann").dispute(key, based_on=number(record, key), why="x")
        model.now[key] = (*model.now[key][:3], model.now[key][3] + 1)


def settle(record: Record, model: Model, key: str, *_: str) -> None:
    if model.now.get(key, ("", (), "", 0))[3]:
        record.desk("Ann").settle(key, based_on=number(record, key), why="x")
        model.now[key] = (*model.now[key][:3], 0)


def retract(record: Record, model: Model, key: str, *_: str) -> None:
    if key in model.now:
        record.desk("Ann").retract(key, based_on=number(record, key), why="x")
        model.standing[key] = ("retracted", model.now.pop(key))


def restore(record: Record, model: Model, key: str, *_: str) -> None:
    stands = model.standing.get(key)
    if isinstance(stands, tuple) and stands[1]:
        record.desk("Ann").restore(key, based_on=number(record, key), why="x")
        model.now[key], model.standing[key] = stands[1], ""


def merge(record: Record, model: Model, key: str, _topic: str, _place: str, other: str) -> None:
    if key == other or not {key, other} <= model.now.keys():
        return
    seen = {name: number(record, name) for name in (key, other)}
    record.desk("Ann").merge(key, [other], based_on=seen, why="x")
    mine, gone = model.now[key], model.now.pop(other)
    whole = tuple(dict.fromkeys(mine[1] + gone[1]))
    model.now[key] = (mine[0] or gone[0], whole, mine[2] or gone[2], mine[3])
    for name, (topic, places, part_of, n) in model.now.items():
        of = key if part_of == other else part_of
        if name == key or part_of == other:
            model.now[name] = (topic, places, "" if of == name else of, n)
    model.standing[other] = "merged"


def split(record: Record, model: Model, key: str, topic: str, place: str, _other: str) -> None:
    parts = [f"{key}{n}" for n in range(2)]
    if key in model.now and not model.standing.keys() & set(parts):
        made = [statement(name, topic, (place,)) for name in parts]
        record.desk("Ann").split(key, made, based_on=number(record, key), why="x")
        del model.now[key]
        model.standing[key] = "split"
        model.now |= dict.fromkeys(parts, (topic, (place,), "", 0))
        model.standing |= dict.fromkeys(parts, "")


def load(record: Record, model: Model, _key: str, topic: str, place: str, other: str) -> None:
    """An edition with one statement or two of three, one of them with that topic."""
    there = {PACKED[len(other + topic) % 3]: topic, PACKED[len(place) % 3]: "fixed"}
    pack = Pack("pack", "", "c", "2026", (), tuple(statement(key, text) for key, text in there.items()))
    change = record.desk("Ann").load(pack)
    said: dict[str, Told | None] = {}
    for key in PACKED:
        before = model.said_by_pack(key)
        now: Told | None = (there[key], (), "", 0) if key in there else None
        mine = model.now.get(key)
        untouched = (mine and (*mine[:3], 0)) == before and (mine is None) == (before is None)
        if untouched and now != before:
            said[key] = now
            if now is None:
                model.standing[key] = ("retracted", model.now.pop(key))
            else:
                model.now[key] = (*now[:3], mine[3] if mine else 0)
                model.standing[key] = ""
    assert bool(change.number) == bool(said)
    if said:
        model.loads[change.number] = said


def undo(record: Record, model: Model, key: str, topic: str, place: str, other: str) -> None:
    """Take back the last change, or one of those before."""
    back = 1 + TOPICS.index(topic) + (IDS.index(other) if place == "KAZ" else 0)
    change = len(model.after) - back
    if change < 1:
        return
    touched = model.touched(change)
    later = [n for n in range(change + 1, len(model.after)) if model.touched(n) & touched]
    if later:
        with pytest.raises(Conflict):
            record.desk("Ann").undo(change, why="x")
        return
    record.desk("Ann").undo(change, why="x")
    before, stood = model.after[change - 1]
    for name in touched:
        told_now = model.now.pop(name, None)
        if name in stood:
            model.standing[name] = stood[name]
        else:
            model.standing[name] = ("retracted", told_now and (*told_now[:3], 0))
        if name in before:
            model.now[name] = before[name]
    model.commit(undoes=change)


VERBS = (add, add, correct, late, dispute, settle, retract, restore, merge, split, load, undo, undo)
acts = st.tuples(
    *(st.sampled_from(VERBS), st.sampled_from(IDS[:3] + PACKED[:2]), st.sampled_from(TOPICS)),
    *(st.sampled_from(["BEL", "KAZ", "KG"]), st.sampled_from(IDS[:4])),
)


# There is something to edit from the start, and it points at each other.
BEGUN = (("a", "rail", "BEL", "b"), ("b", "gas", "KAZ", "c"), ("c", "", "KG", "a"))


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(drawn=st.lists(acts, min_size=4, max_size=24))
def test_any_edits(drawn: list[tuple[Any, ...]], new_record: Callable[[], Record]) -> None:
    record, model = new_record(), Model()
    begun = [(add, *words) for words in BEGUN]
    for verb, *words in (*begun, *drawn):
        verb(record, model, *words)
        model.commit()
        assert told(record) == model.now, verb.__name__
    assert [change.number for change in record.changes()] == list(range(1, len(model.after)))
    for change, (then, _) in enumerate(model.after):
        if change:
            assert told(record, as_of=change) == then
            assert told(record, as_of=record.changes()[change - 1].at) == then
    with writing(record.engine) as connection:
        revisions = connection.execute(select(t.revision.c.statement, t.revision.c.number)).fetchall()
        tables = connection.execute(select(t.statement.c.id, t.statement.c.topic, t.statement.c.objection))
        assert {key: (topic, len(said.splitlines())) for key, topic, said in tables} == {
            key: (told[0], told[3]) for key, told in model.now.items()
        }
        before = content(connection)
        assert replay(connection) == len(model.now)
        assert content(connection) == before
    for key in model.standing:
        counted = sorted(n for name, n in revisions if name == key)
        assert counted == list(range(1, len(counted) + 1))
