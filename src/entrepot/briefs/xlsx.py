"""Excel: a sheet a table, real numbers, and under every table the notes and sources that back it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from entrepot.briefs.layout import lay_out
from entrepot.briefs.patterns import Number
from entrepot.briefs.sheets import Sheet, sheet_names, sheets
from entrepot.briefs.words import words
from entrepot.dossier.model import Dossier

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "in_memory": True,
}
_LONGEST = 32_767
_TOP = 3
# Width in letters that titles and notes get at least, and of a column that no table sets; points of a line.
_LINE, _COLUMN, _HEIGHT = 96, 8.43, 15


def render(dossier: Dossier) -> bytes:
    """The dossier's tables, charts, maps, key figures and timelines as a workbook, with notes and sources."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _SAFE)
    book.set_properties(_properties(dossier))
    _Book(book, dossier).fill()
    book.close()
    return stream.getvalue()


def _properties(dossier: Dossier) -> dict[str, Any]:
    try:
        made = datetime.fromisoformat(dossier.generated[:10])
    except ValueError:
        made = datetime(1980, 1, 1, tzinfo=UTC)
    return {"title": dossier.title, "subject": dossier.subtitle, "author": "Entrepôt", "created": made}


class _Book:
    """A workbook with its formats and the names of its sheets."""

    def __init__(self, book: Any, dossier: Dossier) -> None:
        self.book, self.dossier, self.words = book, dossier, words(dossier)
        self.sheets = sheets(dossier)
        fixed = [
            self.words["contents"],
            *(sheet.name for sheet in self.sheets),
            self.words["notes"],
            self.words["sources"],
        ]
        self.names = sheet_names(fixed)
        self.formats: dict[str, Format] = {
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#1F4E79"}),
            "head": book.add_format(
                {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "indent": 1}
            ),
            "head-right": book.add_format(
                {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "align": "right"}
            ),
            "text": book.add_format({"text_wrap": True, "valign": "top", "indent": 1}),
            "muted": book.add_format({"font_color": "#55616B"}),
            "caption": book.add_format({"font_color": "#55616B", "text_wrap": True, "valign": "top"}),
            "label": book.add_format({"bold": True, "font_color": "#55616B"}),
            "link": book.add_format({"font_color": "#1F4E79", "underline": 1}),
        }

    def fill(self) -> None:
        """Write every sheet, contents first."""
        front = self._add(0)
        for place, sheet in enumerate(self.sheets, start=1):
            self._table(self._add(place), sheet)
        layout = lay_out(self.dossier)
        self._notes(self._add(len(self.names) - 2), layout["notes"])
        self._sources(self._add(len(self.names) - 1), layout["sources"])
        self._contents(front)

    def _add(self, place: int) -> Worksheet:
        page: Worksheet = self.book.add_worksheet(self.names[place])
        page.hide_gridlines(2)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&8{self.dossier.title.replace('&', '&&')}&R&8&P / &N")
        return page

    def _number(self, pattern: str) -> Format:
        key = f"number {pattern}"
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {"num_format": pattern, "valign": "top", "align": "right"}
            )
        return self.formats[key]

    def _write(self, page: Worksheet, row: int, column: int, value: Any, style: Format | None = None) -> None:
        """Text as text, whatever it begins with; numbers as numbers."""
        if isinstance(value, Number):
            page.write_number(row, column, value.value, self._number(value.pattern))
        elif isinstance(value, int | float):
            page.write_number(row, column, value, self._number("0"))
        else:
            page.write_string(row, column, str(value)[:_LONGEST], style)

    def _contents(self, page: Worksheet) -> None:
        dossier = self.dossier
        page.set_column(0, 0, 32)
        page.set_column(1, 1, 80)
        self._write(page, 0, 0, dossier.title, self.formats["title"])
        self._write(page, 1, 0, dossier.subtitle, self.formats["muted"])
        made = f"{self.words['made']} {dossier.generated} {self.words['by']} {dossier.version}"
        self._write(page, 2, 0, made, self.formats["muted"])
        self._write(page, 4, 0, self.words["sheet"], self.formats["head"])
        self._write(page, 4, 1, self.words["title"], self.formats["head"])
        titles = [sheet.title for sheet in self.sheets] + [self.words["notes"], self.words["sources"]]
        for row, (name, title) in enumerate(zip(self.names[1:], titles, strict=True), start=5):
            quoted = name.replace("'", "''")
            page.write_url(row, 0, f"internal:'{quoted}'!A1", self.formats["link"], name)
            self._write(page, row, 1, title, self.formats["text"])

    def _table(self, page: Worksheet, sheet: Sheet) -> None:
        self._write(page, 0, 0, sheet.title, self.formats["title"])
        widths = [column.width for column in sheet.columns]
        self._across(page, 1, sheet.caption, widths, self.formats["caption"])
        for place, column in enumerate(sheet.columns):
            head = self.formats["head-right" if column.numbers else "head"]
            self._write(page, _TOP, place, column.title, head)
            page.set_column(place, place, column.width)
        page.set_row(_TOP, _height(max((1.3 * len(c.title) / c.width for c in sheet.columns), default=1)))
        for row, cells in enumerate(sheet.rows, start=_TOP + 1):
            self._row(page, row, cells, widths)
        page.freeze_panes(_TOP + 1, 1)
        if sheet.rows:
            page.autofilter(_TOP, 0, _TOP + len(sheet.rows), len(sheet.columns) - 1)
        page.repeat_rows(_TOP)
        if sum(widths) > _LINE:
            page.set_landscape()
        self._backing(page, _TOP + len(sheet.rows) + 3, sheet, widths)

    def _row(self, page: Worksheet, row: int, cells: Sequence[Any], widths: Sequence[float]) -> None:
        """A row as tall as its longest text; only Excel would find that height by itself."""
        for place, cell in enumerate(cells):
            self._write(page, row, place, cell, self.formats["text"])
        lines = [
            max(cell.count("\n") + 1, len(cell) / width)
            for cell, width in zip(cells, widths, strict=True)
            if isinstance(cell, str)
        ]
        page.set_row(row, _height(max(lines, default=1)))

    def _across(self, page: Worksheet, row: int, text: str, widths: list[float], style: Format) -> None:
        """A text over the columns of the table, and as many more as it takes to be read with ease."""
        if not text:
            return
        more = max(0, ceil((_LINE - sum(widths)) / _COLUMN))
        room, last = sum(widths) + more * _COLUMN, len(widths) + more - 1
        if last:
            page.merge_range(row, 0, row, last, "", style)
        self._write(page, row, 0, text, style)
        page.set_row(row, _height(len(text) / room))

    def _backing(self, page: Worksheet, row: int, sheet: Sheet, widths: list[float]) -> None:
        """Under the table: its notes in full, then the sources these cite."""
        notes = [note for note in self.dossier.notes if note.number in sheet.notes]
        cited = {number for note in notes for number in note.sources}
        lines = [(self.words["notes"], [f"[{note.number}] {_spelled(note)}" for note in notes])]
        sources = [s for s in self.dossier.sources if s.number in cited]
        told = [
            f"({s.number}) "
            + ". ".join(
                p for p in (s.publisher, s.title, s.edition, s.licence, s.url, s.retrieved, s.caveat) if p
            )
            for s in sources
        ]
        for label, texts in (*lines, (self.words["sources"], told)):
            if texts:
                self._write(page, row, 0, label, self.formats["label"])
                for text in texts:
                    row += 1
                    self._across(page, row, text, widths, self.formats["text"])
                row += 2

    def _notes(self, page: Worksheet, notes: list[dict[str, Any]]) -> None:
        words = self.words
        heads = [
            words["note"],
            words["notes"],
            words["quality"],
            words["sources"],
            words["words-of-document"],
        ]
        rows = [
            [
                note["number"],
                note["text"],
                note["quality"],
                "; ".join(_cited(citation) for citation in note["citations"]),
                "\n".join(p["before"] + p["exact"] + p["after"] for p in note["passages"]),
            ]
            for note in notes
        ]
        self._list(page, words["notes"], heads, rows, (8, 70, 14, 50, 70))

    def _sources(self, page: Worksheet, sources: list[dict[str, Any]]) -> None:
        keys = ("publisher", "title", "edition", "licence", "url", "retrieved", "sha256", "caveat")
        labels = ("publisher", "title", "edition", "licence", "address", "retrieved", "checksum", "holds")
        heads = [self.words["source"], *(self.words[label] for label in labels)]
        rows = [[source["number"], *(source[key] for key in keys)] for source in sources]
        self._list(page, self.words["sources"], heads, rows, (8, 34, 50, 18, 16, 44, 14, 30, 60))

    def _list(
        self, page: Worksheet, title: str, heads: list[str], rows: list[list[Any]], widths: tuple[int, ...]
    ) -> None:
        self._write(page, 0, 0, title, self.formats["title"])
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self._write(page, _TOP, place, head, self.formats["head"])
            page.set_column(place, place, width)
        for row, cells in enumerate(rows, start=_TOP + 1):
            self._row(page, row, cells, widths)
        page.freeze_panes(_TOP + 1, 1)
        page.repeat_rows(_TOP)
        page.set_landscape()


def _height(lines: float) -> float:
    """Points for so many lines of text; Excel knows no taller row than 409 points."""
    return min(409.0, _HEIGHT * max(1, ceil(lines * 0.92)))


def _spelled(note: Any) -> str:
    places = "; ".join(f"({number})" for number in note.sources)
    locators = "; ".join(note.locators)
    return " ".join(part for part in (note.text, places, locators) if part)


def _cited(citation: dict[str, Any]) -> str:
    source = f"{citation['publisher']} ({citation['source']})" if citation["source"] else ""
    return ", ".join(part for part in (source, citation["locator"]) if part)
