"""Immutable, content-addressed releases of tables, read with DuckDB."""

from entrepot.store.warehouse.release import About, Release, StoredTable
from entrepot.store.warehouse.verify import Finding
from entrepot.store.warehouse.warehouse import Warehouse

__all__ = ["About", "Finding", "Release", "StoredTable", "Warehouse"]
