"""Engines that run a query over files larger than memory: Polars, DuckDB, Spark, each behind the same verbs.

    with opened_engine("duckdb", Settings(memory="2GB")) as engine:
        engine.write(query(engine.scan(find("flows/"))), folder)

What `scan` gives is the engine's own lazy frame, for narwhals to write expressions on.
"""

from entrepot.store.engines.engine import ENGINES, Engine, FarEngine, Settings, opened_engine
from entrepot.store.engines.files import Files, find

__all__ = ["ENGINES", "Engine", "FarEngine", "Files", "Settings", "find", "opened_engine"]
