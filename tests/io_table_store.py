"""A drawn country by industry table in a store, as the reader of the OECD's full table would leave it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.metadata import icio
from entrepot.sources.oecd_icio.codes import economies, industries
from entrepot.sources.oecd_icio.grid import coefficients, long_frame
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.release import About
from io_table_files import DEMANDS, Drawn


def store_with(table: Drawn, home: Path) -> Warehouse:
    """A store that holds the table as its only release; codes must be those of the OECD."""
    store = Warehouse((home / "releases",))
    names, kinds = list(table.economies), list(table.industries)
    about = About(
        dataset=icio.DATASET, title="A drawn table", publisher="Tests", edition="synthetic",
        licence="CC0-1.0", url="", unit="USD million", period="2022", how_made="drawn by chance",
    )  # fmt: skip
    need = table.inputs.sum(axis=0).transpose(1, 0, 2)
    tables = {
        icio.ICIO_FLOWS: long_frame(
            ("origin", names), ("destination", names), ("industry", kinds), value=table.bought
        ),
        icio.ICIO_FINAL_FLOWS: long_frame(
            ("origin", names), ("destination", names), ("category", list(DEMANDS)), ("industry", kinds),
            value=table.final.transpose(0, 2, 3, 1),
        ),
        icio.ICIO_PRODUCTION: long_frame(
            ("economy", names), ("industry", kinds), output=table.output,
            other_sales=table.final.sum(axis=(2, 3)), value_added=table.value_added,
        ),
        icio.ICIO_INPUT_COEFFICIENTS: long_frame(
            ("economy", names), ("supplying_industry", kinds), ("using_industry", kinds),
            coefficient=coefficients(need, table.output),
        ),
        icio.ICIO_INDUSTRIES: industries().filter(pl.col("code").is_in(kinds)),
        icio.ICIO_ECONOMIES: economies().filter(pl.col("code").is_in(names)),
    }  # fmt: skip
    store.load(about, tables)
    return store
