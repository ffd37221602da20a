"""A code is written one way, stays text, and what is no code is refused."""

import pytest

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.products import chapter, digits, icio_industry, normalise, own_list, parent, section


@pytest.mark.parametrize(
    ("written", "scheme", "code"),
    [
        ("010121", "HS17", "010121"),
        ("0101.21", "HS17", "010121"),
        ("10121", "HS17", "010121"),
        ("101", "HS17", "0101"),
        ("1001 11 00", "CN2022", "10011100"),
        ('"1001 11 00"', "CN2022", "10011100"),
        ("1012100", "CN2022", "01012100"),
        ("9999AA", "HS92", "9999AA"),
        ("28xxxxxx", "CN2022", "28XXXXXX"),
        ("01.43.11", "CPA21", "01.43.11"),
        ("014311", "CPA21", "01.43.11"),
        ("01.4", "NACE2", "01.4"),
        ("0111", "NACE2", "01.11"),
        ("0111", "ISIC4", "0111"),
        ("045.1", "SITC3", "0451"),
        ("001", "SITC3", "001"),
        ("41", "BEC4", "41"),
        ("A01_02", "ICIO", "A01_02"),
    ],
)
def test_one_way_to_write_a_code(written: str, scheme: str, code: str) -> None:
    assert normalise(written, scheme) == code
    assert normalise(code, scheme) == code


@pytest.mark.parametrize(
    ("written", "scheme", "said"),
    [
        ("", "HS17", "no code"),
        ("TOTAL", "HS17", "sum over products"),
        ("01012100", "HS17", "8 digits"),
        ("0101210000", "CN2022", "10 digits"),
        ("001100", "HS17", "chapter 00"),
        ("1", "NACE2", "1 digits"),
        ("=1+1", "HS17", "no code"),
        ("0101\x0021", "HS17", "no code"),
        ("A\x00", "ICIO", "no code"),
    ],
)
def test_what_is_no_code_is_refused(written: str, scheme: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        normalise(written, scheme)


def test_codes_of_an_own_list_are_kept_as_they_are() -> None:
    assert normalise(" a-1 ", own_list("MINE")) == "a-1"


def test_an_unknown_classification_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        normalise("010121", "HS99")


def test_parents() -> None:
    assert parent("010121", 4) == "0101"
    assert parent("01.43.11", 4) == "01.43"
    assert parent("01XXXXXX", 2) == "01"
    assert chapter("260500") == "26"
    for code, level in (("01XXXXXX", 4), ("01", 4), ("XXXXXX", 2)):
        with pytest.raises(BadInput, match="does not say"):
            parent(code, level)


def test_digits() -> None:
    assert (digits("010121"), digits("01.43.11"), digits("01XXXX")) == (6, 6, 0)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("010121", "I"),
        ("05", "I"),
        ("06", "II"),
        ("15", "III"),
        ("260500", "V"),
        ("81", "XV"),
        ("97", "XXI"),
        ("XV", "XV"),
    ],
)
def test_sections(code: str, number: str) -> None:
    assert section(code) == number


def test_chapters_of_countries_are_in_no_section() -> None:
    with pytest.raises(BadInput, match="01 to 97"):
        section("990000")


@pytest.mark.parametrize(
    ("code", "industry"),
    [
        ("01.43.11", "A01"),
        ("24.10.11", "C24A"),
        ("24.51.11", "C24A"),
        ("24.44.13", "C24B"),
        ("24.53.10", "C24B"),
        ("30.11.21", "C301"),
        ("30.30.31", "C302T309"),
        ("24", None),
        ("30", None),
        ("35.11.10", "D"),
        ("99.00.10", None),
        ("12", "C10T12"),
        ("", None),
    ],
)
def test_industries_of_icio(code: str, industry: str | None) -> None:
    assert icio_industry(code) == industry
