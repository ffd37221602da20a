"""`indices` on frames: what goes in, what comes out, what is refused."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from entrepot.analyses.trade.complexity import CONVENTIONS, LeftOut, indices, proximities
from entrepot.metadata.errors import BadInput, UsageError

COLUMNS: dict[str, Any] = {"time": "t", "place": "i", "product": "k", "value": "v"}
AMOUNTS = [[9, 8, 7, 1, 4, 3], [1, 6, 9, 1, 5, 0], [2, 1, 6, 9, 3, 3], [0, 3, 1, 8, 1, 1], [5, 1, 1, 2, 9, 1]]
PRODUCTS = ("0101", "0102", "9999AA", "1001", "2001", "2002")
ROWS = [
    (year, place, product, float(AMOUNTS[i][k] + (year - 2000) * (i + k) % 3))
    for year in (2001, 2000)
    for i, place in enumerate(("aut", "bel", "cze", "deu", "esp"))
    for k, product in enumerate(PRODUCTS)
    if AMOUNTS[i][k]
]
FRAME = pl.DataFrame(ROWS, schema=["t", "i", "k", "v"], orient="row")
MEASURES = ["rca", "M", "density", "eci", "pci", "diversity", "ubiquity", "coi", "cog"]


def back(frame: Any) -> pl.DataFrame:
    if isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.pl()
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pd.DataFrame):
        frame = pl.from_pandas(frame)
    return frame if isinstance(frame, pl.DataFrame) else pl.DataFrame(pl.from_arrow(frame))


def test_the_whole_grid_in_order_under_the_names_of_stata() -> None:
    found = indices(FRAME, **COLUMNS)
    assert found.columns == ["t", "i", "k", "v", *MEASURES]
    assert len(found) == 2 * 5 * 6 and found.select("t", "i", "k").equals(
        found.select("t", "i", "k").sort("t", "i", "k")
    )
    filled = found.filter(pl.col("i") == "deu", pl.col("k") == "0101")
    assert filled["v"].to_list() == [0, 0] and filled["rca"].to_list() == [0, 0]
    assert found["k"].unique().sort().to_list() == sorted(PRODUCTS)


@pytest.mark.parametrize("kind", ["pandas", "arrow", "lazy", "duckdb"])
def test_the_same_kind_comes_back_with_the_same_numbers(kind: str) -> None:
    given = {
        "pandas": lambda: FRAME.to_pandas().set_index(pd.Index(range(5, 5 + len(FRAME)))),
        "arrow": FRAME.to_arrow,
        "lazy": FRAME.lazy,
        "duckdb": lambda: duckdb.from_arrow(FRAME.to_arrow()),
    }[kind]()
    found = indices(given, **COLUMNS)
    assert type(found) is type(given)
    assert back(found).sort("t", "i", "k").select(MEASURES).equals(indices(FRAME, **COLUMNS).select(MEASURES))
    edges = proximities(given, nearest=2, **COLUMNS)
    assert type(edges) is type(given) and len(back(edges)) == len(proximities(FRAME, nearest=2, **COLUMNS))


def test_one_year_without_a_column_of_time() -> None:
    one = FRAME.filter(pl.col("t") == 2000)
    without = indices(one.drop("t"), **{**COLUMNS, "time": None})
    assert without.equals(indices(one, **COLUMNS).drop("t"))


def test_parts_are_added_up_only_when_asked() -> None:
    halves = pl.concat([FRAME.with_columns(pl.col("v") / 2)] * 2)
    with pytest.raises(
        BadInput, match=r"line 85, .*: 2000, aut, 0101 stands twice: in line 29 and again here"
    ):
        indices(halves, **COLUMNS)
    assert indices(halves, sum_duplicates=True, **COLUMNS).equals(indices(FRAME, **COLUMNS))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            pl.when(pl.col("k") == "1001").then(-1.0).otherwise(pl.col("v")).alias("v"),
            r"line 4, column v: .* -1",
        ),
        (
            pl.when(pl.col("k") == "1001").then(None).otherwise(pl.col("v")).alias("v"),
            "column v: a value is empty",
        ),
        (pl.when(pl.col("k") == "1001").then(float("inf")).otherwise(pl.col("v")).alias("v"), "inf"),
        (
            pl.when(pl.col("k") == "1001").then(None).otherwise(pl.col("k")).alias("k"),
            "line 4, column k: a key",
        ),
        (pl.col("v").cast(pl.String), "column v: the values are not numbers"),
        (pl.col("v").alias("w"), None),
    ],
)
def test_bad_rows_are_named(change: pl.Expr, said: str | None) -> None:
    given = FRAME.with_columns(change)
    if said is None:
        given, said = given.drop("v"), "column v: there is no such column.*it has t, i, k, w"
    with pytest.raises(BadInput, match=said):
        indices(given, **COLUMNS)


def test_mixed_keys_and_what_is_no_frame() -> None:
    mixed = FRAME.to_pandas()
    mixed["i"] = mixed["i"].astype(object)
    mixed.loc[0, "i"] = 40
    with pytest.raises(BadInput, match="column i: texts and numbers are mixed"):
        indices(mixed, **COLUMNS)
    with pytest.raises(UsageError, match="A list is no frame"):
        indices([1, 2], **COLUMNS)  # type: ignore[type-var]
    with pytest.raises(BadInput, match="no rows"):
        indices(FRAME.clear(), **COLUMNS)


def test_population_from_a_frame_or_a_column_is_the_same() -> None:
    people = pl.DataFrame({"i": ["aut", "bel", "cze", "deu", "esp"], "population": [8, 10, 10, 12, 9]})
    by_frame = indices(FRAME, presence="rpop", population=people, **COLUMNS)
    by_column = indices(
        FRAME.join(people, on="i", maintain_order="left"), presence="rpop", population="population", **COLUMNS
    )
    assert by_frame.equals(by_column) and "rpop" in by_frame.columns and "rca" not in by_frame.columns
    both = indices(FRAME, presence="both", population=people, **COLUMNS)
    assert both["M"].equals(pl.Series("M", (both["rca"] > 1) | (both["rpop"] > 1)).cast(pl.Float64))
    with pytest.raises(UsageError, match="needs the population"):
        indices(FRAME, presence="rpop", **COLUMNS)
    with pytest.raises(BadInput, match="aut has two populations"):
        indices(FRAME, presence="rpop", population=people.with_columns(i=pl.lit("aut")), **COLUMNS)


def test_who_is_left_out_is_said() -> None:
    people = pl.DataFrame({"i": ["aut", "bel", "cze", "esp"], "population": [8, 10, 10, 9]})
    with pytest.warns(LeftOut, match="1 place and 0 products are left out"):
        found = indices(FRAME, presence="rpop", population=people, **COLUMNS)
    lost = found.filter(pl.col("i") == "deu")
    assert (
        len(lost) == 12 and lost.drop("t", "i", "k", "v", "pci", "ubiquity").null_count().row(0) == (12,) * 7
    )


def test_presence_by_hand_and_fitness() -> None:
    by_hand = FRAME.with_columns(v=(pl.col("v") > 2).cast(pl.Int64))
    found = indices(by_hand, presence="manual", fitness=True, **COLUMNS)
    assert found["M"].equals(found["v"].alias("M")) and not {"rca", "rpop"} & set(found.columns)
    assert (found["fitness"] > 0).all() and (found["complexity"] > 0).all()


@pytest.mark.parametrize(
    "options",
    [
        {"convention": "matlab"},
        {"presence": "rpc"},
        {"knn": 0},
        {"threshold": -1.0},
        {"continuous": True, "asymmetric": True},
        {"continuous": True, "presence": "manual"},
        {"method": "reflections", "iterations": 3},
        {"tresholds": 2},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        indices(FRAME, **COLUMNS, **options)


@pytest.mark.parametrize("name", CONVENTIONS)
@pytest.mark.parametrize("options", [{}, {"knn": 2}, {"continuous": True}, {"asymmetric": True}])
def test_every_convention_answers_with_every_proximity(name: str, options: dict[str, Any]) -> None:
    found = indices(FRAME, convention=name, **COLUMNS, **options)
    assert found.null_count().select(pl.sum_horizontal(pl.all())).item() <= 8
