"""Questions on the trade of a pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entrepot.analyses import trade as t
from entrepot.analyses.trade.service_inputs import ServiceInputs, service_inputs
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:
    from entrepot.analyses.trade.investment import Investment
    from entrepot.analyses.trade.services import Services
    from entrepot.workbench.goods import GoodsTrade


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
        from entrepot.analyses.trade.services import services

        return services(self.warehouse, self.reporter, self.partner)

    def service_inputs(self) -> ServiceInputs:
        """Services among the inputs that the reporter's industries sell to the partner's."""
        return service_inputs(self.warehouse, self.reporter, self.partner)

    def investment(self) -> Investment:
        """Direct investment of the reporter in the partner, as both sides report it."""
        from entrepot.analyses.trade.investment import investment

        return investment(self.warehouse, self.reporter, self.partner)

    @property
    def back(self) -> Trade:
        """The same questions seen from the partner."""
        return Trade(self.warehouse, self.partner, self.reporter)

    @property
    def goods(self) -> GoodsTrade:
        """Questions on trade in goods by product, from the customs data in the store."""
        # NumPy and what rests on it are loaded only for who asks.
        from entrepot.workbench.goods import GoodsTrade

        return GoodsTrade(self.warehouse, self.reporter, self.partner)
