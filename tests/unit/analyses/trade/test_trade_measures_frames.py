"""Which frames the measures take, what they refuse, and what happens at the edges."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from entrepot.analyses.trade import measures as m
from entrepot.metadata.errors import BadInput, UsageError

EXPORTS = pl.DataFrame({"exporter": ["A", "A", "B"], "product": ["x", "y", "y"], "value": [3.0, 1.0, 2.0]})
PEOPLE = pl.DataFrame({"exporter": ["A", "B"], "population": [1.0, 3.0]})
YEARS = pl.DataFrame({"product": ["x", "x"], "year": [2020, 2021], "value": [1.0, 2.0]})


@pytest.mark.parametrize("frame", [None, [1, 2], "exports.csv", {"value": [1]}, EXPORTS["value"]])
def test_what_is_no_frame_is_refused_in_words(frame: Any) -> None:
    with pytest.raises(UsageError, match=r"is no frame.*pandas or Polars"):
        m.shares(frame)


@pytest.mark.parametrize(
    "other", [PEOPLE.to_pandas(), PEOPLE.to_arrow(), PEOPLE.lazy(), duckdb.from_arrow(PEOPLE.to_arrow())]
)
def test_two_kinds_in_one_call_are_refused_and_named(other: Any) -> None:
    with pytest.raises(UsageError, match=r"of one kind; these are of polars.DataFrame, \w+\.\w+"):
        m.rpop(EXPORTS, other)
    with pytest.raises(UsageError, match="of one kind"):
        m.michaely_complementarity(EXPORTS, other)
    with pytest.raises(UsageError, match="of one kind"):
        m.prody(EXPORTS, other, per_head="population")
    with pytest.raises(UsageError, match="of one kind"):
        m.sample(EXPORTS, m.EVERYTHING, other)


def test_a_relation_of_any_connection_comes_back_as_a_relation_one_can_go_on_with() -> None:
    with duckdb.connect() as connection:
        given = connection.sql("SELECT 'A' AS exporter, 'x' AS product, sum(range) AS value FROM range(5)")
        answer = m.rca_forms(given)
        assert isinstance(answer, duckdb.DuckDBPyRelation)
        assert answer.filter("rca = 1").project("exporter, value").fetchall() == [("A", 10.0)]


def test_a_lazy_frame_is_read_and_stays_lazy() -> None:
    lazy = EXPORTS.lazy().with_columns(pl.col("value") * 2)
    answer = m.shares(lazy, by=["exporter"])
    assert isinstance(answer, pl.LazyFrame)
    assert answer.collect()["share"].to_list() == [0.75, 0.25, 1.0]


def test_a_narwhals_frame_stays_one() -> None:
    assert isinstance(m.shares(nw.from_native(EXPORTS)), nw.DataFrame)  # type: ignore[type-var]


def test_pandas_keeps_its_rows_whatever_the_labels() -> None:
    frame = EXPORTS.to_pandas().set_index(pd.Index([7, 7, 7]))
    assert m.shares(frame)["share"].tolist() == [0.5, 1 / 6, 1 / 3]
    assert m.ranks(frame)["rank"].tolist() == [1, 3, 2]


def test_decimals_and_whole_numbers_of_a_data_base_are_amounts() -> None:
    relation = duckdb.sql("SELECT 'A' AS exporter, 'x' AS product, 1.50::DECIMAL(9,2) AS value")
    assert m.shares(relation).fetchall() == [("A", "x", 1.5, 1.0)]


def test_codes_that_are_numbers_here_and_text_there_are_refused() -> None:
    numbers = EXPORTS.with_columns(product=pl.Series([1, 2, 2])).rename({"exporter": "importer"})
    for few in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("entrepot.analyses.trade.measures.similarity.FEW", few)
            with pytest.raises(BadInput, match="numbers in one frame and text in the other"):
                m.michaely_complementarity(EXPORTS, numbers)
    with pytest.raises(BadInput, match=r"column exporter.*Keep codes as text"):
        m.rpop(EXPORTS, PEOPLE.with_columns(exporter=pl.Series([1, 2])))


def test_a_place_with_two_populations_is_named() -> None:
    with pytest.raises(BadInput, match="two rows of 'B'"):
        m.rpop(EXPORTS, pl.concat([PEOPLE, PEOPLE.tail(1)]))


def test_a_frame_that_has_the_other_frames_column_is_refused() -> None:
    with pytest.raises(BadInput, match="stands in both"):
        m.rpop(EXPORTS, PEOPLE.rename({"population": "value"}), heads="value")


@pytest.mark.parametrize(
    "call",
    [
        lambda: m.rca_forms(EXPORTS, forms=["vollrath"]),  # type: ignore[list-item]
        lambda: m.trade_intensity(EXPORTS, "exporter", "product", against="all"),  # type: ignore[arg-type]
        lambda: m.trade_intensity(EXPORTS, "exporter", "product", exclude_origin=True, against="rest"),
        lambda: m.krugman_specialisation(EXPORTS, against="all"),  # type: ignore[arg-type]
        lambda: m.hummels_klenow(EXPORTS, against="all"),  # type: ignore[arg-type]
        lambda: m.theil(EXPORTS, lines=1),
        lambda: m.contributions(YEARS, 2020, 2020),
        lambda: m.contributions(YEARS, 2020, 1999),
        lambda: m.contributions(YEARS, "2020", "2021"),
        lambda: m.Trim("none", 1.0),
        lambda: m.OneOffRule("odd", of_total=5),
        lambda: m.SampleFilter("odd", min_exports=-1),
    ],
)
def test_requests_that_make_no_sense(call: Any) -> None:
    with pytest.raises(UsageError):
        call()


@pytest.mark.parametrize("year", [["2020", "2021"], [2020.5, 2021.0]])
def test_years_are_whole_numbers(year: list[Any]) -> None:
    with pytest.raises(BadInput, match="column year"):
        m.volatility(YEARS.with_columns(year=pl.Series(year)))


def test_a_quantity_may_be_empty_but_not_negative() -> None:
    trade = pl.DataFrame(
        {"product": ["x"], "value": [1.0], "quantity": [None]}, schema_overrides={"quantity": pl.Float64}
    )
    assert m.unit_values(trade)["unit_value"].to_list() == [None]
    with pytest.raises(BadInput, match="line 1, column quantity"):
        m.unit_values(trade.with_columns(quantity=pl.lit(-1.0)))


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_an_empty_frame_gives_an_empty_answer(kind: str) -> None:
    def made(frame: pl.DataFrame) -> Any:
        empty = frame.clear()
        return {"polars": empty, "pandas": empty.to_pandas(), "pyarrow": empty.to_arrow()}[kind]

    answers = [
        m.rca_forms(made(EXPORTS)),
        m.rpop(made(EXPORTS), made(PEOPLE)),
        m.expy(made(EXPORTS), made(PEOPLE), per_head="population"),
        m.theil(made(EXPORTS), by=["exporter"]),
        m.gini(made(EXPORTS), by=["exporter"]),
        m.finger_kreinin(made(EXPORTS)),
        m.krugman_specialisation(made(EXPORTS)),
        m.hummels_klenow(made(EXPORTS)),
        m.one_offs(made(YEARS)),
        m.volatility(made(YEARS), by=["product"]),
        m.log_linear_growth(made(YEARS), by=["product"]),
        m.compound_growth(made(YEARS), by=["product"]),
        m.unit_values(made(EXPORTS.with_columns(quantity="value"))),
    ]
    assert [len(answer) for answer in answers] == [0] * len(answers)


def test_without_pyarrow_a_relation_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    given = duckdb.from_arrow(pa.table({"value": [1.0]}))
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    def missing(*_: Any, **__: Any) -> Any:
        raise ModuleNotFoundError("No module named 'pyarrow'", name="pyarrow")

    monkeypatch.setattr("narwhals.LazyFrame.collect", missing)
    with pytest.raises(UsageError, match=r"pyarrow is not installed: pip install 'entrepot\[pandas\]'"):
        m.shares(given)


def test_the_measures_of_a_brief_need_no_numpy() -> None:
    code = (
        "import sys, polars as pl; from entrepot.analyses.trade import measures as m;"
        "f = pl.DataFrame({'exporter': ['A'], 'product': ['x'], 'value': [1.0]});"
        "m.michaely_complementarity(f, f.rename({'exporter': 'importer'}));"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
