"""Twenty people edit the same record at the same time: no edit is lost, none overwrites another unseen."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from entrepot.metadata.errors import Conflict
from entrepot.store.record import Record, load
from little_record import said

EDITORS, EDITS = 20, 4


class Editor(threading.Thread):
    """Adds its name to a statement that all share, a number to one of its own; who is late looks again."""

    def __init__(self, where: Any, name: str, begin: threading.Barrier) -> None:
        super().__init__(name=name)
        self._record, self._begin = Record.open(where, patience=120), begin
        self.conflicts, self.error = 0, ""

    def run(self) -> None:
        """Edit."""
        self._begin.wait()
        try:
            for edit in range(EDITS):
                while not self._added("shared", self.name):
                    self.conflicts += 1
                assert self._added(self.name, str(edit))
        except Exception as error:
            self.error = f"{self.name}: {error!r}"

    def _added(self, statement: str, words: str) -> bool:
        found = self._record.statement(statement)
        # Read, think, write: meanwhile, others have their turn.
        try:
            change = self._record.desk(self.name).correct(
                replace(found, topic=f"{found.topic}{words};"), why="a test"
            )
        except Conflict:
            return False
        return change.number > 0


@pytest.mark.slow
def test_twenty_editors_lose_nothing(record_home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "bundled", dict)
    record = Record.open(record_home)
    names = [f"editor-{n}" for n in range(EDITORS)]
    blank = (replace(said(name), quotes=()) for name in ("shared", *names))
    record.desk("a test").add(*blank, why="to be edited")
    begin = threading.Barrier(EDITORS)
    editors = [Editor(record_home, name, begin) for name in names]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert [editor.error for editor in editors if editor.error] == []
    assert sum(editor.conflicts for editor in editors) > 0  # or they were never at it at once
    found = {said.id: said.topic.split(";")[:-1] for said in record.statements()}
    assert sorted(found.pop("shared")) == sorted(names * EDITS)
    assert found == {name: [str(edit) for edit in range(EDITS)] for name in names}
    changes = record.changes()
    assert [change.number for change in changes] == list(range(1, 2 + 2 * EDITORS * EDITS))
    assert all(earlier.at < later.at for earlier, later in pairwise(changes))
    assert [revision.number for revision in record.history("shared")] == list(range(1, 2 + EDITORS * EDITS))
