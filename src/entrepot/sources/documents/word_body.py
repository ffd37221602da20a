"""The body of a Word file, or a note, a header or a cell in it, as blocks of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from entrepot.sources.documents.composer import Composer, Filled, one_line
from entrepot.sources.documents.limits import MAX_COLUMNS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "tblPr", "object")
_AS_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_ON = (None, "1", "true", "on")


@dataclass(frozen=True)
class Body:
    """Walks through elements in the namespace of a file: Word's own, or that of the strict standard."""

    namespace: str

    @classmethod
    def of(cls, root: etree._Element) -> Body:
        """For the file with that root."""
        return cls(etree.QName(root).namespace or W)

    def name(self, local: str) -> str:
        """An element or attribute of the namespace, as lxml names it."""
        return f"{{{self.namespace}}}{local}"

    def write(self, element: etree._Element, composer: Composer, kind: str = "paragraph") -> None:
        """The paragraphs and tables in an element, in their order, whatever wraps them."""
        for child in self._blocks(element):
            if child.tag == self.name("tbl"):
                self._write_table(child, composer)
                continue
            composer.add(self._words(child), kind if kind != "paragraph" else self._kind(child))
            for box in self._boxes(child):
                self.write(box, composer, kind)

    def _blocks(self, element: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables, not those within them; seen through content controls and the like."""
        wanted = (self.name("p"), self.name("tbl"))
        unseen = {self.name(local) for local in _UNSEEN} | {_FALLBACK}
        waiting = list(reversed(element))
        while waiting:
            child = waiting.pop()
            if child.tag in wanted:
                yield child
            elif isinstance(child.tag, str) and child.tag not in unseen:
                waiting.extend(reversed(child))

    def _write_table(self, table: etree._Element, composer: Composer) -> None:
        rows = [self._cells(row) for row in self._inside(table, "tr")]
        composer.add_table(rows)

    def _cells(self, row: etree._Element) -> list[Filled]:
        marked = row.find(f"{self.name('trPr')}/{self.name('tblHeader')}")
        heading = marked is not None and marked.get(self.name("val")) in _ON
        cells: list[Filled] = []
        column = _number(row, f"{self.name('trPr')}/{self.name('gridBefore')}", self.name("val"), 0)
        for cell in self._inside(row, "tc"):
            span = _number(cell, f"{self.name('tcPr')}/{self.name('gridSpan')}", self.name("val"), 1)
            cells.append(Filled(self._cell_words(cell), column, heading, max(span, 1)))
            column += max(span, 1)
        return cells[:MAX_COLUMNS]

    def _cell_words(self, cell: etree._Element) -> str:
        """All of a cell on one line; a table in it too."""
        inner = Composer()
        self.write(cell, inner)
        return one_line(inner.text)

    def _inside(self, element: etree._Element, local: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row: not those of tables within."""
        stop, wanted = self.name("tbl"), self.name(local)
        unseen = {self.name("del"), self.name("moveFrom"), _FALLBACK}
        waiting = list(reversed(element))
        while waiting:
            child = waiting.pop()
            if child.tag == wanted:
                yield child
            elif child.tag not in (stop, self.name("p")) and child.tag not in unseen:
                waiting.extend(reversed(child))

    def _words(self, paragraph: etree._Element) -> str:
        return "".join(self._runs(paragraph))

    def _runs(self, paragraph: etree._Element) -> Iterator[str]:
        written = {self.name(local): sign for local, sign in _AS_WRITTEN.items()}
        skipped = {self.name(local) for local in (*_UNSEEN, "txbxContent")} | {_FALLBACK}
        waiting = list(reversed(paragraph))
        while waiting:
            child = waiting.pop()
            if child.tag == self.name("t"):
                yield child.text or ""
            elif child.tag in written:
                yield written[child.tag]
            elif isinstance(child.tag, str) and child.tag not in skipped and not self._is_hidden(child):
                waiting.extend(reversed(child))

    def _boxes(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Text boxes that hang on a paragraph, each once though Word writes it in two ways."""
        skipped = {_FALLBACK, self.name("del"), self.name("moveFrom")}
        waiting = list(reversed(paragraph))
        while waiting:
            child = waiting.pop()
            if child.tag == self.name("txbxContent"):
                yield child
            elif child.tag not in skipped:
                waiting.extend(reversed(child))

    def _is_hidden(self, run: etree._Element) -> bool:
        if run.tag != self.name("r"):
            return False
        mark = run.find(f"{self.name('rPr')}/{self.name('vanish')}")
        return mark is not None and mark.get(self.name("val")) in _ON

    def _kind(self, paragraph: etree._Element) -> str:
        value, properties = self.name("val"), self.name("pPr")
        style: Any = paragraph.find(f"{properties}/{self.name('pStyle')}")
        called = (style.get(value) or "").casefold() if style is not None else ""
        if called.startswith(("heading", "title", "titre", "kop", "berschrift", "caption")):
            return "heading"
        listed = paragraph.find(f"{properties}/{self.name('numPr')}") is not None
        return "item" if listed or called.startswith("list") else "paragraph"


def _number(element: etree._Element, path: str, attribute: str, otherwise: int) -> int:
    found = element.find(path)
    written = found.get(attribute, "") if found is not None else ""
    return (
        min(int(written), MAX_COLUMNS)
        if written.isascii() and written.isdigit() and len(written) < 6
        else otherwise
    )
