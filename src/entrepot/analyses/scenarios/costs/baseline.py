"""The ways as they are now, searched once and remembered."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.access import Mile
from entrepot.analyses.corridors.account.remembering import fingerprint
from entrepot.metadata.corridors import Layer, Spot
from entrepot.store.remembered import remembered

Array = NDArray[np.floating]
_HERE = Path(__file__).parent


def kept(
    cache_folder: Path | None,
    layer: Layer,
    miles: Mapping[Spot, tuple[Mile, ...]],
    digest: str,
    search: Callable[[], Array],
) -> Array:
    """What `search` finds, kept as long as layer, miles, tables and code stay the same.

    Args:
        cache_folder: of what can be made again; None keeps nothing.
        layer: that is searched, nothing closed.
        miles: of the spots, in order: they depend on what a difference closes.
        digest: of the tables of costs.
        search: finds a float32 array.
    """
    if cache_folder is None:
        return search()
    places = hashlib.sha256(repr(list(miles.items())).encode()).hexdigest()
    key = " ".join((layer.digest, fingerprint(), _code(), digest, places))
    return _unpacked(remembered(cache_folder, "ways", key, lambda: _packed(search())))


def _packed(found: Array) -> dict[str, Any]:
    whole = np.ascontiguousarray(found, np.float32)
    return {"shape": whole.shape, "bytes": base64.b64encode(zlib.compress(whole.tobytes(), 1)).decode()}


def _unpacked(stored: Mapping[str, Any]) -> Array:
    plain = np.frombuffer(zlib.decompress(base64.b64decode(stored["bytes"])), np.float32)
    return plain.reshape(stored["shape"])


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for file in sorted(_HERE.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
