"""Sums of money, percentages, ranks and heads in a text, each with the bounds its words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from entrepot.analyses.reading import currencies, hedges
from entrepot.analyses.reading.numbers import Number, number_at
from entrepot.analyses.reading.scan import Words
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount

MONEY, PERCENT, RANK, PERSONS = "money", "percent", "rank", "persons"

_PEOPLE = frozenset(
    """troops soldiers people persons inhabitants citizens students refugees employees workers participants
    soldats personnes habitants citoyens etudiants refugies salaries employes travailleurs militaires""".split()
)
_ORDINAL = frozenset("st nd rd th e er ere eme".split())
_RANKING = frozenset("ranked ranks ranking rank place classe classee rang position".split())
_SMALL = frozenset("of de d us".split())


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount and where it stands.

    Attributes:
        sort: MONEY, PERCENT, RANK or PERSONS.
        first, last: indices of its tokens, of hedge and unit too.
        start, end: characters of the same.
        amount: as the record keeps it.
        doubt: what a person should look at; empty when nothing.
    """

    sort: str
    first: int
    last: int
    start: int
    end: int
    amount: Amount
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    sort: str
    code: str
    printed: str
    start: int
    end: int
    last: int
    reason: str = ""


def amounts(words: Words, numbers: Sequence[int], language: str) -> tuple[FoundAmount, ...]:
    """Every amount of a text in order; `numbers` are the indices of tokens that can begin one."""
    found: list[FoundAmount] = []
    taken = -1
    for index in numbers:
        if index <= taken:
            continue
        one = _amount_at(words, index, language) or _same_money(words, index, language, found)
        if one:
            found.append(one)
            taken = one.last
    return tuple(found)


def _same_money(words: Words, index: int, language: str, found: Sequence[FoundAmount]) -> FoundAmount | None:
    """ "$5.5 billion, of which 4 billion": a number of millions takes the money told just before."""
    if not found or found[-1].sort != MONEY or index - found[-1].last > 8:
        return None
    number = number_at(words, index, language)
    between = words.text[found[-1].end : words.starts[index]]
    if number is None or number.last == index or set(between) & set(".;:!?"):
        return None
    unit = _Unit(MONEY, found[-1].amount.unit, "", words.starts[index], 0, number.last, "the money is that told before")
    return _single(words, number, unit)


def _amount_at(words: Words, index: int, language: str) -> FoundAmount | None:
    number = number_at(words, index, language)
    if number is None:
        return None
    second = _other_end(words, number, language)
    last = second or number
    unit = _unit(words, number, last)
    if unit is None:
        return None
    if second:
        return _range(words, number, second, unit)
    return _single(words, number, unit)


def _single(words: Words, number: Number, unit: _Unit) -> FoundAmount:
    before = _tokens_before(words, number.first, unit)
    first, hedge = hedges.hedge_before(words.keys, before)
    start = words.starts[first] if hedge else min(unit.start, words.starts[number.first])
    said = words.text[start : words.end(before - 1)] if hedge else ""
    span, reason = hedges.bounds(number.value, number.unit, hedge, " ".join(said.split()))
    if unit.sort == RANK:
        span = Interval(number.value, number.value)
    return _found(words, unit, (first if hedge else before, start), number, number.value, span, reason)


def _range(words: Words, number: Number, second: Number, unit: _Unit) -> FoundAmount:
    scale = second.value / second.unit if second.unit else 1.0
    low = number
    if number.unit <= 1.0 < second.unit and number.value <= scale * 10:
        low = Number(number.first, number.last, number.value * second.unit, second.unit)
    ends = sorted((low.value, second.value))
    start = min(unit.start, words.starts[number.first])
    before = _tokens_before(words, number.first, unit)
    span = Interval(ends[0] - low.unit / 2, ends[1] + second.unit / 2)
    return _found(
        words, unit, (before, start), second, sum(ends) / 2, span, "the text gives a range; its middle"
    )


def _found(
    words: Words,
    unit: _Unit,
    begin: tuple[int, int],
    number: Number,
    value: float,
    span: Interval,
    reason: str,
) -> FoundAmount:
    first, start = begin
    end = max(unit.end, words.end(number.last))
    stated = " ".join(words.text[start:end].split())
    amount = Amount(
        stated, unit.printed, value, unit.code, span, "; ".join(filter(None, (reason, unit.reason)))
    )
    doubt = "" if unit.code else f"which {unit.printed} is meant is not said"
    return FoundAmount(unit.sort, first, max(unit.last, number.last), start, end, amount, doubt)


def _tokens_before(words: Words, first: int, unit: _Unit) -> int:
    """The first token of number and unit: a code or "US" before the sign counts."""
    while first and words.starts[first - 1] >= unit.start:
        first -= 1
    return first


