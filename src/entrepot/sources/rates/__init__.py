"""Exchange rates and price indices by year: those that ship, and the user's own tables."""

from entrepot.sources.rates.reader import rates
from entrepot.sources.rates.table import Rates

__all__ = ["Rates", "rates"]
