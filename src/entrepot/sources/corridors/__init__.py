"""Reading the layer of corridors that ships, and the user's differences from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from entrepot.sources.corridors.naming import closure, closures
from entrepot.sources.corridors.polyline import decode_line, encode_line
from entrepot.sources.corridors.reader import layer, problems
from entrepot.sources.corridors.shapes import shape

if TYPE_CHECKING:
    from entrepot.metadata.corridors import Difference, Layer

__all__ = [
    "closure",
    "closures",
    "decode_line",
    "difference",
    "encode_line",
    "layer",
    "problems",
    "ready",
    "shape",
]


def difference(path: Path | str, on: Layer | None = None) -> Difference:
    """The difference that a YAML file states: `differences.difference`, imported only when it is asked for,
    since a question without one must not pay for the YAML parser.
    """
    from entrepot.sources.corridors import differences

    return differences.difference(path, on)


def ready() -> tuple[Difference, ...]:
    """The differences that ship: `differences.ready`."""
    from entrepot.sources.corridors import differences

    return differences.ready()
