"""Identities of the answers on goods, in drawn worlds of a few economies with gaps, ties and tiny flows."""

import itertools
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.goods import (
    Goods,
    course,
    fit,
    goods,
    materials,
    ranks_under_choices,
    relatedness,
    swings,
    traded,
    untapped,
)
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse
from goods_world import Row, load_flows

ECONOMIES = ("BEL", "DEU", "KAZ", "UZB")
PRODUCTS = ("260300", "270900", "710812", "870323")
CELLS = [(i, j, k) for i, j in itertools.permutations(ECONOMIES, 2) for k in PRODUCTS]
# Thousands of dollars, as BACI has them, from the smallest that it prints; None is no flow.
VALUES = st.one_of(st.none(), st.sampled_from((0.001, 1.0, 250.0, 9e6)), st.floats(0.001, 1e6))
ONE_YEAR = st.lists(VALUES, min_size=len(CELLS), max_size=len(CELLS)).filter(any)
YEARS = st.tuples(ONE_YEAR, ONE_YEAR)
PAIRS = (("BEL", "KAZ"), ("UZB", "DEU"), ("CentralAsia", "BEL"), ("DEU", "CentralAsia"))
PLACES = st.sampled_from([(get(a), get(b)) for a, b in PAIRS])
drawn = settings(max_examples=15, deadline=None)

Drawn = tuple[list[float | None], list[float | None]]
Pair = tuple[Place, Place]


def world(folder: pytest.TempPathFactory, years: Drawn, scale: float = 1.0) -> Goods:
    """The drawn flows in a store of their own; every weight is known."""
    store = Warehouse.open(Path(folder.mktemp("world")))
    for year, values in enumerate(years, start=2020):
        held = [(cell, value * scale) for cell, value in zip(CELLS, values, strict=True) if value]
        rows: list[Row] = [(i, j, k, value, value) for (i, j, k), value in held]
        load_flows(store, year, rows)
    return goods(store)


def sold(data: Goods, pair: Pair) -> float:
    """What flows in the last year; a draw without both places, or without a flow, has no such answers."""
    try:
        value = course(data, *pair).last["value"]
    except NoData:
        assume(False)
    assume(value.number > 0 and value.period == "2021")
    return value.number


