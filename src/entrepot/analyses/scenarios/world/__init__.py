"""Worlds: accounts that balance, made of input-output tables, with elasticities and the names of things."""

from entrepot.analyses.scenarios.world.elasticities import sets
from entrepot.analyses.scenarios.world.from_release import world
from entrepot.analyses.scenarios.world.from_table import world_of
from entrepot.analyses.scenarios.world.model import Elasticities, Industry, Repair, World

__all__ = ["Elasticities", "Industry", "Repair", "World", "sets", "world", "world_of"]
