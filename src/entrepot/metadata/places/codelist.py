"""A list of places held in memory and found by code, by name, or by the core of a name."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Protocol

from entrepot.metadata.places.place import Place, Scheme
from entrepot.metadata.places.spelling import fold, read

Row = dict[str, str]
DATA = Path(__file__).resolve().parents[2] / "data" / "places"


def rows(name: str) -> Iterator[Row]:
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
    """Places of one list. Its table is read at first use, a place is built when it is asked for, and names,
    which take longest, are read only when a name is asked.

    Args:
        schemes: the schemes its places belong to.
        read_rows: gives the row of every place by its code, in the order of the list.
        build: makes the place from its row.
        read_names: gives (code, name as written) for every spelling by which a place is found.
        read_codes: gives (other code, code) for codes of other lists.
    """

    def __init__(
        self,
        schemes: tuple[Scheme, ...],
        read_rows: Callable[[], dict[str, Row]],
        build: Callable[[Row], Place],
        read_names: Callable[[], Iterable[tuple[str, str]]],
        read_codes: Callable[[], Iterable[tuple[str, str]]] = tuple,
    ) -> None:
        self.schemes = schemes
        self._read_rows, self._build = read_rows, build
        self._read_names, self._read_codes = read_names, read_codes
        self._built: dict[str, Place] = {}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The row of every place by its code."""
        return self._read_rows()

    @cached_property
    def codes(self) -> dict[str, str]:
        """Codes in capitals, those of other lists included, to the code used here."""
        other = {also.upper(): code for also, code in self._read_codes() if also}
        return other | {code.upper(): code for code in self.rows}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Folded names to the codes that bear them."""
        return _group((fold(name), code) for code, name in self._read_names())

    @cached_property
    def cores(self) -> dict[str, tuple[str, ...]]:
        """Cores of folded names to the codes that bear them."""
        return _group((read(key).core, code) for key, codes in self.names.items() for code in codes)

    def place(self, code: str) -> Place:
        """The place of exactly that code; raises `KeyError` if there is none."""
        if code not in self._built:
            self._built[code] = self._build(self.rows[code])
        return self._built[code]

    def by_code(self, text: str) -> Place | None:
        """The place of that code, in capitals or not."""
        code = self.codes.get(text.upper())
        return self.place(code) if code else None

    def by_name(self, key: str) -> tuple[Place, ...]:
        """Places that bear that folded name."""
        return tuple(map(self.place, self.names.get(key, ())))

    def by_core(self, core: str) -> tuple[Place, ...]:
        """Places whose name, without designators and small words, is that."""
        return tuple(map(self.place, self.cores.get(core, ())))

    def beginning(self, key: str, limit: int) -> tuple[Place, ...]:
        """Places one of whose names begins so."""
        found = (code for name, codes in self.names.items() if name.startswith(key) for code in codes)
        return tuple(map(self.place, list(dict.fromkeys(found))[:limit]))

    def __iter__(self) -> Iterator[Place]:
        return map(self.place, self.rows)


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, dict[str, None]] = {}
    for key, code in pairs:
        if key:
            grouped.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in grouped.items()}
