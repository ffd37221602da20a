"""Footnotes of tables in the terminal, and results as plain JSON values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import click

from entrepot.cli.output import harmless
from entrepot.metadata.statement import Document, Statement


class Footnotes:
    """Numbers statements as they are cited, then prints where each stands."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.sha256: document for document in documents}
        self._numbers: dict[str, int] = {}
        self._cited: list[Statement] = []

    def mark(self, *statements: Statement) -> str:
        """Marks such as "[3][4]"; a statement cited again keeps its number."""
        for statement in statements:
            if statement.id not in self._numbers:
                self._numbers[statement.id] = len(self._numbers) + 1
                self._cited.append(statement)
        return "".join(f"[{n}]" for n in dict.fromkeys(self._numbers[s.id] for s in statements))

    def print(self) -> None:
        """Every note: the statement's identifier, the document, its lines and characters."""
        for statement in self._cited:
            head = f"[{self._numbers[statement.id]}] {statement.id}  "
            click.echo(harmless(click.wrap_text(self._places(statement), 100, head, " " * len(head))))

    def _places(self, statement: Statement) -> str:
        if not statement.quotes:
            day = f" on {statement.entered_at[:10]}" if statement.entered_at else ""
            return f"entered by {statement.entered_by or 'somebody'}{day}, without a document"
        by_document: dict[str, list[str]] = {}
        for quote in statement.quotes:
            document = self._documents.get(quote.document)
            name = (document.title or document.name) if document else quote.document
            by_document.setdefault(name, []).append(quote.locator)
        return ". ".join(f"{name}, {'; '.join(places)}" for name, places in by_document.items())


def plain(value: Any) -> Any:
    """A result as JSON can hold it: records as mappings, enumerations as words, no infinite number."""
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if isinstance(value, Enum):
        return getattr(value, "word", value.value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
