"""Steps and tasks come with the statements of a pair that they point to, on either engine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from entrepot.metadata.statement import Statement
from entrepot.store.record import Record, followers

PACT = Statement(
    "pact", "agreement", "", "a pact", "is", {"en": "a pact"}, places=("BEL", "KAZ"), status="signed"
)
ELSEWHERE = replace(PACT, id="elsewhere", places=("FRA", "KGZ"))


def later(name: str, kind: str = "step", *, private: bool = False, **attributes: Any) -> Statement:
    words = {"en": "what came of it"}
    return Statement(name, kind, "", "Ann", "has to", words, attributes=attributes, private=private)


@pytest.fixture
def filled(letters: Record) -> Record:
    letters.desk("Ann").add(
        PACT,
        ELSEWHERE,
        later("s-one", applies_to="pact"),
        later("s-list", applies_to=["elsewhere", "pact"]),
        later("s-same", same_as="pact"),
        later("s-part", part_of="pact"),
        later("s-content", content_of="pact"),
        later("t-one", "task", follows=["pact"]),
        later("t-own", "task", private=True, applies_to="pact"),
        later("s-other", applies_to="elsewhere"),
        later("s-gone", applies_to="no-such"),
        later("s-odd", applies_to={"pact": 1}, follows=7),
        later("t-none", "task", objective="x/y"),
        later("chain", applies_to="s-one"),
        why="x",
    )
    return letters


def found(record: Record, a: str, b: str, **asked: Any) -> set[str]:
    said = record.statements(concerning=(a, b), kinds=("agreement", "step", "task"), **asked)
    return {one.id for one in said if not one.id.startswith("L-")}


ALL = {"pact", "s-one", "s-list", "s-same", "s-part", "s-content", "t-one"}


def test_steps_and_tasks_follow_what_they_point_to(filled: Record) -> None:
    assert found(filled, "BEL", "KAZ") == ALL
    assert found(filled, "BEL", "KAZ", private=True) == ALL | {"t-own"}
    assert found(filled, "FRA", "KGZ") == {"elsewhere", "s-list", "s-other"}
    assert found(filled, "FRA", "KAZ") == set()


def test_they_are_narrowed_by_what_else_is_asked(filled: Record) -> None:
    said = filled.statements(concerning=("BEL", "KAZ"), kinds=("task",))
    assert [one.id for one in said] == ["t-one"]


def test_of_very_many_every_one_is_taken(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followers, "_MOST", 3)
    assert found(filled, "BEL", "KAZ") == ALL | {"s-other", "s-gone", "s-odd", "t-none", "chain"}
