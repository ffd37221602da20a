"""How commands print: data to standard output, notes and errors to standard error, plain where asked."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from entrepot.metadata.errors import EntrepotError, PlaceError

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

# What a terminal would obey instead of print: a document or a pack may hold escape sequences.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text with what a terminal would obey, instead of print, replaced."""
    return _CONTROL.sub("\ufffd", text)


def json_option(function: Decorated) -> Decorated:
    """The --json switch, the same on every command; passes `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(function)


def print_json(value: Any) -> None:
    """One JSON document on standard output, in UTF-8 whatever the terminal speaks."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str).encode())


def note(message: str) -> None:
    """Something the user may like to know, on standard error; it may quote what a file or a person wrote."""
    click.echo(style(harmless(message), dim=True), err=True)


def report(error: EntrepotError) -> None:
    """An error and, for places, the candidates, on standard error."""
    click.echo(f"{style('Error:', fg='red', bold=True)} {harmless(str(error))}", err=True)
    if isinstance(error, PlaceError):
        for candidate in error.candidates:
            click.echo(f"  {harmless(candidate)}", err=True)


def style(text: str, **how: Any) -> str:
    """Coloured text on a terminal, plain text when NO_COLOR is set or the output is no terminal."""
    plain = "NO_COLOR" in os.environ or not sys.stderr.isatty()
    return text if plain else click.style(text, **how)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[str] = ()) -> None:
    """An aligned table on standard output; columns named in `right` are set flush right."""
    table = [[harmless(cell) for cell in row] for row in rows]
    widths = [max([_width(c), *(_width(row[i]) for row in table)]) for i, c in enumerate(columns)]
    flush = set(right)
    for row in [list(columns), ["─" * w for w in widths], *table]:
        cells = [
            " " * (w - _width(cell)) + cell if c in flush else cell + " " * (w - _width(cell))
            for cell, w, c in zip(row, widths, columns, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(ch) in "WF" for ch in text)
    return len(text) + wide - sum(unicodedata.combining(ch) > 0 for ch in text)
