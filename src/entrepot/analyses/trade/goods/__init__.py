"""Trade in goods by product: what two places trade, could trade, and how that changed.

Answers rest on reconciled flows (`metadata.goods`), one release a year; all take an open warehouse and two
places, and give a small frozen result made of figures with their sources.
"""

from entrepot.analyses.trade.goods.choices import Ranks, ranks_under_choices
from entrepot.analyses.trade.goods.course import Course, course
from entrepot.analyses.trade.goods.fit import Fit, fit
from entrepot.analyses.trade.goods.market import HOW_TO_GET, Goods, goods
from entrepot.analyses.trade.goods.materials import Materials, materials
from entrepot.analyses.trade.goods.relatedness import Relatedness, relatedness
from entrepot.analyses.trade.goods.swings import Swings, swings
from entrepot.analyses.trade.goods.traded import Traded, traded
from entrepot.analyses.trade.goods.untapped import Untapped, untapped

__all__ = [
    "HOW_TO_GET",
    "Course",
    "Fit",
    "Goods",
    "Materials",
    "Ranks",
    "Relatedness",
    "Swings",
    "Traded",
    "Untapped",
    "course",
    "fit",
    "goods",
    "materials",
    "ranks_under_choices",
    "relatedness",
    "swings",
    "traded",
    "untapped",
]
