"""The open workbench: the store, and the verbs a notebook uses.

pair = entrepot.pair("BEL", "KAZ")
pair.trade.partners()
pair.relations.chronology()
pair.brief("pdf")
"""

from entrepot.workbench.bench import Country, Pair, Workbench, open, pair  # noqa: A004 - entrepot.open reads well
from entrepot.workbench.relations import Relations
from entrepot.workbench.trade import Trade

__all__ = ["Country", "Pair", "Relations", "Trade", "Workbench", "open", "pair"]
