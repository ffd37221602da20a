"""Questions on the record of a pair."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from entrepot.analyses.relations.chronology import Chronology, chronology
from entrepot.analyses.relations.contributions import Contributions, contributions
from entrepot.analyses.relations.instruments import Instrument, instruments
from entrepot.analyses.relations.representation import Representation, representation
from entrepot.analyses.relations.silences import Silences, silences
from entrepot.analyses.relations.trade_figures import StatedTrade, stated_trade
from entrepot.metadata.statement import Statement
from entrepot.store.record import Record
from entrepot.workbench.days import Day, day_of

if TYPE_CHECKING:
    from entrepot.analyses.relations.coverage import Coverage
    from entrepot.analyses.relations.ladders.climb import Climb
    from entrepot.analyses.relations.ladders.following import FollowThrough
    from entrepot.analyses.relations.network import Network


@dataclass(frozen=True)
class Relations:
    """The record of a pair; `moment` is the day at whose end it is read, None for now."""

    record: Record
    a: str
    b: str
    moment: date | None = None

    def as_of(self, day: Day) -> Relations:
        """The same questions to the record as it stood at the end of a day.

        What is asked about a day is asked about this one unless another is named.

        Raises:
            UsageError: the text is no day; an answer raises `NoData` where the record begins later.
        """
        return replace(self, moment=day_of(day))

    def chronology(self) -> Chronology:
        """What happened, in order; what has no date apart."""
        return chronology(self._statements(), self.a, self.b)

    def instruments(self) -> tuple[Instrument, ...]:
        """Agreements, promises and projects with their status."""
        return instruments(self._statements(), self.a, self.b)

    def representation(self) -> Representation:
        """Embassies, accreditation, offices, and what is missing."""
        return representation(self._statements(), self.a, self.b)

    def silences(self, *, counting_other_capacities: bool = False) -> Silences:
        """The longest times without a high-level contact."""
        return silences(
            self._statements(), self.a, self.b, counting_other_capacities=counting_other_capacities
        )

    def contributions(self) -> Contributions:
        """What the first gave the second, each contribution once."""
        return contributions(self._statements(), self.a, self.b, self.record.documents())

    def stated_trade(self) -> tuple[StatedTrade, ...]:
        """Trade and investment as documents state them."""
        return stated_trade(self._statements(), self.a, self.b, self.record.documents())

    def ladder(self, on: Day | None = None) -> tuple[Climb, ...]:
        """How far each agreement, promise, project and contribution got, as read on a day."""
        from entrepot.analyses.relations.ladders.climbs import climbs

        return climbs(
            self._statements(),
            documents=self.record.documents(),
            between=(self.a, self.b),
            read_on=day_of(on, self.moment),
        )

    def follow_through(self, on: Day | None = None, *, grace: int = 0) -> FollowThrough:
        """What share reached which step by a day, between what is certain and what is possible."""
        from entrepot.analyses.relations.ladders.following import follow_through

        day = day_of(on, self.moment)
        return follow_through(self.ladder(day), on=day, grace=grace)

    def coverage(self, on: Day | None = None) -> Coverage:
        """How the first is represented in the second, or in each country of it, on a day."""
        from entrepot.analyses.relations.coverage import coverage

        day, documents = day_of(on, self.moment), self.record.documents()
        return coverage(self._statements(), self.b, day, [self.a], documents)

    def network(self, on: Day | None = None) -> Network:
        """The contact network of the whole record as seen from a day; public roles only."""
        from entrepot.analyses.relations.network import contact_network

        return contact_network(self._statements(), day_of(on, self.moment), self.record.documents())

    def _statements(self) -> tuple[Statement, ...]:
        return self.record.statements(as_of=self.moment.isoformat() if self.moment else None)
