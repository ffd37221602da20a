"""A list of places held in memory and found by code, by name, or by the core of a name."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Protocol

from entrepot.metadata.places.place import Place, Scheme
from entrepot.metadata.places.spelling import fold, read

DATA = Path(__file__).resolve().parents[2] / "data" / "places"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one of the package's small tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        columns = next(table)
        yield from (dict(zip(columns, row, strict=True)) for row in table)


class PlaceList(Protocol):
    """What the resolver asks of a list, whether it is held in memory or in a file."""

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes its places belong to."""

    def by_code(self, text: str) -> Place | None:
        """The place of that code, in capitals or not."""

    def by_name(self, key: str) -> tuple[Place, ...]:
        """Places that bear that folded name."""

    def by_core(self, core: str) -> tuple[Place, ...]:
        """Places whose name, without designators and small words, is that."""

    def beginning(self, key: str, limit: int) -> tuple[Place, ...]:
        """Places one of whose names begins so."""

    def __iter__(self) -> Iterator[Place]: ...


class CodeList:
    """Places of one list. Codes are read at first use; names, which take longer, only when a name is asked.

    Args:
        schemes: the schemes its places belong to.
        read_places: gives every place once.
        read_names: gives (code, name as written) for every spelling by which a place is found.
    """

    def __init__(
        self,
        schemes: tuple[Scheme, ...],
        read_places: Callable[[], Iterable[Place]],
        read_names: Callable[[], Iterable[tuple[str, str]]],
    ) -> None:
        self.schemes = schemes
        self._read_places = read_places
        self._read_names = read_names

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place by its code, in the order of the list."""
        return {place.code: place for place in self._read_places()}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Codes in capitals, those of other lists included, to the code used here."""
        own = {code.upper(): code for code in self.places}
        other = {also.upper(): place.code for place in self.places.values() for also in place.codes.values()}
        return other | own

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Folded names to the codes that bear them."""
        return _group((fold(name), code) for code, name in self._read_names())

    @cached_property
    def cores(self) -> dict[str, tuple[str, ...]]:
        """Cores of folded names to the codes that bear them."""
        return _group((read(key).core, code) for key, codes in self.names.items() for code in codes)

    def by_code(self, text: str) -> Place | None:
        """The place of that code, in capitals or not."""
        code = self.codes.get(text.upper())
        return self.places[code] if code else None

    def by_name(self, key: str) -> tuple[Place, ...]:
        """Places that bear that folded name."""
        return tuple(self.places[code] for code in self.names.get(key, ()))

    def by_core(self, core: str) -> tuple[Place, ...]:
        """Places whose name, without designators and small words, is that."""
        return tuple(self.places[code] for code in self.cores.get(core, ()))

    def beginning(self, key: str, limit: int) -> tuple[Place, ...]:
        """Places one of whose names begins so."""
        found = (code for name, codes in self.names.items() if name.startswith(key) for code in codes)
        return tuple(self.places[code] for code in list(dict.fromkeys(found))[:limit])

    @property
    def own_names(self) -> Iterator[tuple[str, str]]:
        """(code, name) for the names that its places show."""
        return ((place.code, name) for place in self.places.values() for name in place.names.values())

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places.values())


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, dict[str, None]] = {}
    for key, code in pairs:
        if key:
            grouped.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in grouped.items()}