def _other_end(words: Words, number: Number, language: str) -> Number | None:
    """The second number of "2-3 million" and "between 2 and 3"."""
    after = number.last + 1
    if after >= len(words.keys):
        return None
    gap = words.gap(number.last).strip(" \n€$£")
    if gap in ("-", "–", "—") and words.is_number(after):
        return number_at(words, after, language)
    joined = words.keys[after] in ("to", "a") or (
        words.keys[after] in ("and", "et")
        and any(key in ("between", "entre") for key in words.keys[max(0, number.first - 2) : number.first])
    )
    if joined and not gap and words.is_number(after + 1) and words.gap(after).strip(" \n€$£") == "":
        return number_at(words, after + 1, language)
    return None


def _unit(words: Words, number: Number, last: Number) -> _Unit | None:
    finders = (partial(_before, words, number.first), partial(_after, words, number, last))
    for find in finders:
        unit = find()
        if unit:
            return unit
    return None


def _before(words: Words, index: int) -> _Unit | None:
    text, start = words.text, words.starts[index]
    at = start - 1
    while at >= 0 and start - at < 4 and text[at] in " \u00a0\u202f\n":
        at -= 1
    sign = text[at] if at >= 0 else ""
    if sign == "$":
        return _dollar(words, index, at)
    if sign in currencies.SIGNS:
        return _Unit(MONEY, currencies.SIGNS[sign], sign, at, 0, 0)
    said = words.raw[index - 1] if index and words.end(index - 1) == at + 1 else ""
    code = currencies.ALIASES.get(said, said)
    if code in currencies.CODES:
        return _Unit(MONEY, code, said, words.starts[index - 1], 0, 0)
    return None


def _dollar(words: Words, index: int, at: int) -> _Unit:
    before = words.keys[index - 1] if index and words.end(index - 1) == at else ""
    if before in currencies.DOLLARS:
        start = words.starts[index - 1]
        return _Unit(MONEY, currencies.DOLLARS[before], words.text[start : at + 1], start, 0, 0)
    return _Unit(MONEY, "USD", "$", at, 0, 0, "“$”: read as US dollars")


def _after(words: Words, number: Number, last: Number) -> _Unit | None:
    index, start = last.last, words.starts[number.first]
    gap = words.gap(index) if index + 1 < len(words.keys) else words.text[words.end(index) :][:4]
    sign = gap.lstrip(" \u00a0\u202f\n")[:1]
    at = words.end(index) + len(gap) - len(gap.lstrip(" \u00a0\u202f\n"))
    if sign == "%":
        return _Unit(PERCENT, "percent", "%", start, at + 1, index)
    if sign in currencies.SIGNS or sign == "$":
        code = currencies.SIGNS.get(sign, "USD")
        return _Unit(
            MONEY, code, sign, start, at + 1, index, "" if sign != "$" else "“$”: read as US dollars"
        )
    if index + 1 >= len(words.keys):
        return None
    if not gap and words.keys[index + 1] in _ORDINAL:
        return _rank(words, index, start)
    return None if gap.strip(" \n\u00a0\u202f-") else _word_after(words, number, index, start)


def _rank(words: Words, index: int, start: int) -> _Unit | None:
    near = words.keys[max(0, index - 4) : index + 4]
    if not _RANKING.intersection(near):
        return None
    end = words.end(index + 1)
    return _Unit(RANK, "rank", words.raw[index + 1], start, end, index + 1)


def _word_after(words: Words, number: Number, index: int, start: int) -> _Unit | None:
    at = index + 1
    pair = tuple(words.keys[at : at + 2])
    if pair in (("per", "cent"), ("pour", "cent")) or pair[:1] == ("percent",):
        last = at if pair[0] == "percent" else at + 1
        return _Unit(
            PERCENT, "percent", words.text[words.starts[at] : words.end(last)], start, words.end(last), last
        )
    if pair[0] in _SMALL and len(pair) == 2:
        at += 1
    return _money_word(words, at, start) or _people(words, number, at, start)


def _money_word(words: Words, at: int, start: int) -> _Unit | None:
    raw, key, end = words.raw[at], words.keys[at], words.end(at)
    following = words.raw[at + 1] if at + 1 < len(words.raw) else ""
    code = currencies.ALIASES.get(raw, raw)
    if code in currencies.CODES:
        return _Unit(MONEY, code, raw, start, end, at)
    for adjective, noun, last in ((raw, following, at + 1), (following, raw, at + 1)):
        code = currencies.national(adjective, noun) if following and _money(noun) else ""
        if code:
            return _Unit(
                MONEY, code, words.text[words.starts[at] : words.end(last)], start, words.end(last), last
            )
    if key in currencies.WORDS:
        reason = "“dollars”: read as US dollars" if key.startswith("dollar") else ""
        return _Unit(MONEY, currencies.WORDS[key], raw, start, end, at, reason)
    return _Unit(MONEY, "", raw, start, end, at) if key in currencies.VAGUE else None


def _money(noun: str) -> bool:
    key = noun.lower()
    return key in currencies.VAGUE or key in currencies.WORDS


def _people(words: Words, number: Number, at: int, start: int) -> _Unit | None:
    if words.keys[at] in _PEOPLE and words.is_number(number.first):
        return _Unit(PERSONS, "persons", words.raw[at], start, words.end(at), at)
    return None
