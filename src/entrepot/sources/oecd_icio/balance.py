"""Adding up the lines of a full table, and holding every row and column to output."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from entrepot.metadata.errors import BadInput
from entrepot.sources.oecd_icio.grid import Array
from entrepot.sources.oecd_icio.layout import Layout


@dataclass
class Balance:
    """What is kept of the lines read so far, in USD million.

    Attributes:
        layout: the table's columns.
        tolerance: share of output by which a row or a column may miss it, beside one million dollars.
        flows: inputs sold, (selling economy, selling industry, buying economy).
        final: final goods and services sold, (selling economy, selling industry, buying economy, category).
        inputs: inputs bought from all economies, (buying economy, selling industry, buying industry).
        output: gross output, (economy, industry).
        totals: the last rows by label, (economy, industry) of the buyer.
        seen: line of each row read so far.
    """

    layout: Layout
    tolerance: float
    flows: Array = field(init=False)
    final: Array = field(init=False)
    inputs: Array = field(init=False)
    output: Array = field(init=False)
    totals: dict[str, Array] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n, m, k = len(self.layout.economies), len(self.layout.industries), len(self.layout.categories)
        self.flows, self.final = np.zeros((n, m, n)), np.zeros((n, m, n, k))
        self.inputs, self.output = np.zeros((n, m, m)), np.zeros((n, m))

    def add(self, line: int, row: list[str]) -> None:
        """Take in one line, whatever its place in the file."""
        label = row[0].strip() if row else ""
        if label in self.seen:
            raise self._wrong(line, f"{label} already stands in line {self.seen[label]}", "each row once")
        self.seen[label] = line
        economy, _, industry = label.partition("_")
        if not industry:
            self.totals[label] = self.layout.total(line, row)
        elif economy in self.layout.economies and industry in self.layout.industries:
            self._sell(line, row, economy, industry)
        else:
            raise self._wrong(line, f"unknown row {label!r}", "one of the industries that head the columns")

    def _sell(self, line: int, row: list[str], economy: str, industry: str) -> None:
        cells = self.layout.cells(line, row)
        if (cells.inputs < 0).any():
            raise self._wrong(line, "a negative sale of inputs", "0 or more")
        sold = float(cells.inputs.sum() + cells.final.sum())
        if not self._balanced(sold, cells.output):
            raise self._wrong(line, f"sales add up to {sold:,.4f}, output is {cells.output:,.4f}", "equality")
        e, i = self.layout.economies.index(economy), self.layout.industries.index(industry)
        self.flows[e, i] = cells.inputs.sum(axis=1)
        self.final[e, i] = cells.final
        self.inputs[:, i, :] += cells.inputs
        self.output[e, i] = cells.output

    def close(self, totals: tuple[str, ...]) -> None:
        """Raise `BadInput` unless every row was there and every column adds up."""
        sellers = [f"{e}_{i}" for e in self.layout.economies for i in self.layout.industries]
        absent = [label for label in (*sellers, *totals) if label not in self.seen]
        last = max(self.seen.values(), default=1)
        if absent:
            problem = f"the table ends here; rows missing: {len(absent)}, the first {absent[0]}"
            raise self._wrong(last, problem, f"{len(sellers) + len(totals) + 1} lines")
        extra = set(self.totals) - set(totals)
        if extra:
            raise self._wrong(last, f"unknown row {min(extra)!r}", f"the rows {', '.join(totals)}")
        taxes, value_added, output = (self.totals[label] for label in ("TLS", "VA", "OUT"))
        self._columns(self.inputs.sum(axis=1) + taxes + value_added, "inputs, taxes and value added", output)
        self._columns(self.output, "the column OUT", output)

    def _columns(self, found: Array, what: str, output: Array) -> None:
        gap = np.abs(found - output) - self.tolerance * np.abs(output) - 1.0
        if gap.max() > 0:
            e, i = np.unravel_index(int(gap.argmax()), gap.shape)
            raise BadInput(
                f"{what} give {found[e, i]:,.4f}, the row OUT says {output[e, i]:,.4f}",
                file=self.layout.file,
                line=self.seen["OUT"],
                column=f"{self.layout.economies[e]}_{self.layout.industries[i]}",
                expected="equality",
            )

    def _balanced(self, found: float, stated: float) -> bool:
        return abs(found - stated) <= self.tolerance * abs(stated) + 1.0

    def _wrong(self, line: int, problem: str, expected: str) -> BadInput:
        remedy = "The file is damaged or not the publisher's: download it again."
        return BadInput(problem, file=self.layout.file, line=line, expected=expected, remedy=remedy)
