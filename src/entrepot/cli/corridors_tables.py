"""Answers on corridors in a terminal and as CSV: numbers, shares and changes as text, and the foot."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import harmless, note

if TYPE_CHECKING:
    from entrepot.metadata.figure_table import FigureTable
    from entrepot.metadata.origin import Origin

WIDTH = 100
NONE = "–"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def number(value: float | None, digits: int = 0) -> str:
    """A number, or a dash where there is none."""
    return NONE if value is None else f"{value:,.{digits}f}"


def share(value: float | None, digits: int = 1) -> str:
    """A share as percent: "16.9 %"; what is not nothing is not shown as such."""
    if value is None:
        return NONE
    least = 0.1**digits
    if 0.0 < value * 100.0 < least / 2.0:
        return f"< {least:.{digits}f} %"
    return f"{value:.{digits}%}".replace("%", " %")


def change(value: float | None, digits: int = 0) -> str:
    """A change with its sign; "=" where there is none, a dash where it is not defined."""
    if value is None:
        return NONE
    if value == 0.0:
        return "="
    text = f"{value:+,.{digits}f}"
    return f"{text[0]}< {0.1**digits:.{digits}f}" if float(text.replace(",", "")) == 0.0 else text


def percent_change(value: float | None) -> str:
    """A relative change with its sign: "+12 %"."""
    text = change(value if value is None else 100.0 * value)
    return text if text in (NONE, "=") else f"{text} %"


def print_rows_as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as CSV on standard output; text that a spreadsheet would run as a formula gets an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(row[name]) for name in columns] for row in rows)
    click.echo(stream.getvalue().encode(), nl=False)


def print_csv(table: FigureTable) -> None:
    """A table of figures as CSV: bare numbers, empty where there is none."""
    print_rows_as_csv(table.data.columns, table.rows())


def foot(caveat: str, origins: Iterable[Origin], *more: str) -> None:
    """What a reader must know, then the sources, a line each, on standard error."""
    lines = [wrapped(text) for text in (*more, caveat) if text]
    note("\n" + "\n".join([*lines, "Sources:", *cited(origins)]))


def cited(origins: Iterable[Origin], mark: str = "") -> list[str]:
    """Each source on lines of its own, behind a mark."""
    return [
        wrapped(f"{origin.cite()}{f' {origin.url}' if origin.url else ''}", f"  {mark}")
        for origin in dict.fromkeys(origins)
    ]


def wrapped(text: str, first: str = "") -> str:
    """The text in lines of at most `WIDTH`, the later ones set in."""
    later = " " * (len(first) + 2 if first else 0)
    # An address is not broken, however long: one wants to click on it.
    lines = textwrap.wrap(
        harmless(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def inert(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
