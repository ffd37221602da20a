"""The rows of a year under our codes, in order of exporter, importer and product, each there once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.metadata.errors import BadInput
from entrepot.sources.cepii_baci.chosen import YearFile
from entrepot.sources.cepii_baci.codes import Economies, Products
from entrepot.sources.cepii_baci.gather import Rows
from entrepot.sources.cepii_baci.order import Key, Order, ascending, key_of, order_of

_FIRST_LINE = 2
_SHOWN = 30


@dataclass(slots=True)
class Flows:
    """A year's flows in order of exporter, importer and product.

    Attributes:
        year: calendar year.
        economies: our codes, in order.
        numbers: the publisher's numbers of each economy.
        products: the codes, in order.
        key: ascending, no two alike.
        order: the row of the file that each of the keys is of.
        value: thousand USD, in the file's order.
        quantity: tons, NaN where absent, in the file's order.
        found: what was done to the rows, in sentences.
    """

    year: int
    economies: list[str]
    numbers: list[tuple[int, ...]]
    products: list[str]
    key: Key
    order: Order
    value: NDArray[np.float64]
    quantity: NDArray[np.float64]
    found: list[str]

    def values(self, part: slice) -> NDArray[np.float64]:
        """Values of some of the keys, in their order."""
        return self.value[self.order[part]]

    def quantities(self, part: slice) -> NDArray[np.float64]:
        """Quantities of some of the keys, in their order."""
        return self.quantity[self.order[part]]


def ordered(file: YearFile, rows: Rows, economies: Economies, products: Products) -> Flows:
    """The rows in order, codes checked; takes `rows` apart to save memory.

    Raises:
        BadInput: codes that are not known, all of them listed; a flow that stands twice, with both lines.
    """
    numbers = _known_numbers(file, rows, economies.codes)
    codes = _known_products(file, rows, products)
    place = np.zeros(1 + max(numbers), np.uint16)
    place[numbers] = np.arange(len(numbers))
    rank = np.empty(len(codes), np.uint16)
    rank[sorted(range(len(codes)), key=codes.__getitem__)] = np.arange(len(codes))
    key = key_of(place[rows.exporter], place[rows.importer], rank[rows.product], len(numbers), len(codes))
    order = order_of(key, len(codes))
    codes.sort()
    flows = Flows(
        file.year, [economies.codes[n] for n in numbers], [(n,) for n in numbers], codes,
        key[order], order, rows.value, rows.quantity, [],
    )  # fmt: skip
    del key
    rows.clear()
    _refuse_twice(file, flows)
    if len(set(flows.economies)) < len(numbers):
        _join_economies(flows)
    _leave_out_inner(flows)
    if not len(flows.key):
        raise BadInput("holds no flow between two economies", file=file.member.where)
    return flows


def _refuse_twice(file: YearFile, flows: Flows) -> None:
    if not ascending(flows.key):
        raise _twice(file, flows, np.flatnonzero(flows.key[1:] == flows.key[:-1]))


def _twice(file: YearFile, flows: Flows, twice: NDArray[np.intp]) -> BadInput:
    pairs = np.sort(np.stack([flows.order[twice], flows.order[twice + 1]]), axis=0)
    at = int(np.argmin(pairs[1]))  # the first line that repeats one before it
    first, again = (int(line) + _FIRST_LINE for line in pairs[:, at])
    pair, product = divmod(int(flows.key[twice[at]]), len(flows.products))
    i, j = divmod(pair, len(flows.economies))
    said = f"{flows.numbers[i][0]} to {flows.numbers[j][0]}, product {flows.products[product]}"
    more = f"; {len(twice):,} flows are there twice" if len(twice) > 1 else ""
    return BadInput(
        f"the flow from {said} already stands in line {first:,}{more}", file=file.member.where, line=again,
        column="i, j, k", expected="each flow once", remedy="Download the file again from the publisher.",
    )  # fmt: skip


def _known_numbers(file: YearFile, rows: Rows, codes: Mapping[int, str]) -> list[int]:
    """The publisher's numbers in the rows, in order of our codes."""
    seen = np.zeros(np.iinfo(np.uint16).max + 1, np.bool_)
    seen[rows.exporter] = seen[rows.importer] = True
    numbers = [int(number) for number in np.flatnonzero(seen)]
    if unknown := [number for number in numbers if number not in codes]:
        exports, imports = rows.exporter == unknown[0], rows.importer == unknown[0]
        row = int(np.argmax(exports | imports))
        raise _unknown(
            file, row, "i" if exports[row] else "j", "country", [str(number) for number in unknown],
            "Put the publisher's file country_codes_V....csv beside it, or ask for the codes to be added.",
        )  # fmt: skip
    return sorted(numbers, key=lambda number: (codes[number], number))


