"""Terminals, passages, seasons, open borders and legs: the tables that say what there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from entrepot.metadata.corridors import Leg, Mode, Passage, Season, Terminal
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.errors import BadInput
from entrepot.metadata.figure import Quality
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.metadata.places.groups import GROUPS
from entrepot.sources.corridors.bounds import KM
from entrepot.sources.corridors.sheet import LANGUAGES, Folder, Row, unknown

LEGS = ("osm/rail.csv", "osm/road.csv", "sea.csv", "waterways.csv", "ferries.csv", "air.csv")
MODES = {mode.value: mode for mode in Mode}
QUALITIES = {q.word: q for q in (Quality.REPORTED, Quality.DERIVED, Quality.ESTIMATED)}
CALLED_AT = (Mode.SEA, Mode.FERRY, Mode.AIR)
"""Modes that only come to a terminal to load and unload; the others may pass it."""

_TERMINAL = ("code", *LANGUAGES, *("country", "latitude", "longitude", "modes", "gauges"))
_TERMINAL_TOO = ("landmass", "also", "source", "note")
_LEG = ("id", "mode", "start", "end", "km", "gauge", "countries", "passages", "source", "quality", "note")
T = TypeVar("T")
Sources = Collection[str]


def each(rows: Iterable[Row], read: Callable[[Row], T], report: Callable[[BadInput], None]) -> Iterator[T]:
    """What `read` makes of every row; what it raises goes to `report`."""
    for row in rows:
        try:
            yield read(row)
        except BadInput as error:
            report(error)


def terminals(folder: Folder, sources: Sources) -> dict[str, Terminal]:
    """Terminals by code, from terminals.csv, which must be there."""
    found: dict[str, Terminal] = {}

    def read(row: Row) -> None:
        code = _new(row, "code", found)
        if row["source"]:
            row.known("source", sources, "source")
        found[code] = Terminal(
            code,
            row.names(),
            row.known("country", COUNTRIES.rows, "country"),
            row.number("latitude", -90.0, 90.0),
            row.number("longitude", -180.0, 180.0),
            tuple(_mode(row, "modes", mode) for mode in row.listed("modes")),
            tuple(_gauge(row, gauge) for gauge in row.listed("gauges")),
            row["landmass"],
            row.listed("also"),
            row["note"],
        )

    rows = folder.rows(folder.path / "terminals.csv", _TERMINAL, _TERMINAL_TOO)
    list(each(rows, read, folder.report))
    return found


def passages(folder: Folder) -> dict[str, Passage]:
    """Passages by key, from passages.csv."""
    found: dict[str, Passage] = {}

    def read(row: Row) -> None:
        key = _new(row, "key", found)
        found[key] = Passage(key, row.must("kind"), row.names(), row.listed("also"))

    list(each(_optional(folder, "passages.csv", ("key", "kind", *LANGUAGES, "also")), read, folder.report))
    return found


def seasons(folder: Folder, check: Callable[[Row, str, str], None], sources: Sources) -> dict[str, Season]:
    """Seasons by key, from seasons.csv; `check` is asked for everything a season closes."""
    found: dict[str, Season] = {}

    def read(row: Row) -> None:
        key = _new(row, "key", found)
        for closed in row.listed("closes"):
            check(row, "closes", closed)
        months = tuple(_month(row, month) for month in row.listed("months"))
        source = row.known("source", sources, "source")
        found[key] = Season(key, row.names(), row.listed("closes"), months, source)

    columns = ("key", *LANGUAGES, "closes", "months", "source")
    list(each(_optional(folder, "seasons.csv", columns, ("note",)), read, folder.report))
    return found


def open_borders(folder: Folder) -> frozenset[tuple[str, str]]:
    """Pairs of countries without a border procedure, groups written out, from open_borders.csv."""
    found: set[tuple[str, str]] = set()

    def read(row: Row) -> None:
        if not row["b"]:
            row.known("a", GROUPS.rows, "group")
            found.update(combinations(sorted(GROUPS.place(row["a"]).members), 2))
            return
        a, b = (row.known(side, COUNTRIES.rows, "country") for side in ("a", "b"))
        if a >= b:
            row.fail(
                "a", f"{a} stands before {b}", remedy="Write the two codes in the order of the alphabet."
            )
        found.add((a, b))

    list(each(_optional(folder, "open_borders.csv", ("a", "b"), ("source", "note")), read, folder.report))
    return frozenset(found)


def legs(
    folder: Folder, terminals: Mapping[str, Terminal], passages: Mapping[str, Passage], sources: Sources
) -> dict[str, Leg]:
    """Legs by id, from every file of `LEGS` that is there."""
    found: dict[str, Leg] = {}

    def read(row: Row) -> None:
        identity = _new(row, "id", found)
        mode = MODES.get(row["mode"]) or _mode(row, "mode", row["mode"])
        start, end = _ends(row, identity, terminals)
        gauge = row.whole("gauge")
        km = row.number("km", *KM)
        _check_ends(row, mode, gauge, km, (start, end))
        for passage in row.listed("passages"):
            if passage not in passages:
                unknown(row, "passages", passage, list(passages), "passage")
        found[identity] = Leg(
            identity,
            mode,
            start.code,
            end.code,
            km,
            gauge,
            _countries(row) if row["countries"] else {},
            row.listed("passages"),
            row.known("source", sources, "source"),
            QUALITIES[row.known("quality", QUALITIES, "quality")],
            row["note"],
        )

    for name in LEGS:
        list(each(_optional(folder, name, _LEG), read, folder.report))
    return found


def _optional(
    folder: Folder, name: str, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterable[Row]:
    file: Path = folder.path / name
    return folder.rows(file, columns, optional) if file.exists() else ()


def _new(row: Row, column: str, found: Mapping[str, object]) -> str:
    text = row.must(column)
    if text in found:
        row.fail(column, f"{text} stands twice", remedy="Keep one of them, or give it another name.")
    return text


def _mode(row: Row, column: str, text: str) -> Mode:
    return MODES[text] if text in MODES else unknown(row, column, text, list(MODES), "mode")


def _gauge(row: Row, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 300 <= int(text) <= 2200):
        row.fail("gauges", f"{text!r} is no gauge", expected="millimetres, such as 1435;1520")
    return int(text)


def _month(row: Row, text: str) -> int:
    if text not in map(str, range(1, 13)):
        row.fail("months", f"{text!r} is no month", expected="numbers from 1 to 12, such as 12;1;2")
    return int(text)


def _ends(row: Row, identity: str, terminals: Mapping[str, Terminal]) -> tuple[Terminal, Terminal]:
    start, end = row["start"], row["end"]
    for column, code in (("start", start), ("end", end)):
        if code not in terminals:
            unknown(row, column, code, list(terminals), "terminal")
    if start >= end:
        row.fail(
            "start", f"{start} stands before {end}", remedy="Write the two in the order of the alphabet."
        )
    name = f"{row['mode']}:{start}:{end}"
    if identity != name and not identity.startswith(f"{name}:"):
        row.fail("id", f"{identity} is not the id of this leg", expected=f"{name} or {name}:variant")
    return terminals[start], terminals[end]


def _check_ends(row: Row, mode: Mode, gauge: int, km: float, ends: tuple[Terminal, Terminal]) -> None:
    """A leg joins terminals that its mode serves, and is not shorter than the crow flies."""
    if bool(gauge) is not (mode is Mode.RAIL):
        row.fail(
            "gauge", f"gauge {gauge} of a leg by {mode}", expected="a gauge for rail and none for others"
        )
    for column, end in zip(("start", "end"), ends, strict=True):
        if gauge and gauge not in end.gauges:
            row.fail(
                column, f"{end.code} has no track of {gauge} mm", remedy="Add it to gauges of the terminal."
            )
        if mode in CALLED_AT and mode not in end.modes:
            row.fail(column, f"{end.code} is not served by {mode}", remedy="Add it to modes of the terminal.")
    crow = great_circle(ends[0].latitude, ends[0].longitude, ends[1].latitude, ends[1].longitude)
    if km < 0.9 * crow - 10.0:
        row.fail(
            "km", f"{km:g} km, but the terminals lie {crow:.0f} km apart", remedy="Mend one of the three."
        )


def _countries(row: Row) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in row["countries"].split(";"):
        code, colon, km = part.partition(":")
        if code not in COUNTRIES.rows:
            unknown(row, "countries", code, list(COUNTRIES.rows), "country")
        try:
            found[code] = float(km)
        except ValueError:
            row.fail("countries", f"{part!r} has no kilometres", expected="such as KAZ:812;CHN:14")
        if not (colon and 0.0 <= found[code] <= KM[1]):
            row.fail("countries", f"{part!r} is out of bounds", expected="such as KAZ:812;CHN:14")
    return found
