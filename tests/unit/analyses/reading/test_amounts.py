"""Amounts of a text with the bounds their words allow."""

import math

import pytest

from entrepot.analyses.reading.amounts import FoundAmount, amounts
from entrepot.analyses.reading.currencies import national
from entrepot.analyses.reading.numbers import NUMBER_WORDS, digits
from entrepot.analyses.reading.scan import words_of


def found(text: str, language: str = "en") -> list[FoundAmount]:
    words = words_of(text)
    numbers = [i for i, key in enumerate(words.keys) if words.is_number(i) or key in NUMBER_WORDS]
    return list(amounts(words, numbers, language))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€83,000", 83_000, "EUR"),
        ("EUR 35 billion", 35e9, "EUR"),
        ("€13.8 million.3", 13.8e6, "EUR"),
        ("$2.5bn", 2.5e9, "USD"),
        ("US$ 40 million", 40e6, "USD"),
        ("two million euros", 2e6, "EUR"),
        ("90 million Swiss francs", 90e6, "CHF"),
        ("KZT 1.2 trillion", 1.2e12, "KZT"),
        ("FCFA 378 billion", 378e9, "XOF"),
        ("40.15 per cent", 40.15, "percent"),
        ("7 %", 7, "percent"),
        ("3,000 troops", 3_000, "persons"),
        ("ranked 81st", 81, "rank"),
        ("5 million manats", 5e6, ""),
    ],
)
def test_english_amounts(text: str, value: float, unit: str) -> None:
    (one,) = found(text)
    assert (one.amount.value, one.amount.unit) == (pytest.approx(value), unit)
    assert one.amount.value in one.amount.bounds
    assert bool(one.doubt) == (unit == "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("25 millions d’euros", 25e6, "EUR"),
        ("3,5 milliards de dollars", 3.5e9, "USD"),
        ("250 000 euros", 250_000, "EUR"),
        ("1.500 €", 1_500, "EUR"),
        ("400 millions de dirhams marocains", 400e6, "MAD"),
        ("12,5 pour cent", 12.5, "percent"),
        ("deux millions d'euros", 2e6, "EUR"),
    ],
)
def test_french_amounts(text: str, value: float, unit: str) -> None:
    (one,) = found(text, "fr")
    assert (one.amount.value, one.amount.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("€7.0 million", 6.95e6, 7.05e6),
        ("€7 million", 6.5e6, 7.5e6),
        ("€83,000", 82_999.5, 83_000.5),
        ("over €64 million", 64e6, math.inf),
        ("at least €64 million", 64e6, math.inf),
        ("up to €5 million", 0, 5e6),
        ("around 265 troops", 260, 270),
        ("about 5,000 people", 4_500, 5_500),
        ("nearly €20 million", 15e6, 20e6),
        ("€2-3 million", 1.5e6, 3.5e6),
        ("between 10 and 12 per cent", 9.5, 12.5),
        ("ranked 81st", 81, 81),
    ],
)
def test_bounds_follow_from_the_printed_digits_and_the_words_before(
    text: str, low: float, high: float
) -> None:
    (one,) = found(text)
    assert (one.amount.bounds.low, one.amount.bounds.high) == (pytest.approx(low), pytest.approx(high))
    assert one.amount.as_stated.split()[0] in text


def test_a_number_of_millions_takes_the_money_told_just_before_and_says_so() -> None:
    second = found("$5.5 billion, of which 4 billion were private")[1]
    assert (second.amount.value, second.amount.unit) == (4e9, "USD")
    assert "told before" in second.amount.reason


@pytest.mark.parametrize(
    "text", ["in 2010", "5 m of cable", "15 kilometres", "1" * 400 + " euros", "Boeing 737"]
)
def test_what_is_no_amount(text: str) -> None:
    assert found(text) == []


def test_numbers_are_read_as_their_language_writes_them() -> None:
    assert digits("1,500", "en") == (1500.0, 1.0)
    assert digits("1,500", "fr") == (1.5, 0.001)
    assert digits("1.234.567,89", "en") == (1234567.89, 0.01)
    assert digits("12..5", "en") is None


def test_national_currencies() -> None:
    assert national("Swiss", "francs") == "CHF"
    assert national("green", "francs") == ""
