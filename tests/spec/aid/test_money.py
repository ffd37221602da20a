"""Currencies, years and prices of the sums, and what the record says beside them."""

from pathlib import Path

import pytest

from aid_world import activity, answered, asked, ends, file_of, paid
from entrepot.metadata.errors import BadInput
from entrepot.metadata.places import get
from entrepot.sources.rates import rates
from little_record import money, said

OWN = "currency,year,per_euro\nUSD,2013,2\nUSD,2014,4\nUSD,2020,5\nKZT,2014,200\n"
INDEX = "currency,year,index\nUSD,2013,80\nUSD,2014,100\nUSD,2020,150\n"


@pytest.fixture
def table(tmp_path: Path):
    for name, text in (("rates.csv", OWN), ("prices.csv", INDEX)):
        (tmp_path / name).write_text(text)
    return rates([tmp_path / "rates.csv", tmp_path / "prices.csv"])


def one(*moved: str, **more: str) -> list[str]:
    return [file_of(activity(moved="".join(moved), **more))]


def test_the_rate_is_that_of_the_value_date(table) -> None:
    files = one(paid("100", on="2014-01-05", day="2013-12-30"), paid("100", on="2014-06-30"))
    step = answered(files, currency="EUR", table=table)
    assert ends(step) == (75, 75)  # 100 / 2 + 100 / 4
    assert [(y.key, y.figure.value) for y in step.by["year"]] == [("2014", 75)]  # the year of the payment


def test_constant_prices_go_by_the_dollar(table) -> None:
    step = answered(one(paid("100")), currency="EUR", base=2020, table=table)
    assert step.total.figure.value == 100 * (150 / 100) / 5
    assert step.total.figure.unit == "EUR at prices of 2020"
    own = answered(one(paid("100")), currency="USD", base=2014, table=table)
    assert own.total.figure.value == 100


def test_the_default_currency_holds_where_a_value_names_none(table) -> None:
    files = one(paid("200"), paid("10", currency="EUR"), currency="KZT")
    assert ends(answered(files, currency="EUR", table=table)) == (11, 11)


def test_what_has_no_rate_is_listed_and_the_sum_is_at_least(table) -> None:
    files = one(paid("100"), paid("500", on="2015-01-01", currency="KZT"))
    step = answered(files, currency="USD", table=table)
    assert ends(step) == (100, float("inf"))
    assert str(step.total.figure) == "at least 100 USD"
    (bare,) = step.unconverted
    assert (bare.currency, bare.year, bare.value, bare.missing) == (
        "KZT",
        2015,
        500,
        "no rate for KZT in 2015",
    )
    by_year = {year.key: str(year.figure) for year in step.by["year"]}
    assert by_year == {"2014": "100 USD", "2015": "unknown USD"}


def test_a_recovery_without_a_rate_leaves_no_lower_bound(table) -> None:
    files = one(paid("100"), paid("-500", on="2015-01-01", currency="KZT"))
    assert ends(answered(files, currency="USD", table=table)) == (float("-inf"), 100)


def test_what_could_not_be_read_is_told(tmp_path: Path) -> None:
    found = asked(tmp_path, file_of(activity("A", moved=paid("100")), activity("B", moved=paid("ten"))))
    assert any("1 activities of these files were set apart" in sentence for sentence in found.notes)


def test_belgian_francs_have_their_fixed_rate_from_the_euro_on() -> None:
    shipped = rates()
    assert shipped.factor("BEF", 2001, "EUR") == pytest.approx(1 / 40.3399)
    assert shipped.factor("BEF", 1998, "EUR") is None
    assert shipped.missing("BEF", 1998, "EUR") == "no rate for BEF in 1998"


def gift(identifier: str, value: float, year: str, half: float = 500_000, **more: str):
    amount = money("a sum", value, "USD", half=half)
    parties = ("United States:donor", "Kazakhstan:recipient")
    return said(identifier, "aid", *parties, date=year, amount=amount, places=("USA", "KAZ"), **more)


