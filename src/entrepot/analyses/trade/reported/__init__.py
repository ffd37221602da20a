"""Trade in goods as each side reports it: both reports beside each other, in the currency they are made in.

Answers rest on what a user added of UN Comtrade and Eurostat's Comext (`metadata.reported`); nothing is
reconciled beforehand, and the two currencies never stand in one column.
"""

from entrepot.analyses.trade.reported.answer import (
    CONFLICT,
    HOW_TO_GET,
    Reported,
    all_reported,
    reported,
)
from entrepot.analyses.trade.reported.beside import Beside, beside

__all__ = ["CONFLICT", "HOW_TO_GET", "Beside", "Reported", "all_reported", "beside", "reported"]
