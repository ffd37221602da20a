import pytest

from entrepot.dossier import numbers
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.figure import Figure
from entrepot.metadata.interval import Interval

INF = float("inf")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (118.3, "USD million", "USD 118.3 million", "118,3 millions d’USD"),
        (1.54e12, "USD", "USD 1.5 trillion", "1 540 milliards d’USD"),
        (1_200_000, "EUR", "EUR 1.2 million", "1,2 million d’EUR"),
        (98_100, "EUR", "EUR 98,100", "98 100 EUR"),
        (-178.4, "USD million", "USD −178.4 million", "−178,4 millions d’USD"),
        (0.0241, "1", "2.4%", "2,4 %"),
        (0.00041, "1", "0.041%", "0,041 %"),
        (40.15, "percent", "40.15%", "40,15 %"),
        (81, "rank", "81st", "81e"),
        (1, "rank", "1st", "1er"),
        (12, "rank", "12th", "12e"),
        (16636, "km", "16,636 km", "16 636 km"),
        (Interval(713_000, 713_800), "EUR", "EUR 713,000 to EUR 713,800", "713 000 EUR à 713 800 EUR"),
        (Interval(0, INF), "EUR", "unknown", "inconnu"),
        (Interval(64e6, INF), "EUR", "at least EUR 64 million", "au moins 64 millions d’EUR"),
    ],
)
def test_figures_in_words(value: float | Interval, unit: str, english: str, french: str) -> None:
    figure = Figure(value, unit, "2022", "anything")
    assert plain(numbers.figure(figure, "en")) == english
    assert plain(numbers.figure(figure, "fr")) == french


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2007-12", "December 2007", "décembre 2007"),
        ("2012-02-15", "15 February 2012", "15 février 2012"),
        ("1998", "1998", "1998"),
        ("2010/2012", "2010–2012", "2010–2012"),
        ("2012-01/2012-10", "January 2012 – October 2012", "janvier 2012 – octobre 2012"),
        ("2008/..", "since 2008", "depuis 2008"),
        ("../2006-03", "until March 2006", "jusqu’à mars 2006"),
        ("2008~", "about 2008", "vers 2008"),
        ("..", "undated", "sans date"),
    ],
)
def test_dates_in_words(edtf: str, english: str, french: str) -> None:
    assert numbers.date(StatedDate(edtf), "en") == english
    assert numbers.date(StatedDate(edtf), "fr") == french
