"""The user's own copy of a document: whether it is the one that was read, and the quotes stand in it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Document, Quote
from entrepot.sources.documents.reader import read_content

# Encodings a text may have gone through on its way, and what to call each.
_ENCODINGS = {"utf-8-sig": "", "utf-16": "in UTF-16", "cp1252": "in Windows-1252", "latin-1": "in Latin-1"}
ANOTHER_FILE = "the same text in another file"
# Text of these is not their bytes, though these may be UTF-8.
_PAGES = (".html", ".htm", ".xhtml", ".xht", ".pdf", ".docx")


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
        text: what quotes were looked for in; None if the file is no document that can be read.
    """

    document: Document | None
    same: bool
    found: int
    missing: int
    details: tuple[Missing, ...]
    remark: str = ""
    text: str | None = field(default=None, compare=False, repr=False)


def compare(
    content: bytes, documents: Sequence[Document], quotes: Iterable[Quoted], path: Path
) -> QuoteCheck:
    """Look for every quote in a file; if it is another version, for those of the document it is most like.

    Args:
        content: bytes of the file: plain text, a web page, a Word file or a PDF.
        documents: those of the record.
        quotes: those of the record.
        path: the file, by whose name a web page is told from a text.

    Raises:
        BadInput: it is a document of the record and can no longer be read.
    """
    quoted: dict[str, list[Quoted]] = {document.sha256: [] for document in documents}
    for each in quotes:
        quoted[each.quote.document].append(each)
    same = next((d for d in documents if d.sha256 == hashlib.sha256(content).hexdigest()), None)
    if same:
        return _same(content, same, quoted[same.sha256], path)
    text, problem = _text(content, path)
    remade, remark = disguised(content, documents)
    if not remade and text is not None:
        remade, remark = same_text(text, documents)
    if remade:
        return _check(text or "", remade, quoted[remade.sha256], remark=remark)
    checks = [_check(text, document, quoted[document.sha256]) for document in documents if text is not None]
    nearest = max(checks, key=lambda check: check.found, default=None)
    if nearest and nearest.found:
        return nearest
    reason = problem or "the file is none of the documents"
    details = tuple(Missing(q.statement, q.quote, reason) for group in quoted.values() for q in group)
    return QuoteCheck(None, False, 0, len(details), details, reason, text)


def _same(content: bytes, document: Document, quotes: Iterable[Quoted], path: Path) -> QuoteCheck:
    """The very file; of one that is no plain text, another release of a reader may make another text."""
    if not document.reader:
        return _check(content.decode("utf-8", "replace"), document, quotes, same=True)
    read = read_content(content, path)
    apart = read.document.text_sha256 != document.text_sha256
    remark = f"{read.document.reader} makes another text of it than {document.reader} did" if apart else ""
    return _check(read.text, document, quotes, same=True, remark=remark)


def _text(content: bytes, path: Path) -> tuple[str | None, str]:
    """The text of a file, or why it has none."""
    if (plain := _decoded(content)) is not None and path.suffix.lower() not in _PAGES:
        return plain, ""
    try:
        return read_content(content, path).text, ""
    except BadInput as error:
        return None, str(error)


def same_text(text: str, documents: Iterable[Document]) -> tuple[Document | None, str]:
    """The document of which another file holds the very text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    for document in documents:
        if digest in (document.text_sha256, document.sha256):
            return document, ANOTHER_FILE
    return None, ""


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
    return QuoteCheck(document, same, len(quoted) - len(missing), len(missing), missing, remark, text)


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
