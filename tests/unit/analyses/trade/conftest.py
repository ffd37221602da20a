"""A world of four small economies and two industries, loaded into a real warehouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.icio import ICIO_FLOWS, ICIO_INDUSTRIES, ICIO_PRODUCTION
from entrepot.metadata.places.place import Place, Scheme
from entrepot.store.warehouse import About, Warehouse

ABOUT = About(
    dataset="oecd_icio",
    title="Toy tables",
    publisher="Nobody",
    edition="first",
    licence="CC0-1.0",
    url="",
    unit="USD million",
    period="2022",
    how_made="by hand",
)
# origin, destination, sold by industry x, sold by industry y
FLOWS = """
    AAA AAA 100 50
    AAA BBB   6  2
    AAA CCC   2  0
    AAA DDD   0  0
    BBB AAA   1  3
    BBB BBB  10 10
    BBB CCC   4  0
    BBB DDD   1  1
    CCC AAA   2  2
    CCC BBB   0  4
    CCC CCC   5  5
    CCC DDD   0  4
    DDD AAA   0  8
    DDD BBB   0  0
    DDD CCC   2  2
    DDD DDD   1  1
"""
PRODUCERS = ("AAA", "BBB", "CCC", "DDD")
REST = """
    AAA ROW   1  4
    BBB ROW   0  1
    CCC ROW   0  0
    DDD ROW   3  0
    ROW AAA   2  5
    ROW BBB   1  0
    ROW CCC   0  2
    ROW DDD   1  1
    ROW ROW   9  9
"""


def loaded(root: Path, flows: str) -> Warehouse:
    """A warehouse under `root` that holds the flows; every industry of the four makes 200."""
    rows = [
        {"origin": origin, "destination": destination, "industry": industry, "value": float(value)}
        for origin, destination, *values in filter(None, map(str.split, flows.splitlines()))
        for industry, value in zip("xy", values, strict=True)
    ]
    production = [
        {"economy": code, "industry": industry, "output": 200.0, "other_sales": 0.0, "value_added": None}
        for code in PRODUCERS
        for industry in "xy"
    ]
    industries = [
        {"code": code, "name_en": f"industry {code}", "name_fr": f"branche {code}", "section": code.upper()}
        for code in "xy"
    ]
    tables = {ICIO_FLOWS: rows, ICIO_PRODUCTION: production, ICIO_INDUSTRIES: industries}
    warehouse = Warehouse((root,))
    warehouse.load(ABOUT, {table: pl.DataFrame(rows) for table, rows in tables.items()})
    return warehouse


@pytest.fixture(scope="session")
def place() -> Callable[..., Place]:
    """Makes a country, or a group of the members named after it."""

    def made(code: str, *members: str) -> Place:
        scheme = Scheme.GROUP if members else Scheme.ISO3
        return Place(code, scheme, scheme.value, {"en": code.title()}, members=members)

    return made


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The four economies, without the rest of the world."""
    return loaded(tmp_path_factory.mktemp("toy"), FLOWS)


@pytest.fixture(scope="session")
def toy_with_rest(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The four economies and the rest of the world."""
    return loaded(tmp_path_factory.mktemp("rest"), FLOWS + REST)
