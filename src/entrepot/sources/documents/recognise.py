"""What a file is, by its first bytes; its name decides only between a text and a web page."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from entrepot.sources.documents.refusal import Refusal

_WEB_NAMES = (".html", ".htm", ".xhtml", ".xht")
_WEB = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*){0,9}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_KNOWN = {
    b"\xd0\xcf\x11\xe0": (
        "a Word file of before 2007, or locked by a password",
        "Save it as .docx, unlocked.",
    ),
    b"{\\rtf": ("a file in rich text format (RTF)", "Save it as .docx, or as plain text."),
    b"\x1f\x8b": ("packed with gzip", "Unpack it first."),
    b"7z\xbc\xaf": ("a 7z archive", "Unpack it first."),
    b"Rar!": ("a RAR archive", "Unpack it first."),
    b"\x89PNG": ("a picture", "Give it to a program that recognises letters (OCR) first."),
    b"\xff\xd8\xff": ("a picture", "Give it to a program that recognises letters (OCR) first."),
    b"II*\x00": ("a picture", "Give it to a program that recognises letters (OCR) first."),
    b"MM\x00*": ("a picture", "Give it to a program that recognises letters (OCR) first."),
}


class Form(StrEnum):
    """The formats that can be read."""

    TEXT = "text"
    WEB = "web page"
    WORD = "Word file"
    PDF = "PDF"


def form_of(content: bytes, suffix: str) -> Form:
    """Which format the bytes are in.

    Args:
        content: all of the file.
        suffix: end of its name, in lower case, e.g. ".txt".

    Raises:
        Refusal: if it is empty, or of a format that is known and not read.
    """
    if not content.strip():
        raise Refusal("is empty", expected="a document")
    # Readers of PDF look for its mark in the first kilobyte, not only at the start.
    if b"%PDF-" in content[:1024]:
        return Form.PDF
    if content.startswith(b"PK\x03\x04"):
        return Form.WORD
    for magic, (what, remedy) in _KNOWN.items():
        if content.startswith(magic):
            raise Refusal(f"is {what}", expected="text, .html, .docx or .pdf", remedy=remedy)
    return Form.WEB if _is_web(content, suffix) else Form.TEXT


def _is_web(content: bytes, suffix: str) -> bool:
    if suffix in _WEB_NAMES:
        return True
    head = content[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
    return suffix != ".txt" and bool(_WEB.match(head.removeprefix(codecs.BOM_UTF8)))
