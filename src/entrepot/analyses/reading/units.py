"""What the number of an amount counts: money, per cent, ranks, heads; told before or after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from entrepot.analyses.reading import currencies
from entrepot.analyses.reading.numbers import Number
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words

MONEY, PERCENT, RANK, PERSONS = "money", "percent", "rank", "persons"

_PEOPLE = frozenset(
    spelt("""
        troops soldiers people persons inhabitants citizens students refugees employees workers
        participants soldats personnes habitants citoyens etudiants refugies salaries employes
        travailleurs militaires
    """)
)
_ORDINAL = frozenset(spelt("st nd rd th e er ere eme"))
_RANKING = frozenset(
    spelt("""
        ranked ranks ranking rank place classe classee rang position partner partenaire fournisseur
        client investisseur
    """)
)
_SMALL = frozenset(spelt("of de d us"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and where it stands.

    Attributes:
        sort: MONEY, PERCENT, RANK or PERSONS.
        code: normalised; empty where the word names several currencies.
        printed: as the text has it.
        start, end: first character of number and unit, and the one after the unit where it follows; else 0.
        last: its last token where it follows; else 0.
        reason: why the code is not what is printed.
    """

    sort: str
    code: str
    printed: str
    start: int
    end: int
    last: int
    reason: str = ""


def unit_of(words: Words, number: Number, last: Number) -> Unit | None:
    """The unit of a number, told before it or after its other end; None where it has none."""
    finders = (partial(_before, words, number.first), partial(_after, words, number, last))
    for find in finders:
        unit = find()
        if unit:
            return unit
    return None


def _before(words: Words, index: int) -> Unit | None:
    text, start = words.text, words.starts[index]
    at = start - 1
    while at >= 0 and start - at < 4 and text[at] in " \u00a0\u202f\n":
        at -= 1
    sign = text[at] if at >= 0 else ""
    if sign == "$":
        return _dollar(words, index, at)
    if sign in currencies.SIGNS:
        return Unit(MONEY, currencies.SIGNS[sign], sign, at, 0, 0)
    said = words.raw[index - 1] if index and words.end(index - 1) == at + 1 else ""
    code = currencies.ALIASES.get(said, said)
    if code in currencies.CODES:
        return Unit(MONEY, code, said, words.starts[index - 1], 0, 0)
    return None


def _dollar(words: Words, index: int, at: int) -> Unit:
    before = words.keys[index - 1] if index and words.end(index - 1) == at else ""
    if before in currencies.DOLLARS:
        start = words.starts[index - 1]
        return Unit(MONEY, currencies.DOLLARS[before], words.text[start : at + 1], start, 0, 0)
    return Unit(MONEY, "USD", "$", at, 0, 0, "“$”: read as US dollars")


def _after(words: Words, number: Number, last: Number) -> Unit | None:
    index, start = last.last, words.starts[number.first]
    gap = words.gap(index) if index + 1 < len(words.keys) else words.text[words.end(index) :][:4]
    sign = gap.lstrip(" \u00a0\u202f\n")[:1]
    at = words.end(index) + len(gap) - len(gap.lstrip(" \u00a0\u202f\n"))
    if sign == "%":
        return Unit(PERCENT, "percent", "%", start, at + 1, index)
    if sign in currencies.SIGNS or sign == "$":
        code = currencies.SIGNS.get(sign, "USD")
        return Unit(MONEY, code, sign, start, at + 1, index, "" if sign != "$" else "“$”: read as US dollars")
    if index + 1 >= len(words.keys):
        return None
    if not gap and words.keys[index + 1] in _ORDINAL:
        return _rank(words, index, start)
    return None if gap.strip(" \n\u00a0\u202f-") else _word_after(words, number, index, start)


def _rank(words: Words, index: int, start: int) -> Unit | None:
    near = words.keys[max(0, index - 4) : index + 4]
    if not _RANKING.intersection(near):
        return None
    end = words.end(index + 1)
    return Unit(RANK, "rank", words.raw[index + 1], start, end, index + 1)


def _word_after(words: Words, number: Number, index: int, start: int) -> Unit | None:
    at = index + 1
    pair = tuple(words.keys[at : at + 2])
    if pair in (("per", "cent"), ("pour", "cent")) or pair[:1] == ("percent",):
        last = at if pair[0] == "percent" else at + 1
        return Unit(
            PERCENT, "percent", words.text[words.starts[at] : words.end(last)], start, words.end(last), last
        )
    if pair[0] in _SMALL and len(pair) == 2:
        at += 1
    return _money_word(words, at, start) or _people(words, number, at, start)


def _money_word(words: Words, at: int, start: int) -> Unit | None:
    raw, key, end = words.raw[at], words.keys[at], words.end(at)
    following = words.raw[at + 1] if at + 1 < len(words.raw) else ""
    code = currencies.ALIASES.get(raw, raw)
    if code in currencies.CODES:
        return Unit(MONEY, code, raw, start, end, at)
    for adjective, noun, last in ((raw, following, at + 1), (following, raw, at + 1)):
        code = currencies.national(adjective, noun) if following and _money(noun) else ""
        if code:
            return Unit(
                MONEY, code, words.text[words.starts[at] : words.end(last)], start, words.end(last), last
            )
    if key in currencies.WORDS:
        reason = "“dollars”: read as US dollars" if key.startswith("dollar") else ""
        return Unit(MONEY, currencies.WORDS[key], raw, start, end, at, reason)
    return Unit(MONEY, "", raw, start, end, at) if key in currencies.VAGUE else None


def _money(noun: str) -> bool:
    key = noun.lower()
    return key in currencies.VAGUE or key in currencies.WORDS


def _people(words: Words, number: Number, at: int, start: int) -> Unit | None:
    if words.keys[at] in _PEOPLE and words.is_number(number.first):
        return Unit(PERSONS, "persons", words.raw[at], start, words.end(at), at)
    return None