@given(years=YEARS, pair=PLACES)
@drawn
def test_products_add_up_to_the_flow(
    years: Drawn, pair: Pair, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = world(tmp_path_factory, years)
    value, rows = sold(data, pair), traded(data, *pair).table.data
    assert rows["value"].sum() == pytest.approx(value)
    assert rows["share"].sum() == pytest.approx(1)
    assert rows["market_share"].is_between(0, 1 + 1e-9).all()
    assert rows["value"].is_sorted(descending=True)
    raw = materials(data, *pair).table.data
    assert raw["value"].sum() <= value * (1 + 1e-9)
    assert raw["share"].drop_nulls().is_between(0, 1 + 1e-9).all()


@given(years=YEARS)
@drawn
def test_customers_share_all_exports_and_ranks_are_those_of_their_order(
    years: Drawn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = world(tmp_path_factory, years)
    rows = []
    for code in ECONOMIES[1:]:
        try:
            last = course(data, get("BEL"), get(code)).last
        except NoData:
            continue
        if last["value"].period == "2021" and last["value"].number > 0:
            rows.append({name: figure.number for name, figure in last.items()})
    assume(rows)
    assert sum(row["export_share"] for row in rows) == pytest.approx(1)
    assert {row["customers"] for row in rows} == {len(rows)}
    values = sorted((row["value"] for row in rows), reverse=True)
    assert [row["customer_rank"] for row in rows] == [1 + values.index(row["value"]) for row in rows]


@given(years=YEARS, pair=PLACES)
@drawn
def test_ranks_under_choices_begin_with_that_of_the_whole(
    years: Drawn, pair: Pair, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = world(tmp_path_factory, years)
    sold(data, pair)
    found, last = ranks_under_choices(data, *pair), course(data, *pair).last
    ranks = found.table.data["rank"]
    assert ranks[0] == last["customer_rank"].number
    assert found.table.data["out_of"][0] == last["customers"].number
    assert (found.best, found.worst) == (ranks.min(), ranks.max())
    assert (ranks.drop_nulls() <= last["customers"].number).all()


@given(years=YEARS, pair=PLACES)
@drawn
def test_contributions_add_up_to_the_growth(
    years: Drawn, pair: Pair, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = world(tmp_path_factory, years)
    sold(data, pair)
    try:
        found = swings(data, *pair)
    except NoData:
        assume(False)
    before, after = found.before.number, found.after.number
    assert found.table.data["change"].sum() == pytest.approx(after - before, abs=1e-9 * (after + before))
    if before:
        growth = after / before - 1
        assert found.table.data["contribution"].sum() == pytest.approx(
            growth, rel=1e-6, abs=1e-6 * (1 + abs(growth))
        )


@given(years=YEARS, pair=PLACES)
@drawn
def test_the_potential_moves_trade_and_invents_none(
    years: Drawn, pair: Pair, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = world(tmp_path_factory, years)
    value = sold(data, pair)
    plain, corrected = untapped(data, *pair, without_reexports=False), untapped(data, *pair)
    assert plain.potential.number == pytest.approx(value)
    rows = plain.table.data
    gaps = (rows["potential"] - rows["actual"]).clip(lower_bound=0).sum()
    beyond = (rows["actual"] - rows["potential"]).clip(lower_bound=0).sum()
    assert plain.untapped.number == pytest.approx(gaps, abs=1e-9 * value)
    assert gaps == pytest.approx(beyond, abs=1e-9 * value)
    assert corrected.potential.number <= value * (1 + 1e-9)
    assert corrected.ease.number == pytest.approx(plain.ease.number)


@given(years=YEARS, pair=PLACES, scale=st.sampled_from((0.01, 7.0, 1000.0)))
@drawn
def test_the_unit_of_the_values_changes_no_rank_share_or_index(
    years: Drawn, pair: Pair, scale: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, other = world(tmp_path_factory, years), world(tmp_path_factory, years, scale)
    value = sold(one, pair)
    assert sold(other, pair) == pytest.approx(value * scale)
    rows = [traded(data, *pair).table.data for data in (one, other)]
    for name in ("share", "market_share", "seller_rca", "buyer_specialisation", "unit_value"):
        expected = rows[0][name].to_list()
        ours = dict(zip(rows[1]["product"], rows[1][name], strict=True))
        assert [ours[k] for k in rows[0]["product"]] == pytest.approx(expected), name
    assert fit(other, *pair).index.number == pytest.approx(fit(one, *pair).index.number)
    assert 0 <= fit(one, *pair).index.number <= 100 + 1e-9
    gaps = [untapped(data, *pair) for data in (one, other)]
    assert gaps[1].potential.number == pytest.approx(gaps[0].potential.number * scale)
    assert gaps[1].ease.number == pytest.approx(gaps[0].ease.number)


@given(years=YEARS, pair=PLACES)
@drawn
def test_density_lies_between_nothing_and_all(
    years: Drawn, pair: Pair, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = world(tmp_path_factory, years)
    sold(data, pair)
    found = relatedness(data, *pair)
    rows = found.table.data
    assert rows["density"].drop_nulls().is_between(0, 1 + 1e-9).all()
    held = rows["state"].is_in(("sold", "able"))
    assert (rows["seller_rca"].filter(held) > 1).all()
    assert (rows["value"].filter(rows["state"] == "able") == 0).all()
    known = rows.filter(rows["state"].is_null())
    assert known["density"].null_count() == len(known)
    assert found.eci.is_exact == found.eci_rank.is_exact
