"""Questions on the trade of a pair in goods by product."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.analyses.trade import goods as g
from entrepot.analyses.trade import reported as r
from entrepot.analyses.trade.goods.chain import Chain, chain
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True)
class GoodsTrade:
    """Trade of a pair in goods by product, what the reporter sells to the partner; `.back` turns it round.

    All raise `NoData` where the store has no trade in goods by product, or not of one of the places.
    """

    warehouse: Warehouse
    reporter: Place
    partner: Place

    @property
    def back(self) -> GoodsTrade:
        """The same questions on what the partner sells to the reporter."""
        return GoodsTrade(self.warehouse, self.partner, self.reporter)

    def course(self) -> g.Course:
        """Value, shares and ranks year by year, and the trend."""
        return g.course(self.warehouse, self.reporter, self.partner)

    def products(self, year: int | None = None) -> g.Traded:
        """What is sold, by product."""
        return g.traded(self.warehouse, self.reporter, self.partner, year)

    def swings(self, first: int | None = None, last: int | None = None) -> g.Swings:
        """What each product contributed to the change, and contracts that come once."""
        return g.swings(self.warehouse, self.reporter, self.partner, first, last)

    def untapped(self, year: int | None = None) -> g.Untapped:
        """What could be sold and is not, with the competitors."""
        return g.untapped(self.warehouse, self.reporter, self.partner, year)

    def fit(self, year: int | None = None) -> g.Fit:
        """Whether the partner buys what the reporter sells, and with whom each fits best."""
        return g.fit(self.warehouse, self.reporter, self.partner, year)

    def relatedness(self, year: int | None = None) -> g.Relatedness:
        """What the partner imports, in the reporter's product space."""
        return g.relatedness(self.warehouse, self.reporter, self.partner, year)

    def materials(self, year: int | None = None) -> g.Materials:
        """Critical raw materials from the reporter to the partner."""
        return g.materials(self.warehouse, self.reporter, self.partner, year)

    def chain(self, year: int | None = None) -> Chain:
        """Which of the partner's industries use what the makers of those materials make."""
        return chain(self.warehouse, self.reporter, self.partner, year)

    def reported(self, unit: str = "") -> r.Reported:
        """What both sides report of it, from UN Comtrade ("USD million") or Comext ("EUR million")."""
        return r.reported(self.warehouse, self.reporter, self.partner, unit)

    def ranks(self, year: int | None = None) -> g.Ranks:
        """The partner's rank among the reporter's customers under several choices of goods."""
        return g.ranks_under_choices(self.warehouse, self.reporter, self.partner, year)
