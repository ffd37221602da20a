"""Terms that analyses give in English, in another language: whole, by pattern, or sentence by sentence."""

from __future__ import annotations

import re
from functools import cache

from entrepot.dossier.phrasebook import catalogue

_SLOT = re.compile(r"\\\{(\w+)\\\}")
_SENTENCES = re.compile(r"(?<=\.)\s+(?=[A-Z0-9“\"])")


def translate(english: str, language: str) -> str:
    """The term in that language; a part for which there is no term stays English.

    A term of the catalogue is a whole text or a pattern with slots ("sum over {places}"); what a slot holds
    is translated in its turn. A text of several sentences that are all terms is taken sentence by sentence,
    so that no slot swallows the sentences after it; so is a text that is no term as a whole.
    """
    if language == "en" or not english:
        return english
    sentences = _sentences(english, language)
    if len(sentences) > 1 and all(french for _, french in sentences):
        return " ".join(french for _, french in sentences)
    return _whole(english, language) or " ".join(french or part for part, french in sentences)


def is_known(english: str, language: str) -> bool:
    """Whether the whole text, or each of its sentences, is a term or fits a pattern."""
    return bool(_whole(english, language)) or all(french for _, french in _sentences(english, language))


@cache
def _whole(english: str, language: str) -> str:
    """The text as a term or by a pattern, with or without its stop; empty if it is neither."""
    bare = english.removesuffix(".")
    exact = _exact(language)
    if english in exact:
        return exact[english]
    if bare in exact:
        return exact[bare] + "."
    return _by_pattern(bare, language, english[len(bare) :]) or _by_pattern(english, language, "")


def _by_pattern(english: str, language: str, tail: str) -> str:
    for pattern, text in _patterns(language):
        if found := pattern.fullmatch(english):
            slots = {name: translate(held, language) for name, held in found.groupdict().items()}
            return text.format(**slots) + tail
    return ""


def _sentences(english: str, language: str) -> list[tuple[str, str]]:
    """Each sentence with its translation, empty where there is no term for it."""
    return [(part, _term(part, language)) for part in _SENTENCES.split(english)]


def _term(sentence: str, language: str) -> str:
    """A sentence as a term, or as one that is catalogued without its capital."""
    if found := _whole(sentence, language):
        return found
    lower = _whole(sentence[:1].lower() + sentence[1:], language)
    return lower[:1].upper() + lower[1:]


@cache
def _exact(language: str) -> dict[str, str]:
    return {english: text for english, text in catalogue(f"terms.{language}").items() if "{" not in english}


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns, those with the most fixed text first, so that the narrower one wins."""
    terms = [(english, text) for english, text in catalogue(f"terms.{language}").items() if "{" in english]
    ordered = sorted(terms, key=lambda term: -len(re.sub(r"\{\w+\}", "", term[0])))
    return tuple(
        (re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(english))), text) for english, text in ordered
    )
