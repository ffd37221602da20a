"""Rows come out in order, whatever order they were in."""

import numpy as np
import pytest

from entrepot.sources.cepii_baci.order import ascending, key_of, order_of

ECONOMIES, PRODUCTS = 7, 50


def rows(number: int, arrange: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draws = np.random.default_rng(number)
    cells = draws.permutation(ECONOMIES * ECONOMIES * PRODUCTS)[:number]
    if arrange != "at random":
        pairs = draws.permutation(ECONOMIES * ECONOMIES)
        cells = np.array(sorted(cells, key=lambda cell: (pairs[cell // PRODUCTS], cell % PRODUCTS)))
    if arrange == "in runs, one row astray" and number > 1:
        cells[[0, -1]] = cells[[-1, 0]]
    pair, product = np.divmod(cells, PRODUCTS)
    exporter, importer = np.divmod(pair, ECONOMIES)
    return exporter.astype(np.uint16), importer.astype(np.uint16), product.astype(np.uint16)


@pytest.mark.parametrize("arrange", ["at random", "in runs", "in runs, one row astray"])
@pytest.mark.parametrize("number", [1, 2, 3, 40, 700, 2000])
def test_keys_ascend_by_exporter_importer_and_product(number: int, arrange: str) -> None:
    exporter, importer, product = rows(number, arrange)
    key = key_of(exporter, importer, product, ECONOMIES, PRODUCTS)
    order = order_of(key, PRODUCTS)
    assert sorted(order) == list(range(number))
    assert ascending(key[order])
    expected = sorted(zip(exporter, importer, product, strict=True))
    assert list(zip(exporter[order], importer[order], product[order], strict=True)) == expected


def test_keys_that_need_more_than_32_bits_get_them() -> None:
    last = np.array([65_534], np.uint16)
    assert int(key_of(last, last, last, 65_535, 65_535)[0]) == 65_535**3 - 1
