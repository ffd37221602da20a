"""Tables an official can sort, resize and copy: real ones, with a header row that repeats on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu

from entrepot.briefs.word.elements import Element, run, w
from entrepot.briefs.word.styles import WIDTH

_MANY, _SHORT = 6, 6


def add_table(
    document: Document,
    head: Sequence[list[Element]],
    rows: Iterable[Sequence[list[Element]]],
    *,
    weights: Sequence[int],
    right: Sequence[bool],
    summary: str,
) -> None:
    """A table of runs: a header row and body rows, columns as wide as their weights.

    `right` says which columns hold numbers; `summary` is what a reader aloud says first.
    """
    table = document.add_table(rows=0, cols=len(head))
    table.style = document.styles["Entrepôt Table"]
    table.autofit = False
    _describe(table, summary)
    widths = column_widths(weights)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _add_row(table, head, widths, right, header=True)
    body = list(rows)
    for place, row in enumerate(body):
        _add_row(table, row, widths, right, kept=_kept(place, len(body)))


def _kept(place: int, count: int) -> bool:
    """Whether a row stays with what follows: in a short table all, in a long one the first and last two."""
    return count <= _SHORT or place in (0, count - 2, count - 1)


def column_widths(weights: Sequence[int]) -> list[Emu]:
    """The width of the page shared by weight."""
    return [Emu(int(WIDTH * weight / sum(weights))) for weight in weights]


def _describe(table: Any, summary: str) -> None:
    properties = table._tbl.tblPr
    properties.append(w("tblInd", w=0, type="dxa"))
    properties.append(
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
    )
    properties.append(w("tblDescription", val=summary))
    for old in properties.findall(properties.tag.replace("tblPr", "tblLook"))[:-1]:
        properties.remove(old)


def _add_row(
    table: Any,
    cells: Sequence[list[Element]],
    widths: Sequence[Emu],
    right: Sequence[bool],
    *,
    header: bool = False,
    kept: bool = False,
) -> None:
    style = "TableText" if len(cells) <= _MANY else "TableSmall"
    # python-docx's add_row copies and scans the table; by hand, 300 rows take a tenth of the time.
    row = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if header else [])))
    for content, width, numbers in zip(cells, widths, right, strict=True):
        side = [w("jc", val="right")] if numbers else []
        keep = [w("keepNext")] if header or kept else []
        paragraph = w("p", w("pPr", w("pStyle", val=style), *keep, *side), *content)
        row.append(w("tc", w("tcPr", w("tcW", w=int(width / 635), type="dxa")), paragraph))
    table._tbl.append(row)


def add_tiles(document: Document, tiles: Sequence[Sequence[tuple[str, list[Element]]]]) -> None:
    """Key figures side by side, at most four in a row, each a stack of (style, runs)."""
    for start in range(0, len(tiles), 4):
        group = tiles[start : start + 4]
        table = document.add_table(rows=1, cols=len(group))
        table.style = document.styles["Normal Table"]
        for cell, tile in zip(table.rows[0].cells, group, strict=True):
            edge: dict[str, Any] = {"val": "single", "sz": 12, "space": 0, "color": "1F4E79"}
            cell._tc.get_or_add_tcPr().append(w("tcBorders", w("top", **edge)))
            cell.paragraphs[0].style = document.styles[tile[0][0]]
            for place, (style, content) in enumerate(tile):
                paragraph = (
                    cell.paragraphs[0] if place == 0 else cell.add_paragraph(style=document.styles[style])
                )
                paragraph._p.extend(content)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        document.add_paragraph(style="Table Note")


def plain(text: str) -> list[Element]:
    """A cell of plain text."""
    return [run(text)]