def test_the_record_stands_beside_and_a_possible_double_is_shown(tmp_path: Path) -> None:
    record = (gift("near", 7e6, "2013"), gift("far", 7e6, "2010"), gift("other", 3e6, "2014"))
    files = one(paid("4000000"), paid("3200000", on="2014-07-01"))
    found = asked(tmp_path, *files, donor=get("USA"), statements=record)
    assert ends(found.step) == (7_200_000, 7_200_000)
    assert {c.statement.id for c in found.beside.given} == {"near", "far", "other"}
    doubles = {(d.statement, d.certain, d.amount) for d in found.beside.doubles}
    assert doubles == {("near", False, 7_200_000), ("other", False, 3_200_000)}


def test_another_donors_or_countrys_money_is_no_double(tmp_path: Path) -> None:
    parties = ("Luxembourg:donor", "Tajikistan:recipient")
    sum_ = money("a sum", 7e6, "USD", half=500_000)
    record = (said("lux", "aid", *parties, date="2014", amount=sum_, places=("LUX", "TJK")),)
    tajik = activity("T", '<recipient-country code="TJ"/>', paid("7000000"), by="XM-DAC-22")
    files = one(paid("7000000")) + one(paid("7000000"), by="XM-DAC-22", name="L")
    found = asked(tmp_path, *files, recipient="CentralAsia", statements=record)
    assert found.beside.given
    assert not found.beside.doubles  # American, or for Kazakhstan
    (tmp_path / "more").mkdir()
    found = asked(tmp_path / "more", file_of(tajik), recipient="CentralAsia", statements=record)
    assert [double.identifier for double in found.beside.doubles] == ["T"]


def test_what_nobody_reports_is_unknown_and_not_nothing(tmp_path: Path) -> None:
    found = asked(tmp_path, *one(paid("5")), donor=get("LUX"), statements=(_luxembourg(),))
    assert found.step.total.figure.is_unknown
    assert any("does not say that nothing was given" in sentence for sentence in found.notes)


def _luxembourg():
    parties = ("Luxembourg:donor", "Kazakhstan:recipient")
    return said("lux", "aid", *parties, date="2014", amount=money("a sum", 7e6), places=("LUX", "KAZ"))


def test_a_contribution_drawn_from_the_same_activity_is_a_double_for_certain(tmp_path: Path) -> None:
    record = (gift("drawn", 1e6, "2014", iati_identifier="A"),)
    found = asked(tmp_path, *one(paid("5")), donor=get("USA"), statements=record)
    assert [(d.statement, d.certain, d.identifier) for d in found.beside.doubles] == [("drawn", True, "A")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the columns are none"),
        ("a,b\n1,2\n", "the columns are a, b"),
        ("currency,year,per_euro\n", "holds no row"),
        ("currency,year,per_euro\nUSD,2014,-1\n", "line 2, column per_euro"),
        ("currency,year,per_euro\nUSD,2014,nan\n", "line 2, column per_euro"),
        ("currency,year,per_euro\nusd,2014,1\n", "line 2, column currency"),
        ("currency,year,per_euro\nUSD,14,1\n", "line 2, column year"),
        ("currency,year,per_euro\nUSD,2014,1\nUSD,2014,1\n", "stands there twice"),
        ("currency,year,index\nUSD,2014,1\nEUR,2014,1\n", "several currencies"),
        ('currency,year,per_euro\n"USD,2014,1\n', "line"),
        ("currency,year,per_euro\nUSD,2014,1\0\n", "NUL"),
    ],
)
def test_tables_that_are_none_are_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "own.csv").write_text(text)
    with pytest.raises(BadInput, match=told):
        rates([tmp_path / "own.csv"])


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(b"currency,year,per_euro\n\xff\xfe")
    with pytest.raises(BadInput, match="not UTF-8"):
        rates([tmp_path / "own.csv"])
    with pytest.raises(BadInput):
        rates([tmp_path / "absent.csv"])
