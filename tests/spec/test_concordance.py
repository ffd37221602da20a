"""A small conversion by hand: three old codes become three new ones, one code has no link."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from entrepot.analyses.trade.concordance import aggregate, compose, convert, cut, reverse, to_icio
from entrepot.metadata.concordance import LINK_COLUMNS

#            old     new     part of the old that goes to the new
OLD_TO_NEW = [
    ("010100", "010101", 0.6, "published"),
    ("010100", "010102", 0.4, "published"),
    ("010200", "010102", 1.0, "published"),
    ("010300", "010102", 0.5, "equal"),
    ("010300", "010303", 0.5, "equal"),
]
#            year  old       value
TRADE = [
    (2016, "010100", 100.0),
    (2016, "010200", 10.0),
    (2017, "010100", 50.0),
    (2017, "010300", 30.0),
    (2017, "999999", 10.0),
]
#            year  new       value
CONVERTED = [
    (2016, "010101", 60.0),  # 0.6 of 100
    (2016, "010102", 50.0),  # 0.4 of 100, and 10
    (2017, "010101", 30.0),  # 0.6 of 50
    (2017, "010102", 35.0),  # 0.4 of 50, and half of 30
    (2017, "010303", 15.0),  # the other half
]
RESIDUAL = [(2017, "999999", 10.0, 0.05)]  # 10 of 200


def links(
    rows: list[tuple[str, str, float, str]], source: str = "HS12", target: str = "HS17"
) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["from_code", "to_code", "weight", "weighting"], orient="row")
    named = frame.with_columns(pl.lit(source).alias("from_scheme"), pl.lit(target).alias("to_scheme"))
    return named.select(column.name for column in LINK_COLUMNS)


@pytest.fixture
def trade() -> pl.DataFrame:
    return pl.DataFrame(TRADE, schema=["year", "k", "v"], orient="row")


def test_by_hand(trade: pl.DataFrame) -> None:
    done = convert(trade, links(OLD_TO_NEW), product="k", value="v", by=["year"])
    assert [(year, k, pytest.approx(v)) for year, k, v in done.frame.rows()] == CONVERTED
    assert done.residual.rows() == RESIDUAL
    assert done.residual.columns == ["year", "k", "v", "share"]
    assert done.total == 200
    # 100, 10 and 50 by published weights, 30 in halves, 10 not at all
    assert done.shares == pytest.approx({"published": 0.8, "estimated": 0, "equal": 0.15, "none": 0.05})
    assert done.share_converted == pytest.approx(0.95)
    assert done.text == (
        "HS12 to HS17: 4 codes became 3; 95.0% of the value converted (80.0% by published or single links, "
        "15.0% split into equal parts for want of weights). 5.00% has no link: 1 code, the largest 999999 "
        "(5.00%)."
    )


@pytest.mark.parametrize("kind", ["pandas", "pyarrow", "lazy"])
def test_the_same_kind_comes_back(trade: pl.DataFrame, kind: str) -> None:
    given = {"pandas": trade.to_pandas, "pyarrow": trade.to_arrow, "lazy": trade.lazy}[kind]()
    done = convert(given, links(OLD_TO_NEW), product="k", value="v", by=["year"])
    frame = done.frame
    if kind == "pandas":
        assert isinstance(frame, pd.DataFrame)
        frame = pl.from_pandas(frame)
    elif kind == "pyarrow":
        assert isinstance(frame, pa.Table)
        frame = pl.from_arrow(frame)
    else:
        assert isinstance(frame, pl.LazyFrame)
        frame = frame.collect()
    assert [(year, k, pytest.approx(v)) for year, k, v in frame.rows()] == CONVERTED


def test_without_by_everything_is_summed(trade: pl.DataFrame) -> None:
    done = convert(trade, links(OLD_TO_NEW), product="k", value="v")
    assert dict(done.frame.rows()) == pytest.approx({"010101": 90.0, "010102": 85.0, "010303": 15.0})


def test_links_followed_by_links() -> None:
    further = links(
        [("010101", "010109", 1.0, "published"), ("010102", "010109", 0.5, "equal"),
         ("010102", "010202", 0.5, "equal")], "HS17", "HS22",
    )  # fmt: skip
    assert compose(links(OLD_TO_NEW), further).select(
        "from_code", "to_code", "weight", "weighting"
    ).rows() == [
        ("010100", "010109", pytest.approx(0.8), "equal"),  # 0.6 and half of 0.4
        ("010100", "010202", pytest.approx(0.2), "equal"),
        ("010200", "010109", 0.5, "equal"),
        ("010200", "010202", 0.5, "equal"),
        ("010300", "010109", 0.25, "equal"),  # half of a half; the other half, 010303, has no link
        ("010300", "010202", 0.25, "equal"),
    ]


def test_the_way_back_needs_values(trade: pl.DataFrame) -> None:
    # 010102 holds 0.4 of 150, 10, and half of 30
    back = reverse(links(OLD_TO_NEW), trade, product="k", value="v")
    assert back.select("from_code", "to_code", "weight", "weighting").rows() == [
        ("010101", "010100", 1.0, "published"),
        ("010102", "010100", pytest.approx(60 / 85), "estimated"),
        ("010102", "010200", pytest.approx(10 / 85), "estimated"),
        ("010102", "010300", pytest.approx(15 / 85), "estimated"),
        ("010303", "010300", 1.0, "published"),
    ]
    blind = reverse(links(OLD_TO_NEW))
    assert set(blind.filter(pl.col("from_code") == "010102")["weight"]) == {1 / 3}
    assert set(blind.filter(pl.col("from_code") == "010102")["weighting"]) == {"equal"}


def test_six_digits_to_industries_through_the_combined_nomenclature() -> None:
    # 010121 has two codes of eight digits, of which one goes to another product and industry
    cn_cpa = links(
        [("01012110", "01.43.11", 1.0, "published"), ("01012190", "10.11.11", 1.0, "published"),
         ("01013000", "01.43.12", 1.0, "published")], "CN2017", "CPA21",
    )  # fmt: skip
    spread = reverse(cut(cn_cpa["from_code"], "CN2017", 6))
    whole = compose(compose(spread, cn_cpa), to_icio(cn_cpa["to_code"], "CPA21"))
    assert whole.select("from_scheme", "from_code", "to_code", "weight", "weighting").rows() == [
        ("HS17", "010121", "A01", 0.5, "equal"),
        ("HS17", "010121", "C10T12", 0.5, "equal"),
        ("HS17", "010130", "A01", 1.0, "published"),
    ]


def test_sums_of_shorter_codes() -> None:
    frame = pl.DataFrame({"k": ["01012110", "01012190", "0202XXXX", "01XXXXXX"], "v": [1.0, 2.0, 4.0, 8.0]})
    six = aggregate(frame, 6, "CN2022", product="k", value="v")
    assert six.frame.rows() == [("010121", 3.0)]
    assert six.residual["k"].to_list() == ["01XXXXXX", "0202XXXX"]
    assert six.text.startswith("CN2022 to HS22: 4 codes became 1; 20.0% of the value converted.")
    chapters = aggregate(frame, 2, "CN2022", product="k", value="v")
    assert chapters.frame.rows() == [("01", 11.0), ("02", 4.0)]
    assert chapters.residual.is_empty()
