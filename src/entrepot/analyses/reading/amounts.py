"""Sums of money, percentages, ranks and heads in a text, each with the bounds its words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entrepot.analyses.reading import hedges
from entrepot.analyses.reading.numbers import Number, number_at
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.units import MONEY, RANK, Unit, unit_of
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount


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
    """“$5.5 billion, of which 4 billion”: a number of millions takes the money told just before."""
    if not found or found[-1].sort != MONEY or index - found[-1].last > 8:
        return None
    number = number_at(words, index, language)
    between = words.text[found[-1].end : words.starts[index]]
    if number is None or number.last == index or set(between) & set(".;:!?"):
        return None
    unit = Unit(
        MONEY, found[-1].amount.unit, "", words.starts[index], 0, number.last, "the money is that told before"
    )
    return _single(words, number, unit)


def _amount_at(words: Words, index: int, language: str) -> FoundAmount | None:
    number = number_at(words, index, language)
    if number is None:
        return None
    second = _other_end(words, number, language)
    last = second or number
    unit = unit_of(words, number, last)
    if unit is None:
        return None
    if second:
        return _range(words, number, second, unit)
    return _single(words, number, unit)


def _single(words: Words, number: Number, unit: Unit) -> FoundAmount:
    before = _tokens_before(words, number.first, unit)
    first, hedge = hedges.hedge_before(words.keys, before)
    start = words.starts[first] if hedge else min(unit.start, words.starts[number.first])
    said = words.text[start : words.end(before - 1)] if hedge else ""
    span, reason = hedges.bounds(number.value, number.unit, hedge, " ".join(said.split()))
    if unit.sort == RANK:
        span = Interval(number.value, number.value)
    return _found(words, unit, (first if hedge else before, start), number, number.value, span, reason)


def _range(words: Words, number: Number, second: Number, unit: Unit) -> FoundAmount:
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
    unit: Unit,
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


def _tokens_before(words: Words, first: int, unit: Unit) -> int:
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
