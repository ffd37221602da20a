"""Worlds: accounts that balance, made of input-output tables, with elasticities and the names of things."""

from entrepot.analyses.scenarios.world.balance import Balance, balance
from entrepot.analyses.scenarios.world.elasticities import sets
from entrepot.analyses.scenarios.world.from_release import world
from entrepot.analyses.scenarios.world.from_table import with_elasticities, world_of
from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.analyses.scenarios.world.model import Elasticities, Repair, World

__all__ = [
    "Balance",
    "Elasticities",
    "Industry",
    "Repair",
    "World",
    "balance",
    "sets",
    "with_elasticities",
    "world",
    "world_of",
]
