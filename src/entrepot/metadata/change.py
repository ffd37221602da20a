"""What was done to the record: changes, and the revisions of statements that each brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from entrepot.metadata.statement import Statement


class Verb(StrEnum):
    """What a revision does to a statement."""

    ADD = "add"
    CORRECT = "correct"
    DISPUTE = "dispute"
    SETTLE = "settle"
    RETRACT = "retract"
    RESTORE = "restore"
    MERGE = "merge"
    SPLIT = "split"
    REANCHOR = "re-anchor"
    UNDO = "undo"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Change:
    """One act on the record, stored wholly or not at all.

    Attributes:
        number: counts up from 1, without a gap; 0 for an act that changed nothing and was not stored.
        who: the person or programme.
        at: when, in UTC; never before the change before.
        why: the reason given.
        pack: name of the pack it loaded; empty when it loaded none.
        undoes: number of the change that it takes back; 0 when it takes back none.
        counts: how many revisions of each verb it brought.
    """

    number: int
    who: str
    at: datetime
    why: str
    pack: str = ""
    undoes: int = 0
    counts: dict[str, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self) | {"at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Revision:
    """A statement as a change left it.

    Attributes:
        statement: its id.
        number: counts the revisions of this statement from 1.
        change: the change that brought it.
        verb: what was done.
        said: the statement then, with its revision, standing and objection; None once it was erased.
        others: ids of what it was merged with or into, or split into.
    """

    statement: str
    number: int
    change: Change
    verb: Verb
    said: Statement | None
    others: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "statement": self.statement,
            "number": self.number,
            "change": self.change.to_dict(),
            "verb": self.verb.value,
            "said": self.said.to_dict() if self.said else None,
            "others": list(self.others),
        }


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a statement before and after, in JSON form; None where it was or is empty."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """What would happen, or happened, to one statement: what a dry run shows.

    Attributes:
        statement: its id.
        verb: what is done to it.
        fields: what changes; every field of a statement that is added, none of one that is retracted.
        remark: what a person should know, such as that an own correction was kept against a new edition.
    """

    statement: str
    verb: Verb
    fields: tuple[FieldChange, ...]
    remark: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self) | {"verb": self.verb.value}


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of the record to come back to by name.

    Attributes:
        name: e.g. "brief BEL KAZ".
        change: the last change there was.
        at: when the mark was set, in UTC.
    """

    name: str
    change: int
    at: datetime

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self) | {"at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Access:
    """An entry of the log of personal data: who took some out or had some erased; it names no person erased.

    Attributes:
        number: counts up from 1.
        who: who did it.
        at: when, in UTC.
        what: what was done, e.g. "exported 3 private statements".
        why: the reason given.
    """

    number: int
    who: str
    at: datetime
    what: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self) | {"at": self.at.isoformat()}
