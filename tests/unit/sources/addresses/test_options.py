"""What may be written for years, months, codes and places, and what is said of the rest."""

import pytest

from entrepot.metadata.errors import EntrepotError, PlaceError, UsageError
from entrepot.sources.addresses import dataset
from entrepot.sources.addresses.options import values_of


def read(name: str, written: str | None, of: str = "comtrade") -> tuple[str, ...]:
    return values_of(name, dataset(of).options[name], written)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2020", ("2020",)),
        ("2017-2019", ("2017", "2018", "2019")),
        (" 2017 - 2018 , 2022 ", ("2017", "2018", "2022")),
        ("2017\u20132018", ("2017", "2018")),
        ("2017..2018", ("2017", "2018")),
        ("2022,2020,2020-2021", ("2020", "2021", "2022")),
        ("2020-2020", ("2020",)),
    ],
)
def test_years(written: str, years: tuple[str, ...]) -> None:
    assert read("years", written) == years


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2019-2017", "runs backwards. Write 2017-2019"),
        ("17", "four digits"),
        ("1900", "begins in 1962"),
        ("2020-99999", "four digits"),
        ("2020,,2021", "an empty place"),
        ("2020-", "no number or range"),
        ("twenty", "no number or range"),
        ("-2020", "no number or range"),
        ("20\u0662\u0660", "no number or range"),
        ("2020-2021-2022", "no number or range"),
        ("9" * 5000, "four digits"),
        ("2020," * 3000 + "2020", "more than 2,000 values"),
        ("2" * 30_000, "more than 20,000 characters"),
        ("", "--years is needed"),
        (None, "--years is needed"),
    ],
)
def test_what_is_no_year(written: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read("years", written)


def test_months() -> None:
    assert read("months", "1-3,12") == ("01", "02", "03", "12")
    assert read("months", None) == ()
    assert read("months", "52", of="comext") == ("52",)
    assert read("months", None, of="comext") == ("52",)
    for wrong in ("13", "0", "12-52", "52"):
        with pytest.raises(UsageError, match="known are 01, 02"):
            read("months", wrong)


def test_choices_and_codes() -> None:
    assert read("flow", "m, x") == ("M", "X")
    assert read("product", "0901,270900,TOTAL,0901") == ("0901", "270900", "TOTAL")
    assert read("table", "nama_10r_2gdp", of="eurostat") == ("nama_10r_2gdp",)
    for name, wrong, of in (
        ("flow", "exports", "comtrade"),
        ("product", "901", "comtrade"),
        ("product", "090 111", "comtrade"),
        ("classification", "HS,H0", "comtrade"),
        ("revision", "HS88", "baci"),
        ("version", "latest", "baci"),
        ("version", "2025/../01", "baci"),
        ("table", "../../etc/passwd", "eurostat"),
        ("table", "a?b=c", "eurostat"),
        ("key", "A.B/../C", "nbb"),
        ("indicator", "A" * 300, "wdi"),
    ):
        with pytest.raises(UsageError, match=f"--{name}"):
            read(name, wrong, of)


def test_places_in_the_codes_of_the_publisher() -> None:
    assert read("reporter", "Belgium,KAZ;USA") == ("56", "398", "842")
    assert read("reporter", "France,India,Switzerland,Norway,Taiwan") == ("251", "699", "757", "579", "490")
    assert read("reporter", "Benelux") == ("56", "442", "528")
    assert read("partner", None) == ("0",)
    assert read("partner", "ALL") == ("",)
    assert read("partner", "world,KAZ", of="imf") == ("G001", "KAZ")
    with pytest.raises(PlaceError):
        read("reporter", "Atlantis")
    with pytest.raises(EntrepotError, match="no country or group"):
        read("reporter", "BEANR")
