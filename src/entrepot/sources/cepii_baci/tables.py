"""The declared tables of a year: the flows as a Parquet file, the others as frames."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from entrepot.metadata.goods import GoodsTables
from entrepot.metadata.tables import Table
from entrepot.sources.cepii_baci.codes import Economies, Products
from entrepot.sources.cepii_baci.flows import Flows
from entrepot.sources.cepii_baci.sums import Sums, by_pair, by_product, coded, split, sums

# Small enough that a pair stands in one or two of them, which their statistics tell from all others.
ROW_GROUP = 100_000
# Rows from which on a table goes to the store as a file.
MANY = 200_000
_LEAST_FREE = 64 << 20


def declared(
    tables: GoodsTables, flows: Flows, economies: Economies, products: Products, scratch: Path
) -> tuple[dict[Table, pl.DataFrame | Path], Sums]:
    """All tables of the year, and the sums in them; raises `OSError` where the disk is full."""
    file = scratch / tables.flows.file
    with ThreadPoolExecutor(1) as beside:
        summed = beside.submit(_summed, tables, flows, scratch)
        write_flows(flows, file)
        frames, found = summed.result()
    return {
        tables.flows: file,
        **frames,
        tables.products: _products(flows, products),
        tables.economies: _economies(flows, economies),
    }, found


def _summed(
    tables: GoodsTables, flows: Flows, scratch: Path
) -> tuple[dict[Table, pl.DataFrame | Path], Sums]:
    found = sums(flows)
    frames = {
        tables.exports: by_product(flows, found.exports),
        tables.imports: by_product(flows, found.imports),
        tables.pairs: by_pair(flows, found),
    }
    return {table: _laid(table, frame, scratch) for table, frame in frames.items()}, found


def _laid(table: Table, frame: pl.DataFrame, scratch: Path) -> pl.DataFrame | Path:
    """A large frame as a file; as a frame the store would hold its codes as texts, and pack them anew."""
    if frame.height < MANY:
        return frame
    file = scratch / table.file
    with _full_disk_told(file):
        frame.write_parquet(file, compression="zstd", compression_level=3, row_group_size=ROW_GROUP)
    return file


def write_flows(flows: Flows, file: Path) -> None:
    """Write the flows to a Parquet file, in their order; raises `OSError` where the disk is full."""
    economies, products = pl.Enum(flows.economies), pl.Enum(flows.products)
    schema: dict[str, pl.DataType] = {
        "year": pl.Int64(), "exporter": economies, "importer": economies, "product": products,
        "value": pl.Float64(), "quantity": pl.Float64(),
    }  # fmt: skip

    def source(_columns: Any, _predicate: Any, _rows: Any, _size: Any) -> Iterator[pl.DataFrame]:
        for start in range(0, len(flows.key), ROW_GROUP):
            yield _batch(flows, slice(start, start + ROW_GROUP), economies, products)

    with _full_disk_told(file):
        register_io_source(source, schema=schema).sink_parquet(
            file, compression="zstd", compression_level=3, row_group_size=ROW_GROUP
        )


@contextmanager
def _full_disk_told(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        # Polars tells of a full disk in several ways, none of which the store would know for one.
        full = shutil.disk_usage(file.parent).free < _LEAST_FREE
        code = errno.ENOSPC if full else getattr(error, "errno", None) or errno.EIO
        raise OSError(code, str(error).partition("\n")[0], str(file)) from error


def _batch(flows: Flows, part: slice, economies: pl.Enum, products: pl.Enum) -> pl.DataFrame:
    _, exporter, importer, product = split(flows, part)
    return pl.DataFrame(
        {
            "year": pl.repeat(flows.year, len(product), dtype=pl.Int64, eager=True),
            "exporter": coded(exporter, economies),
            "importer": coded(importer, economies),
            "product": coded(product, products),
            "value": flows.values(part),
            "quantity": pl.Series(flows.quantities(part)).fill_nan(None),
        }
    )


def _products(flows: Flows, products: Products) -> pl.DataFrame:
    codes = sorted({*flows.products, *(products.names if products.listed else ())})
    return pl.DataFrame({"product": codes, "name": [products.names.get(code, code) for code in codes]})


def _economies(flows: Flows, economies: Economies) -> pl.DataFrame:
    rows = [
        (code, " / ".join(economies.names[number] for number in numbers), ", ".join(map(str, numbers)))
        for code, numbers in zip(flows.economies, flows.numbers, strict=True)
    ]
    return pl.DataFrame(rows, schema=["economy", "name", "publisher_code"], orient="row")
