"""Values converted between classifications of products and industries; what is lost on the way is shown."""

from entrepot.analyses.trade.concordance.catalogue import known_tables
from entrepot.analyses.trade.concordance.conversion import Conversion, aggregate, convert
from entrepot.analyses.trade.concordance.routes import find_links
from entrepot.analyses.trade.concordance.tables import compose, cut, reverse, same, to_icio

__all__ = [
    "Conversion",
    "aggregate",
    "compose",
    "convert",
    "cut",
    "find_links",
    "known_tables",
    "reverse",
    "same",
    "to_icio",
]
