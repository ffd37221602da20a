"""The standard measures of trade, on any frame: pandas, Polars or PyArrow in, the same kind out.

None of them knows a data set: `product` may be an HS heading or an industry, `value` any non-negative amount
in one unit. docs/explanation/trade-measures.md prints the formulas; each function names its source.
"""

from entrepot.analyses.trade.measures.advantage import revealed_comparative_advantage
from entrepot.analyses.trade.measures.balance import aggregate_grubel_lloyd, grubel_lloyd, trade_balance
from entrepot.analyses.trade.measures.concentration import herfindahl
from entrepot.analyses.trade.measures.intensity import trade_intensity
from entrepot.analyses.trade.measures.shares import ranks, shares
from entrepot.analyses.trade.measures.similarity import finger_kreinin, michaely_complementarity

__all__ = [
    "aggregate_grubel_lloyd",
    "finger_kreinin",
    "grubel_lloyd",
    "herfindahl",
    "michaely_complementarity",
    "ranks",
    "revealed_comparative_advantage",
    "shares",
    "trade_balance",
    "trade_intensity",
]
