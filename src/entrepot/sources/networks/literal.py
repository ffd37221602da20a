"""The two lists of Python in which `scgraph_data` ships its networks, read without running them.

Running one takes 9 to 36 seconds and builds half a million dictionaries; and the module cannot be imported
with scgraph 3. A line `graph=[{1: 2.02, 0: 0.0}, ...]` holds for each point the points beside it and the
kilometres; a line `nodes=[[latitude, longitude], ...]` the positions.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from entrepot.metadata.errors import BadInput
from entrepot.sources.networks.network import Network

_REMEDY = "Install scgraph_data 2.0.0, the version this reader knows."
_BLANKS = bytes.maketrans(b"{}[]:,", b"      ")


def read_literal(file: Path) -> Network:
    """The network in a module of `scgraph_data`; each edge once, loops of a point to itself dropped.

    Raises:
        BadInput: the file has no such lists, they disagree in length, or a number is not one.
    """
    lines = {line.partition(b"=")[0].strip(): line.partition(b"=")[2] for line in _lines(file)}
    if not {b"graph", b"nodes"} <= set(lines):
        raise BadInput("no lists of graph and nodes", file=file, remedy=_REMEDY)
    positions = _numbers(lines[b"nodes"], file).reshape(-1, 2)
    pairs = _numbers(lines[b"graph"], file).reshape(-1, 2)
    degrees = _degrees(lines[b"graph"])
    if len(degrees) != len(positions) or degrees.sum() != len(pairs):
        raise BadInput(
            f"{len(degrees)} points with edges, {len(positions)} with a position", file=file, remedy=_REMEDY
        )
    tail = np.repeat(np.arange(len(degrees)), degrees)
    head = pairs[:, 0].astype(np.int64)
    if len(head) and not (head.min() >= 0 and head.max() < len(degrees)):
        raise BadInput("an edge to a point that is not there", file=file, remedy=_REMEDY)
    return _once(positions, tail, head, pairs[:, 1])


def _lines(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().splitlines()
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", file=file, remedy=_REMEDY) from error


def _numbers(text: bytes, file: Path) -> npt.NDArray[np.float64]:
    try:
        found = np.array(text.translate(_BLANKS).split(), dtype=np.float64)
    except ValueError as error:
        raise BadInput(f"a list holds something that is no number ({error})", file=file) from error
    if len(found) % 2:
        raise BadInput("a list is cut in the middle", file=file, remedy=_REMEDY)
    return found


def _degrees(text: bytes) -> npt.NDArray[np.int64]:
    """How many entries each dictionary has: colons before each closing brace, less those before the last."""
    letters = np.frombuffer(text, dtype=np.uint8)
    colons = np.flatnonzero(letters == ord(":"))
    closing = np.flatnonzero(letters == ord("}"))
    return np.diff(np.searchsorted(colons, closing), prepend=0).astype(np.int64)


def _once(
    positions: npt.NDArray[np.float64],
    tail: npt.NDArray[np.int64],
    head: npt.NDArray[np.int64],
    km: npt.NDArray[np.float64],
) -> Network:
    """Both directions of an edge become one, the shorter of the two lengths; edges in order of their ends."""
    keep = tail != head
    low, high, km = np.minimum(tail, head)[keep], np.maximum(tail, head)[keep], km[keep]
    order = np.lexsort((km, high, low))
    low, high, km = low[order], high[order], km[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return Network(positions[:, 0].copy(), positions[:, 1].copy(), low[first], high[first], km[first])
