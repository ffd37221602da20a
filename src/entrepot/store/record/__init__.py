"""The record of statements about relations, kept in SQLite or PostgreSQL."""

from entrepot.store.record.attachments import Attachment
from entrepot.store.record.copies import Missing, QuoteCheck
from entrepot.store.record.record import Record

__all__ = ["Attachment", "Missing", "QuoteCheck", "Record"]
