"""Terms that analyses give in English, in another language: whole, by pattern, or sentence by sentence."""

from __future__ import annotations

import re
from functools import cache

from entrepot.dossier.phrasebook import catalogue

_SLOT = re.compile(r"\\\{(\w+)\\\}")
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9“\"])")


def translate(english: str, language: str) -> str:
    """The term in that language; a part for which there is no term stays English.

    A term of the catalogue is a whole text or a pattern with slots ("sum over {places}"); what a slot holds
    is translated in its turn. A text that is no term is taken sentence by sentence.
    """
    if language == "en" or not english:
        return english
    return _whole(english, language) or _by_sentence(english, language)


def is_known(english: str, language: str) -> bool:
    """Whether the whole text, or each of its sentences, is a term or fits a pattern."""
    return bool(_whole(english, language)) or all(
        _whole(part, language) for part in _SENTENCES.split(english) if part
    )


@cache
def _whole(english: str, language: str) -> str:
    for text, tail in ((english, ""), (english.removesuffix("."), ".")):
        exact = _exact(language).get(text)
        if exact is not None:
            return exact.removesuffix(".") + tail if tail else exact
        for pattern, french in _patterns(language):
            if found := pattern.fullmatch(text):
                slots = {name: translate(held, language) for name, held in found.groupdict().items()}
                return french.format(**slots) + tail
    return ""


def _by_sentence(english: str, language: str) -> str:
    parts = _SENTENCES.split(english)
    return " ".join(_whole(part, language) or part for part in parts)


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
