"""A step by one piece of evidence, and a step of an unnamed part of a group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from entrepot.analyses.relations.ladders.windows import Window


class Certainty(StrEnum):
    """Whether a step was reached: certain if undisputed and said of this very thing, else possible."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Reached:
    """A step, by one piece of evidence.

    Attributes:
        step: its name.
        certainty: "possible" where it is said of some of a group, of a part, or is disputed.
        date: as stated, in EDTF; ".." where none is.
        window: the days on which it can have happened, bounded by when it was told.
        statement: id of the statement that says it.
        quantifier: "all", "some" or "most" of a group, "part" of this thing; empty where said of it alone.
        disputed: whether somebody disputes the statement.
        implied_by: the step that was said, where this one follows from it; then the date is that one's.
    """

    step: str
    certainty: Certainty
    date: str
    window: Window
    statement: str
    quantifier: str = ""
    disputed: bool = False
    implied_by: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it is certain that it was made, if not when."""
        return self.certainty is Certainty.CERTAIN

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "step": self.step,
            "certainty": self.certainty.value,
            "date": self.date,
            "window": self.window.to_dict(),
            "statement": self.statement,
            "quantifier": self.quantifier,
            "disputed": self.disputed,
            "implied_by": self.implied_by,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """A step that an unnamed part of a group reached.

    Attributes:
        step: its name.
        quantifier: "some" or "most", as the document says.
        members: heads of the group, whether the record holds them or not.
        at_least: how many of them reached it: 1 for some, more than half for most, 0 where it is disputed.
        window: the days on which it can have happened.
        statement: id of the statement that says it.
    """

    step: str
    quantifier: str
    members: tuple[str, ...]
    at_least: int
    window: Window
    statement: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "step": self.step,
            "quantifier": self.quantifier,
            "members": list(self.members),
            "at_least": self.at_least,
            "window": self.window.to_dict(),
            "statement": self.statement,
        }
