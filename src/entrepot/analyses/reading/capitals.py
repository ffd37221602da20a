"""Names of persons by their capitals, where a title has said that one stands there."""

from __future__ import annotations

from entrepot.analyses.reading.calendar_words import MONTHS, WEEKDAYS
from entrepot.analyses.reading.gazetteer import REGION, STATE, TOWN, Name
from entrepot.analyses.reading.known import PERSON
from entrepot.analyses.reading.mentions import Mention, mention
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.titles import DOMAIN, PARTICLES, TITLES

_REACH, _MOST = 14, 5
_NOT_NAMES = frozenset(spelt("the a an in on at he she it this these il elle les le la un une ce cette mr"))


def name_at(words: Words, index: int, by_token: dict[int, Mention], *, near: bool = False) -> Mention | None:
    """A row of capitalised words that is no place, no organisation and no title.

    A single word is a name only right after the title: "President Mirziyoyev".
    """
    at, capitals = index, 0
    while at < len(words.keys) and capitals < _MOST and (at == index or _goes_on(words, at - 1)):
        if _may_name(words, at, by_token, begun=at > index):
            capitals += at == index or words.gap(at - 1) != "-"
        elif not (at > index and words.keys[at] in PARTICLES and _may_name(words, at + 1, by_token)):
            break
        at += 1
    last = at - 1
    if not capitals or (capitals == 1 and (len(words.raw[index]) < 4 or not near)):
        return None
    if all(token in by_token for token in range(index, last + 1)):
        return None
    return _new(words, index, last)


def name_ending(words: Words, last: int, by_token: dict[int, Mention]) -> Mention | None:
    """The row of two or more capitalised words that ends at a token."""
    at, capitals = last, 0
    while max(0, last - _REACH) <= at and capitals < _MOST and (at == last or _goes_on(words, at)):
        if _may_name(words, at, by_token):
            capitals += at == last or words.gap(at) != "-"
        elif not (at < last and words.keys[at] in PARTICLES and capitals):
            break
        at -= 1
    first = at + 1
    while first < last and words.keys[first] in PARTICLES and not words.is_capital(first):
        first += 1
    return _new(words, first, last) if capitals >= 2 else None


def _new(words: Words, first: int, last: int) -> Mention:
    said = " ".join(words.text[words.starts[first] : words.end(last)].split())
    return mention(words, first, last, Name(said, PERSON, ""))


def _goes_on(words: Words, index: int) -> bool:
    initial = words.gap(index) == ". " and len(words.raw[index]) == 1
    return initial or words.gap(index) in (" ", "-", "\n", "’", "'", "\u00a0")


def _may_name(words: Words, index: int, by_token: dict[int, Mention], *, begun: bool = False) -> bool:
    if not words.is_capital(index):
        return False
    key = words.keys[index]
    other = by_token.get(index)
    # "Nursultan Nazarbayev", "François Hollande": given names and surnames may be places too.
    kinds = (TOWN, REGION, STATE) if begun else (TOWN, REGION)
    if other is not None and not (other.name.kind in kinds and other.first == other.last):
        return False
    taken = key in DOMAIN or key in TITLES.heads or key in _NOT_NAMES or key in WEEKDAYS
    return not (
        taken or key in MONTHS["en"] or key in MONTHS["fr"] or (words.raw[index].isupper() and len(key) > 3)
    )
