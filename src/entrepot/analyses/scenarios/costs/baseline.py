"""The ways as they are now, and as they would be: searched once and remembered."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.account.remembering import fingerprint
from entrepot.metadata.corridors import Layer
from entrepot.store.remembered import remembered

Array = NDArray[np.floating]
_HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Baseline:
    """The ways as they are now.

    Attributes:
        ways: float32[W, K, n, n, 3] as `ways` gives them.
        marks: of each kind, the mark of all that it hangs on.
    """

    ways: Array
    marks: tuple[str, ...]

    def known(self) -> dict[str, Array]:
        """The ways of each kind by mark."""
        return dict(zip(self.marks, self.ways, strict=True))


@dataclass(frozen=True, eq=False)
class Searched:
    """The ways before and after a difference.

    Attributes:
        baseline: before.
        after: float32[W, K, n, n, 3].
        closed: countries that are closed to passage.
        places: what the ways before are kept under: a hash of the miles between spots and terminals.
    """

    baseline: Baseline
    after: Array
    closed: frozenset[str]
    places: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where ways are kept as long as layer, tables and code stay the same.

    Attributes:
        folder: of what can be made again; None keeps nothing.
        layer: that is searched, nothing closed.
        tables: digest of the tables of costs.
    """

    folder: Path | None
    layer: Layer
    tables: str

    def before(self, places: str, search: Callable[[], Baseline]) -> Baseline:
        """The ways as they are now; `places` is a hash of the miles, which what is closed decides too."""
        if self.folder is None:
            return search()

        def made() -> dict[str, Any]:
            found = search()
            ways = np.ascontiguousarray(found.ways, np.float32)
            return {"shape": ways.shape, "marks": found.marks, "bytes": _text(ways)}

        stored = remembered(self.folder, "ways", self._key(places), made)
        ways = _numbers(stored["bytes"], np.float32).reshape(stored["shape"])
        return Baseline(ways, tuple(stored["marks"]))

    def after(self, asked: str, search: Callable[[], Searched]) -> Searched:
        """The ways before and after; `asked` says all that is otherwise and between which spots.

        Of the ways after, it is kept in which bits they are not those before: a hundredth, as a rule.
        """
        if self.folder is None:
            return search()
        fresh: list[Searched] = []

        def made() -> dict[str, Any]:
            fresh.append(search())
            found = fresh[0]
            apart = _bits(found.after) ^ _bits(found.baseline.ways)
            return {"places": found.places, "closed": sorted(found.closed), "bytes": _text(apart)}

        stored = remembered(self.folder, "ways-otherwise", self._key(asked), made)
        if fresh:
            return fresh[0]
        baseline = self.before(stored["places"], lambda: search().baseline)
        bits = _bits(baseline.ways) ^ _numbers(stored["bytes"], np.int32).reshape(baseline.ways.shape)
        return Searched(baseline, bits.view(np.float32), frozenset(stored["closed"]), stored["places"])

    def numbers(self, what: str, make: Callable[[], NDArray[np.float64]]) -> NDArray[np.float64]:
        """An array of the layer as it is."""
        if self.folder is None:
            return make()

        def made() -> dict[str, Any]:
            found = make()
            return {"shape": found.shape, "bytes": _text(found)}

        stored = remembered(self.folder, "ways-ground", self._key(what), made)
        return _numbers(stored["bytes"], np.float64).reshape(stored["shape"])

    def plain(self, what: str, make: Callable[[], Any]) -> Any:
        """Anything that JSON has, of the layer as it is, as JSON gives it back."""
        return (
            make() if self.folder is None else remembered(self.folder, "ways-ground", self._key(what), make)
        )

    def _key(self, asked: str) -> str:
        return " ".join((self.layer.digest, fingerprint(), _code(), self.tables, asked))


def _bits(ways: Array) -> NDArray[np.int32]:
    return np.ascontiguousarray(ways, np.float32).view(np.int32)


def _text(numbers: NDArray[Any]) -> str:
    return base64.b64encode(zlib.compress(numbers.tobytes(), 1)).decode()


def _numbers(text: str, kind: type) -> NDArray[Any]:
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), kind)


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for file in sorted(_HERE.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
