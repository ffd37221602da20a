"""What goods are worth a kilogram and by which kinds of way they move: small tables that ship."""

from entrepot.sources.trade_costs.reader import trade_costs
from entrepot.sources.trade_costs.table import Goods, Known, TradeCosts, WayKind

__all__ = ["Goods", "Known", "TradeCosts", "WayKind", "trade_costs"]
