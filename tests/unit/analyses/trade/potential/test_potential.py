"""Export potentials against the formulas written out in loops, and what `prepare` refuses."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from entrepot.analyses.trade.potential import (
    EVERYTHING,
    ITC_STYLE,
    PLAIN,
    Choices,
    Screen,
    diversification,
    prepare,
    reasons,
)
from entrepot.metadata.errors import BadInput, NoData
from written_potential import CODES, DISTANCES, GOODS, GROWTH, Written, flows, rates


def check(written: Written, market: Any) -> None:
    for i in CODES:
        for j in CODES:
            if i == j:
                continue
            for row in market.pair(i, j).iter_rows(named=True):
                k = row["product"]
                assert row["supply"] == pytest.approx(written.supply(i, k), rel=1e-9)
                assert row["demand"] == pytest.approx(written.demand(i, j, k), rel=1e-9)
                assert row["ease"] == pytest.approx(written.ease(i, j), rel=1e-9)
                assert row["potential"] == pytest.approx(row["supply"] * row["demand"] * row["ease"])
                assert row["actual"] == written.v.get((i, j, k), 0.0)
                left = row["potential"] - min(row["potential"], row["actual"])
                assert row["untapped"] == pytest.approx(left, abs=1e-9)


def test_without_inputs_it_is_the_formula() -> None:
    check(Written(flows()), prepare(flows()))


def test_with_growth_tariffs_distances_and_reexports_it_is_the_formula() -> None:
    rows = flows()
    general, single = (
        rates(5, ("importer", "product"), 0.8),
        rates(6, ("exporter", "importer", "product"), 0.3),
    )
    written = Written(rows)
    written.growth = {row[0]: row[1:] for row in GROWTH.iter_rows()}
    written.t = {(i, j, k): t / 100 for i in CODES for j, k, t in general.iter_rows()}
    written.t |= {(i, j, k): t / 100 for i, j, k, t in single.iter_rows()}
    written.km = {(i, j): km for i, j, km in DISTANCES.iter_rows()}
    written.km |= {(j, i): km for i, j, km in DISTANCES.iter_rows()}
    written.reexports, written.sigma, written.elasticity = True, 3.0, 1.4
    choices = Choices(reexport_correction=True, tariff_exponent=3.0, elasticity=1.4)
    market = prepare(rows, growth=GROWTH, tariffs=single, mfn=general, distances=DISTANCES, choices=choices)
    check(written, market)
    known = sum(v for cell, v in written.v.items() if cell in written.t)
    assert market.tariffs.coverage == pytest.approx(known / rows["value"].sum())
    assert "re-export correction min(1, exports/imports): on" in market.words()
    assert any(line.startswith("distances: known for 100.0%") for line in market.words())


def test_blocks_exporter_and_totals_tell_the_same_as_pairs() -> None:
    market = prepare(flows(), distances=DISTANCES, choices=Choices(screen=EVERYTHING))
    totals = market.totals()
    for block in market.blocks():
        pairs = [
            market.pair(block.exporter, j).with_columns(importer=pl.lit(j))
            for j in CODES
            if j != block.exporter
        ]
        joint = pl.concat(pairs)
        assert block.potential.sum() == pytest.approx(joint["potential"].sum())
        assert block.actual_cells().sum() == pytest.approx(joint["actual"].sum())
        mine = totals.filter(pl.col("exporter") == block.exporter)
        assert mine["untapped"].sum() == pytest.approx(joint["untapped"].sum())
        assert mine["actual"].sum() == pytest.approx(joint["actual"].sum())
        told = market.exporter(block.exporter)
        assert told["potential"].is_sorted(descending=True)
        expected = joint.filter(pl.col("potential") > 0).select(told.columns)
        same = told.sort("importer", "product").equals(expected.sort("importer", "product"))
        assert same or np.allclose(
            told.sort("importer", "product")["potential"], expected.sort("importer", "product")["potential"]
        )
        assert len(told) == len(expected)


def test_a_screen_keeps_what_its_docstring_says() -> None:
    market = prepare(flows(), choices=Choices(screen=Screen(world=20_000, market=3_000, cumulative=0.9)))
    for i in CODES:
        cells = pl.concat(
            [market.pair(i, j).with_columns(importer=pl.lit(j)) for j in CODES if j != i]
        ).filter(pl.col("potential") > 0)
        total = cells["potential"].sum()
        world = dict(cells.group_by("product").agg(pl.col("potential").sum()).iter_rows())
        kept = set()
        for k, potential in world.items():
            before = sum(other for other in world.values() if other > potential)
            if potential < 20_000 and before >= 0.9 * total:
                continue
            for j, one in cells.filter(pl.col("product") == k).select("importer", "potential").iter_rows():
                larger = cells.filter((pl.col("product") == k) & (pl.col("potential") > one))[
                    "potential"
                ].sum()
                if one >= 3_000 if potential >= 20_000 else larger < 0.9 * potential:
                    kept.add((j, k))
        assert set(market.exporter(i).select("importer", "product").iter_rows()) == kept


def test_a_unit_of_a_thousand_dollars_is_said_to_the_screen() -> None:
    dollars = prepare(flows()).exporter("AAA")
    thousands = flows().with_columns(pl.col("value") / 1000)
    choices = Choices(screen=Screen(usd_per_unit=1000))
    told = prepare(thousands, choices=choices).exporter("AAA")
    assert told.select("importer", "product").equals(dollars.select("importer", "product"))


@pytest.mark.parametrize("exporter", CODES)
def test_reasons_name_the_largest_suppliers_besides_the_exporter(exporter: str) -> None:
    rows = flows(seed=8, missing=0.2)
    market = prepare(rows, distances=DISTANCES)
    importer = "BBB" if exporter == "AAA" else "AAA"
    told = reasons(market, exporter, importer, competitors=2)
    pair = market.pair(exporter, importer).filter(pl.col("untapped") > 0).sort("untapped", descending=True)
    assert [reason.product for reason in told] == pair["product"].to_list()
    for reason in told:
        here = rows.filter((pl.col("importer") == importer) & (pl.col("product") == reason.product))
        others = here.filter(pl.col("exporter") != exporter).sort("value", descending=True).head(2)
        assert [rival.exporter for rival in reason.competitors] == others["exporter"].to_list()
        assert [rival.value for rival in reason.competitors] == others["value"].to_list()
        assert reason.imports == pytest.approx(here["value"].sum())
        assert reason.share + sum(rival.share for rival in reason.competitors) <= 1 + 1e-12
        assert reason.potential == pytest.approx(reason.supply * reason.demand * reason.ease)
        assert reason.product in str(reason)


def test_diversification_ranks_new_products_by_density_times_demand() -> None:
    rows = flows(missing=0.5)
    market = prepare(rows)
    rng = np.random.default_rng(1)
    density = pl.DataFrame(
        [(i, k, float(rng.random())) for i in CODES for k in GOODS[:-1]],
        schema=["exporter", "product", "density"],
        orient="row",
    )
    told = diversification(market, density, "AAA", "BBB", candidates="all")
    demand = rows.filter(pl.col("importer") == "BBB").group_by("product").agg(pl.col("value").sum())
    near = density.filter(pl.col("exporter") == "AAA").join(demand, on="product")
    best = near.sort(pl.col("density") * pl.col("value"), descending=True)["product"].to_list()
    assert told["product"].to_list() == best
    assert told["rank"].to_list() == list(range(1, len(best) + 1))
    sold = set(rows.filter(pl.col("exporter") == "AAA")["product"])
    new = diversification(market, density, "AAA", "BBB", candidates="not_exported")
    assert not sold & set(new["product"])
    assert set(diversification(market, density, "AAA", "BBB")["product"]) < set(best)


def test_where_nothing_tells_products_apart_there_is_no_rank() -> None:
    rows = pl.DataFrame(
        {"exporter": ["AAA", "CCC"], "importer": ["CCC", "BBB"], "product": ["x", "x"], "value": [1.0, 2.0]}
    )
    density = pl.DataFrame({"exporter": ["AAA"], "product": ["x"], "density": [0.5]})
    told = diversification(prepare(rows), density, "AAA", "BBB", candidates="all")
    assert told["rank"].to_list() == [None]
    with pytest.raises(NoData, match="no row for CCC"):
        diversification(prepare(rows), density, "CCC", "BBB")


@pytest.mark.parametrize("kind", ["pandas", "pyarrow", "lazy", "duckdb", "categorical"])
def test_the_kind_of_frame_that_comes_in_goes_out(kind: str) -> None:
    rows = flows()
    makers: dict[str, Any] = {
        "pandas": lambda: rows.to_pandas(),
        "pyarrow": lambda: rows.to_arrow(),
        "lazy": lambda: rows.lazy(),
        "duckdb": lambda: duckdb.from_arrow(rows.to_arrow()),
        "categorical": lambda: rows.with_columns(
            pl.col("exporter", "importer", "product").cast(pl.Categorical)
        ),
    }
    frame = makers[kind]()
    told = prepare(frame).pair("AAA", "BBB")
    types = {"pandas": pd.DataFrame, "pyarrow": pa.Table, "lazy": pl.LazyFrame}
    assert isinstance(told, types.get(kind, type(frame)))
    readers: dict[str, Any] = {
        "pandas": pl.from_pandas,
        "pyarrow": pl.from_arrow,
        "lazy": lambda lazy: lazy.collect(),
        "duckdb": lambda relation: relation.pl(),
        "categorical": lambda same: same,
    }
    assert readers[kind](told).equals(prepare(rows).pair("AAA", "BBB"))


def test_growth_that_lacks_an_economy_is_refused_or_taken_from_the_world() -> None:
    some = GROWTH.filter(pl.col("economy") != "CCC")
    with pytest.raises(BadInput, match=r"1 economies that trade have no growth: CCC.*missing_growth"):
        prepare(flows(), growth=some)
    exports = dict(flows().group_by("exporter").agg(pl.col("value").sum()).iter_rows())
    weights = [exports[code] for code in some["economy"]]
    mean = {name: np.average(some[name], weights=weights) for name in ("gdp_ratio", "population_ratio")}
    full = pl.concat([some, pl.DataFrame({"economy": ["CCC"], **mean})])
    left = prepare(flows(), growth=some, choices=ITC_STYLE).pair("AAA", "CCC")
    right = prepare(flows(), growth=full, choices=ITC_STYLE).pair("AAA", "CCC")
    assert np.allclose(left["potential"], right["potential"])


def test_an_elasticity_of_its_own_replaces_the_general_one() -> None:
    one = pl.DataFrame({"importer": ["BBB"], "product": ["270900"], "elasticity": [2.0]})
    plain = prepare(flows(), growth=GROWTH).pair("AAA", "BBB")
    told = prepare(flows(), growth=GROWTH, elasticities=one).pair("AAA", "BBB")
    ratio = dict(zip(told["product"], told["demand"] / plain["demand"], strict=True))
    assert ratio["270900"] == pytest.approx(1.3 / 1.1)
    assert ratio["010121"] == 1.0


def test_the_choices_say_what_they_are() -> None:
    assert PLAIN.words()[0].endswith("off")
    assert ITC_STYLE.words()[0].endswith("on")
    assert "USD 200,000 to the world" in PLAIN.words()[-1]
    assert "every product" in Choices(screen=EVERYTHING).words()[-1]
