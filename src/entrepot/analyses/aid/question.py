"""What is asked: whose aid, for whom, when, in which money, at which step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from rapidfuzz import process

from entrepot.metadata.errors import UsageError
from entrepot.metadata.iati import COMMITMENT, DISBURSEMENT, EXPENDITURE, PLEDGE
from entrepot.metadata.iati.vocabularies import codes
from entrepot.metadata.places import Place, resolve

Basis = Literal["disbursement", "commitment", "pledge"]
TYPES: dict[Basis, tuple[tuple[str, ...], str]] = {
    "disbursement": ((DISBURSEMENT, EXPENDITURE), "1"),
    "commitment": ((COMMITMENT,), "11"),
    "pledge": ((PLEDGE,), "13"),
}
"""IATI's types of what goes out at each step, and of the same coming in at the other side."""

IDENTIFIER = re.compile(r"[A-Z]{2}-\S+|[0-9]{5}")
"""How an identifier of an organisation looks: a register and its number, or a DAC channel."""
ANYBODY = ("any", "anybody", "anyone", "all")


@dataclass(frozen=True, slots=True)
class Question:
    """A question on aid.

    Attributes:
        donor: a country, a group of them, or the beginning of organisations' identifiers; "" is anybody.
        recipient: a country or group; None is anywhere.
        first, last: years of the transactions, both included; None where open.
        currency: ISO 4217 code of the answer.
        base: year at whose prices amounts are; None is the prices of each year.
        steps: those asked for; their sums are never added to each other.

    Raises:
        UsageError: one of them makes no sense.
    """

    donor: Place | str = ""
    recipient: Place | None = None
    first: int | None = None
    last: int | None = None
    currency: str = "EUR"
    base: int | None = None
    steps: tuple[Basis, ...] = ("disbursement",)

    def __post_init__(self) -> None:
        if self.currency not in codes("Currency"):
            near = process.extractOne(self.currency, codes("Currency").keys(), score_cutoff=60)
            hint = f" Did you mean {near[0]}?" if near else " Write an ISO 4217 code such as EUR."
            raise UsageError(f"{self.currency!r:.20} is no currency.{hint}")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise UsageError(f"The years {self.first}-{self.last} end before they begin.")
        for place in (self.donor, self.recipient):
            if isinstance(place, Place) and not place.countries:
                raise UsageError(f"{place.name()} is no country or group: aid is reported for countries.")
        if isinstance(self.donor, Place) and self.donor == self.recipient:
            raise UsageError(f"{self.donor.name()} twice: name two different places.")

    @property
    def asked(self) -> frozenset[str] | None:
        """Countries that may receive; None is all."""
        return None if self.recipient is None else frozenset(self.recipient.countries)

    @property
    def unit(self) -> str:
        """Of the sums."""
        return self.currency if self.base is None else f"{self.currency} at prices of {self.base}"

    @property
    def period(self) -> str:
        """The years, as EDTF."""
        first = str(self.first) if self.first else ".."
        last = str(self.last) if self.last else ".."
        return first if first == last else f"{first}/{last}"


def donor_of(written: str) -> Place | str:
    """Whom a text names as donor: a place, "" for "any", else the beginning of organisations' identifiers.

    Raises:
        PlaceError: it is neither an identifier nor the name of a place.
    """
    if written.casefold() in ANYBODY:
        return ""
    return written if IDENTIFIER.fullmatch(written) else resolve(written)


def steps_of(basis: str) -> tuple[Basis, ...]:
    """The steps that a word stands for, "all" for each; raises `UsageError` if it stands for none."""
    known: tuple[Basis, ...] = get_args(Basis)
    if basis == "all":
        return tuple(reversed(known))
    if (found := next((step for step in known if step == basis), None)) is None:
        raise UsageError(f"{basis!r:.40} is no basis: write {', '.join(known)} or all.")
    return (found,)
