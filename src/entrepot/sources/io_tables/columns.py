"""Which column of a wide table holds what: inputs of an industry, a final demand, or output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.metadata.errors import BadInput

Positions = NDArray[np.intp]
Label = tuple[str, str]
"""An economy as written, and an industry or final demand; no economy in a total."""
MOST_CELLS = 400
"""Millions of cells that inputs by economy, supplier and user may have: 3.2 GB of memory."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the numbers stand.

    Attributes:
        file: for messages.
        names: what each column is called, for messages.
        economies: as written, in order of first mention.
        industries: codes, in order of first mention.
        uses: intp[N, J], columns of inputs by buying economy and industry.
        finals: intp[N, F], columns of final demand by economy; F can be 0.
        output: the column of output; None if there is none.
    """

    file: str
    names: tuple[str, ...]
    economies: tuple[str, ...]
    industries: tuple[str, ...]
    uses: Positions
    finals: Positions
    output: int | None


def columns(
    file: str, line: int, names: Sequence[str], labels: Sequence[Label | None], made: set[str]
) -> Columns:
    """The columns that a heading declares.

    Args:
        file: for messages.
        line: of the heading, for messages.
        names: what each column is called there.
        labels: what each column holds; `("", "output")` is output, None is nothing that is used.
        made: codes that are industries; all others are final demands.

    Raises:
        BadInput: a column stands twice, or an economy lacks a column that another has.
    """
    places: dict[Label, int] = {}
    for place, label in enumerate(labels):
        if label is None:
            continue
        if label in places:
            raise BadInput(
                "stands twice", file=file, line=line, column=names[place], expected="each column once"
            )
        places[label] = place
    economies = tuple(dict.fromkeys(economy for economy, _ in places if economy))
    codes = tuple(dict.fromkeys(code for economy, code in places if economy))
    industries = tuple(code for code in codes if code in made)
    demands = tuple(code for code in codes if code not in made)
    if not industries:
        raise BadInput(
            "no column is named as a row is", file=file, line=line,
            expected="a column for each industry of each economy, as in the rows, e.g. BEL_A01",
        )  # fmt: skip
    if len(economies) * len(industries) ** 2 > MOST_CELLS * 10**6:
        raise BadInput(
            f"{len(economies)} economies by {len(industries)} industries are more than this can hold",
            file=file, remedy="Sum industries into fewer before.",
        )  # fmt: skip

    def grid(kinds: tuple[str, ...]) -> Positions:
        wanted = [(economy, kind) for economy in economies for kind in kinds]
        for economy, kind in wanted:
            if (economy, kind) not in places:
                raise BadInput(
                    f"no column for {economy} {kind}", file=file, line=line, expected="one, as others have it"
                )
        return np.array([places[label] for label in wanted], dtype=np.intp).reshape(
            len(economies), len(kinds)
        )

    return Columns(
        file, tuple(names), economies, industries, grid(industries), grid(demands), places.get(("", "output"))
    )
