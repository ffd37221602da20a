"""What is known of aid: sums with their transactions, and what was left out of them and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from entrepot.analyses.aid.question import Basis, Question
from entrepot.analyses.aid.recorded import Beside
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure
from entrepot.metadata.origin import Origin

WAYS = ("year", "sector", "purpose", "publisher", "giver", "channel", "flow")
"""By what sums are divided."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Money added up.

    Attributes:
        by, key: the group: one of `WAYS` and its code; or "total", "security", "humanitarian", "region",
            "nowhere", "left out".
        label: the group in words.
        figure: the sum, an interval where shares or rates are not known.
        transactions: how many are in it.
    """

    by: str
    key: str
    label: str
    figure: Figure
    transactions: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "by": self.by, "key": self.key, "label": self.label, "figure": self.figure.to_dict(),
            "transactions": self.transactions,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unconverted:
    """Money that could not be converted, in its own currency: it is in no sum, which is then "at least"."""

    currency: str
    year: int
    value: float
    transactions: int
    missing: str


@dataclass(frozen=True, slots=True)
class Step:
    """The sums of one step: what was pledged, committed, or disbursed and spent.

    Attributes:
        basis: which.
        total: all that is certainly for the places asked for.
        by: for each of `WAYS` its sums; each divides the same total.
        security: conflict, peace and security (DAC category 152), a part of the total.
        humanitarian: flagged as such, or emergency, reconstruction and disaster aid (72, 73, 74); a part too.
        regional: for regions that hold the places among others; the share is not known. Not in the total.
        nowhere: for no place named; not in the total.
        left_out: what is not counted since it is counted elsewhere, or has not happened yet.
        partly: what is counted with an interval since it may be counted elsewhere.
        unconverted: what has no rate.
        rows: every transaction concerned, those left out too.
        purposes: shares of the purposes of each transaction.
    """

    basis: Basis
    total: Sum
    by: Mapping[str, tuple[Sum, ...]]
    security: Sum
    humanitarian: Sum
    regional: tuple[Sum, ...]
    nowhere: Sum
    left_out: tuple[Sum, ...]
    partly: tuple[Sum, ...]
    unconverted: tuple[Unconverted, ...]
    rows: pl.DataFrame = field(repr=False, compare=False)
    purposes: pl.DataFrame = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, without the transactions."""
        left = ("rows", "purposes")
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in left}


@dataclass(frozen=True, slots=True)
class Aid:
    """The answer to a question on aid.

    Attributes:
        question: what was asked.
        steps: one for each step asked for, never added to each other.
        beside: what the record says, not added to them.
        notes: what a reader must know.
        origins: files and rates the sums rest on.
        set_apart: activities of these files that were unreadable when they were added, and are in no sum.
    """

    question: Question
    steps: tuple[Step, ...]
    beside: Beside
    notes: tuple[str, ...]
    origins: tuple[Origin, ...]
    set_apart: int = 0

    @property
    def step(self) -> Step:
        """The step asked for; raises `UsageError` where several were."""
        if len(self.steps) > 1:
            raise UsageError("Several steps were asked for; they are not added to each other: take one.")
        return self.steps[0]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        asked = self.question
        donor = asked.donor if isinstance(asked.donor, str) else asked.donor.code
        return {
            "donor": donor or "any", "recipient": asked.recipient.code if asked.recipient else "any",
            "period": asked.period, "unit": asked.unit, "steps": self.steps, "beside": self.beside,
            "notes": self.notes, "origins": self.origins, "set_apart": self.set_apart,
        }  # fmt: skip
