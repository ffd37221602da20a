"""Goods as a user names them: an HS code, or the name of an HS chapter."""

from __future__ import annotations

from functools import cache

from entrepot.metadata.errors import BadInput
from entrepot.metadata.products import chapter, chapters, label, normalise
from entrepot.metadata.products.vocabulary import LANGUAGES


def checked_goods(written: str) -> str:
    """The HS code as Entrepôt writes it ("2612.10" is "261210", "Copper" is "74"); empty stays empty.

    Raises:
        BadInput: in no chapter of the HS; the message names what is nearest.
    """
    text = written.strip()
    if not text:
        return ""
    named = _names().get(text.casefold())
    if named is not None:
        return named
    if not any(letter.isdigit() for letter in text):
        raise BadInput(f"“{written}” is no goods of the HS", expected=_EXPECTED, remedy=_suggestion(text))
    code = normalise(text, "HS")
    if chapter(code) not in chapters():
        raise BadInput(f"“{written}” is in no chapter of the HS", expected=_EXPECTED)
    return code


_EXPECTED = "an HS code of 2, 4 or 6 digits in chapters 01 to 97, or the name of a chapter"


@cache
def _names() -> dict[str, str]:
    """Chapters by every label they have, folded."""
    return {label(code, language).casefold(): code for code in chapters() for language in LANGUAGES}


def _suggestion(text: str) -> str:
    from rapidfuzz import fuzz, process  # only where something was mistyped

    near = process.extract(text.casefold(), list(_names()), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    close = dict.fromkeys(_names()[name] for name, *_ in near)
    meant = ", ".join(f"{code} ({label(code)})" for code in close)
    return f"Did you mean {meant}?" if meant else ""
