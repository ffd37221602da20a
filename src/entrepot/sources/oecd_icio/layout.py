"""The first line of a full table: which column holds what, and the numbers of a line put in that order.

Columns are `AUS_A01` (industry A01 of Australia buys inputs), `AUS_HFCE` (a final demand of Australia) and
`OUT` (output). The order in the file does not matter; economies and industries are kept in order of first
mention, final demands in the descriptor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.metadata.errors import BadInput
from entrepot.sources.descriptor import Descriptor
from entrepot.sources.oecd_icio.codes import economies, industries
from entrepot.sources.oecd_icio.grid import Array

OUTPUT = "OUT"


@dataclass(frozen=True, slots=True)
class Cells:
    """The numbers of one line: inputs (economy, industry), final demand (economy, category), output."""

    inputs: Array
    final: Array
    output: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Codes in order, and for each group of cells the position of its columns in a line."""

    file: str
    labels: tuple[str, ...]
    economies: tuple[str, ...]
    industries: tuple[str, ...]
    categories: tuple[str, ...]
    inputs: NDArray[np.intp]
    final: NDArray[np.intp]
    output: int

    def cells(self, line: int, row: Sequence[str]) -> Cells:
        """The numbers of a line; raises `BadInput` with line and column when one is missing or none."""
        numbers = self._numbers(line, row, range(len(self.labels) - 1))
        return Cells(numbers[self.inputs], numbers[self.final], float(numbers[self.output]))

    def total(self, line: int, row: Sequence[str]) -> Array:
        """The cells of a total that stand under industries, (economy, industry); the others are not used."""
        return self._numbers(line, row, self.inputs.ravel()).reshape(self.inputs.shape)

    def _numbers(self, line: int, row: Sequence[str], wanted: Iterable[int]) -> Array:
        self._refuse_length(line, row)
        places = [place + 1 for place in wanted]
        try:
            numbers = np.array([float(row[place]) for place in places])
        except ValueError:
            numbers = np.array([_number(row[place]) for place in places])
        finite = np.isfinite(numbers)
        if not finite.all():
            place = places[int(finite.argmin())]
            raise BadInput(
                f"{row[place]!r} is no number",
                file=self.file,
                line=line,
                column=self.labels[place],
                expected="a number of USD million such as 118.3326",
            )
        return numbers

    def _refuse_length(self, line: int, row: Sequence[str]) -> None:
        if len(row) != len(self.labels):
            raise BadInput(
                f"{len(row)} cells",
                file=self.file,
                line=line,
                expected=f"{len(self.labels)} cells, as in line 1",
                remedy="The file may have been cut: download it again.",
            )


def read_layout(file: str, header: Sequence[str], source: Descriptor) -> Layout:
    """The layout that the first line declares, held to the descriptor's counts and the known codes.

    Raises:
        BadInput: an unknown, repeated or missing column, or other counts than this edition has.
    """
    labels = tuple(label.strip() for label in header)
    places = {label: place for place, label in enumerate(labels[1:])}
    if len(places) != len(labels) - 1:
        twice = next(label for label in labels[1:] if labels.count(label) > 1)
        raise BadInput("stands twice", file=file, line=1, column=twice, expected="each column once")
    names, kinds, categories = _split(file, labels[1:], tuple(source.assertions["categories"]))
    _count(file, source, economies=len(names), industries=len(kinds))
    return Layout(
        file=file,
        labels=labels,
        economies=names,
        industries=kinds,
        categories=categories,
        inputs=_positions(file, places, names, kinds),
        final=_positions(file, places, names, categories),
        output=places[OUTPUT] if OUTPUT in places else _missing(file, OUTPUT),
    )


def _split(file: str, labels: Sequence[str], categories: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    known_economies = set(economies()["code"])
    known_industries = set(industries()["code"])
    names: dict[str, None] = {}
    kinds: dict[str, None] = {}
    for label in labels:
        economy, _, kind = label.partition("_")
        if label == OUTPUT:
            continue
        if economy not in known_economies or kind not in known_industries | set(categories):
            raise BadInput(
                "unknown column",
                file=file,
                line=1,
                column=label,
                expected="economy_industry, economy_final-demand or OUT in the codes of the 2025 edition",
                remedy="Take a file whose name ends in _SML.zip: the extended tables split China and Mexico.",
            )
        names[economy] = None
        if kind in known_industries:
            kinds[kind] = None
    return tuple(names), tuple(kinds), categories


def _count(file: str, source: Descriptor, **found: int) -> None:
    for what, number in found.items():
        if number != source.assertions[what]:
            raise BadInput(
                f"{number} {what}",
                file=file,
                line=1,
                expected=f"{source.assertions[what]} {what} ({source.edition})",
                remedy="This is another edition, or the file was cut.",
            )


def _positions(
    file: str, places: dict[str, int], names: Sequence[str], kinds: Sequence[str]
) -> NDArray[np.intp]:
    wanted = [f"{name}_{kind}" for name in names for kind in kinds]
    absent = [label for label in wanted if label not in places]
    if absent:
        _missing(file, absent[0])
    return np.array([places[label] for label in wanted], dtype=np.intp).reshape(len(names), len(kinds))


def _missing(file: str, label: str) -> Any:
    raise BadInput(
        "is missing", file=file, line=1, column=label, remedy="The file may have been cut: download it again."
    )


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return np.nan
