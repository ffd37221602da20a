"""The standard measures of trade, on any frame: the kind that goes in comes out.

pandas, Polars (eager and lazy), PyArrow, DuckDB relations. None of them knows a data set: `product` may be an
HS heading or an industry, `value` any non-negative amount in one unit. docs/explanation/trade-measures.md
prints the formulas; each function names its source.
"""

from entrepot.analyses.trade.measures.advantage import revealed_comparative_advantage
from entrepot.analyses.trade.measures.advantage_forms import completed, rca_forms, rpop
from entrepot.analyses.trade.measures.balance import aggregate_grubel_lloyd, grubel_lloyd, trade_balance
from entrepot.analyses.trade.measures.concentration import herfindahl
from entrepot.analyses.trade.measures.constant_shares import constant_market_share
from entrepot.analyses.trade.measures.growth import compound_growth, contributions, log_linear_growth
from entrepot.analyses.trade.measures.inequality import gini, theil, theil_between_sectors
from entrepot.analyses.trade.measures.intensity import trade_intensity
from entrepot.analyses.trade.measures.intra_industry import (
    aggregate_marginal_intra_industry,
    marginal_intra_industry,
    vertical_intra_industry,
)
from entrepot.analyses.trade.measures.margins import hummels_klenow, margins_of_change
from entrepot.analyses.trade.measures.markets import (
    export_market_penetration,
    import_penetration,
    market_reach,
    market_shares,
)
from entrepot.analyses.trade.measures.one_offs import STRICT, USUAL, OneOffRule, one_offs
from entrepot.analyses.trade.measures.samples import ATLAS_LIKE, EVERYTHING, OEC, SampleFilter
from entrepot.analyses.trade.measures.sampling import Sample, Step, sample
from entrepot.analyses.trade.measures.shares import ranks, shares
from entrepot.analyses.trade.measures.similarity import finger_kreinin, michaely_complementarity
from entrepot.analyses.trade.measures.sophistication import expy, prody
from entrepot.analyses.trade.measures.specialisation import krugman_distance, krugman_specialisation
from entrepot.analyses.trade.measures.unit_values import NARROW, WIDE, Trim, unit_values
from entrepot.analyses.trade.measures.volatility import volatility

__all__ = [
    "ATLAS_LIKE",
    "EVERYTHING",
    "NARROW",
    "OEC",
    "STRICT",
    "USUAL",
    "WIDE",
    "OneOffRule",
    "Sample",
    "SampleFilter",
    "Step",
    "Trim",
    "aggregate_grubel_lloyd",
    "aggregate_marginal_intra_industry",
    "completed",
    "compound_growth",
    "constant_market_share",
    "contributions",
    "export_market_penetration",
    "expy",
    "finger_kreinin",
    "gini",
    "grubel_lloyd",
    "herfindahl",
    "hummels_klenow",
    "import_penetration",
    "krugman_distance",
    "krugman_specialisation",
    "log_linear_growth",
    "marginal_intra_industry",
    "margins_of_change",
    "market_reach",
    "market_shares",
    "michaely_complementarity",
    "one_offs",
    "prody",
    "ranks",
    "rca_forms",
    "revealed_comparative_advantage",
    "rpop",
    "sample",
    "shares",
    "theil",
    "theil_between_sectors",
    "trade_balance",
    "trade_intensity",
    "unit_values",
    "vertical_intra_industry",
    "volatility",
]
