"""The words that make the reader propose a statement, read once from `words/triggers.txt`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from entrepot.analyses.reading.phrases import Phrases
from entrepot.metadata.places.spelling import fold

_FILE = Path(__file__).with_name("words") / "triggers.txt"


class Trigger(NamedTuple):
    """What a trigger proposes.

    Attributes:
        kind, subtype, status: of the statement; subtype and status may be empty.
        style: how parties are had from the sentence, see `roles`.
        phrase: the words, folded.
    """

    kind: str
    subtype: str
    status: str
    style: str
    phrase: str


class Hit(NamedTuple):
    """A trigger at some tokens of a text."""

    first: int
    last: int
    trigger: Trigger


@lru_cache(maxsize=2)
def triggers(language: str) -> Phrases[tuple[Trigger, ...]]:
    """The triggers of a language; words that can mean two things have several."""
    meanings: dict[tuple[str, ...], list[Trigger]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        *head, words = (part.strip() for part in line.split(";"))
        kind, subtype, status, style = ("" if part == "-" else part for part in head)
        for phrase in words.split("|")[language == "fr"].split(","):
            key = fold(phrase)
            meanings.setdefault(tuple(key.split()), []).append(Trigger(kind, subtype, status, style, key))
    return Phrases((keys, tuple(found)) for keys, found in meanings.items())


def hits(keys: list[str], language: str) -> list[Hit]:
    """Every trigger in a row of words, of several that begin at one word the longest."""
    table = triggers(language)
    heads, found, free = table.heads, [], 0
    for index, key in enumerate(keys):
        if key not in heads or index < free:
            continue
        match = next(table.at(keys, index), None)
        if match:
            last, meant = match
            found += [Hit(index, last, trigger) for trigger in meant]
            free = last + 1
    return found
