"""All rows of a year's file, read by two threads and kept as small numbers: 22 bytes a row."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entrepot.metadata.errors import BadInput
from entrepot.sources.cepii_baci.blocks import Block, blocks
from entrepot.sources.cepii_baci.cells import Cells, cells
from entrepot.sources.cepii_baci.chosen import YearFile

Share = Callable[[float | None], None]
# A real year has 11 million rows.
MAX_ROWS = 60_000_000
_NUMBERS = 1_000_000  # codes of six digits
_WORKERS = 2


@dataclass(slots=True)
class Rows:
    """The rows in the file's order: row n stands in line n + 2.

    Attributes:
        exporter, importer: the publisher's numbers.
        product: place of the product in `products`.
        value: thousand USD.
        quantity: tons, NaN where absent.
        products: the codes, in the order in which they were met.
    """

    exporter: NDArray[np.uint16] = field(default_factory=lambda: np.empty(0, np.uint16))
    importer: NDArray[np.uint16] = field(default_factory=lambda: np.empty(0, np.uint16))
    product: NDArray[np.uint16] = field(default_factory=lambda: np.empty(0, np.uint16))
    value: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    quantity: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    products: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget the rows."""
        self.exporter = self.importer = self.product = np.empty(0, np.uint16)
        self.value = self.quantity = np.empty(0)

    def resize(self, count: int) -> None:
        """Make room for so many rows, or take the room behind them as if it were not there."""
        for name in ("exporter", "importer", "product", "value", "quantity"):
            old = getattr(self, name)
            new = old[:count] if count < len(old) else np.empty(count, old.dtype)
            new[: len(old)] = old[:count]
            setattr(self, name, new)

    def put(self, start: int, part: Cells, places: NDArray[np.uint16]) -> None:
        """Copy the rows of a block to their place."""
        here = slice(start, start + len(places))
        self.exporter[here], self.importer[here], self.product[here] = part.exporter, part.importer, places
        self.value[here], self.quantity[here] = part.value, part.quantity


def gather(file: YearFile, share: Share) -> Rows:
    """Every row of the file; raises `BadInput` for the first cell that is not BACI's, or if there is none."""
    rows, products, count = Rows(), _Products(), 0
    for block, part in _parsed(file):
        start, count = count, count + len(part.value)
        if count > MAX_ROWS or len(products.codes) > np.iinfo(np.uint16).max:
            raise BadInput("holds more than a year can", file=file.member.where, line=block.first)
        if count > len(rows.value):
            # Room for as many as this block lets expect: memory that is not written to costs nothing.
            expected = count / block.share if block.share else 2 * count
            rows.resize(max(count, int(1.1 * expected)))
        rows.put(start, part, products.places(part))
        share(block.share)
    if not count:
        raise BadInput(
            "holds no flow, only the heading", file=file.member.where, line=1,
            expected="a row a flow", remedy="Download the file again from the publisher.",
        )  # fmt: skip
    rows.resize(count)
    rows.products = products.codes
    return rows


def _parsed(file: YearFile) -> Iterator[tuple[Block, Cells]]:
    """Blocks with their cells, in order; a few are parsed ahead."""
    waiting: deque[tuple[Block, Future[Cells]]] = deque()
    pool = ThreadPoolExecutor(_WORKERS)
    try:
        for block in blocks(file.member):
            waiting.append((block, pool.submit(cells, block, file.year)))
            if len(waiting) > _WORKERS:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Products:
    """Codes in the order in which they are met, and where each stands."""

    codes: list[str] = field(default_factory=list)
    of_number: NDArray[np.int32] = field(default_factory=lambda: np.full(_NUMBERS, -1, np.int32))
    of_other: dict[str, int] = field(default_factory=dict)

    def places(self, part: Cells) -> NDArray[np.uint16]:
        """The place of each row's product; new codes are entered."""
        number = part.product
        places = self.of_number[number]
        if (new := (places < 0) & (number >= 0)).any():
            for code in np.unique(number[new]):
                self.of_number[code] = self._enter(f"{code:06}")
            places = self.of_number[number]
        if part.other_products:
            places[number < 0] = [self._other(code) for code in part.other_products]
        return places.astype(np.uint16)

    def _other(self, code: str) -> int:
        if code not in self.of_other:
            self.of_other[code] = self._enter(code)
        return self.of_other[code]

    def _enter(self, code: str) -> int:
        self.codes.append(code)
        return len(self.codes) - 1
