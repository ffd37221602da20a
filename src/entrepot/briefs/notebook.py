"""One table of a dossier in a notebook: a frame, or the table itself with its notes below."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal, overload

from entrepot.briefs.numbering import cited_notes
from entrepot.briefs.text import render_blocks
from entrepot.dossier.model import Cell, Dossier, Note, Table
from entrepot.metadata.errors import NoData, UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Kind = Literal["polars", "pandas"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TableInNotebook:
    """A table of a dossier, with the notes and sources its numbers rest on."""

    dossier: Dossier
    table: Table

    @classmethod
    def of(cls, dossier: Dossier, key: str) -> TableInNotebook:
        """The table of that key; raises `NoData`, naming those there are, if the dossier has none of it."""
        tables = {table.key: table for table in dossier.tables()}
        if key not in tables:
            raise NoData(f"This dossier has no table {key!r}; it has {', '.join(tables)}.")
        return cls(dossier, tables[key])

    @overload
    def frame(self, kind: Literal["polars"] = "polars") -> pl.DataFrame: ...
    @overload
    def frame(self, kind: Literal["pandas"]) -> pd.DataFrame: ...
    def frame(self, kind: Kind = "polars") -> pl.DataFrame | pd.DataFrame:
        """Bare values by column key: numbers where the whole column has them, else the text as printed.

        Raises:
            UsageError: if `kind` is neither "polars" nor "pandas".
        """
        if kind not in ("polars", "pandas"):
            raise UsageError(f"no frame of kind {kind!r}: ask for 'polars' or 'pandas'")
        import polars as pl

        columns = {
            column.key: _values([row[place] for row in self.table.rows])
            for place, column in enumerate(self.table.columns)
        }
        frame = pl.DataFrame(columns)
        return frame if kind == "polars" else frame.to_pandas()

    def __repr__(self) -> str:
        return render_blocks(self.dossier, (self.table,))

    def _repr_html_(self) -> str:
        cited = sorted(set(cited_notes(self.table)))
        heads = "".join(
            f"<th>{escape(column.label)}{_marks(column.notes)}</th>" for column in self.table.columns
        )
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell.text)}{_marks(cell.notes)}</td>' for cell in row)}</tr>"
            for row in self.table.rows
        )
        notes = "<br>".join(_note(note) for note in self.dossier.notes if note.number in cited)
        caption = f"<caption><b>{escape(self.table.title)}</b>{_marks(self.table.notes)}</caption>"
        foot = f"<p><small>{escape(self.table.caption)}</small></p>" if self.table.caption else ""
        table = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}{foot}<p><small>{notes}</small></p>"


def _values(cells: list[Cell]) -> list[Any]:
    if cells and all(cell.value is None or isinstance(cell.value, float | int) for cell in cells):
        numbers = [cell.value for cell in cells]
        # A column of intervals has no bare number anywhere: it stays as printed.
        if any(number is not None for number in numbers):
            return numbers
    return [cell.text for cell in cells]


def _marks(notes: tuple[int, ...]) -> str:
    return f"<sup>{', '.join(map(str, notes))}</sup>" if notes else ""


def _note(note: Note) -> str:
    places = "; ".join(filter(None, note.locators))
    return f"{note.number}. {escape(note.text)} {escape(places)}"
