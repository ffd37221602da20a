"""A section for the terminal: wrapped text, aligned tables, bars, and the notes with their sources."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from entrepot.briefs.changes import CHANGES, told
from entrepot.briefs.numbering import cited_notes
from entrepot.briefs.words import words
from entrepot.dossier import numbers
from entrepot.dossier.model import (
    Block,
    Bullets,
    Chart,
    Dossier,
    KeyFigures,
    Map,
    Notice,
    Paragraph,
    Table,
    Text,
    Timeline,
)

WIDTH = 100
_BAR = 40


def render_blocks(dossier: Dossier, blocks: Iterable[Block], width: int = WIDTH) -> str:
    """Blocks as plain text, and after them the notes they cite, each with its sources."""
    chosen = tuple(blocks)
    writers = _WRITERS | {
        Chart: partial(_chart, language=dossier.language),
        Map: partial(_map, labels=words(dossier)),
    }
    body = "\n\n".join("\n".join(writers[type(block)](block, width)) for block in chosen)
    cited = sorted({number for block in chosen for number in cited_notes(block)})
    return body + "\n\n" + "\n".join(_notes(dossier, cited, width)) if cited else body


def plain(text: Text) -> str:
    """Runs as plain text with the marks of their notes."""
    return "".join(run.text + _marks(run.notes) for run in text)


def _marks(notes: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest) or [""]


def _paragraph(block: Paragraph, width: int) -> list[str]:
    return _wrap(plain(block.text), width)


def _notice(block: Notice, width: int) -> list[str]:
    return _wrap(plain(block.text), width, "! ", "  ")


def _bullets(block: Bullets, width: int) -> list[str]:
    return [line for item in block.items for line in _wrap(plain(item), width, "• ", "  ")]


def _key_figures(block: KeyFigures, width: int) -> list[str]:
    tiles = [
        (tile.value + _marks(tile.notes), f"{tile.label}. {tile.detail}".strip()) for tile in block.tiles
    ]
    room = max(len(value) for value, _ in tiles)
    return [
        line for value, label in tiles for line in _wrap(label, width, f"{value:>{room}}  ", " " * (room + 2))
    ]


def _table(block: Table, width: int) -> list[str]:
    heads = [
        column.label + (f" ({column.unit})" if column.unit else "") + _marks(column.notes)
        for column in block.columns
    ]
    rows = [[cell.text + _marks(cell.notes) for cell in row] for row in block.rows]
    rooms = _rooms(heads, rows, width)
    right = [column.align == "right" for column in block.columns]
    lines = _wrap(block.title + _marks(block.notes), width)
    lines += [*_row(heads, rooms, right), "  ".join("─" * room for room in rooms)]
    lines += [line for row in rows for line in _row(row, rooms, right)]
    return lines + (_wrap(block.caption, width) if block.caption else [])


def _rooms(heads: list[str], rows: list[list[str]], width: int) -> list[int]:
    """Column widths: what the cells need, the widest columns giving way until the table fits."""
    rooms = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    while sum(rooms) + 2 * (len(rooms) - 1) > width and max(rooms) > 8:
        rooms[rooms.index(max(rooms))] -= 1
    return rooms


def _row(cells: list[str], rooms: list[int], right: list[bool]) -> list[str]:
    wrapped = [_wrap(cell, room) for cell, room in zip(cells, rooms, strict=True)]
    lines = []
    for depth in range(max(map(len, wrapped))):
        parts = [
            f"{lines_of[depth] if depth < len(lines_of) else '':{'>' if flush else '<'}{room}}"
            for lines_of, room, flush in zip(wrapped, rooms, right, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def _chart(block: Chart, width: int, language: str) -> list[str]:
    unit = f" ({block.unit})" if block.unit else ""
    lines = _wrap(f"{block.title}{unit}{_marks(block.notes)}", width)
    if block.shape == "time-distance":
        return lines + _courses(block, width, language)
    # A cloud of points cannot be told in lines: those that the drawing names are.
    cloud = block.shape == "scatter"
    shown = [d for d in block.data if d.emphasis] if cloud else block.data
    # The unit of a cloud is that of its areas.
    values = [(datum.size or 0.0) if cloud else datum.value for datum in shown]
    largest = max(map(abs, values), default=1) or 1
    room = min(44, max((len(datum.label) for datum in shown), default=0))
    for datum, value in zip(shown, values, strict=True):
        bar = "█" * max(1, round(abs(value) / largest * _BAR)) if value else ""
        series = f" {datum.series}" if datum.series else ""
        label = textwrap.shorten(datum.label, room, placeholder="…")
        printed = told(datum, language) if block.shape in CHANGES else numbers.fixed(value, 1, language)
        lines.append(f"{label:<{room}}  {bar} {printed}{series}")
    return lines


def _courses(block: Chart, width: int, language: str) -> list[str]:
    """Each series with what its titles measure where a stretch ends, and which stretch that is."""
    lines = []
    for name in dict.fromkeys(datum.series for datum in block.data):
        lines += _wrap(f"{name} ({block.y_title}; {block.x_title}):", width)
        for datum in (datum for datum in block.data if datum.series == name):
            up, along = numbers.fixed(datum.value, 1, language), numbers.fixed(datum.x or 0.0, 0, language)
            lines += _wrap(datum.label, width, f"{up:>8}  {along:>8}  ", " " * 20)
    return lines


def _map(block: Map, width: int, labels: dict[str, str]) -> list[str]:
    """What the map shows in words, and the marked places by kind."""
    lines = _wrap(block.title + _marks(block.notes), width) + _wrap(block.alternative, width)
    for kind in dict.fromkeys(place.kind for place in block.places):
        names = ", ".join(dict.fromkeys(place.label for place in block.places if place.kind == kind))
        lines += _wrap(names, width, f"{labels.get(kind, kind)}: ", "  ")
    return lines + (_wrap(block.caption, width) if block.caption else [])


def _timeline(block: Timeline, width: int) -> list[str]:
    room = max((len(moment.when) for moment in block.moments), default=0)
    lines = _wrap(block.title, width)
    for moment in block.moments:
        lines += _wrap(plain(moment.text), width, f"{moment.when:<{room}}  ", " " * (room + 2))
    return lines


def _notes(dossier: Dossier, numbers: list[int], width: int) -> list[str]:
    lines, labels = ["─" * 20], words(dossier)
    sources = {source.number: source for source in dossier.sources}
    for note in dossier.notes:
        if note.number in numbers:
            cited = "; ".join(
                ", ".join(part for part in (sources[n].publisher, sources[n].title, where) if part)
                for n, where in zip(note.sources, note.locators, strict=True)
            )
            quality = f" ({labels.get(note.quality, note.quality)})" if note.quality else ""
            said = f"{note.text.rstrip('.')}{quality}. {cited}."
            lines += _wrap(said, width, f"[{note.number}] ", "    ")
    named = sorted({n for note in dossier.notes if note.number in numbers for n in note.sources})
    for caveat in dict.fromkeys(filter(None, (sources[n].caveat for n in named))):
        lines += _wrap(caveat, width)
    return lines


_WRITERS: dict[type, Callable[[Any, int], list[str]]] = {
    Paragraph: _paragraph,
    Notice: _notice,
    Bullets: _bullets,
    KeyFigures: _key_figures,
    Table: _table,
    Timeline: _timeline,
}
