"""What a conversion refuses, and what it does with odd frames."""

import datetime

import duckdb
import polars as pl
import pytest

from entrepot.analyses.trade.concordance import aggregate, compose, convert, cut, reverse, same, to_icio
from entrepot.metadata.concordance import LINK_COLUMNS
from entrepot.metadata.errors import BadInput, NoData, UsageError

SIX = same(["010121", "010130"], "HS17", "HS22")
INDUSTRIES = SIX.with_columns(pl.lit("CPA21").alias("to_scheme"), pl.lit("01.43.11").alias("to_code"))


def trade(codes: list[object], values: list[float] | None = None, **more: list[object]) -> pl.DataFrame:
    return pl.DataFrame({"product": codes, "value": values or [1.0] * len(codes), **more})


@pytest.mark.parametrize(
    ("frame", "links", "said"),
    [
        (trade(["01"]), INDUSTRIES, "Only 22 of the 96 HS chapters"),
        (trade(["0101"]), INDUSTRIES, "Only 22 of the 96 HS chapters"),
        (trade(["0101"]), SIX, "codes of 4 digits, but the links from HS17 to HS22 are for 6"),
        (trade(["010121", "0101"]), SIX, "codes of 4, 6 digits together: the shorter hold sums"),
        (trade(["010121", "TOTAL"]), SIX, "sum over products"),
        (trade([10121]), SIX, "codes are not text"),
        (trade([datetime.date(2020, 1, 1)]), SIX, "codes are not text"),
        (trade(["010121"], [-1.0]), SIX, "negative"),
        (trade(["010121"], [float("nan")]), SIX, "not finite"),
        (trade(["010121", None]), SIX, "a key is empty"),
        (trade(["010121"]).rename({"value": "v"}), SIX, "lacks a column"),
    ],
)
def test_what_is_refused(frame: pl.DataFrame, links: pl.DataFrame, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        convert(frame, links)


def test_longer_codes_are_to_be_summed_first() -> None:
    links = cut(["01012100"], "CN2022", 6).with_columns(pl.lit("010121").alias("from_code"))
    with pytest.raises(BadInput, match="Sum them to 6 digits first"):
        convert(trade(["01012100"]), links)


@pytest.mark.parametrize("name", ["product", "value", "share"])
def test_columns_that_cannot_be_kept(name: str) -> None:
    with pytest.raises(UsageError, match=name):
        convert(trade(["010121"], share=["x"]), SIX, by=[name])


def test_codes_written_in_two_ways_are_one() -> None:
    done = convert(trade(["0101.21", "010121", "10121"]), SIX)
    assert done.frame.rows() == [("010121", 3.0)]


def test_codes_that_are_confidential_stay_in_the_residual() -> None:
    done = convert(trade(["010121", "01XXXX"], [1.0, 3.0]), SIX)
    assert done.residual.rows() == [("01XXXX", 3.0, 0.75)]


def test_no_row_and_no_value() -> None:
    empty = pl.DataFrame(schema={"product": pl.String, "value": pl.Float64})
    done = convert(empty, SIX)
    assert (done.total, done.share_converted, len(done.frame), len(done.residual)) == (0, 0, 0, 0)
    assert convert(trade(["010121"], [0.0]), SIX).frame.rows() == [("010121", 0.0)]


def test_categories_and_relations_are_frames_too() -> None:
    frame = trade(["010121", "010130"])
    kept = convert(frame.with_columns(pl.col("product").cast(pl.Categorical)), SIX)
    assert kept.frame.rows() == [("010121", 1.0), ("010130", 1.0)]
    relation = duckdb.sql("SELECT '010121' AS product, 2.0 AS value")
    assert convert(relation, SIX).frame.fetchall() == [("010121", 2.0)]


def test_columns_with_our_own_names_do_no_harm() -> None:
    done = convert(
        trade(["010121"], weight=["w"], to_code=["t"], from_code=["f"]), SIX, by=["weight", "to_code"]
    )
    assert done.frame.rows() == [("w", "t", "010121", 1.0)]


def test_sums_of_an_unknown_level_are_refused() -> None:
    with pytest.raises(NoData, match="None of the codes"):
        aggregate(trade(["01XXXX"]), 6, "HS17")


@pytest.mark.parametrize(
    ("links", "error", "said"),
    [
        (SIX.drop("weight"), BadInput, "without weight"),
        (SIX.head(0), NoData, "no row"),
        (SIX.with_columns(pl.lit(1.5).alias("weight")), BadInput, "no shares"),
        (pl.concat([SIX, SIX]), BadInput, "no shares"),
        (pl.concat([SIX, INDUSTRIES]), UsageError, "more than two classifications"),
        (SIX.with_columns(pl.lit(None, pl.Float64).alias("weight")), BadInput, "no shares"),
        ([1, 2], UsageError, "no frame"),
    ],
)
def test_what_is_no_table_of_links(links: object, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        convert(trade(["010121"]), links)


def test_links_that_do_not_meet() -> None:
    with pytest.raises(UsageError, match="cannot be followed"):
        compose(SIX, SIX)
    with pytest.raises(NoData, match="lead over HS22 to HS12"):
        compose(SIX, same(["990000"], "HS22", "HS12"))


def test_a_code_whose_ways_all_end_at_one_is_sure() -> None:
    spread = reverse(cut(["01012110", "01012190"], "CN2022", 6))
    assert set(spread["weighting"]) == {"equal"}
    back = compose(spread, cut(["01012110", "01012190"], "CN2022", 6))
    assert back.select("weight", "weighting").rows() == [(1.0, "published")]


def test_only_cpa_and_nace_lead_to_icio() -> None:
    with pytest.raises(UsageError, match="not of HS17"):
        to_icio(["010121"], "HS17")
    with pytest.raises(NoData):
        to_icio(["99.00.10"], "CPA21")
    assert [column.name for column in LINK_COLUMNS] == to_icio(["01.43.11"], "CPA21").columns
