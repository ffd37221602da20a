"""Questions on the trade of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.analyses import trade as t
from entrepot.analyses.trade import goods as g
from entrepot.analyses.trade import reported as r
from entrepot.analyses.trade.goods.chain import Chain, chain
from entrepot.analyses.trade.investment import Investment, investment
from entrepot.analyses.trade.service_inputs import ServiceInputs, service_inputs
from entrepot.analyses.trade.services import Services, services
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


@dataclass(frozen=True)
class Trade:
    """Trade of a pair; each answer shows itself as a table and gives `.frame("polars" or "pandas")`.

    All raise `NoData` where the store has no statistics on a place.
    """

    warehouse: Warehouse
    reporter: Place
    partner: Place

    def partners(self, flow: str = "exports") -> t.Partners:
        """All customers ("exports") or suppliers ("imports") of the reporter, ranked."""
        return t.partners(self.warehouse, self.reporter, flow)

    def bilateral(self) -> t.Bilateral:
        """Flows both ways: values, shares, ranks, industries, balance."""
        return t.bilateral(self.warehouse, self.reporter, self.partner)

    def advantage(self, flow: str = "exports") -> t.Advantage:
        """Revealed comparative advantage of the reporter, by industry."""
        return t.advantage(self.warehouse, self.reporter, flow)

    def concentration(self) -> t.Concentration:
        """How far the reporter depends on few markets, suppliers and industries."""
        return t.concentration(self.warehouse, self.reporter)

    def complementarity(self) -> t.Complementarity:
        """Does the partner buy what the reporter sells?"""
        return t.complementarity(self.warehouse, self.reporter, self.partner)

    def domestic_sales(self) -> t.DomesticSales:
        """How much of what the reporter makes it uses itself."""
        return t.domestic_sales(self.warehouse, self.reporter)

    def services(self) -> Services:
        """Services that the reporter sells the partner, as both sides report them."""
        return services(self.warehouse, self.reporter, self.partner)

    def service_inputs(self) -> ServiceInputs:
        """Services among the inputs that the reporter's industries sell to the partner's."""
        return service_inputs(self.warehouse, self.reporter, self.partner)

    def investment(self) -> Investment:
        """Direct investment of the reporter in the partner, as both sides report it."""
        return investment(self.warehouse, self.reporter, self.partner)

    @property
    def back(self) -> Trade:
        """The same questions seen from the partner."""
        return Trade(self.warehouse, self.partner, self.reporter)

    @property
    def goods(self) -> GoodsTrade:
        """Questions on trade in goods by product, from the customs data in the store."""
        return GoodsTrade(self.warehouse, self.reporter, self.partner)


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
