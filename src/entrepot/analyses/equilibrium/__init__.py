"""Worlds of many economies and industries that balance, before and after a change: arrays in, arrays out.

`solve` is the model of Caliendo and Parro (2015) in exact hat algebra; `solve_many` asks it for draws of
elasticities and shocks; `outcomes` and `welfare` say what came of it. docs/explanation/equilibrium.md has
formulas and an example; `armington` is the model of one sector.
"""

from entrepot.analyses.equilibrium.accounts import Accounts, Shock
from entrepot.analyses.equilibrium.batch import solve_many
from entrepot.analyses.equilibrium.checks import check
from entrepot.analyses.equilibrium.many import Many
from entrepot.analyses.equilibrium.refusals import BadAccounts, NoEquilibrium
from entrepot.analyses.equilibrium.result import Equilibrium
from entrepot.analyses.equilibrium.solve import mended, solve

__all__ = [
    "Accounts",
    "BadAccounts",
    "Equilibrium",
    "Many",
    "NoEquilibrium",
    "Shock",
    "check",
    "mended",
    "solve",
    "solve_many",
]
