"""Towns, ports, terminals and airports: SQLite files that are asked one question at a time, never loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from entrepot.metadata.errors import StoreError
from entrepot.metadata.places.codelist import DATA, CodeList, Row, rows
from entrepot.metadata.places.countries import COUNTRIES, LANGUAGES, names_in
from entrepot.metadata.places.place import Place, Scheme

_COLUMNS = "code, country, name, latitude_e5, longitude_e5, functions, other_code, subdivision"

# So that a list of namesakes begins with those most likely meant: many functions, a large airport.
_BUSIEST = "ORDER BY length(functions) DESC, functions, code"


class Gazetteer:
    """Places of one scheme in one SQLite file, under names of our own where a table of ours has them.

    Args:
        scheme: the scheme of every place in it.
        file: name of the SQLite file.
        our_names: name of our table of names in five languages; these are tried before the file's.
        functions: what the publisher's marks mean.
        kinds: what a place is called by its first mark; the empty mark stands for all others.
        other: the scheme of the file's other code.
    """

    def __init__(
        self,
        scheme: Scheme,
        file: str,
        our_names: str,
        *,
        functions: Mapping[str, str],
        kinds: Mapping[str, str],
        other: str,
    ) -> None:
        self.schemes = (scheme,)
        self._file, self._our_names = file, our_names
        self._functions, self._kinds, self._other = functions, kinds, other

    def by_code(self, text: str) -> Place | None:
        """The place of that code, in capitals or not, "BE ANR" written in two parts or not."""
        found = self._places("WHERE code = ?", re.sub(r"[\s-]", "", text).upper())
        return found[0] if found else None

    def by_name(self, key: str) -> tuple[Place, ...]:
        """Places that bear that folded name: ours if we named one so, else all the file knows."""
        ours = self._ours.by_name(key)
        return ours or self._places(
            f"WHERE code IN (SELECT code FROM name WHERE key = ? AND exact) {_BUSIEST}", key
        )

    def by_core(self, core: str) -> tuple[Place, ...]:
        """Places whose name, without designators and small words, is that."""
        ours = self._ours.by_name(core) or self._ours.by_core(core)
        return ours or self._places(f"WHERE code IN (SELECT code FROM name WHERE key = ?) {_BUSIEST}", core)

    def beginning(self, key: str, limit: int) -> tuple[Place, ...]:
        """Places one of whose names begins so."""
        prefix = f"WHERE code IN (SELECT code FROM name WHERE key >= ? AND key < ?) {_BUSIEST} LIMIT ?"
        ours = self._ours.beginning(key, limit)
        return tuple(dict.fromkeys((*ours, *self._places(prefix, key, key + "\U0010ffff", limit))))[:limit]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places("ORDER BY code"))

    @cached_property
    def _ours(self) -> CodeList:
        """The places that our table names; each is looked up in the file when its name is asked for."""

        def table() -> dict[str, Row]:
            return {row["code"]: row for row in rows(self._our_names)}

        def build(row: Row) -> Place:
            return self._places("WHERE code = ?", row["code"])[0]

        def names() -> Iterator[tuple[str, str]]:
            for code, row in self._ours.rows.items():
                yield from ((code, row[language]) for language in LANGUAGES)
                yield from ((code, name) for name in row["also"].split(";"))

        return CodeList(self.schemes, table, build, names)

    def _places(self, where: str, *values: Any) -> tuple[Place, ...]:
        import sqlite3
        from contextlib import closing

        file = DATA / self._file
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as book:
                found = book.execute(f"SELECT {_COLUMNS} FROM place {where}", values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{file}: cannot be read ({error}). Install Entrepôt again.") from error
        return tuple(self._place(row) for row in found)

    def _place(self, row: tuple[Any, ...]) -> Place:
        code, country, name, latitude, longitude, functions, other, subdivision = row
        ours = self._ours.rows.get(code)
        nation = COUNTRIES.by_code(country)
        done = tuple(self._functions[mark] for mark in functions if mark in self._functions)
        return Place(
            code,
            self.schemes[0],
            self._kinds.get(functions[:1], self._kinds[""]),
            names_in(ours) if ours else {"en": name},
            nation.code if nation else "",
            latitude=None if latitude is None else latitude / 1e5,
            longitude=None if longitude is None else longitude / 1e5,
            codes={self._other: other} if other else {},
            functions=done,
            subdivision=f"{country}-{subdivision}" if subdivision else "",
        )


LOCODES = Gazetteer(
    Scheme.LOCODE,
    "locode.sqlite",
    "town_names.csv",
    kinds={"": "town or terminal"},
    functions={
        "1": "port",
        "2": "rail terminal",
        "3": "road terminal",
        "4": "airport",
        "5": "postal exchange",
        "6": "multimodal terminal",
        "7": "fixed transport installation",
        "B": "border crossing",
    },
    other="IATA",
)
AIRPORTS = Gazetteer(
    Scheme.IATA,
    "airports.sqlite",
    "airport_names.csv",
    kinds={"": "airport", "W": "seaplane base", "H": "heliport"},
    functions={
        "L": "large airport",
        "M": "medium airport",
        "S": "small airport",
        "W": "seaplane base",
        "H": "heliport",
        "R": "scheduled service",
    },
    other="ICAO",
)
