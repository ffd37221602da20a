"""Dates of a text, written and reasoned, as EDTF."""

import pytest

from entrepot.analyses.reading.calendar_words import MONTHS, UNITS, WEEKDAYS
from entrepot.analyses.reading.scan import words_of
from entrepot.analyses.reading.timeline import FoundDate, dates
from entrepot.metadata.dates import StatedDate


def found(text: str, language: str = "en", published: str = "2024-06-12") -> list[FoundDate]:
    words = words_of(text)
    points = [
        i
        for i, key in enumerate(words.keys)
        if words.is_number(i) or key in MONTHS[language] or key in UNITS or key in WEEKDAYS
    ]
    return list(dates(words, points, (), language, StatedDate(published)))


def edtf(text: str, language: str = "en", published: str = "2024-06-12") -> list[str]:
    return [one.date.edtf for one in found(text, language, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 March 2021", ["2021-03-03"]),
        ("March 3rd, 2021", ["2021-03-03"]),
        ("the 3rd of March 2021", ["2021-03-03"]),
        ("in March 2021", ["2021-03"]),
        ("2021-03-03", ["2021-03-03"]),
        ("12.05.2021", ["2021-05-12"]),
        ("15-17 May 2024", ["2024-05-15/2024-05-17"]),
        ("15 and 16 May 2024", ["2024-05-15/2024-05-16"]),
        ("12th to 13th January 2021", ["2021-01-12/2021-01-13"]),
        ("from February 6 to 9", ["2024-02-06/2024-02-09"]),
        ("October and November 2007", ["2007-10/2007-11"]),
        ("in 1992 and in 1998", ["1992", "1998"]),
        ("in 2010 and 2011", ["2010/2011"]),
        ("from 2010 to 2012", ["2010/2012"]),
        ("2012-2015", ["2012/2015"]),
        ("2007/08", ["2007/2008"]),
        ("since 2002", ["2002/.."]),
        ("until 2014", ["../2014"]),
        ("by 2030", ["../2030"]),
        ("the 1990s", ["1990/1999"]),
        ("the first ten months of 2012", ["2012-01/2012-10"]),
        ("the second half of 2020", ["2020-07/2020-12"]),
        ("Q3 2020", ["2020-07/2020-09"]),
        ("15 februari 2012", ["2012-02-15"]),
        ("30 February 2020", ["2020-02"]),
        ("he may go, in March he went", ["2024-03"]),
        ("2000 tonnes of rice, €2012 and ?LEG=2007", []),
        ("a 20-year concession", []),
        ("more than 50 years after the war", []),
    ],
)
def test_written_dates(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 1er mars 2021", ["2021-03-01"]),
        ("du 15 au 17 mai 2024", ["2024-05-15/2024-05-17"]),
        ("au premier semestre 2024", ["2024-01/2024-06"]),
        ("les dix premiers mois de 2012", ["2012-01/2012-10"]),
        ("depuis 1992, jusqu'en 2014", ["1992/..", "../2014"]),
        ("dans les années 1990", ["1990/1999"]),
        ("entre 2010 et 2012", ["2010/2012"]),
        ("en 1992, six ans plus tard", ["1992", "1998"]),
        ("en mars 2006, un mois plus tôt", ["2006-03", "2006-02"]),
        ("il y a dix ans", ["2014"]),
        ("en juillet dernier", ["2023-07"]),
        ("le mois dernier", ["2024-05"]),
        ("en 1992; l'année suivante", ["1992", "1993"]),
    ],
)
def test_french_dates(text: str, expected: list[str]) -> None:
    assert edtf(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1992 it began. Six years later he came", ["1992", "1998"]),
        ("In December 2007 he came, after a meeting a month earlier", ["2007-12", "2007-11"]),
        ("In October 2010 one came, the other later that month", ["2010-10", "2010-10"]),
        ("In December 2007 he came. A few months after it", ["2007-12", "2008~"]),
        ("In 1992 and the following year", ["1992", "1993"]),
        ("last July and next September", ["2023-07", "2024-09"]),
        ("two weeks ago", ["2024-05-29"]),
        ("on Tuesday", ["2024-06-11"]),
        ("she will come on Tuesday", ["2024-06-18"]),
        ("on 11–12 November", ["2023-11-11/2023-11-12"]),
        ("on 1 July", ["2024-07-01"]),
        ("last year", ["2023"]),
        ("in the last five years", ["2019/2024"]),
    ],
)
def test_relative_dates(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


def test_a_reasoned_date_tells_what_it_follows_from() -> None:
    later = found("In 1992 it began. Six years later he came")[1]
    assert later.date.as_stated == "Six years later"
    assert later.date.derivation == "Six years after 1992"


def test_a_flashback_does_not_carry_the_tale_on() -> None:
    assert edtf("In 2007 he came, a year earlier she did. Two years later") == ["2007", "2006", "2009"]


def test_without_the_date_of_the_document_what_counts_from_it_is_unknown_and_said_so() -> None:
    one = found("fifteen years ago", published="..")[0]
    assert one.date.edtf == ".."
    assert "not known" in one.doubt


def test_a_month_without_a_year_takes_that_of_the_date_before_and_is_doubted() -> None:
    one = found("In 2019 it began. In May it ended", published="..")[1]
    assert one.date.edtf == "2019-05"
    assert one.doubt


def test_a_period_of_publication_makes_a_period() -> None:
    assert edtf("fifteen years ago", published="2012-11/2014") == ["1997/1999"]
