"""A small invented world of goods trade in the warehouse: synthetic, and saying so, never to be published.

`load_flows` stores rows that a test writes by hand; `invented` makes a world of a dozen economies, seeded.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl

from entrepot.metadata.goods import baci_tables
from entrepot.store.warehouse import Release, Warehouse
from entrepot.store.warehouse.release import About

Row = tuple[str, str, str, float, float | None]  # exporter, importer, product, USD thousand, t

ECONOMIES = ("BEL", "CHN", "DEU", "FRA", "KAZ", "LUX", "NLD", "RUS", "TUR", "TWN", "USA", "UZB")
PRODUCTS = (
    "010121", "020130", "040690", "100199", "110100", "180690", "220421", "260300", "270900", "271121",
    "280450", "284410", "290110", "300220", "300490", "310210", "330499", "390120", "401110", "440710",
    "480256", "520100", "610910", "640399", "700510", "710812", "720110", "720241", "740311", "760110",
    "790111", "811221", "840734", "841989", "847130", "850760", "870323", "880240", "901890", "940360",
)  # fmt: skip


def load_flows(
    warehouse: Warehouse,
    year: int,
    rows: Iterable[Row],
    revision: str = "hs17",
    names: dict[str, str] | None = None,
) -> Release:
    """Store the flows of one year with the sums that the reader of BACI would make."""
    tables = baci_tables(revision)
    schema = {
        "exporter": pl.String,
        "importer": pl.String,
        "product": pl.String,
        "value": pl.Float64,
        "quantity": pl.Float64,
    }
    flows = pl.DataFrame(list(rows), schema=schema, orient="row").with_columns(year=pl.lit(year))
    flows = flows.select("year", *schema).sort("exporter", "importer", "product")

    def side(end: str) -> pl.DataFrame:
        summed = flows.group_by("year", end, "product").agg(pl.col("value").sum())
        return summed.rename({end: "economy"}).sort("economy", "product")

    pairs = flows.group_by("year", "exporter", "importer").agg(
        pl.col("value").sum(), products=pl.len().cast(pl.Int64)
    )
    products = flows["product"].unique().sort()
    named = [(names or {}).get(code, f"product {code}") for code in products]
    economies = pl.concat([flows["exporter"], flows["importer"]]).unique().sort()
    about = About(
        dataset=tables.dataset,
        title=f"Invented flows of goods ({revision.upper()}, {year})",
        publisher="Tests of Entrepôt",
        edition="synthetic",
        licence="CC0-1.0",
        url="https://example.org",
        unit="USD thousand",
        period=str(year),
        how_made="Invented for a test.",
        retrieved="2026-11-21",
    )
    return warehouse.load(
        about,
        {
            tables.flows: flows,
            tables.exports: side("exporter"),
            tables.imports: side("importer"),
            tables.pairs: pairs.sort("exporter", "importer"),
            tables.products: pl.DataFrame({"product": products, "name": named}),
            tables.economies: pl.DataFrame(
                {
                    "economy": economies,
                    "name": economies,
                    "publisher_code": [str(n) for n in range(len(economies))],
                }
            ),
        },
    )


def invented(
    root: Path, years: Iterable[int] = (2018, 2019, 2020, 2021, 2022), revision: str = "hs17"
) -> Warehouse:
    """A warehouse that holds nothing but the invented world, and the data that ship with the package."""
    warehouse = Warehouse.open(root)
    for year in years:
        load_flows(warehouse, year, invented_flows(year), revision)
    return warehouse


def invented_flows(year: int) -> list[Row]:
    """Flows of one year: sizes, tastes and a trend from one seed; a tenth of the weights is missing."""
    seed = np.random.default_rng(20240229)
    size = np.exp(seed.normal(9, 1.2, len(ECONOMIES)))
    skill = np.exp(seed.normal(0, 1.5, (len(ECONOMIES), len(PRODUCTS))))
    taste = np.exp(seed.normal(0, 0.7, (len(ECONOMIES), len(PRODUCTS))))
    yearly = np.random.default_rng(year)
    rows: list[Row] = []
    for i, exporter in enumerate(ECONOMIES):
        for j, importer in enumerate(ECONOMIES):
            values = 0.1 * size[i] * size[j] / size.sum() * skill[i] * taste[j] * 1.05 ** (year - 2018)
            values = values * np.exp(yearly.normal(0, 0.2, len(PRODUCTS))) * 1e3
            weights = values / 2.5
            for k, product in enumerate(PRODUCTS):
                if i != j and values[k] > 1.0:
                    missing = yearly.random() < 0.1
                    rows.append(
                        (
                            exporter,
                            importer,
                            product,
                            round(float(values[k]), 3),
                            None if missing else round(float(weights[k]), 3),
                        )
                    )
    return rows
