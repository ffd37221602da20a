"""Export potentials against the formulas written out in loops, and what `prepare` refuses."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
from entrepot.metadata.errors import BadInput, NoData, UsageError

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")
GOODS = ("010121", "020230", "270900", "9999AA")


def flows(seed: int = 3, missing: float = 0.4) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    cells = [(i, j, k) for i in CODES for j in CODES if i != j for k in GOODS if rng.random() > missing]
    rows = pl.DataFrame(cells, schema=["exporter", "importer", "product"], orient="row")
    return rows.with_columns(value=pl.Series(rng.lognormal(8, 2, len(cells))))


def rates(seed: int, keys: tuple[str, ...], share: float = 1.0) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    axes = [GOODS if key == "product" else CODES for key in keys]
    rows = [cell for cell in _product(axes) if rng.random() < share]
    frame = pl.DataFrame(rows, schema=list(keys), orient="row")
    return frame.with_columns(tariff=pl.Series(rng.uniform(0, 30, len(rows)).round(1)))


def _product(axes: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if not axes:
        yield ()
        return
    for head in axes[0]:
        for tail in _product(axes[1:]):
            yield (head, *tail)


GROWTH = pl.DataFrame(
    {
        "economy": CODES,
        "gdp_ratio": [1.1, 1.3, 0.95, 1.2, 1.05],
        "population_ratio": [1.0, 1.1, 0.98, 1.02, 1.2],
    }
)
DISTANCES = pl.DataFrame(
    [(i, j, 100.0 * (n + 1) ** 1.5) for n, (i, j) in enumerate(_product([CODES, CODES])) if i < j],
    schema=["exporter", "importer", "distance"],
    orient="row",
)


class Written:
    """The formulas of the manual, cell by cell, in plain Python."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self.v = {(i, j, k): v for i, j, k, v in rows.iter_rows()}
        self.growth: dict[str, tuple[float, float]] = {}
        self.t: dict[tuple[str, str, str], float] = {}
        self.km: dict[tuple[str, str], float] = {}
        self.reexports, self.sigma, self.elasticity = False, 1.0, 1.0

    def total(self, i: str | None = None, j: str | None = None, k: str | None = None) -> float:
        return sum(
            v for (a, b, c), v in self.v.items() if i in (None, a) and j in (None, b) and k in (None, c)
        )

    def mean(self, i: str | None, j: str | None, k: str) -> float:
        known = [
            (v, self.t[a, b, c])
            for (a, b, c), v in self.v.items()
            if i in (None, a) and j in (None, b) and c == k and (a, b, c) in self.t
        ]
        return sum(v * t for v, t in known) / sum(v for v, _ in known) if known else math.nan

    def ratio(self, above: float, below: float) -> float:
        both = (1 + above) / (1 + below)
        return 1.0 if math.isnan(both) else both**self.sigma

    def supply(self, i: str, k: str) -> float:
        def weight(place: str) -> float:
            return self.total(i=place, k=k) * self.growth.get(place, (1.0, 1.0))[0]

        share = weight(i) / sum(weight(place) for place in CODES)
        bought = self.total(j=i, k=k)
        if self.reexports and bought:
            share *= min(1.0, self.total(i=i, k=k) / bought)
        return share * self.ratio(self.mean(i, None, k), self.mean(None, None, k))

    def demand(self, i: str, j: str, k: str) -> float:
        gdp, people = self.growth.get(j, (1.0, 1.0))
        demand = self.total(j=j, k=k) * (gdp / people) ** self.elasticity * people
        demand *= self.ratio(self.mean(None, j, k), self.t.get((i, j, k), math.nan))
        suppliers = [(v, a) for (a, b, c), v in self.v.items() if b == j and c == k and (a, b) in self.km]
        if suppliers and (i, j) in self.km:
            usual = sum(v * math.log(self.km[a, j]) for v, a in suppliers) / sum(v for v, _ in suppliers)
            demand *= math.exp(-abs(usual - math.log(self.km[i, j])))
        return demand

    def ease(self, i: str, j: str) -> float:
        plain = sum(
            self.total(i=i, k=k) / self.total(k=k) * self.total(j=j, k=k) for k in GOODS if self.total(k=k)
        )
        return self.total(i=i, j=j) / plain if plain else 0.0


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


def test_what_is_no_trade_is_refused() -> None:
    home = pl.concat([flows(), flows().head(1).with_columns(importer=pl.col("exporter"))])
    with pytest.raises(BadInput, match="1 rows in which AAA or others sell to themselves"):
        prepare(home)
    with pytest.raises(NoData, match="no trade"):
        prepare(flows().with_columns(value=pl.lit(0.0)))
    with pytest.raises(UsageError, match="does not export to itself"):
        prepare(flows()).pair("AAA", "AAA")
    with pytest.raises(NoData, match="ZZZ trades nothing"):
        prepare(flows()).exporter("ZZZ")
    with pytest.raises(UsageError, match="give growth too"):
        prepare(flows(), elasticities=rates(1, ("importer", "product")))
    with pytest.raises(UsageError, match="Not a table"):
        prepare([1, 2])  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (pl.lit(270900).alias("product"), "column product: codes are text"),
        (pl.lit(None, pl.String).alias("importer"), "line 1, column importer: a code is empty"),
        (pl.lit(-1.0).alias("value"), "line 1, column value: a value is empty, not finite or negative"),
        (pl.lit(math.nan).alias("value"), "not finite"),
        (pl.lit("much").alias("value"), "not a number"),
    ],
)
def test_flows_that_are_not_as_declared_are_named(change: pl.Expr, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        prepare(flows().with_columns(change))


def test_tables_beside_the_flows_are_checked_too() -> None:
    with pytest.raises(BadInput, match=r"line 1, column importer: importer and product stand twice"):
        prepare(flows(), mfn=pl.concat([rates(1, ("importer", "product"))] * 2))
    with pytest.raises(BadInput, match="a distance is 0"):
        prepare(flows(), distances=DISTANCES.with_columns(distance=pl.lit(0.0)))
    with pytest.raises(BadInput, match="a ratio is 0"):
        prepare(flows(), growth=GROWTH.with_columns(gdp_ratio=pl.lit(0.0)))
    with pytest.raises(BadInput, match="lacks a column"):
        prepare(flows().drop("product"))
    with pytest.raises(UsageError, match="a share between 0 and 1"):
        Screen(cumulative=1.5)


def test_the_choices_say_what_they_are() -> None:
    assert PLAIN.words()[0].endswith("off")
    assert ITC_STYLE.words()[0].endswith("on")
    assert "USD 200,000 to the world" in PLAIN.words()[-1]
    assert "every product" in Choices(screen=EVERYTHING).words()[-1]
