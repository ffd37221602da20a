"""Plain text: UTF-8 as it stands, UTF-16 by its mark, Windows-1252 where nothing speaks against it."""

from __future__ import annotations

import codecs
import re

from entrepot.sources.documents.refusal import Refusal

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WORD = re.compile(r"[^\W\d_]{2,}")
# In Windows-1251 and KOI8-R a Russian word is all letters above ASCII; no western language writes so.
_FOREIGN = 0.15


def decode(content: bytes) -> tuple[str, str]:
    """The text of some bytes, and how it was written: "" for UTF-8, else the reader's name.

    Raises:
        Refusal: if it is no text in these encodings.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _without_nul(_strictly(content, encoding)), "text in UTF-16"
    try:
        return _without_nul(content.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        return _western(content, error), "text in Windows-1252"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            f"cannot be read as UTF-16 at byte {error.start}",
            expected="text as its byte-order mark promises",
            remedy="Save it as UTF-8.",
        ) from error


def _western(content: bytes, first: UnicodeDecodeError) -> str:
    line = content.count(b"\n", 0, first.start) + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refusal(
            f"byte {first.start} is not UTF-8, byte {error.start} not Windows-1252",
            line=line,
            expected="a text",
            remedy="Save it as plain text in UTF-8.",
        ) from error
    words = _WORD.findall(text)
    foreign = sum(not any(letter.isascii() for letter in word) for word in words)
    if any(sign < " " and sign not in "\t\n\r\f" for sign in text) or foreign > _FOREIGN * len(words):
        raise Refusal(
            f"byte {first.start} is not UTF-8, and the words make no sense in Windows-1252",
            line=line,
            expected="text in UTF-8, UTF-16 with a byte-order mark, or Windows-1252",
            remedy="Save it as plain text in UTF-8; a text in Cyrillic letters is often in another encoding.",
        )
    return text


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise Refusal(
            "holds a NUL character",
            line=text.count("\n", 0, text.index("\x00")) + 1,
            expected="a text",
            remedy="If it is UTF-16, save it with a byte-order mark, or as UTF-8.",
        )
    return text
