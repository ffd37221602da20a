"""How the Factbook writes numbers, and how we read them: one line each."""

# ruff: noqa: E501 (a table reads best with a line a row)

import math

import pytest

from entrepot.sources.cia_factbook.amounts import no_number, parse_amount

# words, value, low, high, unit, period, estimate
READ = [
    ("$1.5 trillion (2024 est.)",                    1.5e12,      1.45e12,      1.55e12,      "$",     "2024",      True),
    ("$525.458 billion (2024 est.)",                 525_458e6,   525_457.5e6,  525_458.5e6,  "$",     "2024",      True),
    ("$78.7 billion (2023 est.)",                    78.7e9,      78.65e9,      78.75e9,      "$",     "2023",      True),
    ("-$5.679 billion (2024 est.)",                  -5.679e9,    -5.6795e9,    -5.6785e9,    "$",     "2024",      True),
    ("$63,100 (2024 est.)",                          63_100,      63_099.5,     63_100.5,     "$",     "2024",      True),
    ("$1.5-1.7 billion (2020 est.)",                 None,        1.5e9,        1.7e9,        "$",     "2020",      True),
    ("19,606,633 (2024 est.)",                       19_606_633,  19_606_632.5, 19_606_633.5, "",      "2024",      True),
    ("652,271 (July 2020 est.)",                     652_271,     652_270.5,    652_271.5,    "",      "2020-07",   True),
    ("5.416 million (2024 est.)",                    5_416_000,   5_415_500,    5_416_500,    "",      "2024",      True),
    ("approximately 15,500 (2020)",                  15_500,      15_499.5,     15_500.5,     "",      "2020",      True),
    ("16,636 km (2021)",                             16_636,      16_635.5,     16_636.5,     "km",    "2021",      False),
    ("3,602 km (2020) 3,160 km electrified",         3_602,       3_601.5,      3_602.5,      "km",    "2020",      False),
    ("2,707 km (2022) 1.000 m guage",                2_707,       2_706.5,      2_707.5,      "km",    "2022",      False),
    ("97 km (2017) (segment of the 756 km railway)", 97,          96.5,         97.5,         "km",    "2017",      False),
    ("-5 km",                                        -5,          -5.5,         -4.5,         "km",    "..",        False),
    ("643,801 sq km ; 551,500 sq km (metropolitan)", 643_801,     643_800.5,    643_801.5,    "sq km", "..",        False),
    ("510.072 million sq km",                        510_072_000, 510_071_500,  510_072_500,  "sq km", "..",        False),
    ("14.2 million sq km (285,000 ice-free) (est.)", 14_200_000,  14_150_000,   14_250_000,   "sq km", "..",        True),
    ("3 sq km less than",                            None,        0,            3,            "sq km", "..",        False),
    ("8 sq km ca.",                                  8,           7.5,          8.5,          "sq km", "..",        True),
    ("less than 0.1% (2022)",                        None,        0,            0.1,          "%",     "2022",      False),
    ("more than 40% (2022)",                         None,        40,           math.inf,     "%",     "2022",      False),
    ("5-7% (2021 est.)",                             None,        5,            7,            "%",     "2021",      True),
    ("92.5% of GDP (2022 est.)",                     92.5,        92.45,        92.55,        "%",     "2022",      True),
    ("22.7% (of GDP) (2022 est.)",                   22.7,        22.65,        22.75,        "%",     "2022",      True),
    ("-0.6% (2024 est.)",                            -0.6,        -0.65,        -0.55,        "%",     "2024",      True),
    ("2.1% (FY 2019/20 est.)",                       2.1,         2.05,         2.15,         "%",     "2019/2020", True),
    ("0.924 (2024 est.)",                            0.924,       0.9235,       0.9245,       "",      "2024",      True),
    ("4,525.425 (2024 est.)",                        4_525.425,   4_525.4245,   4_525.4255,   "",      "2024",      True),
]  # fmt: skip

NO_NUMBER = ["NA", "NA (2007 est.)", "NEGL", "negligible", "uninhabited", "see entry for the West Bank"]
NOT_READ = ["two ports", "(2020) approximately 18,195", "about half", ""]


@pytest.mark.parametrize(("words", "value", "low", "high", "unit", "period", "estimate"), READ)
def test_words_are_read_as(words, value, low, high, unit, period, estimate):
    amount = parse_amount(words)
    assert amount is not None
    assert amount.value == value
    assert (amount.low, amount.high) == pytest.approx((low, high), rel=1e-12)
    assert (amount.unit, amount.period, amount.estimate) == (unit, period, estimate)


@pytest.mark.parametrize("words", NO_NUMBER)
def test_words_that_say_there_is_no_number(words):
    assert no_number(words)
    assert parse_amount(words) is None


@pytest.mark.parametrize("words", NOT_READ)
def test_words_that_are_not_understood_are_not_guessed(words):
    assert not no_number(words)
    assert parse_amount(words) is None
