"""Neither the kind of frame, nor the order of rows, nor the unit of amounts changes a measure."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_flows import PLACES, histories
from entrepot.analyses.trade import measures as m
from worked_examples import KINDS, as_polars

GDP = pl.DataFrame({"exporter": list(PLACES), "income": [1.0, 2.0, 3.0, 4.0]})
CALLS: dict[str, Callable[[Any, Any], Any]] = {
    "rca_forms": lambda flows, made: m.rca_forms(flows),
    "rpop": lambda flows, made: m.rpop(flows, made(GDP), heads="income"),
    "prody": lambda flows, made: m.prody(flows, made(GDP)),
    "expy": lambda flows, made: m.expy(flows, made(GDP)),
    "theil": lambda flows, made: m.theil(flows, by=["exporter"], lines=9),
    "gini": lambda flows, made: m.gini(flows, by=["exporter"], lines=9),
    "krugman": lambda flows, made: m.krugman_specialisation(flows),
    "distance": lambda flows, made: m.krugman_distance(flows),
    "market_shares": lambda flows, made: m.market_shares(flows, by=["product"]),
    "penetration": lambda flows, made: m.export_market_penetration(flows),
    "compound": lambda flows, made: m.compound_growth(flows, by=["exporter"]),
    "log_linear": lambda flows, made: m.log_linear_growth(flows, by=["exporter"]),
    "contributions": lambda flows, made: m.contributions(flows, 2019, 2023, by=["exporter"]),
    "constant_shares": lambda flows, made: m.constant_market_share(flows, 2019, 2023, standard="others"),
    "hummels_klenow": lambda flows, made: m.hummels_klenow(flows, by=["importer"]),
    "margins": lambda flows, made: m.margins_of_change(flows, 2019, 2023, by=["exporter"]),
    "volatility": lambda flows, made: m.volatility(flows, by=["exporter", "product"]),
    "one_offs": lambda flows, made: m.one_offs(flows, by=["exporter"]),
}
AMOUNT_COLUMNS = ["value", "before", "after", "change", "continuing", "entry", "exit", "usual", "excess"]
AMOUNT_COLUMNS += ["world_growth", "commodity", "market", "competitive"]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@settings(max_examples=5, deadline=None)
@given(histories(), st.randoms(use_true_random=False), st.sampled_from([0.5, 4.0, 1024.0]))
def test_neither_kind_nor_order_nor_unit_matters(
    call: Callable[[Any, Any], Any], flows: pl.DataFrame, luck: Any, factor: float
) -> None:
    order = list(range(flows.height))
    luck.shuffle(order)
    expected = call(flows, KINDS["polars"])
    for made in KINDS.values():
        assert_close(as_polars(call(made(flows[order]), made)), expected)
    scaled = call(flows.with_columns(pl.col("value") * factor), KINDS["polars"])
    assert_close(scaled.drop(AMOUNT_COLUMNS, strict=False), expected.drop(AMOUNT_COLUMNS, strict=False))


def assert_close(one: pl.DataFrame, other: pl.DataFrame) -> None:
    assert one.columns == other.columns
    for name in one.columns:
        left, right = one[name].to_list(), other[name].to_list()
        if other.schema[name] != pl.Float64:
            assert left == right, name
            continue
        filled = ([math.nan if value is None else value for value in side] for side in (left, right))
        np.testing.assert_allclose(*filled, rtol=1e-7, atol=1e-7, err_msg=name)
