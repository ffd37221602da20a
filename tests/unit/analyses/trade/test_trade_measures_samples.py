"""What each rule of a sample keeps and drops, and how it says so."""

from __future__ import annotations

import polars as pl
import pytest

from entrepot.analyses.trade.measures import ATLAS_LIKE, EVERYTHING, OEC, SampleFilter, rca_forms, sample
from entrepot.metadata.errors import UsageError
from worked_examples import KINDS, as_polars

# Thousands of dollars, as in BACI.
FLOWS = pl.DataFrame(
    [
        ("A", "0101", "B", 900_000.0),
        ("A", "7108", "B", 400_000.0),
        ("B", "0101", "A", 700_000.0),
        ("B", "8802", "A", 500_000.0),
        ("C", "8802", "A", 300_000.0),
        ("D", "8802", "A", 2_000_000.0),
        ("D", "9701", "A", 1.0),
    ],
    schema=["exporter", "product", "importer", "value"],
    orient="row",
)
PEOPLE = pl.DataFrame({"exporter": ["A", "B", "C"], "population": [1e6, 5e6, 3e6]})


def left(rules: SampleFilter) -> list[tuple[str, str]]:
    kept = sample(FLOWS, rules, PEOPLE, usd=1000)
    return list(kept.frame.select("exporter", "product").iter_rows())


def test_oec_keeps_large_places_and_products_and_says_what_it_dropped() -> None:
    kept = sample(FLOWS, OEC, PEOPLE, usd=1000)
    assert left(OEC) == [("A", "0101"), ("B", "0101")]
    assert (kept.exporters, kept.products) == ((2, 4), (1, 4))
    assert [step.dropped for step in kept.steps] == [("D",), ("C",), ("7108", "8802")]
    assert kept.value_share == pytest.approx(1_600_000 / 4_800_001)
    assert str(kept).splitlines() == [
        "Sample OEC: kept 2 of 4 exporters and 1 of 4 products, 33.33% of value.",
        "- fewer than 1,000,000 inhabitants, or no figure: 1 exporter dropped (41.67% of value): D.",
        "- exports below 1,000,000,000 US dollars: 1 exporter dropped (6.25% of value): C.",
        "- world trade of 500,000,000 US dollars or less: 2 products dropped (18.75% of value): 7108, 8802.",
        f"Source: {OEC.source}.",
    ]


def test_the_atlas_leaves_out_gold_and_what_few_export() -> None:
    # 9701 is below 0.025 % of trade; of 0101 there are 1.97 effective exporters, of 8802 1.81.
    steps = sample(FLOWS, ATLAS_LIKE).steps
    assert [step.dropped for step in steps] == [("7108",), ("9701",), ("0101", "8802"), ()]
    assert steps[0].rule == "codes that begin with 7108, 9999, XXXX"


def test_two_equal_exporters_are_two_and_not_more() -> None:
    equal = FLOWS.with_columns(value=pl.lit(0.1))
    more = SampleFilter("more than two", effective_exporters_over=2.0)
    assert sample(equal, more).products == (1, 4)
    assert sample(equal, SampleFilter("more than one", effective_exporters_over=1.0)).products == (2, 4)


def test_ubiquity_counts_comparative_advantages() -> None:
    index = rca_forms(FLOWS.group_by("exporter", "product").agg(pl.col("value").sum()))
    wide = index.filter(pl.col("rca") >= 1)["product"].value_counts().filter(pl.col("count") > 1)["product"]
    kept = sample(FLOWS, SampleFilter("two", ubiquity_over=1)).frame["product"]
    assert set(kept) == set(wide) == {"0101", "8802"}


def test_the_smallest_products_go_as_long_as_together_they_are_small() -> None:
    third = SampleFilter("third", smallest_share=0.34)
    # 1 and 400,001 are below 0.34 of 4,800,001, with the next 2,000,001 are not.
    assert sample(FLOWS, third).steps[0].dropped == ("7108", "9701")


def test_places_by_name() -> None:
    assert {
        i for i, _ in left(SampleFilter("named", only_exporters=("A", "B"), without_exporters=("B",)))
    } == {"A"}


def test_everything_is_everything() -> None:
    kept = sample(FLOWS, EVERYTHING)
    assert kept.frame.equals(FLOWS) and kept.value_share == 1.0 and kept.steps == ()
    assert str(EVERYTHING) == "everything: no rule, everything stays. Source: own choice."


def test_a_filter_prints_its_settings() -> None:
    assert str(OEC).startswith(
        "OEC: min_population = 1,000,000, min_exports = 1,000,000,000, world_trade_over = "
    )
    assert "7108 9999 XXXX" in str(ATLAS_LIKE) and "0.00025" in str(ATLAS_LIKE)


def test_without_a_population_a_filter_that_asks_for_it_is_refused() -> None:
    with pytest.raises(UsageError, match="'OEC' asks for the population"):
        sample(FLOWS, OEC)


def test_nothing_left_and_nothing_given() -> None:
    huge = SampleFilter("huge", min_exports=1e15)
    assert sample(FLOWS, huge).exporters == (0, 4)
    assert sample(FLOWS.clear(), ATLAS_LIKE).value_share == 0.0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame(kind: str) -> None:
    made = KINDS[kind]
    kept = sample(made(FLOWS), OEC, made(PEOPLE), usd=1000)
    assert type(kept.frame) is type(made(FLOWS))
    assert as_polars(kept.frame).select("exporter", "product").rows() == left(OEC)
