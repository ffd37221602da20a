"""What holds for any links and any values: nothing is lost, and two steps are one; any file is
read or refused."""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.concordance import Conversion, compose, convert, reverse, same
from entrepot.metadata.concordance import LINK_COLUMNS
from entrepot.metadata.errors import EntrepotError
from entrepot.sources.concordance.reader import read_links

CODES = [f"01{number:04}" for number in range(1, 9)]
VALUES = st.floats(0, 1e12, allow_nan=False).map(lambda value: 0.0 if value < 1e-6 else value)
TRADE = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(CODES), VALUES), max_size=25).map(
    lambda rows: pl.DataFrame(
        rows, schema={"who": pl.String, "product": pl.String, "value": pl.Float64}, orient="row"
    )
)
FEW = settings(max_examples=40, deadline=None)


@st.composite
def links(draw: st.DrawFn, source: str, target: str) -> pl.DataFrame:
    """Links of some codes, each to a few others; weights sum to one."""
    rows = []
    for code in draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True)):
        parts = draw(st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 9)), min_size=1, max_size=4,
                              unique_by=lambda part: part[0]))  # fmt: skip
        whole = sum(part for _, part in parts)
        rows += [(source, code, target, other, part / whole, "published") for other, part in parts]
    return pl.DataFrame(rows, schema=[column.name for column in LINK_COLUMNS], orient="row")


def values(frame: pl.DataFrame) -> dict[tuple[str, str], float]:
    return {
        (who, code): value for who, code, value in frame.select("who", "product", "value").rows() if value
    }


def near(first: dict[tuple[str, str], float], second: dict[tuple[str, str], float]) -> bool:
    """Equal but for rounding and for what is nothing beside the rest."""
    scale = max([1.0, *first.values(), *second.values()])
    keys = first.keys() | second.keys()
    return all(
        math.isclose(first.get(key, 0), second.get(key, 0), rel_tol=1e-9, abs_tol=1e-9 * scale)
        for key in keys
    )


def total(done: Conversion[pl.DataFrame]) -> float:
    return done.frame["value"].sum() + done.residual["value"].sum()


@FEW
@given(TRADE, links("HS12", "HS17"))
def test_result_and_residual_sum_to_what_was_given(trade: pl.DataFrame, table: pl.DataFrame) -> None:
    done = convert(trade, table, by=["who"])
    assert math.isclose(total(done), trade["value"].sum(), rel_tol=1e-9)
    assert math.isclose(done.total, trade["value"].sum(), rel_tol=1e-9)
    assert math.isclose(sum(done.shares.values()), 1 if done.total else 0, rel_tol=1e-9)
    assert (done.frame["value"] >= 0).all()
    by_who = dict(trade.group_by("who").agg(pl.col("value").sum()).rows())
    parts = pl.concat([done.frame, done.residual.drop("share")]).group_by("who").agg(pl.col("value").sum())
    assert all(math.isclose(by_who[who], value, rel_tol=1e-9) for who, value in parts.rows())


@FEW
@given(TRADE, links("HS12", "HS17"), links("HS17", "HS22"))
def test_one_composed_step_is_two_steps(
    trade: pl.DataFrame, first: pl.DataFrame, second: pl.DataFrame
) -> None:
    if not set(first["to_code"]) & set(second["from_code"]):
        return
    middle = convert(trade, first, by=["who"])
    twice = convert(middle.frame, second, by=["who"])
    once = convert(trade, compose(first, second), by=["who"])
    assert near(values(twice.frame), values(once.frame))
    lost = middle.residual["value"].sum() + twice.residual["value"].sum()
    assert math.isclose(once.residual["value"].sum(), lost, rel_tol=1e-7, abs_tol=1e-9 * max(once.total, 1))


@FEW
@given(TRADE, links("HS12", "HS17"))
def test_identity_changes_nothing(trade: pl.DataFrame, table: pl.DataFrame) -> None:
    summed = trade.group_by("who", "product").agg(pl.col("value").sum())
    assert near(values(convert(trade, same(CODES, "HS12", "HS17"), by=["who"]).frame), values(summed))
    identity = same(CODES, "HS17", "HS22")
    left = compose(table, identity).sort("from_code", "to_code")["weight"].to_list()
    assert all(map(math.isclose, left, table.sort("from_code", "to_code")["weight"].to_list()))


@FEW
@given(TRADE, links("HS12", "HS17"))
def test_there_and_back_with_the_same_values_gives_the_values(
    trade: pl.DataFrame, table: pl.DataFrame
) -> None:
    there = convert(trade, table)
    back = convert(there.frame, reverse(table, trade)) if len(there.frame) else there
    kept = trade.filter(pl.col("product").is_in(table["from_code"].unique().to_list()))
    summed = dict(kept.group_by("product").agg(pl.col("value").sum()).rows())
    found = dict(back.frame.rows()) if len(there.frame) else {}
    scale = max([1.0, *summed.values()])
    assert all(
        math.isclose(found.get(code, 0), value, rel_tol=1e-9, abs_tol=1e-9 * scale)
        for code, value in summed.items()
    )


@FEW
@given(TRADE, links("HS12", "HS17"))
def test_the_order_of_rows_does_not_matter(trade: pl.DataFrame, table: pl.DataFrame) -> None:
    turned = convert(trade.reverse(), table.reverse(), by=["who"])
    assert near(values(turned.frame), values(convert(trade, table, by=["who"]).frame))


LAYOUTS = (
    "H5,H4,weight,group_id\n010121,010121,0.5,1\n010121,010129,0.5,1\n",
    "HS 2022,BEC 4,Relationship\n010130,111,n:n\n010130,41,n:n\n",
    "\ufeffCN 2022,CPA 2.1\n01012100,01.43.11\n",
)


@FEW
@given(st.sampled_from(LAYOUTS), st.integers(0, 80), st.integers(0, 80), st.binary(max_size=8))
def test_a_damaged_file_is_read_or_refused(text: str, start: int, end: int, junk: bytes) -> None:
    content = text.encode()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "links.csv"
        file.write_bytes(content[:start] + junk + content[start + end :])
        try:
            frame = read_links(file)
        except EntrepotError:
            return
    sums = frame.group_by("from_code").agg(pl.col("weight").sum())["weight"]
    assert ((sums - 1).abs() < 1e-5).all()
