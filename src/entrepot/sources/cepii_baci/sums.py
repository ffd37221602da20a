"""Sums of a year's flows: exports and imports by product, and trade of pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from entrepot.sources.cepii_baci.flows import Flows

# Rows at a time: a few, so that the arrays of all cells are added up seldom.
_PART = 2_000_000
# Values are published with three decimals; added as whole thousandths their sums are exact.
_THOUSANDTHS = 1000.0


@dataclass(slots=True)
class Sums:
    """Sums by places of economies and products, in thousand USD.

    Attributes:
        exports, imports: a row an economy, a column a product.
        pairs: a row an exporter, a column an importer.
        products: the same, how many products are traded.
        absent: how many flows have no weight.
    """

    exports: NDArray[np.float64]
    imports: NDArray[np.float64]
    pairs: NDArray[np.float64]
    products: NDArray[np.int64]
    absent: int


def sums(flows: Flows) -> Sums:
    """The sums, in one pass; exact where values have at most three decimals, else in order of the key."""
    n, m = len(flows.economies), len(flows.products)
    scale = _scale(flows.value)
    exports, imports, pairs = np.zeros(n * m), np.zeros(n * m), np.zeros(n * n)
    counts, absent = np.zeros(n * n, np.int64), 0
    for part in _parts(len(flows.key)):
        pair, exporter, importer, product = split(flows, part)
        value = np.rint(flows.values(part) * scale) if scale > 1 else flows.values(part)
        exports += np.bincount(exporter * m + product, value, n * m)
        imports += np.bincount(importer * m + product, value, n * m)
        pairs += np.bincount(pair, value, n * n)
        counts += np.bincount(pair, minlength=n * n)
        absent += int(np.isnan(flows.quantities(part)).sum())
    return Sums(
        exports.reshape(n, m) / scale, imports.reshape(n, m) / scale,
        pairs.reshape(n, n) / scale, counts.reshape(n, n), absent,
    )  # fmt: skip


def split(flows: Flows, part: slice) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Places of pair, exporter, importer and product that some of the keys stand for."""
    kind = flows.key.dtype.type
    pair, product = np.divmod(flows.key[part], kind(len(flows.products)))
    exporter, importer = np.divmod(pair, kind(len(flows.economies)))
    return pair, exporter, importer, product


def by_product(flows: Flows, values: NDArray[np.float64]) -> pl.DataFrame:
    """year, economy, product, value: the cells of a sum by product that are not zero."""
    economy, product = np.nonzero(values)
    columns = {
        "economy": _named(flows.economies, economy), "product": _named(flows.products, product),
        "value": pl.Series(values[economy, product]),
    }  # fmt: skip
    return _of_year(flows, columns)


def by_pair(flows: Flows, found: Sums) -> pl.DataFrame:
    """year, exporter, importer, value, products: the pairs that trade."""
    exporter, importer = np.nonzero(found.products)
    columns = {
        "exporter": _named(flows.economies, exporter), "importer": _named(flows.economies, importer),
        "value": pl.Series(found.pairs[exporter, importer]),
        "products": pl.Series(found.products[exporter, importer]),
    }  # fmt: skip
    return _of_year(flows, columns)


def _of_year(flows: Flows, columns: dict[str, pl.Series]) -> pl.DataFrame:
    return pl.DataFrame(columns).select(pl.lit(flows.year, dtype=pl.Int64).alias("year"), pl.all())


def _named(codes: list[str], places: NDArray[np.intp]) -> pl.Series:
    return coded(places, pl.Enum(codes))


def coded(places: NDArray[Any], codes: pl.Enum) -> pl.Series:
    """The codes at these places of a list, as numbers that stand for them: packed and compared fast."""
    physical = pl.Series([], dtype=codes).to_physical().dtype
    return pl.Series(places).cast(physical).cat.to(codes)


def _parts(length: int) -> Iterator[slice]:
    yield from (slice(start, start + _PART) for start in range(0, length, _PART))


def _scale(values: NDArray[np.float64]) -> float:
    for part in _parts(len(values)):
        if not bool((np.rint(values[part] * _THOUSANDTHS) / _THOUSANDTHS == values[part]).all()):
            return 1.0
    return _THOUSANDTHS
