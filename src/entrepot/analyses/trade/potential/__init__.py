"""Export potential: what an exporter would sell in a market at its world share and the pair's usual ease.

`prepare` makes a year of flows ready once; the `Market` then answers for a pair, an exporter or everyone.
Frames of any kind go in and the same kind comes out. A potential is a benchmark, no ceiling, no forecast.
"""

from entrepot.analyses.trade.potential.block import Block
from entrepot.analyses.trade.potential.choices import EVERYTHING, ITC_STYLE, PLAIN, Choices, Screen
from entrepot.analyses.trade.potential.diversification import diversification
from entrepot.analyses.trade.potential.market import Market
from entrepot.analyses.trade.potential.prepare import prepare
from entrepot.analyses.trade.potential.reasons import Reason, Supplier, reasons
from entrepot.analyses.trade.potential.smoothing import smoothed

__all__ = [
    "EVERYTHING",
    "ITC_STYLE",
    "PLAIN",
    "Block",
    "Choices",
    "Market",
    "Reason",
    "Screen",
    "Supplier",
    "diversification",
    "prepare",
    "reasons",
    "smoothed",
]
