"""The whole layer, from a folder of small CSV files; a cell that is not as declared is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from entrepot.metadata.corridors import Layer
from entrepot.metadata.errors import BadInput
from entrepot.sources.corridors import geography, knowledge
from entrepot.sources.corridors.sheet import Folder

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "corridors"
"""The layer that comes with the package."""


def layer(folder: Path | None = None) -> Layer:
    """The layer in a folder; left out, the one that ships, which is read once.

    Raises:
        BadInput: terminals.csv is missing, or a cell is not as declared: file, line and column are named.
    """
    return _shipped() if folder is None else _read(folder, None)


def problems(folder: Path | None = None) -> tuple[BadInput, ...]:
    """Everything that is wrong with a folder, row by row: for those who write one.

    A row that is refused counts as not there, so one slip may show in the rows that build on it too.

    Raises:
        BadInput: a file cannot be read at all.
    """
    found: list[BadInput] = []
    _read(folder or SHIPPED, found.append)
    return tuple(found)


@cache
def _shipped() -> Layer:
    return _read(SHIPPED, None)


def _read(path: Path, report: Callable[[BadInput], None] | None) -> Layer:
    folder = Folder(path, report)
    origins = knowledge.sources(folder)
    terminals = geography.terminals(folder, origins)
    passages = geography.passages(folder)
    legs = geography.legs(folder, terminals, passages, origins)
    whole = all((path / name).exists() for name in geography.LEGS)
    place = knowledge.there(terminals, legs, passages, whole)
    return Layer(
        terminals=terminals,
        legs=legs,
        parameters=knowledge.parameters(folder, place, origins),
        passages=passages,
        seasons=geography.seasons(folder, place.check, origins),
        origins=origins,
        open_borders=geography.open_borders(folder),
        digest=folder.digest,
    )
