"""The World Factbook, last edition: facts, main partners and main goods of every economy."""

from entrepot.sources.cia_factbook.reader import Reading, read

__all__ = ["Reading", "read"]
