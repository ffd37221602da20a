"""The user's own copy of a document: whether it is the one that was read, and the quotes stand in it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entrepot.metadata.statement import Document, Quote

# Encodings a text may have gone through on its way, and what to call each.
_ENCODINGS = {"utf-8-sig": "", "utf-16": "in UTF-16", "cp1252": "in Windows-1252", "latin-1": "in Latin-1"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote and the statement it backs."""

    statement: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Missing:
    """A quote that does not stand in the file, and why."""

    statement: str
    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """How many quotes stand at their characters in a file.

    Attributes:
        document: the document of the record that the file is or most resembles; None if it resembles none.
        same: whether the file is that document, byte for byte.
        found, missing: numbers of quotes.
        details: the quotes that are missing, in order of statement.
        remark: what sets the file apart from the document, where that can be told.
    """

    document: Document | None
    same: bool
    found: int
    missing: int
    details: tuple[Missing, ...]
    remark: str = ""


def compare(content: bytes, documents: Sequence[Document], quotes: Iterable[Quoted]) -> QuoteCheck:
    """Look for every quote in a file; if it is another version, for those of the document it is most like."""
    quoted: dict[str, list[Quoted]] = {document.sha256: [] for document in documents}
    for each in quotes:
        quoted[each.quote.document].append(each)
    same = next((d for d in documents if d.sha256 == hashlib.sha256(content).hexdigest()), None)
    text = _decoded(content)
    if same:
        return _check(text or "", same, quoted[same.sha256], same=True)
    remade, remark = disguised(content, documents)
    if remade:
        return _check(text or "", remade, quoted[remade.sha256], remark=remark)
    checks = [_check(text, document, quoted[document.sha256]) for document in documents if text is not None]
    nearest = max(checks, key=lambda check: check.found, default=None)
    if nearest and nearest.found:
        return nearest
    reason = "the file is not text in UTF-8" if text is None else "the file is none of the documents"
    details = tuple(Missing(q.statement, q.quote, reason) for group in quoted.values() for q in group)
    return QuoteCheck(None, False, 0, len(details), details, reason)


def _check(
    text: str, document: Document, quotes: Iterable[Quoted], *, same: bool = False, remark: str = ""
) -> QuoteCheck:
    quoted = tuple(quotes)
    missing = tuple(
        Missing(
            q.statement,
            q.quote,
            "other words stand there" if q.quote.end <= len(text) else "the text ends before",
        )
        for q in quoted
        if not stands(q.quote, text)
    )
    return QuoteCheck(document, same, len(quoted) - len(missing), len(missing), missing, remark)


def stands(quote: Quote, text: str) -> bool:
    """Whether the passage at the quote's characters and lines has the quote's hash."""
    passage = text[quote.start : quote.end]
    first = text.count("\n", 0, quote.start) + 1
    lines = (first, first + passage[:-1].count("\n"))
    digest = hashlib.sha256(passage.encode("utf-8", "surrogatepass")).hexdigest()
    return digest == quote.sha256 and lines == (quote.first_line, quote.last_line)


def disguised(content: bytes, documents: Iterable[Document]) -> tuple[Document | None, str]:
    """The document whose very text the file holds in other bytes, and how they differ."""
    known = {document.sha256: document for document in documents}
    for variant, remark in _variants(content):
        if document := known.get(hashlib.sha256(variant.encode("utf-8", "surrogatepass")).hexdigest()):
            return document, f"the same text {remark}"
    return None, ""


def _variants(content: bytes) -> Iterator[tuple[str, str]]:
    for encoding, called in _ENCODINGS.items():
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        marked = "with a byte-order mark" if content.startswith(b"\xef\xbb\xbf") else ""
        for unified, ends in _line_ends(text):
            for composed, accents in (
                (unified, ""),
                (unicodedata.normalize("NFC", unified), "in decomposed accents"),
            ):
                for trimmed, tail in _tails(composed):
                    told = [part for part in (called or marked, ends, accents, tail) if part]
                    yield trimmed, " and ".join(told)


def _line_ends(text: str) -> Iterator[tuple[str, str]]:
    yield text, ""
    if "\r" in text:
        yield text.replace("\r\n", "\n").replace("\r", "\n"), "with line ends of another system"


def _tails(text: str) -> Iterator[tuple[str, str]]:
    yield text, ""
    yield text.removesuffix("\n"), "with a line end added at its end"
    yield text + "\n", "without its last line end"


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
