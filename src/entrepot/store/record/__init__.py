"""The record of statements about relations, kept in SQLite."""

from entrepot.store.record.copies import Missing, QuoteCheck
from entrepot.store.record.record import Attachment, Record

__all__ = ["Attachment", "Missing", "QuoteCheck", "Record"]