def _known_products(file: YearFile, rows: Rows, products: Products) -> list[str]:
    """The codes of the rows, in the rows' order of places."""
    known = products.names
    if products.listed:
        unknown = [code for code in rows.products if code not in known]
    else:
        unknown = [code for code in rows.products if not code.isdigit() and code not in known]
    if unknown:
        row = int(np.argmax(rows.product == rows.products.index(unknown[0])))
        raise _unknown(
            file, row, "k", "product", sorted(unknown),
            f"Is the file in {file.revision.upper()}, and is its file of product codes beside it?",
        )  # fmt: skip
    return list(rows.products)


def _unknown(file: YearFile, row: int, column: str, what: str, codes: Sequence[str], how: str) -> BadInput:
    more = f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else ""
    return BadInput(
        f"unknown {what} codes: {', '.join(codes[:_SHOWN])}{more}", file=file.member.where,
        line=row + _FIRST_LINE, column=column, expected=f"{what} codes of the publisher's list", remedy=how,
    )  # fmt: skip


def _join_economies(flows: Flows) -> None:
    """Add up the flows of numbers that stand for the same economy, such as Sudan's before and after 2011."""
    n, m = len(flows.economies), len(flows.products)
    codes = sorted(set(flows.economies))
    place = np.array([codes.index(code) for code in flows.economies], np.uint16)
    pair, product = np.divmod(flows.key, flows.key.dtype.type(m))
    exporter, importer = np.divmod(pair, pair.dtype.type(n))
    key = key_of(place[exporter], place[importer], product.astype(np.uint16), len(codes), m)
    sort = np.argsort(key, kind="stable")
    flows.key, starts = np.unique(key[sort], return_index=True)
    flows.value = np.add.reduceat(flows.value[flows.order][sort], starts)
    flows.quantity = np.add.reduceat(flows.quantity[flows.order][sort], starts)  # absent if one of them is
    flows.order = np.arange(len(flows.key), dtype=np.int32)
    of_code = {
        code: tuple(sorted(num for c, nums in zip(flows.economies, flows.numbers, strict=True) if c == code
                           for num in nums))
        for code in codes
    }  # fmt: skip
    flows.economies, flows.numbers = codes, list(of_code.values())
    flows.found += [
        f"{code} stands under the numbers {' and '.join(map(str, numbers))}, which were added up."
        for code, numbers in of_code.items() if len(numbers) > 1
    ]  # fmt: skip


def _leave_out_inner(flows: Flows) -> None:
    """Trade of an economy with itself is no trade between economies; version 202401 held some."""
    n, m = len(flows.economies), len(flows.products)
    first = np.arange(n, dtype=np.uint64) * np.uint64((n + 1) * m)
    starts = np.searchsorted(flows.key, first.astype(flows.key.dtype))
    ends = np.searchsorted(flows.key, (first + np.uint64(m - 1)).astype(flows.key.dtype), side="right")
    if not (inner := [slice(a, b) for a, b in zip(starts, ends, strict=True) if a < b]):
        return
    kept = np.ones(len(flows.key), np.bool_)
    for part in inner:
        kept[part] = False
    worth, count = float(flows.value[flows.order[~kept]].sum()) / 1e6, int((~kept).sum())
    flows.found.append(
        f"{count:,} flows of an economy with itself, worth {worth:,.1f} billion USD, were left out."
    )
    flows.key, flows.order = flows.key[kept], flows.order[kept]
