"""Immutable, content-addressed releases of tables, read with DuckDB."""
