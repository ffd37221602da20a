"""Questions on the record of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.analyses.relations.chronology import Chronology, chronology
from entrepot.analyses.relations.contributions import Contributions, contributions
from entrepot.analyses.relations.instruments import Instrument, instruments
from entrepot.analyses.relations.representation import Representation, representation
from entrepot.analyses.relations.silences import Silences, silences
from entrepot.analyses.relations.trade_figures import StatedTrade, stated_trade
from entrepot.store.record import Record


@dataclass(frozen=True)
class Relations:
    """The record of a pair."""

    record: Record
    a: str
    b: str

    def chronology(self) -> Chronology:
        """What happened, in order; what has no date apart."""
        return chronology(self.record.statements(), self.a, self.b)

    def instruments(self) -> tuple[Instrument, ...]:
        """Agreements, promises and projects with their status."""
        return instruments(self.record.statements(), self.a, self.b)

    def representation(self) -> Representation:
        """Embassies, accreditation, offices, and what is missing."""
        return representation(self.record.statements(), self.a, self.b)

    def silences(self, *, counting_other_capacities: bool = False) -> Silences:
        """The longest times without a high-level contact."""
        return silences(
            self.record.statements(), self.a, self.b, counting_other_capacities=counting_other_capacities
        )

    def contributions(self) -> Contributions:
        """What the first gave the second, each contribution once."""
        record = self.record
        return contributions(record.statements(), self.a, self.b, record.documents())

    def stated_trade(self) -> tuple[StatedTrade, ...]:
        """Trade and investment as documents state them."""
        record = self.record
        return stated_trade(record.statements(), self.a, self.b, record.documents())
