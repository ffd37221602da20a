"""From a table of figures to a table of the dossier: one note a column, numbers as the language has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from entrepot.dossier import numbers
from entrepot.dossier.model import Cell, Column, Table
from entrepot.dossier.pen import Pen
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable

Printer = Callable[[float, str], str]

PRINTERS: Mapping[str, Printer] = {
    "tenths": lambda value, language: numbers.fixed(value, 1, language),
    "hundredths": lambda value, language: numbers.fixed(value, 2, language),
    "percent": numbers.percent,
    "ordinal": lambda value, language: numbers.ordinal(round(value), language),
    "whole": lambda value, language: numbers.decimal(round(value), language),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A column to show: the figure's column, its head as a phrase, and how its numbers print."""

    name: str
    head: str
    printer: str
    unit: str = ""


def tabulate(
    pen: Pen,
    key: str,
    title: str,
    figures: FigureTable,
    names: Mapping[str, str],
    shown: tuple[Shown, ...],
    *,
    label: Callable[[dict[str, Any]], str],
    head: str,
    caption: str = "",
) -> Table:
    """Rows of `figures`, a label first, then the columns shown, each with the note of its figures.

    Args:
        pen: writes and cites.
        key: of the table, stable.
        title: of the table.
        caption: below the table.
        figures: the rows.
        names: slots for the heads' phrases.
        shown: the columns of numbers.
        label: what the first cell of a row says.
        head: head of the first column.
    """
    columns = [Column("label", head)]
    columns += [
        Column(s.name, pen.word(s.head, **names), "right", s.unit, (pen.cite(of_column(figures, s.name)),))
        for s in shown
    ]
    rows = tuple(
        (Cell(label(row), label(row)), *(_cell(row[s.name], s, pen.language) for s in shown))
        for row in figures.rows()
    )
    return Table(key, title, tuple(columns), rows, caption=caption)


def of_column(figures: FigureTable, name: str) -> Figure:
    """A figure that stands for a whole column: its concept, method and source, without a value of its own."""
    column = figures.column(name)
    return Figure(
        value=float("nan"),
        unit=column.unit,
        period=figures.period,
        concept=column.concept,
        places=figures.places,
        quality=column.quality,
        origins=figures.origins,
        method=column.method,
        caveat=figures.caveat,
    )


def _cell(value: float | None, shown: Shown, language: str) -> Cell:
    return Cell("–") if value is None else Cell(PRINTERS[shown.printer](value, language), value)
