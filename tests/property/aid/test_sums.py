"""What must hold of any sum of aid, whatever the transactions."""

import math
import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aid_world import activity, answered, ends, file_of, paid
from entrepot.analyses.aid.families import kept, share_beyond
from entrepot.analyses.aid.shares import reach, split
from entrepot.sources.rates import rates

VALUES = st.integers(-50_000, 90_000)
COUNTRIES = st.sampled_from(("KZ", "KG", "TJ", "UZ"))
YEARS = st.integers(2005, 2020)
MOVES = st.lists(st.tuples(VALUES, COUNTRIES, YEARS), min_size=1, max_size=6)
FEW = settings(max_examples=8, deadline=None)


def moved(moves: list[tuple[int, str, int]]) -> str:
    return "".join(
        paid(str(value), f"{year}-03-01", parts=f'<recipient-country code="{country}"/>')
        for value, country, year in moves
    )


def total(*activities: str, **more: object) -> tuple[float, float]:
    return ends(answered([file_of(*activities)], recipient="", **more))


@FEW
@given(MOVES)
def test_a_transaction_split_in_two_changes_no_sum(moves: list[tuple[int, str, int]]) -> None:
    halves = [(part, c, y) for value, c, y in moves for part in (value // 3, value - value // 3)]
    files = [[file_of(activity("A", "", moved(each)))] for each in (moves, halves)]
    first, second = (answered(each, recipient="") for each in files)
    assert ends(first) == ends(second) == (sum(v for v, _, _ in moves),) * 2
    years = [[(y.key, y.figure.value) for y in step.by["year"]] for step in (first, second)]
    assert years[0] == years[1]


@FEW
@given(MOVES)
def test_a_parent_that_repeats_its_children_changes_no_sum(moves: list[tuple[int, str, int]]) -> None:
    up = '<related-activity ref="P" type="1"/>'
    children = [activity(f"C{n}", up, moved([one])) for n, one in enumerate(moves)]
    assert total(*children, activity("P", "", moved(moves))) == total(*children)


@FEW
@given(MOVES, st.randoms(use_true_random=False))
def test_the_order_is_of_no_account(moves: list[tuple[int, str, int]], chance: random.Random) -> None:
    each = [activity(f"A{n}", "", moved([one])) for n, one in enumerate(moves)]
    mixed = chance.sample(each, len(each))
    if not any(country == "KZ" for _, country, _ in moves):
        return
    found = [answered([file_of(*some)], recipient="KAZ", donor="US-GOV-1") for some in (each, mixed)]
    assert found[0].total.figure.value == found[1].total.figure.value
    assert [y.figure.value for y in found[0].by["year"]] == [y.figure.value for y in found[1].by["year"]]


@given(
    st.sampled_from(["USD", "GBP", "BEF", "JPY"]), st.sampled_from(["EUR", "CHF"]), st.integers(1999, 2020)
)
def test_there_and_back_is_the_same(source: str, target: str, year: int) -> None:
    there, back = rates().between(source, target, year), rates().between(target, source, year)
    assert there is not None
    assert back is not None
    assert there * back == pytest.approx(1)


@given(st.sampled_from(["USD", "GBP", "EUR"]), st.integers(1999, 2020), st.integers(1999, 2020))
def test_prices_of_a_year_and_back_are_the_same(currency: str, first: int, second: int) -> None:
    there, back = (
        rates().factor(currency, first, "USD", second),
        rates().factor("USD", second, currency, first),
    )
    assert there is not None
    assert back is not None
    assert there * back == pytest.approx(1)


SHARES = st.lists(st.one_of(st.none(), st.floats(0, 100).map(lambda x: round(x, 1))), min_size=1, max_size=5)


@given(SHARES)
def test_shares_are_intervals_within_the_whole(stated: list[float | None]) -> None:
    rows = pl.DataFrame(
        {"key": [0] * len(stated), "transaction": [1] * len(stated), "percentage": stated},
        schema={"key": pl.UInt32, "transaction": pl.Int64, "percentage": pl.Float64},
    )
    found = split(rows)
    assert found.height == len(stated)
    assert found.filter((pl.col("low") < 0) | (pl.col("low") > pl.col("high") + 1e-12)).is_empty()
    if math.fsum(share or 0 for share in stated) <= 100:
        assert found["low"].sum() <= 1 + 1e-9
        assert found["high"].max() <= 1 + 1e-9


@given(SHARES, st.integers(0, 31))
def test_what_is_theirs_and_what_is_others_make_the_whole(stated: list[float | None], which: int) -> None:
    codes = ("KAZ", "KGZ", "TJK", "TKM", "UZB")[: len(stated)]
    rows = pl.DataFrame(
        {
            "key": [0] * len(stated), "transaction": [0] * len(stated), "kind": ["country"] * len(stated),
            "vocabulary": [""] * len(stated), "code": codes, "place": codes, "percentage": stated,
        },
        schema_overrides={"key": pl.UInt32, "percentage": pl.Float64},
    )  # fmt: skip
    theirs = frozenset(code for n, code in enumerate(codes) if which >> n & 1)
    mine = reach(rows, theirs).row(0, named=True)
    others = reach(rows, frozenset(codes) - theirs).row(0, named=True)
    assert 0 <= mine["low"] <= mine["high"] <= 1
    if math.fsum(share or 0 for share in stated) <= 100:
        assert mine["low"] + others["low"] <= 1 + 1e-9


MONEY = st.dictionaries(st.sampled_from(("USD", "EUR")), st.floats(-1e6, 1e9), max_size=2)


@given(MONEY, MONEY)
def test_what_is_beyond_is_a_share(own: dict[str, float], other: dict[str, float]) -> None:
    low, high = share_beyond(own, other)
    assert 0 <= low <= high <= 1


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.lists(MONEY, min_size=7, max_size=7),
)
def test_families_of_any_shape_come_to_an_end(
    edges: list[tuple[int, int]], own: list[dict[str, float]]
) -> None:
    found = kept(edges, dict(enumerate(own)), frozenset(range(0, 7, 2)))
    assert found == kept(reversed(edges), dict(enumerate(own)), frozenset(range(0, 7, 2)))
    assert all(0 <= low <= high <= 1 for low, high in found.values())
