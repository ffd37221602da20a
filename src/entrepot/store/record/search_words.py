"""Words as they are searched for: alike for every engine, however a name is accented, cased or joined."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from entrepot.metadata.places.spelling import fold

LONGEST = 100
"""Characters of a word that count; PostgreSQL refuses words of more than two thousand bytes."""

# Of ASCII, what is a letter or a digit; all else is a space.
_PLAIN = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
_PLAIN_WORD = re.compile("[A-Za-z0-9]+")
# What stands inside a word and is no letter: an Uzbek o‘, a soft hyphen, a joiner.
_INNER = "‘`´\u00ad\u200b\u200c\u200d\u2060\ufeff"


class Word(NamedTuple):
    """A word as it is searched for, and the characters of the text it was made of."""

    key: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of a text, folded: lower case, no accents, Kazakh letters as Russian ones, œ as oe, ß as ss.

    >>> words("L’Été à Łódź; Қазақстан, straße")
    ['l', 'ete', 'a', 'lodz', 'казакстан', 'strasse']
    """
    if text.isascii():
        found = text.lower().translate(_PLAIN).split()
        return found if len(text) <= LONGEST else [word[:LONGEST] for word in found]
    found = []
    for piece in text.split():  # pieces come again and again, and looking them up is ten times as quick
        found += _piece(piece) if len(piece) <= LONGEST else _words(piece)
    return found


def spans(text: str) -> Iterator[Word]:
    """The same words, each with where it stands in the text as it is written."""
    for found in (_PLAIN_WORD if text.isascii() else _any_word()).finditer(text):
        if key := _key(found[0]):
            yield Word(key, found.start(), found.end())


@lru_cache(maxsize=65_536)
def _piece(written: str) -> tuple[str, ...]:
    return _words(written)


def _words(written: str) -> tuple[str, ...]:
    return tuple(word for word in map(_key, _any_word().findall(written)) if word)


@lru_cache(maxsize=65_536)
def _key(written: str) -> str:
    return fold(written).replace(" ", "")[:LONGEST]


@cache
def _any_word() -> re.Pattern[str]:
    """Letters and digits of any script with the marks on and inside them; `re` has no name for marks."""
    marks = "".join(
        chr(code) for code in range(0x300, sys.maxunicode) if unicodedata.category(chr(code)) in ("Mn", "Mc")
    )
    return re.compile(rf"[^\W_](?:[^\W_]|[{re.escape(marks)}]|[{_INNER}](?=[^\W_]))*")
