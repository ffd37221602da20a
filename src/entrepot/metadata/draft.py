"""A statement that a reader of a document proposes, until a person has said yes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from entrepot.metadata.statement import Statement


class Decision(StrEnum):
    """What a person made of a draft."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed statement; its quotes carry their words.

    Attributes:
        document: hash of the document that was read.
        number: counts the drafts of that document from 1, in the order of the text.
        proposed: what the statement would be; its id is one that the record does not have.
        rule: what made the reader propose it, e.g. "trigger: signed", "table cell".
        doubts: what a person should look at before saying yes: a date that was reasoned, a party not known.
        decision, decided_by, decided_at, reason: what became of it.
    """

    document: str
    number: int
    proposed: Statement
    rule: str
    doubts: tuple[str, ...] = ()
    decision: Decision = Decision.PENDING
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "document": self.document,
            "number": self.number,
            "proposed": self.proposed.to_dict(),
            "rule": self.rule,
            "doubts": list(self.doubts),
            "decision": self.decision.value,
            "decided_by": self.decided_by,
            "decided_at": self.decided_at,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on one draft.

    Attributes:
        document, number: which draft.
        decision: accepted as it is, corrected, rejected; or pending, which reopens one that was rejected, or
            whose statement was taken back.
        statement: what is entered in place of the proposal; only with a correction.
        reason: why.
    """

    document: str
    number: int
    decision: Decision
    statement: Statement | None = None
    reason: str = ""
