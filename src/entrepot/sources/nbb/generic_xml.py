"""Generic SDMX-ML 2.0, read as a stream: series with a key, and observations of a time and a value.

A document type is refused wherever it stands: without one there are no entities, and so nothing that grows
while it is read. Depth and length of names are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import MAX_BYTES, Member
from entrepot.sources.sdmx_csv.json_text import number
from entrepot.sources.text_tables.cells import LINE

_GENERIC = re.compile(rb"<[\w:]*(?:GenericData|MessageGroup)[\s>]")
_SCHEMA = b"SDMXML/schemas/v2_0"
_SENDER = re.compile(rb'<[\w:]*Sender\s+id="NBB"')
_DEPTH, _TEXT, _ROWS = 40, 10_000, 200_000
_PIECE = 1 << 16
Row = dict[str, str | float | int | None]


def recognises(head: bytes) -> bool:
    """Whether a file begins as a generic message of SDMX-ML 2.0 that the bank sends."""
    return bool(_GENERIC.search(head[:4000]) and _SCHEMA in head[:4000] and _SENDER.search(head))


def named(member: Member) -> tuple[str, str]:
    """The key family, which names the table, and the day on which the message was prepared."""
    reading = _Reading(member.where)
    for _ in _fed(member, reading):
        if reading.family:
            break
    if not reading.family:
        raise BadInput(
            "names no KeyFamilyRef", file=member.where, expected="a generic message of SDMX-ML 2.0"
        )
    return reading.family, f"prepared {reading.prepared[:10]}" if reading.prepared else ""


def frames(member: Member) -> Iterator[pl.DataFrame]:
    """Dimensions, `time`, `value`, `flags` and `line` of each observation.

    Raises:
        BadInput: it is no well-formed XML, has a document type, or a series without the others' dimensions.
    """
    reading = _Reading(member.where)
    for _ in _fed(member, reading):
        if len(reading.rows) >= _ROWS:
            yield _frame(reading)
    yield _frame(reading)


def _frame(reading: _Reading) -> pl.DataFrame:
    names = reading.dimensions or ()
    types: dict[str, type[pl.DataType]] = {**dict.fromkeys((*names, "time", "flags"), pl.String)}
    rows, reading.rows = reading.rows, []
    return pl.DataFrame(rows, schema={**types, "value": pl.Float64, LINE: pl.Int64}, orient="row")


def _fed(member: Member, reading: _Reading) -> Iterator[None]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.refuse_doctype
    reading.parser = parser
    left = MAX_BYTES
    with member.open() as stream:
        try:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise BadInput("holds implausibly many bytes", file=member.where)
                parser.Parse(piece)
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise BadInput(
                f"is no well-formed XML ({expat.ErrorString(error.code)})", file=member.where,
                line=error.lineno, column=error.offset, remedy="Download it again: it may have been cut.",
            ) from error  # fmt: skip


@dataclass
class _Reading:
    """What the parser has come to."""

    where: str
    parser: expat.XMLParserType | None = None
    family: str = ""
    prepared: str = ""
    dimensions: tuple[str, ...] | None = None
    rows: list[Row] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _words: str = ""
    _key: dict[str, str] = field(default_factory=dict)
    _row: Row = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        element = name.rpartition(" ")[2]
        self._path.append(element)
        self._words = ""
        if len(self._path) > _DEPTH:
            raise self._wrong("is nested too deep", "series and observations")
        if element == "Series":
            self._key = {}
        elif element == "Obs":
            self._row = {"time": "", "value": None, "flags": "", LINE: self._line()}
        elif element == "Value":
            self._value(attributes)
        elif element == "ObsValue":
            self._row["value"] = self._number(attributes.get("value", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        element = name.rpartition(" ")[2]
        self._path.pop()
        if element == "KeyFamilyRef":
            self.family = self.family or self._words.strip()
        elif element == "Prepared":
            self.prepared = self._words.strip()
        elif element == "Time" and "Obs" in self._path:
            self._row["time"] = self._words.strip()
        elif element == "SeriesKey":
            self._same_dimensions()
        elif element == "Obs":
            self.rows.append({**self._key, **self._row})

    def text(self, words: str) -> None:
        """Text within an element."""
        self._words += words
        if len(self._words) > _TEXT:
            raise self._wrong("a text is implausibly long", "codes, times and values")

    def refuse_doctype(self, *_: object) -> None:
        """A document type could define entities that unfold without end."""
        raise self._wrong("declares a document type", "none, as the publisher writes it")

    def _value(self, attributes: dict[str, str]) -> None:
        concept, code = attributes.get("concept", ""), attributes.get("value", "")
        if self._path[-2:-1] == ["SeriesKey"]:
            self._key[concept] = code
        elif concept == "OBS_STATUS" and "Obs" in self._path and code != "A":
            self._row["flags"] = code

    def _same_dimensions(self) -> None:
        names = tuple(sorted(self._key))
        self.dimensions = self.dimensions or names
        if names != self.dimensions or {"time", "value", "flags", LINE, ""} & {*names}:
            raise self._wrong(f"a series has the dimensions {', '.join(names)}", ", ".join(self.dimensions))

    def _number(self, written: str) -> float | None:
        try:
            return number(None if written in ("", "NaN") else float(written))
        except ValueError as error:
            raise self._wrong(f"{written!r:.60} is no number", "a number such as 98.7") from error

    def _line(self) -> int:
        return self.parser.CurrentLineNumber if self.parser else 0

    def _wrong(self, problem: str, expected: str) -> BadInput:
        return BadInput(problem, file=self.where, line=self._line(), expected=expected)
