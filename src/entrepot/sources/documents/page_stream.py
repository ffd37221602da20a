"""The tags of a web page, one by one, as a text in the making."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from entrepot.sources.documents.composer import Composer, Filled
from entrepot.sources.documents.limits import MAX_COLUMNS, MAX_DEPTH
from entrepot.sources.documents.refusal import Refusal

_UNSEEN = {
    *("script", "style", "template", "noscript", "head", "iframe", "object", "embed", "svg", "canvas"),
    *("audio", "video", "map", "select", "datalist", "textarea", "button", "math"),
}
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
    *("track", "wbr"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "title"}
_ITEMS = {"li", "dt", "dd"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "dl"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend"),
    *("main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul", "table", "tbody", "thead"),
    *("tfoot", "tr", "td", "th"),
    *_HEADINGS,
    *_ITEMS,
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")


class TableScout:
    """Finds the tables that hold tables: these only lay out a page, and their cells are no cells of ours."""

    def __init__(self) -> None:
        self.layout: set[int] = set()
        self._count = 0
        self._open: list[int] = []

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """A tag opens."""
        if tag == "table":
            if self._open:
                self.layout.add(self._open[-1])
            self._open.append(self._count)
            self._count += 1

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == "table" and self._open:
            self._open.pop()

    def data(self, words: str) -> None:
        """Words: none of its business."""

    def close(self) -> None:
        """The page is over."""


@dataclass
class _Table:
    rows: list[list[Filled]] = field(default_factory=list)
    # Column and how many more rows it is taken by a cell from above.
    taken: dict[int, int] = field(default_factory=dict)
    row: list[Filled] | None = None
    cell: Filled | None = None
    down: int = 1

    def next_row(self) -> list[Filled]:
        """A new row; cells from above reach one row less far."""
        self.end_row()
        self.row = []
        return self.row

    def begin_cell(self, attributes: Mapping[str, str], *, heading: bool) -> None:
        row = self.next_row() if self.row is None else self.row
        column = row[-1].column + row[-1].columns if row else 0
        while self.taken.get(column, 0) > 0:
            column += 1
        columns = _number(attributes.get("colspan", ""))
        self.cell, self.down = Filled("", column, heading, columns), _number(attributes.get("rowspan", ""))

    def end_cell(self, words: str) -> None:
        if self.cell and self.row is not None:
            if self.cell.column >= MAX_COLUMNS:
                raise Refusal(f"holds a table of more than {MAX_COLUMNS} columns", expected="a table to read")
            self.row.append(self.cell._replace(words=words))
            if self.down > 1:
                covered = range(self.cell.column, self.cell.column + self.cell.columns)
                self.taken |= dict.fromkeys(covered, self.down)
        self.cell = None

    def end_row(self) -> None:
        if self.row is not None:
            self.rows.append(self.row)
            self.taken = {column: left - 1 for column, left in self.taken.items() if left > 1}
        self.row = None


class PageStream:
    """Collects what a browser would show; `layout` tells the tables that are none, by their number."""

    def __init__(self, layout: set[int]) -> None:
        self.composer = Composer()
        self.title = ""
        self._layout = layout
        self._count = 0
        self._tables: list[_Table | None] = []
        self._words: list[str] = []
        self._kinds: list[str] = ["paragraph"]
        self._unseen = 0
        self._open: list[tuple[str, bool]] = []
        self._in_title = False
        self._pre = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self._count += tag == "table"
        self._in_title = tag == "title" and not self.title
        if tag in _VOID:
            self._void(tag)
            return
        hides = tag in _UNSEEN or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
        self._open.append((tag, hides))
        self._unseen += hides
        if len(self._open) > MAX_DEPTH:
            raise Refusal(f"nests tags more than {MAX_DEPTH} deep", expected="a page that a browser shows")
        if not self._unseen and tag in _BLOCKS:
            self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        """A tag closes; the parser closes those in it first."""
        self._in_title = False
        if tag in _VOID or not self._open:
            return
        opened, hid = self._open.pop()
        seen = not self._unseen
        self._unseen -= hid
        if seen and opened in _BLOCKS:
            self._end(opened)

    def data(self, words: str) -> None:
        """Words between tags; a run of space is one space but where the page says to keep it."""
        if self._in_title:
            self.title = (self.title + words)[:1000]
        if not self._unseen:
            self._words.append(words if self._pre else _SPACE.sub(" ", words))

    def close(self) -> None:
        """The page is over."""
        self._flush()
        self.title = " ".join(self.title.split())

    def _void(self, tag: str) -> None:
        if not self._unseen and tag in ("br", "hr"):
            self._words.append("\n")
            if tag == "hr" and not self._cell:
                self._flush()

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self._flush()
            self._tables.append(None if self._count - 1 in self._layout else _Table())
        elif self._cell is None:
            self._flush()
        else:
            self._words.append(" ")
        self._pre += tag == "pre"
        table = self._tables[-1] if self._tables else None
        if table and tag == "tr":
            table.next_row()
        elif table and tag in ("td", "th"):
            self._words.clear()
            table.begin_cell(attributes, heading=tag == "th")
        self._kinds.append(_kind(tag, self._kinds[-1]))

    def _end(self, tag: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table and tag in ("td", "th"):
            table.end_cell(self._taken())
        elif table and tag == "tr":
            table.end_row()
        elif tag == "table":
            self._end_table()
        elif self._cell is None:
            self._flush()
        else:
            self._words.append(" ")
        self._pre -= tag == "pre"
        self._kinds.pop()

    def _end_table(self) -> None:
        stray = self._taken()
        table = self._tables.pop()
        if table:
            table.end_row()
            self.composer.add_table(table.rows)
        self.composer.add(stray, self._kinds[-1])

    @property
    def _cell(self) -> Filled | None:
        return self._tables[-1].cell if self._tables and self._tables[-1] else None

    def _taken(self) -> str:
        words = "".join(self._words)
        self._words.clear()
        return words

    def _flush(self) -> None:
        self.composer.add(re.sub(r" *\n *", "\n", self._taken()), self._kinds[-1])


def _kind(tag: str, around: str) -> str:
    if tag in _HEADINGS:
        return "heading"
    if tag in _ITEMS:
        return "item"
    return around if tag != "table" else "paragraph"


def _number(written: str) -> int:
    """A span of cells: 1 where it is no number that makes sense."""
    return (
        min(int(written), MAX_COLUMNS)
        if written.isascii() and written[:5].isdigit() and len(written) < 6
        else 1
    )
