"""Amounts, dates and sums as messages of rules print them in English and French."""

import pytest

from entrepot.analyses.relations.claims.wording import millions, number, reckoned, stated, when
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount


def printed(text: str, unit: str = "EUR") -> Amount:
    return Amount(text, "€", 1.0, unit, Interval(1.0, 1.0))


@pytest.mark.parametrize(
    ("text", "unit", "french"),
    [
        ("€118 million", "EUR", "118 millions d’EUR"),
        ("€1.9 million", "EUR", "1,9 million d’EUR"),
        ("over €64 million", "EUR", "plus de 64 millions d’EUR"),
        ("€3 billion", "EUR", "3 milliards d’EUR"),
        ("€83,000", "EUR", "83\u202f000 EUR"),
        ("119,091.91", "EUR", "119\u202f091,91"),
        ("18.31 per cent", "percent", "18,31 %"),
        ("a tidy sum", "EUR", "a tidy sum"),
    ],
)
def test_a_stated_amount_in_french(text: str, unit: str, french: str) -> None:
    assert stated(printed(text, unit)) == text
    assert stated(printed(text, unit), "fr") == french


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("1998", "1998", "1998"),
        ("2006-03", "March 2006", "mars 2006"),
        ("2025-01-01", "1 January 2025", "1er janvier 2025"),
        ("2025-01-11", "11 January 2025", "11 janvier 2025"),
        ("2007/2011", "2007 to 2011", "2007 à 2011"),
        ("2008-06/..", "June 2008 to …", "juin 2008 à …"),
        ("..", "…", "…"),
    ],
)
def test_a_date_in_words(edtf: str, english: str, french: str) -> None:
    assert (when(edtf), when(edtf, "fr")) == (english, french)


def test_a_sum_in_the_language() -> None:
    told = "99,500,000 × 1.18 ≠ 119,091.91; 1998 → 2006-03"
    assert reckoned(told) == "99,500,000 × 1.18 ≠ 119,091.91; 1998 → March 2006"
    assert reckoned(told, "fr") == "99\u202f500\u202f000 × 1,18 ≠ 119\u202f091,91; 1998 → mars 2006"


def test_money_and_signs() -> None:
    assert millions(Interval(1.5e6, 1.5e6), "USD", "fr") == "1,5 million d’USD"
    assert millions(Interval(117e6, 118e6), "CHF", "fr") == "117 à 118 millions de CHF"
    assert number(-43.2, decimals=0) == "−43"
