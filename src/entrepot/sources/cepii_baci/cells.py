"""The cells of a block as arrays; whatever is doubtful is left to `fault`, which looks at each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from entrepot.sources.cepii_baci.blocks import Block
from entrepot.sources.cepii_baci.codes import PRODUCT
from entrepot.sources.cepii_baci.fault import refuse

_SCHEMA: dict[str, pl.DataType] = {
    "t": pl.Int16(), "i": pl.Int16(), "j": pl.Int16(), "k": pl.String(), "v": pl.Float64(), "q": pl.Float64(),
}  # fmt: skip
_ABSENT = ("NA", "")
# Of scientific notation and signs, which the parser takes and the publisher does not write.
_ODD = (b"e", b"E", b"+")
_COMMA, _END = ord(","), ord("\n")
_NEAR = 1 << 18  # bytes that stay close to the processor
# No flow of a year is a thousand times the world's trade.
MAX_NUMBER = 1e14


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a block, a row a line.

    Attributes:
        exporter, importer: the publisher's numbers.
        product: the code as a number, -1 where it is none.
        other_products: the codes that are no numbers, in order of their rows.
        value: thousand USD.
        quantity: tons, NaN where absent.
    """

    exporter: NDArray[np.uint16]
    importer: NDArray[np.uint16]
    product: NDArray[np.int32]
    other_products: tuple[str, ...]
    value: NDArray[np.float64]
    quantity: NDArray[np.float64]


def cells(block: Block, year: int) -> Cells:
    """The block's rows; raises `BadInput` with the line and column of the first cell that is not BACI's."""
    try:
        frame = _parsed(block.text).with_columns(
            number=pl.col("k").str.to_integer(strict=False, dtype=pl.Int32), width=pl.col("k").str.len_bytes()
        )
    except pl.exceptions.PolarsError as error:
        raise refuse(block, year, str(error).partition("\n")[0]) from error
    if not (_whole(block, frame) and _sound(frame, year) and _plain(block, year)):
        raise refuse(block, year, "a cell is not as the publisher writes it")
    return _arrays(block, year, frame)


def _parsed(text: bytes) -> pl.DataFrame:
    try:
        return pl.read_csv(text, has_header=False, schema=_SCHEMA, null_values="NA")
    except pl.exceptions.PolarsError:
        # An absent weight with blanks around it is no number to the parser.
        frame = pl.read_csv(text, has_header=False, schema={**_SCHEMA, "q": pl.String()})
        weight = pl.col("q").str.strip_chars()
        return frame.with_columns(pl.when(weight.is_in(_ABSENT).not_()).then(weight).cast(pl.Float64))


def _whole(block: Block, frame: pl.DataFrame) -> bool:
    """Whether there are as many rows as lines, and six cells in each."""
    text, hit = np.frombuffer(block.text, np.uint8), np.empty(_NEAR, np.bool_)
    commas = lines = 0
    for start in range(0, len(text), _NEAR):
        part = text[start : start + _NEAR]
        commas += int(np.count_nonzero(np.equal(part, _COMMA, out=hit[: len(part)])))
        lines += int(np.count_nonzero(np.equal(part, _END, out=hit[: len(part)])))
    return commas == 5 * lines and lines == frame.height


def _sound(frame: pl.DataFrame, year: int) -> bool:
    """Whether every cell is there and in its bounds; what a code means is not asked yet."""
    between = {"i": (0, 999), "j": (0, 999), "v": (0.0, MAX_NUMBER), "width": (6, 6), "t": (year, year)}
    whole = pl.all_horizontal(
        pl.col(name).is_between(*bounds).fill_null(value=False) for name, bounds in between.items()
    )
    # A null is a code that is no number, or a weight that nobody reported.
    signs = (pl.col("number") >= 0).all() & pl.col("q").is_between(0, MAX_NUMBER).all()
    return bool(frame.select(whole.all() & signs).item())


def _plain(block: Block, year: int) -> bool:
    if any(letter in block.text for letter in _ODD):
        refuse(block, year, "")  # raises where it finds one; a code may hold an E
    return True


def _arrays(block: Block, year: int, frame: pl.DataFrame) -> Cells:
    others = frame.filter(pl.col("number").is_null())["k"].to_list()
    if not all(PRODUCT.fullmatch(code) for code in set(others)):
        raise refuse(block, year, "a product code is not one")
    return Cells(
        exporter=frame["i"].to_numpy().astype(np.uint16),
        importer=frame["j"].to_numpy().astype(np.uint16),
        product=frame["number"].fill_null(-1).to_numpy(),
        other_products=tuple(others),
        value=frame["v"].to_numpy(),
        quantity=frame["q"].to_numpy(),
    )
