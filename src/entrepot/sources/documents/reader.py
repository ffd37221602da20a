"""The door: what a file is, is told by its content; its text comes with hashes and places."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from entrepot.metadata.statement import Document
from entrepot.sources.bounded import read_bounded
from entrepot.sources.documents.composer import too_long
from entrepot.sources.documents.limits import MAX_BYTES, MAX_CHARACTERS
from entrepot.sources.documents.made import Made
from entrepot.sources.documents.plain import decode
from entrepot.sources.documents.read_text import Block, ReadText
from entrepot.sources.documents.recognise import Form, form_of
from entrepot.sources.documents.refusal import Refusal

EXPECTED = "a document: plain text, a web page (.html), a Word file (.docx) or a PDF"


def read_document(path: Path) -> ReadText:
    """The text of a document, with the places of its blocks, tables and pages.

    The text of a UTF-8 file is exactly its decoding; of other formats it is made by the reader that
    `document.reader` names, and the same reader gives the same text again (`document.text_sha256`).

    Raises:
        BadInput: it cannot be read, is none of the formats, is damaged, encrypted, larger than the limits in
            `limits`, or holds no words, as a scanned PDF does.
    """
    content = read_bounded(path, MAX_BYTES, expected=EXPECTED, remedy="Split it into several documents.")
    return read_content(content, path)


def read_content(content: bytes, path: Path) -> ReadText:
    """The same of bytes already read; `path` names them. Raises `BadInput` as `read_document` does."""
    try:
        form = form_of(content, path.suffix.lower())
        if form is Form.TEXT:
            return _plain(content, path)
        made = _maker(form)(content)
        if not made.text:
            raise Refusal("holds no words", expected=EXPECTED)
    except Refusal as refusal:
        raise refusal.about(path) from refusal
    return _read(content, path, made)


def _maker(form: Form) -> Callable[[bytes], Made]:
    """Imported only when such a file comes: each brings its own library."""
    if form is Form.PDF:
        from entrepot.sources.documents import pdf

        return pdf.make
    from entrepot.sources.documents import web_page, word

    return web_page.make if form is Form.WEB else word.make


def _plain(content: bytes, path: Path) -> ReadText:
    text, reader = decode(content)
    if len(text) > MAX_CHARACTERS:
        raise too_long()
    return _read(content, path, Made(text, (Block("paragraph", 0, len(text)),), reader=reader))


def _read(content: bytes, path: Path, made: Made) -> ReadText:
    digest = hashlib.sha256(content).hexdigest()
    document = Document(digest, _shown(path.name), len(made.text), title=made.title)
    if made.reader:
        hashed = hashlib.sha256(made.text.encode()).hexdigest()
        document = replace(document, reader=made.reader, text_sha256=hashed)
    return ReadText(document, made.text, made.blocks, made.tables, made.pages, made.remarks, made.turns)


def _shown(name: str) -> str:
    """The name without what could steer a terminal or cannot be written as UTF-8."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
