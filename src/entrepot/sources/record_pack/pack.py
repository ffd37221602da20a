"""A record pack in memory."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.metadata.statement import Document, Statement


@dataclass(frozen=True, slots=True)
class Pack:
    """Statements and the documents they were read from.

    Attributes:
        name: stable identifier; a pack read again under the same name replaces the one before.
        title: what the pack is about.
        entered_by, entered_at: who read the documents and when (ISO 8601), unless a statement says otherwise.
        sha256: hash of the file's bytes; empty for a pack that was not read from a file.
    """

    name: str
    title: str
    entered_by: str
    entered_at: str
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    sha256: str = ""
