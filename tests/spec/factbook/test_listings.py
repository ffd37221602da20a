"""How the Factbook lists partners and goods, and how we read the lists."""

import pytest

from entrepot.sources.cia_factbook.listings import Listed, parse_goods, parse_partners

PARTNERS = [
    ("France 20%, Italy 6% (2023)",
     [("France", 0.20, 0.195, 0.205), ("Italy", 0.06, 0.055, 0.065)]),
    ("Congo, Republic of the 12%, Bahamas, The 3% (2023)",
     [("Congo, Republic of the", 0.12, 0.115, 0.125), ("Bahamas, The", 0.03, 0.025, 0.035)]),
    ("USA 58%, Fiji 0% (2023)",
     [("USA", 0.58, 0.575, 0.585), ("Fiji", 0.0, 0.0, 0.005)]),
    ("Russia 26.4%, UK 14.1% (2017)",
     [("Russia", 0.264, 0.2635, 0.2645), ("UK", 0.141, 0.1405, 0.1415)]),
    ("India 99%, Nepal less than 1% (2020)",
     [("India", 0.99, 0.985, 0.995), ("Nepal", None, 0.0, 0.01)]),
    ("Samoa 100% (2019)",
     [("Samoa", 1.0, 0.995, 1.0)]),
    ("almost entirely United Kingdom (2022)",
     [("United Kingdom", None, 0.5, 1.0)]),
    ("Italy, Switzerland, Spain (2021)",
     [("Italy", None, 0.0, 1.0), ("Switzerland", None, 0.0, 1 / 2), ("Spain", None, 0.0, 1 / 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), PARTNERS)
def test_partners(words, expected):
    listed = parse_partners(words)
    assert [each.name for each in listed] == [name for name, *_ in expected]
    for each, (name, share, low, high) in zip(listed, expected, strict=True):
        assert each == Listed(name, pytest.approx(share), pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("words", ["France 20%, and others (2023)", "France 20 percent, Italy 6% (2023)"])
def test_a_list_that_is_not_wholly_understood_is_not_read(words):
    assert parse_partners(words) == ()


@pytest.mark.parametrize(
    ("words", "goods", "period"),
    [
        ("cars, natural gas, vaccines (2023)", ("cars", "natural gas", "vaccines"), "2023"),
        ("fish (cod, haddock); wool", ("fish (cod, haddock)", "wool"), ".."),
        ("all goods top ten commodities by share of world trade: oil, cars (2022)", ("oil", "cars"), "2022"),
    ],
)
def test_goods(words, goods, period):
    assert parse_goods(words) == (goods, period)
