"""The sheets of a workbook: every table, chart, map, set of key figures and timeline as plain columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entrepot.briefs.figures import Figures, of_chart, of_map
from entrepot.briefs.layout import block_numbers
from entrepot.briefs.numbering import cited_notes
from entrepot.briefs.patterns import Number, number
from entrepot.briefs.words import words
from entrepot.dossier.model import Cell, Chart, Column, Dossier, KeyFigures, Map, Table, Text, Timeline

_ILLEGAL = re.compile(r"[\[\]:*?/\\']")
_RESERVED = {"history"}
Value = str | int | float | Number


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a sheet: its title with unit and marks, width in letters, whether it holds numbers."""

    title: str
    width: float
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: wished name, title, caption, columns, rows and the numbers of the notes that back it."""

    name: str
    title: str
    caption: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: frozenset[int]


def sheets(dossier: Dossier) -> list[Sheet]:
    """The sheets of a dossier, in its order; tables and figures bear the number they have everywhere."""
    labels = words(dossier)
    numbers = iter(block_numbers(dossier))
    made = []
    for block in (block for section in dossier.sections for block in section.blocks):
        if isinstance(block, Table):
            made.append(_of_table(block, f"{labels['table']} {next(numbers)}", labels))
        elif isinstance(block, Chart):
            figures = of_chart(block, labels)
            made.append(_of_drawing(block, f"{labels['figure']} {next(numbers)}", figures))
        elif isinstance(block, Map):
            made.append(_of_drawing(block, f"{labels['map']} {next(numbers)}", of_map(block, labels)))
        elif isinstance(block, KeyFigures):
            made.append(_of_key_figures(block, labels))
        elif isinstance(block, Timeline):
            made.append(_of_timeline(block, labels))
    return made


def sheet_names(wished: Sequence[str]) -> list[str]:
    """Names that Excel accepts: unique whatever the case, at most 31 letters, no punctuation it reserves."""
    taken: set[str] = set(_RESERVED)
    names = []
    for wish in wished:
        base = _ILLEGAL.sub(" ", wish).strip() or "Table"
        name, count = base[:31].strip(), 1
        while name.casefold() in taken:
            count += 1
            tail = f" {count}"
            name = base[: 31 - len(tail)].strip() + tail
        taken.add(name.casefold())
        names.append(name)
    return names


def _of_table(table: Table, name: str, labels: dict[str, str]) -> Sheet:
    """The table as it is, with one more column for the marks of single cells where there are any."""
    places = range(len(table.columns))
    rows = [tuple(_value(row[place]) if place < len(row) else "" for place in places) for row in table.rows]
    marks = [_marks(tuple(note for cell in row for note in cell.notes)) for row in table.rows]
    heads = [
        _head(column, [row[place] for row in table.rows if place < len(row)])
        for place, column in enumerate(table.columns)
    ]
    if any(marks):
        heads.append(Head(labels["notes"], 12))
        rows = [(*row, mark) for row, mark in zip(rows, marks, strict=True)]
    title = f"{table.title} {_marks(table.notes)}".strip()
    return Sheet(
        name,
        title,
        table.caption,
        tuple(heads),
        tuple(rows),
        frozenset(cited_notes(table)),
    )


def _value(cell: Cell) -> Value:
    if isinstance(cell.value, int | float):
        return number(cell.text, cell.value)
    return cell.text if cell.value in (None, "..") else cell.value


def _marks(notes: tuple[int, ...]) -> str:
    return " ".join(f"[{note}]" for note in dict.fromkeys(notes))


def _head(column: Column, cells: list[Cell]) -> Head:
    unit = f" ({column.unit})" if column.unit else ""
    title = f"{column.label}{unit} {_marks(column.notes)}".strip()
    longest = max((len(cell.text) for cell in cells), default=0)
    numbers = any(isinstance(cell.value, int | float) for cell in cells)
    return Head(title, min(60, max(10, longest + 2, len(title) / 2)), numbers)


def _of_drawing(block: Chart | Map, name: str, figures: Figures) -> Sheet:
    """What stands behind a drawing; the first column is wide, as it names the rows."""
    widths = [50.0, *(18.0 if numbers else 30.0 for _, numbers in figures.heads[1:])]
    columns = tuple(
        Head(title, width, numbers) for (title, numbers), width in zip(figures.heads, widths, strict=True)
    )
    rows = tuple(tuple(map(_known, row)) for row in figures.rows)
    title = f"{block.title} {_marks(block.notes)}".strip()
    return Sheet(name, title, block.caption, columns, rows, frozenset(block.notes))


def _known(value: str | float | None) -> Value:
    if isinstance(value, str):
        return value
    return "" if value is None else Number(value, "#,##0.00")


def _of_key_figures(block: KeyFigures, labels: dict[str, str]) -> Sheet:
    columns = tuple(
        Head(labels[key], width)
        for key, width in (("label", 40), ("value", 20), ("detail", 40), ("notes", 12))
    )
    rows = tuple((tile.label, tile.value, tile.detail, _marks(tile.notes)) for tile in block.tiles)
    return Sheet(
        labels["key-figures"], labels["key-figures"], "", columns, rows, frozenset(cited_notes(block))
    )


def _of_timeline(block: Timeline, labels: dict[str, str]) -> Sheet:
    columns = tuple(
        Head(labels[key], width) for key, width in (("when", 20), ("what", 80), ("lane", 18), ("notes", 12))
    )
    rows = tuple(
        (
            moment.when,
            _plain(moment.text),
            labels.get(moment.lane, moment.lane),
            _marks(tuple(cited_notes(moment))),
        )
        for moment in block.moments
    )
    return Sheet(block.title, block.title, "", columns, rows, frozenset(cited_notes(block)))


def _plain(text: Text) -> str:
    return "".join(run.text for run in text)
