"""What a dossier is made of: sections of blocks; every number points to a note, every note to a source.

All of it is frozen and JSON-serialisable; the renderers in `briefs` read these types and nothing else.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from entrepot.dossier.drawn import Chart as Chart
from entrepot.dossier.drawn import Datum as Datum
from entrepot.dossier.drawn import Map as Map
from entrepot.dossier.drawn import MapArea as MapArea
from entrepot.dossier.drawn import MapLine as MapLine
from entrepot.dossier.drawn import MapMark as MapMark

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one style and the numbers of the notes that back it."""

    text: str
    notes: tuple[int, ...] = ()
    style: Literal["plain", "strong", "emphasis", "quote"] = "plain"


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short statements."""

    items: tuple[Text, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One tile of 'at a glance': a number large, its label small."""

    value: str
    label: str
    detail: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of tiles."""

    tiles: tuple[KeyFigure, ...]
    kind: Literal["key-figures"] = "key-figures"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `notes` back every number in it."""

    key: str
    label: str
    align: Literal["left", "right"] = "left"
    unit: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed, the bare value for spreadsheets, and notes that back this cell alone."""

    text: str
    value: float | str | None = None
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its numbers are backed by notes on the title, the column, the row's first cell or the cell."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[int, ...] = ()
    caption: str = ""
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: `earliest` is an ISO day for sorting and drawing, None when undated.

    `latest` is the ISO day on which a span (a silence, a tenure) ends, None for a single moment.
    """

    when: str
    earliest: str | None
    text: Text
    lane: str = ""
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated entries in order, silences included as entries of lane "silence"."""

    key: str
    title: str
    moments: tuple[Moment, ...]
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must see: what is unknown, a caveat, claims in conflict."""

    tone: Literal["unknown", "caveat", "conflict"]
    text: Text
    kind: Literal["notice"] = "notice"


Block = Paragraph | Bullets | KeyFigures | Table | Chart | Map | Timeline | Notice


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the dossier; `key` is stable and serves as anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an attached document around a quote; `before` and `after` give the context."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: how the number came about, and the sources (by number) with the place in each.

    `passages` is filled only when the user's own copy of the document is attached.
    """

    number: int
    text: str
    sources: tuple[int, ...]
    locators: tuple[str, ...] = ()
    quality: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A publication, once, however many notes cite it; `caveat` holds for every figure taken from it."""

    number: int
    publisher: str
    title: str
    edition: str
    licence: str
    url: str
    retrieved: str
    sha256: str
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One account of a pair of places.

    Attributes:
        title, subtitle, abstract: as printed at the head.
        language: "en" or "fr"; the labels of `words` are in it.
        places: codes and names of the two places, reporter first.
        generated: day it was made, ISO 8601; data as of the releases named in `sources`.
        version: Entrepôt's version.
        words: labels that renderers print themselves (contents, sources, notes, page ...).
    """

    title: str
    subtitle: str
    abstract: Text
    language: str
    places: tuple[dict[str, str], dict[str, str]]
    generated: str
    version: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    words: dict[str, str] = field(default_factory=dict)
    schema: int = SCHEMA_VERSION

    def section(self, key: str) -> Section:
        """The section of that key; raises `KeyError` if there is none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def tables(self) -> tuple[Table, ...]:
        """Every table of the dossier, in order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Table))

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)
