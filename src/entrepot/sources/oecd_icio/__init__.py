"""The OECD's Inter-Country Input-Output tables: codelists and the reader of the full table."""

from entrepot.sources.oecd_icio.codes import economies, industries

__all__ = ["economies", "industries"]
