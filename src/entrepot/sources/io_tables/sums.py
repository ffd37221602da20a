"""Adding up the rows of a wide table, whatever its layout, and holding it to its own totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables.columns import Columns
from entrepot.sources.io_tables.table import Array, Note

TOLERANCE = 0.01
"""Share of an economy's output by which its industries may miss their totals, all together."""


@dataclass
class Sums:
    """What is kept of the rows read so far.

    Attributes:
        columns: which column holds what.
        bought, final, needs: as in `IOTable`.
        stated: float64[N, J], output as the column of output says; not a number where there is none.
        parts: float64[N, J], taxes, value added and the like, added up; by the column's industry.
        row_output: float64[N, J], output as the last row says; None until it was read.
        seen: line of each row.
        negative: count and sum of inputs below zero, which are counted as none.
    """

    columns: Columns
    bought: Array = field(init=False)
    final: Array = field(init=False)
    needs: Array = field(init=False)
    stated: Array = field(init=False)
    parts: Array | None = None
    row_output: Array | None = None
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    negative: tuple[int, float] = (0, 0.0)

    def __post_init__(self) -> None:
        n, j = self.columns.uses.shape
        self.bought, self.final = np.zeros((n, n, j)), np.zeros((n, n, j))
        self.needs, self.stated = np.zeros((n, j, j)), np.full((n, j), np.nan)

    def sell(self, line: int, economy: str, code: str, cells: Array) -> None:
        """Take in what one industry sells.

        Raises:
            BadInput: the row stands twice, or is of an economy or industry that no column has.
        """
        wide = self.columns
        self._once(line, economy, code)
        if economy not in wide.economies or code not in wide.industries:
            raise BadInput(f"a row of {economy} {code}, which no column is of", file=wide.file, line=line)
        e, j = wide.economies.index(economy), wide.industries.index(code)
        inputs = cells[wide.uses]
        self.stated[e, j] = np.nan if wide.output is None else cells[wide.output]
        low = inputs < 0
        if low.any():
            self.negative = (self.negative[0] + int(low.sum()), self.negative[1] - float(inputs[low].sum()))
            inputs = np.maximum(inputs, 0.0)
        self.bought[e, :, j] = inputs.sum(axis=1)
        self.needs[:, j, :] += inputs
        self.final[e, :, j] = cells[wide.finals].sum(axis=1)

    def total(self, line: int, kind: str, cells: Array) -> None:
        """Take in a row below the industries: "output", or a part of it such as "value added"."""
        found = cells[self.columns.uses]
        if kind == "output":
            self._once(line, "", kind)
            self.row_output = found
        else:
            self.parts = found if self.parts is None else self.parts + found

    def close(self) -> tuple[Note, ...]:
        """What is to be told once all rows were read.

        Raises:
            BadInput: rows are missing, or an economy misses its totals by more than `TOLERANCE`.
        """
        wide = self.columns
        absent = [(e, j) for e in wide.economies for j in wide.industries if (e, j) not in self.seen]
        if absent:
            raise BadInput(
                f"rows missing: {len(absent)}, the first {' '.join(absent[0])}", file=wide.file,
                line=max(self.seen.values(), default=1), expected="a row for each column of inputs",
                remedy="The file may have been cut.",
            )  # fmt: skip
        sold = self.bought.sum(axis=1) + self.final.sum(axis=1)
        notes = [self._negative(float(sold.sum()))]
        notes.append(self._held("sales", "the column of output", sold, self.stated))
        if self.row_output is not None:
            notes.append(self._held("sales", "the row of output", sold, self.row_output))
            if self.parts is not None:
                used = self.needs.sum(axis=1) + self.parts
                notes.append(
                    self._held("inputs, taxes and value added", "the row of output", used, self.row_output)
                )
        elif self.parts is not None:
            used = self.needs.sum(axis=1) + self.parts
            notes.append(self._held("inputs, taxes and value added", "sales", used, sold))
        return tuple(note for note in notes if note)

    def _once(self, line: int, economy: str, code: str) -> None:
        if (economy, code) in self.seen:
            earlier = self.seen[economy, code]
            raise BadInput(
                f"{economy} {code} already stands in line {earlier}", file=self.columns.file, line=line
            )
        self.seen[economy, code] = line

    def _negative(self, sold: float) -> Note | None:
        count, value = self.negative
        if value > TOLERANCE * sold:
            raise BadInput(
                f"inputs below zero, {count} of them, of {value:,.4g} together", file=self.columns.file
            )
        return Note("inputs below zero are counted as none", count, value) if count else None

    def _held(self, what: str, against: str, found: Array, stated: Array) -> Note | None:
        wide = self.columns
        gap = np.nan_to_num(np.abs(found - stated))
        return told(
            wide.file, what, against, gap, np.nan_to_num(np.abs(stated)), (wide.economies, wide.industries)
        )


def told(
    file: str, what: str, against: str, gap: Array, total: Array, names: tuple[Sequence[str], Sequence[str]]
) -> Note | None:
    """A note of a table's imbalance, None if there is none worth telling.

    Args:
        file: for messages.
        what: that which misses, in words.
        against: that which is missed, in words.
        gap: float64[N, J], absolute differences.
        total: float64[N, J], what they are differences from.
        names: codes of economies and industries.

    Raises:
        BadInput: an economy's gaps are more than `TOLERANCE` of its output; says who and by how much.
    """
    share = gap.sum(axis=1) / np.maximum(total.sum(axis=1), 1e-300)
    worst = int(share.argmax())
    if gap[worst].sum() > 0 and share[worst] > TOLERANCE:
        j = int(gap[worst].argmax())
        raise BadInput(
            f"{what} of {names[0][worst]} miss {against} by {100 * share[worst]:.3g} % of output, most in "
            f"{names[1][j]} ({gap[worst, j]:,.6g})",
            file=file, expected=f"equality, within {100 * TOLERANCE:g} % of an economy's output",
            remedy="Balance the table before: nothing here is spread over other cells in silence.",
        )  # fmt: skip
    if gap.sum() <= 1e-6 * total.sum():
        return None
    e, j = divmod(int(gap.argmax()), gap.shape[1])
    return Note(
        f"{what} miss {against}",
        int((gap > 1e-6 * total).sum()),
        float(gap.sum()),
        f"{names[0][e]} {names[1][j]}",
    )
