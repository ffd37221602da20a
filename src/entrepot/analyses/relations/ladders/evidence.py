"""What a tie between two places rests on, graded from a visit to a flow of goods or money."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from entrepot.metadata.statement import Statement


class Evidence(IntEnum):
    """What a tie rests on, weakest first: people met, talked, wrote a memorandum, agreed, worked, paid."""

    VISIT = 1
    TALK = 2
    MEMORANDUM = 3
    AGREEMENT = 4
    PROJECT = 5
    FLOW = 6

    @property
    def word(self) -> str:
        """The lower-case word shown to users."""
        return self.name.lower()


MEMORANDA = frozenset({"memorandum", "memoranda", "joint declaration"})


def grade(statement: Statement, steps: Collection[str], short_of: str = "") -> Evidence:
    """The grade of an agreement, promise, project or contribution; of anything else that of a talk.

    Args:
        statement: what was agreed, promised, worked on or given.
        steps: names of the steps that it certainly reached.
        short_of: why its status is no step, as in `metadata.ladders.Reading`.
    """
    if statement.kind == "project":
        return Evidence.PROJECT
    if statement.kind == "aid":
        return _of_aid(steps, short_of)
    if statement.kind == "agreement":
        settled = bool(set(steps) - {"proposed"}) or not (steps or short_of)
    else:
        settled = bool(set(steps) - {"announced"}) and statement.subtype != "promise"
    if not settled:
        return Evidence.TALK
    return Evidence.MEMORANDUM if statement.subtype in MEMORANDA else Evidence.AGREEMENT


def _of_aid(steps: Collection[str], short_of: str) -> Evidence:
    if "disbursement" in steps or not (steps or short_of):
        # A document that tells of aid and says no step tells that it was given.
        return Evidence.FLOW
    return Evidence.AGREEMENT if "commitment" in steps else Evidence.TALK
