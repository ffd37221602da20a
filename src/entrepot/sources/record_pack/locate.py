"""Where words stand in a document: what a pack says of a passage instead of the words themselves."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from entrepot.metadata.errors import WrongDocument
from entrepot.metadata.statement import Document, Quote
from entrepot.sources.documents.reader import read_document


def describe(file: Path) -> tuple[Document, str]:
    """A document (text, web page, Word, PDF) as a pack names it, and its text; raises as `read_document`."""
    read = read_document(file)
    return read.document, read.text


def locate(document: Document, text: str, words: str) -> tuple[Quote, ...]:
    """Every passage of the text that says these words; where the words have a space it may have a line break.

    Raises:
        WrongDocument: the words do not stand in it.
    """
    parts = [re.escape(part) for part in words.split()]
    found = tuple(re.finditer(r"\s+".join(parts), text)) if parts else ()
    if not found:
        raise WrongDocument(
            f"the words “{words[:60]}” do not stand in it",
            file=document.name,
            remedy="Copy them from the text; capitals and punctuation count, line breaks do not.",
        )
    return tuple(_quote(document, text, match.start(), match.end()) for match in found)


def _quote(document: Document, text: str, start: int, end: int) -> Quote:
    return Quote(
        document=document.sha256,
        start=start,
        end=end,
        first_line=text.count("\n", 0, start) + 1,
        last_line=text.count("\n", 0, end) + 1,
        sha256=hashlib.sha256(text[start:end].encode()).hexdigest(),
        text=text[start:end],
    )
