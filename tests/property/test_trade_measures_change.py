"""What holds for measures of change and reach whatever the flows: identities, and naive sums."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from drawn_flows import EXACT, YEARS, exports, few, histories
from entrepot.analyses.trade import measures as m


@few
@given(exports(), st.sampled_from(["world", "others"]))
def test_margins_multiply_to_the_share(flows: pl.DataFrame, against: Any) -> None:
    for row in m.hummels_klenow(flows, against=against).drop_nulls().to_dicts():
        assert math.isclose(row["extensive"] * row["intensive"], row["share"], rel_tol=1e-9, abs_tol=1e-12)


@few
@given(histories(), st.sampled_from(["product", "market"]), st.sampled_from(["world", "others"]))
def test_constant_market_share_adds_up(flows: pl.DataFrame, first: Any, standard: Any) -> None:
    table = m.constant_market_share(flows, 2019, 2023, first=first, standard=standard)
    for row in table.drop_nulls().to_dicts():
        effects = [row[name] for name in ("world_growth", "commodity", "market", "competitive")]
        size = 1 + row["before"] + row["after"] + sum(map(abs, effects))
        assert abs(math.fsum(effects) - row["change"]) <= 1e-9 * size
    if standard == "world":
        # What one wins against its rivals another loses: the world's competitive effects cancel
        # but for cells that did not exist, which are all competition.
        cells = (
            flows.filter(pl.col("year") == 2019).group_by("importer", "product").agg(pl.col("value").sum())
        )
        new = flows.filter(pl.col("year") == 2023).join(
            cells.filter(pl.col("value") > 0), on=["importer", "product"], how="anti"
        )
        total = table["competitive"].drop_nulls().sum()
        assert math.isclose(
            total, new["value"].sum() if len(table.drop_nulls()) else 0.0, rel_tol=1e-6, abs_tol=1e-3
        )


@few
@given(histories())
def test_changes_add_up(flows: pl.DataFrame) -> None:
    before, after = (flows.filter(pl.col("year") == year)["value"].sum() for year in (2019, 2023))
    parts = m.contributions(flows, 2019, 2023)
    if before > 0:
        assert math.isclose(parts["contribution"].sum(), after / before - 1, rel_tol=1e-9, abs_tol=1e-9)
    split = m.margins_of_change(flows, 2019, 2023, keys=["exporter", "importer", "product"]).to_dicts()[0]
    total = split["continuing"] + split["entry"] + split["exit"]
    assert math.isclose(total, after - before, rel_tol=1e-9, abs_tol=1e-6)
    assert split["entry"] >= 0 >= split["exit"]


@few
@given(histories())
def test_log_linear_growth_is_the_least_squares_line(flows: pl.DataFrame) -> None:
    for row in m.log_linear_growth(flows, by=["product"]).to_dicts():
        yearly = flows.filter(pl.col("product") == row["product"]).group_by("year").agg(pl.col("value").sum())
        yearly = yearly.filter(pl.col("value") > 0).sort("year")
        assert row["n"] == len(yearly)
        if row["n"] < 3:
            assert row["standard_error"] is None
            continue
        t, y = yearly["year"].to_numpy().astype(float), np.log(yearly["value"].to_numpy())
        design = np.column_stack([np.ones_like(t), t - t.mean()])
        solved, *_ = np.linalg.lstsq(design, y, rcond=None)
        spread = ((y - design @ solved) ** 2).sum() / (len(t) - 2)
        error = math.sqrt(spread / ((t - t.mean()) ** 2).sum())
        assert math.isclose(row["slope"], solved[1], rel_tol=1e-7, abs_tol=1e-9)
        assert math.isclose(row["standard_error"], error, rel_tol=1e-6, abs_tol=1e-9)


@few
@given(histories())
def test_volatility_is_the_deviation_of_log_changes(flows: pl.DataFrame) -> None:
    for row in m.volatility(flows, by=["product"]).to_dicts():
        yearly = dict(
            flows.filter(pl.col("product") == row["product"])
            .group_by("year")
            .agg(pl.col("value").sum())
            .iter_rows()
        )
        changes = [
            math.log(yearly[year] / yearly[year - 1])
            for year in YEARS[1:]
            if yearly.get(year, 0) > 0 and yearly.get(year - 1, 0) > 0
        ]
        assert row["n_changes"] == len(changes)
        if len(changes) > 1:
            assert math.isclose(row["volatility"], np.std(changes, ddof=1), rel_tol=1e-7, abs_tol=1e-9)
        assert row["n_years"] + row["n_zero"] == max(flows["year"]) - min(flows["year"]) + 1


@few
@given(histories())
def test_a_one_off_stands_far_above_its_other_years(flows: pl.DataFrame) -> None:
    for row in m.one_offs(flows).to_dicts():
        yearly = dict(
            flows.filter(pl.col("product") == row["product"])
            .group_by("year")
            .agg(pl.col("value").sum())
            .iter_rows()
        )
        others = [yearly.get(year, 0.0) for year in YEARS if year != row["year"]]
        usual = float(np.median(others))
        spread = 1.4826 * float(np.median([abs(value - usual) for value in others]))
        assert math.isclose(row["usual"], usual, rel_tol=1e-9, abs_tol=1e-9)
        if row["is_one_off"]:
            assert row["value"] >= 3 * usual * (1 - 1e-9) and row["excess"] >= 3.5 * spread * (1 - 1e-9)
            assert row["of_total"] >= 0.05


@few
@given(histories())
def test_market_shares_add_up_and_penetration_is_counted(flows: pl.DataFrame) -> None:
    for _, rows in m.market_shares(flows).drop_nulls().group_by("importer"):
        assert math.isclose(rows["market_share"].sum(), 1.0, **EXACT)
    live = {
        (r["exporter"], r["importer"], r["product"]) for r in flows.filter(pl.col("value") > 0).to_dicts()
    }
    for row in m.export_market_penetration(flows, by_product=True).to_dicts():
        i, k = row["exporter"], row["product"]
        assert row["reached"] == len({j for a, j, b in live if (a, b) == (i, k)})
        assert row["markets"] == len({j for _, j, b in live if b == k and j != i})
    for row in m.market_reach(flows).to_dicts():
        mine = {(j, k) for i, j, k in live if i == row["exporter"]}
        assert (row["markets"], row["products"]) == (len({j for j, _ in mine}), len({k for _, k in mine}))
        assert row["relations"] == len(mine)
