"""Sources and parameters: the tables that say what is known of what there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from entrepot.metadata.corridors import Leg, Parameter, Passage, Span, Terminal
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.origin import Origin
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.metadata.places.groups import GROUPS
from entrepot.sources.corridors.bounds import bounds
from entrepot.sources.corridors.geography import MODES, QUALITIES, each
from entrepot.sources.corridors.sheet import Folder, Row, unknown

HAULS = ("short", "long")
"""Lengths of a flight, for which emissions are stated: "haul:long", "haul:freighter:long"."""

_SOURCE = ("key", "publisher", "title", "year", "address", "licence", "retrieved")
_PARAMETER = (
    "quantity",
    "mode",
    "where",
    "low",
    "typical",
    "high",
    "year",
    "source",
    "quality",
    "used",
    "note",
)
_YEAR = re.compile(r"[-0-9X?~%/.\[\], ]*")  # the signs of EDTF


def sources(folder: Folder) -> dict[str, Origin]:
    """Origins by key, from every file in sources/. The note is for those who edit the file."""
    found: dict[str, Origin] = {}

    def read(row: Row) -> None:
        key = row.must("key")
        origin = Origin(
            publisher=row.must("publisher"),
            dataset=row.must("title"),
            edition=row["year"],
            licence=row["licence"],
            url=row["address"],
            retrieved=row["retrieved"],
        )
        if found.setdefault(key, origin) != origin:
            row.fail("key", f"{key} stands for another source already", remedy="Give it a key of its own.")

    for file in folder.files("sources/*.csv"):
        list(each(folder.rows(file, _SOURCE, ("note",)), read, folder.report))
    return found


@dataclass(frozen=True)
class There:
    """What a parameter, a season or a closure can be about.

    Attributes:
        borders: pairs of terminals between which a leg runs by land or water, in both orders.
        gauges: of all terminals.
        whole: whether every file of legs is there; while one is missing, legs and borders may be named that
            are not there yet.
    """

    terminals: Mapping[str, Terminal]
    legs: Collection[str]
    passages: Mapping[str, Passage]
    borders: frozenset[tuple[str, str]]
    gauges: frozenset[str]
    whole: bool = True

    def check(self, row: Row, column: str, where: str) -> None:
        """Raise `BadInput` if what a cell names is nowhere in the layer."""
        kind, colon, name = where.partition(":")
        if kind == "border":
            self._check_border(row, column, name)
        elif kind == "haul":
            row.fail(column, f"unknown haul {name!r}") if name.split(":")[-1] not in HAULS else None
        elif not colon or kind not in self.lists:
            unknown(row, column, kind, ["border", "haul", *self.lists], "kind of place")
        elif name not in self.lists[kind] and (self.whole or kind != "leg"):
            unknown(row, column, name, list(self.lists[kind]), kind)

    @property
    def lists(self) -> dict[str, Collection[str]]:
        """Names that exist, by kind."""
        return {
            "leg": self.legs,
            "terminal": self.terminals,
            "passage": self.passages,
            "country": COUNTRIES.rows,
            "group": GROUPS.rows,
            "gauge": self.gauges,
            "mode": MODES,
        }

    def _check_border(self, row: Row, column: str, name: str) -> None:
        start, _, end = name.partition(":")
        for code in (start, end):
            if code not in self.terminals:
                unknown(row, column, code, list(self.terminals), "terminal")
        if (start, end) not in self.borders and self.whole:
            row.fail(
                column, f"no leg runs between {start} and {end}", remedy="Add the leg, or mend the codes."
            )


def there(
    terminals: Mapping[str, Terminal], legs: Mapping[str, Leg], passages: Mapping[str, Passage], whole: bool
) -> There:
    """What there is in a layer."""
    pairs = {(leg.start, leg.end) for leg in legs.values()}
    gauges = frozenset(str(gauge) for terminal in terminals.values() for gauge in terminal.gauges)
    return There(
        terminals, legs.keys(), passages, frozenset(pairs | {(b, a) for a, b in pairs}), gauges, whole
    )


def parameters(folder: Folder, place: There, origins: Mapping[str, Origin]) -> tuple[Parameter, ...]:
    """Every parameter, those kept beside the one in use included, from every file in parameters/."""
    found: list[Parameter] = []
    in_use: set[tuple[str, str, str]] = set()

    def read(row: Row) -> None:
        quantity = row.known("quantity", QUANTITIES, "quantity")
        mode, where = row["mode"], row["where"]
        if mode:
            row.known("mode", MODES, "mode")
        if where:
            place.check(row, "where", where)
        used = row.known("used", ("yes", "no"), "answer") == "yes" if row["used"] else True
        if used and (quantity, mode, where) in in_use:
            row.fail(
                "used", f"{quantity} of {mode or 'all modes'} there is in use twice", remedy="Say no in one."
            )
        if not _YEAR.fullmatch(row["year"]):
            row.fail("year", f"{row['year']!r} is no year", expected="EDTF, such as 2023 or 2021/2023")
        if used:
            in_use.add((quantity, mode, where))
        found.append(
            Parameter(
                quantity,
                QUANTITIES[quantity],
                mode,
                where,
                _span(row, quantity),
                row["year"],
                row.known("source", origins, "source"),
                QUALITIES[row.known("quality", QUALITIES, "quality")],
                used,
                row["note"],
            )
        )

    for file in folder.files("parameters/*.csv"):
        list(each(folder.rows(file, _PARAMETER), read, folder.report))
    return tuple(found)


def _span(row: Row, quantity: str) -> Span:
    low, typical, high = (row.number(column, *bounds(quantity)) for column in ("low", "typical", "high"))
    if not low <= typical <= high:
        row.fail("typical", f"{low:g}, {typical:g}, {high:g} are not in order", expected="low, typical, high")
    return Span(low, typical, high)
