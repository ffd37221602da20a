"""From a corridor to a cost: hours and dollars of every pair become ad valorem costs by industry.

made = costs(network(), difference, accounts.economies, accounts.industries, goods=mask)
made.hat                      # float64[J, N, N], factor on iceberg costs, for `Shock.cost`
made.chain("BEL", "KAZ", "C21").steps
"""

from entrepot.analyses.scenarios.costs.asking import costs
from entrepot.analyses.scenarios.costs.chain import Chain, ChainStep
from entrepot.analyses.scenarios.costs.result import Costs

__all__ = ["Chain", "ChainStep", "Costs", "costs"]
