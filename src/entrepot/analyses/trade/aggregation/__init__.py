"""From raw flows to the rows that matrices are made of, in the same expressions on every engine.

Polars, DuckDB, PySpark, pandas and PyArrow frames go in, the same kind comes out; nothing lazy is collected.

    plan = Plan(by=("year", "exporter", "product"), values=("value",), digits=6)
    aggregate(flows, plan)
"""

from entrepot.analyses.trade.aggregation.plan import Plan
from entrepot.analyses.trade.aggregation.sums import account, accounted, aggregate

__all__ = ["Plan", "account", "accounted", "aggregate"]
