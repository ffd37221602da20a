"""What of a statement is searched: the same texts are indexed, and looked through for what to show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from entrepot.metadata.errors import UnknownPlace
from entrepot.metadata.places import get
from entrepot.metadata.statement import Statement

WEIGHTS = {"name": 8.0, "said": 4.0, "about": 2.0, "quote": 1.0}
"""How much a word counts in each field: whom it names, what we say, what of, the document's own words."""


class Part(NamedTuple):
    """A text of a statement.

    Attributes:
        field: a key of `WEIGHTS`.
        what: "subject", "party", "paraphrase", "location", "topic", "place", "property", "id" or "quote".
        text: the text as it is written.
        language: of a paraphrase.
        number: which of the quotes, from 0.
    """

    field: str
    what: str
    text: str
    language: str = ""
    number: int = 0


def parts(said: Statement) -> Iterator[Part]:
    """All texts that are searched; quotes only where their words are there."""
    yield Part("name", "subject", said.subject)
    for name in dict.fromkeys(party.actor for party in said.parties):
        if name != said.subject:
            yield Part("name", "party", name)
    for name in _listed(said.attributes.get("aka")):
        yield Part("name", "subject", name)
    for language, words in said.paraphrase.items():
        yield Part("said", "paraphrase", words, language)
    for what in ("location", "topic", "property", "id"):
        if text := getattr(said, what):
            yield Part("about", what, text)
    for code in said.places:
        yield Part("about", "place", called(code))
    for number, quote in enumerate(said.quotes):
        if quote.text:
            yield Part("quote", "quote", quote.text, number=number)


@lru_cache(maxsize=4096)
def called(code: str) -> str:
    """The code of a place and its names in every language, e.g. "BE33; Liège; Luik; Льеж"."""
    try:
        place = get(code)
    except UnknownPlace:
        return code
    return "; ".join(dict.fromkeys((code, *place.names.values())))


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
