"""The world after a change beside the world before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.metadata.scenario import Closure


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """An equilibrium, in factors after / before and in levels. N economies, J industries, in the order of the
    accounts.

    Values are in the unit of the accounts at prices of which the world's value added is the numeraire: it is
    the same before and after, so that a value that grows by 1 % has grown by 1 % against the world's value
    added.

    Attributes:
        before: accounts that changes are counted from; those that were given, except under the closure
            `zero`, where they are the world that has settled without deficits.
        shock: what was otherwise.
        theta: float64[J], elasticities of trade.
        closure: what became of deficits.
        wages: float64[N], factor on the wage (on value added, for labour is fixed).
        costs: float64[J, N], factor on unit costs, productivity included.
        prices: float64[J, N], factor on what buyers in n pay for a unit of j, duties included.
        price_index: float64[N], factor on the price of final demand: product of prices to the power of its
            shares, the mean of shares before and after where the shock is one of demand.
        real_income: float64[N], factor on income / price_index: welfare.
        real_wage: float64[N], factor on wages / price_index.
        trade: float64[J, N, N], as in the accounts, after.
        tariffs: float64[J, N, N], duties after.
        spending, spending_before: float64[J, N], duties included.
        output, output_before: float64[J, N], at basic prices.
        value_added, value_added_before: float64[N].
        income, income_before: float64[N], what final demand costs: value added, duties and deficit.
        revenue, revenue_before: float64[N], duties collected.
        deficits, deficits_before: float64[N], imports less exports at basic prices.
        tolerance: what was asked for.
        iterations: sweeps through all markets.
        residual: the largest gap that was left: of a log price, a log wage bill, or of spending on an
            industry over all spending of its economy.
    """

    before: Accounts
    shock: Shock
    theta: Array
    closure: Closure
    wages: Array
    costs: Array
    prices: Array
    price_index: Array
    real_income: Array
    real_wage: Array
    trade: Array
    tariffs: Array
    spending: Array
    spending_before: Array
    output: Array
    output_before: Array
    value_added: Array
    value_added_before: Array
    income: Array
    income_before: Array
    revenue: Array
    revenue_before: Array
    deficits: Array
    deficits_before: Array
    tolerance: float
    iterations: int
    residual: float

    @property
    def economies(self) -> tuple[str, ...]:
        """Labels, N."""
        return self.before.economies

    @property
    def industries(self) -> tuple[str, ...]:
        """Labels, J."""
        return self.before.industries

    @property
    def unit(self) -> str:
        """Of all values."""
        return self.before.unit

    @property
    def trade_before(self) -> Array:
        """float64[J, N, N], as `trade`."""
        return self.before.trade

    @property
    def tariffs_before(self) -> Array:
        """float64[J, N, N], as `tariffs`."""
        return self.before.tariffs

    def accounts(self, *caveats: str) -> Accounts:
        """The world after, to start another change from."""
        return replace(
            self.before, trade=self.trade, tariffs=self.tariffs, caveats=(*self.before.caveats, *caveats)
        )
