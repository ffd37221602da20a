"""Where words stand in a document: what a pack says of a passage instead of the words themselves."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from entrepot.metadata.errors import BadInput, WrongDocument
from entrepot.metadata.statement import Document, Quote
from entrepot.sources.bounded import read_bounded

MAX_BYTES = 20_000_000


def describe(file: Path) -> tuple[Document, str]:
    """A text file as a document of a pack (name, hash, number of characters), and its text.

    Raises:
        BadInput: it cannot be read, is larger than 20 MB, or is not text in UTF-8.
    """
    content = read_bounded(file, MAX_BYTES, expected="a text", remedy="Give the text of the document.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"byte {error.start} is not UTF-8",
            file=file,
            line=content[: error.start].count(b"\n") + 1,
            expected="text in UTF-8",
            remedy="Save the document as plain text in UTF-8 first; a PDF or a Word file is not text.",
        ) from error
    return Document(hashlib.sha256(content).hexdigest(), file.name, len(text)), text


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
