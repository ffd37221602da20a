"""Country by industry tables of any publisher, or one's own, in the layouts that are in use."""

from entrepot.sources.io_tables.reader import LAYOUTS, read
from entrepot.sources.io_tables.table import IOTable, Note, TableIndustry

__all__ = ["LAYOUTS", "IOTable", "Note", "TableIndustry", "read"]
