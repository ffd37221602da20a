"""A small dataset to load, read and spoil."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse import About, Release, Warehouse

SALES = Table(
    "demo.sales",
    "Sales by seller and product.",
    (
        Column("seller", "text", "who sells", key=True),
        Column("product", "text", "what", key=True),
        Column("value", "real", "how much", "EUR", minimum=0.0),
        Column("remark", "text", "anything", nullable=True),
    ),
)
FRAME = pl.DataFrame(
    {
        "seller": ["A", "A", "B", "B", "C"],
        "product": ["x", "y", "x", "y", "x"],
        "value": [1.0, 2.0, 4.0, 8.0, 4.0],
        "remark": [None, "it's", None, None, "late"],
    }
)
ABOUT = About(
    dataset="demo",
    title="Demonstration",
    publisher="Nobody",
    edition="first",
    licence="CC0-1.0",
    url="https://example.org/demo",
    unit="EUR",
    valuation="market prices",
    period="2022",
    retrieved="2026-01-02",
    how_made="by hand",
    caveat="Made up.",
)


@pytest.fixture
def about() -> About:
    return ABOUT


@pytest.fixture
def sales() -> Table:
    return SALES


@pytest.fixture
def frame() -> pl.DataFrame:
    return FRAME


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse((tmp_path / "bundled", tmp_path / "own"))


@pytest.fixture
def loaded(warehouse: Warehouse) -> Release:
    return warehouse.load(ABOUT, {SALES: FRAME})
