"""Rows of codes become links: codes in one form, weights that sum to one, higher levels left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from entrepot.metadata.concordance import links_table
from entrepot.metadata.errors import BadInput
from entrepot.metadata.products import Classification, digits, normalise
from entrepot.sources.concordance.layouts import Layout
from entrepot.sources.concordance.rows import Row

_TOLERANCE = 1e-6
_AGAIN = "A file cut short ends so: download it again."
Pair = tuple[str, str]


@dataclass
class Gathered:
    """The pairs of one file while it is read.

    Attributes:
        pairs: (from, to) -> (line, weight), the weight None where the publisher gives none.
        sums: from-code -> (last line, sum of its weights).
        zeros: how many rows have weight zero; they link nothing.
        restored: codes that lacked their leading zeros, as written.
    """

    file: str | Path
    layout: Layout
    pairs: dict[Pair, tuple[int, float | None]] = field(default_factory=dict)
    sums: dict[str, tuple[int, float]] = field(default_factory=dict)
    zeros: int = 0
    restored: set[str] = field(default_factory=set)
    _known: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))

    def add(self, line: int, row: list[str]) -> None:
        """One row; raises `BadInput` for whatever is not as the header says."""
        if len(row) != self.layout.width:
            raise BadInput(f"{len(row)} cells", file=self.file, line=line, remedy=_AGAIN,
                           expected=f"{self.layout.width}, as in line 1")  # fmt: skip
        # The same codes come again and again: each is looked at once.
        known = self._known
        first, second = (row[column] for column in self.layout.columns)
        source = known[0].get(first) or self._code(line, 0, first)
        target = known[1].get(second) or self._code(line, 1, second)
        if self.layout.weight is None:
            self.pairs[source, target] = (line, None)
        else:
            self._weighted(line, (source, target), row[self.layout.weight])

    def _weighted(self, line: int, pair: Pair, written: str) -> None:
        weight = self._weight(line, written)
        self.sums[pair[0]] = (line, self.sums.get(pair[0], (0, 0.0))[1] + weight)
        if pair in self.pairs:
            raise BadInput(f"{pair[0]} to {pair[1]} stands twice", file=self.file, line=line)
        if weight:
            self.pairs[pair] = (line, weight)
        else:
            self.zeros += 1

    def _code(self, line: int, side: int, written: str) -> str:
        scheme = (self.layout.source, self.layout.target)[side]
        try:
            self._known[side][written] = normalise(self._whole(written, scheme), scheme)
        except BadInput as error:
            raise BadInput(str(error), file=self.file, line=line, column=scheme.name) from error
        return self._known[side][written]

    def _whole(self, written: str, scheme: Classification) -> str:
        """Growth Lab keeps codes as numbers in some files: HS "10121" for "010121", SITC "11" for "0011".

        Its HS codes have six digits and its SITC codes four, so that a short one lacks zeros in front.
        """
        width = {"HS": 6, "SITC": 4}.get(scheme.family, 0) if self.layout.name == "weights" else 0
        if not (written.isdigit() and len(written) < width):
            return written
        self.restored.add(f"{scheme.name} {written}")
        return written.zfill(width)

    def _weight(self, line: int, written: str) -> float:
        try:
            weight = float(written)
        except ValueError:
            weight = math.nan
        if not 0 <= weight <= 1 + _TOLERANCE:
            raise BadInput(f"a weight of “{written}”", file=self.file, line=line, column="weight",
                           expected="a number from 0 to 1")  # fmt: skip
        return weight


def gather(rows: Iterable[Row], file: str | Path, layout: Layout) -> Gathered:
    """All pairs of a file.

    Raises:
        BadInput: a row or a code is not as it should be, there is none, or the weights of a code do not sum
            to one.
    """
    gathered = Gathered(file, layout)
    for line, row in rows:
        gathered.add(line, row)
    for source, (line, total) in gathered.sums.items():
        if abs(total - 1) > _TOLERANCE:
            raise BadInput(f"the weights of {source} sum to {total:.6g}", file=file, line=line, remedy=_AGAIN,
                           expected="1, so that no value is lost")  # fmt: skip
    if not gathered.pairs:
        raise BadInput("no link in it", file=file, expected="one link a line below the header")
    return gathered


def most_detailed(gathered: Gathered) -> int:
    """Leaves out links of headings whose parts are in the file too; how many were left out.

    A heading without parts stays (NACE has 47, CPA divides it), but not in HS and CN, where all have parts.

    Raises:
        BadInput: an HS or CN heading without parts: a code that lost its zeros, or a file cut short.
    """
    schemes = (gathered.layout.source, gathered.layout.target)
    sides = [side for side in (0, 1) if schemes[side].levels]
    above = {side: _above(pair[side] for pair in gathered.pairs) for side in sides}
    headings = [pair for pair in gathered.pairs if any(_bare(pair[side]) in above[side] for side in sides)]
    for pair in headings:
        del gathered.pairs[pair]
    for side in sides:
        if schemes[side].family in ("HS", "CN"):
            _refuse_stray(gathered, side)
    return len(headings)


def _refuse_stray(gathered: Gathered, side: int) -> None:
    lengths = {digits(pair[side]) for pair in gathered.pairs} - {0}
    for pair, (line, _) in gathered.pairs.items():
        if 0 < digits(pair[side]) < max(lengths):
            raise BadInput(
                f"{pair[0]} to {pair[1]}: a heading, none of whose parts is in the file",
                file=gathered.file, line=line, expected="links of the most detailed codes",
                remedy="Codes kept as numbers lose zeros at both ends: take the publisher's file as it is.",
            )  # fmt: skip


def _bare(code: str) -> str:
    return code.replace(".", "")


def _above(codes: Iterable[str]) -> set[str]:
    """Everything that any of the codes begins with, itself excepted."""
    return {code[:end] for code in {_bare(code) for code in codes} for end in range(1, len(code))}


def frame_of(gathered: Gathered) -> pl.DataFrame:
    """The links as declared, in order of codes; weights published or, where there are none, equal."""
    source, target = gathered.layout.source.name, gathered.layout.target.name
    links = Counter(code for code, _ in gathered.pairs)
    rows = [
        (source, one, target, other, 1 / links[one] if weight is None else weight,
         "equal" if weight is None and links[one] > 1 else "published")
        for (one, other), (_, weight) in sorted(gathered.pairs.items())
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=links_table(source, target).schema, orient="row")
