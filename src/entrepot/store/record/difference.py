"""What sets two revisions of a statement apart, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from entrepot.metadata.change import Edit, FieldChange, Verb
from entrepot.metadata.statement import DISPUTED, Statement
from entrepot.store.record.revisions import Row

_LEFT_BY = {"retracted": Verb.RETRACT, "merged": Verb.MERGE, "split": Verb.SPLIT, "erased": Verb.ERASE}
_ORDER = {field.name: position for position, field in enumerate(fields(Statement))}


class Step(NamedTuple):
    """What is to be done to one statement.

    Attributes:
        before: its last revision; None where it has none.
        after: the revision to come; its change is not numbered yet.
        said: what `after` says, where that is at hand.
        remark: why the step is not taken: an own correction was kept. Empty where it is taken.
    """

    before: Row | None
    after: Row
    said: Statement | None = None
    remark: str = ""

    @property
    def is_private(self) -> bool:
        """Whether what was or what will be said is private."""
        return any('"private":true' in (row.form or "") for row in (self.before, self.after) if row)


def edits(steps: Iterable[Step]) -> tuple[Edit, ...]:
    """The steps as a dry run shows them, in their order."""
    return tuple(
        Edit(step.after.statement, Verb(step.after.verb), _changes(step.before, step.after), step.remark)
        for step in steps
    )


def net(before: Row | None, after: Row | None) -> Edit | None:
    """What became of a statement between two moments; None if nothing that counts."""
    there, here = before and before.content, after and after.content
    if after is None or (there is None and here is None):
        return None
    if there is None:
        return Edit(after.statement, Verb.ADD, _changes(None, after))
    if here is None:
        return Edit(after.statement, _LEFT_BY[after.standing], ())
    changes = _changes(before, after)
    return Edit(after.statement, _verb(changes, after), changes) if changes else None


def _verb(changes: tuple[FieldChange, ...], after: Row) -> Verb:
    if any(change.field not in ("standing", "objection") for change in changes):
        return Verb(after.verb) if after.verb in (Verb.MERGE, Verb.REANCHOR) else Verb.CORRECT
    return Verb.DISPUTE if after.standing == DISPUTED else Verb.SETTLE


def fields_that_differ(before: Row, after: Row) -> tuple[str, ...]:
    """Names of the fields in which two revisions differ, standing and objection included."""
    return tuple(change.field for change in _between(_told(before), _told(after)))


def _changes(before: Row | None, after: Row) -> tuple[FieldChange, ...]:
    if after.content is None:
        return ()
    return _between(_told(before) if before and before.stands else {}, _told(after))


def _told(row: Row) -> dict[str, Any]:
    form: dict[str, Any] = json.loads(row.form) if row.form else {}
    return form | {name: value for name in ("standing", "objection") if (value := getattr(row, name))}


def _between(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys(), key=_ORDER.__getitem__)
        if before.get(name) != after.get(name)
    )
