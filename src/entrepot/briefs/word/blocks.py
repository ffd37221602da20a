"""One function a kind of block: a piece of the layout in; paragraphs, tables and pictures out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.document import Document

from entrepot.briefs.layout import Layout
from entrepot.briefs.word.elements import Element, field, run, w
from entrepot.briefs.word.footnotes import mark
from entrepot.briefs.word.styles import TONES, WIDTH
from entrepot.briefs.word.tables import add_table, add_tiles, plain

_STYLES = {"strong": "b", "emphasis": "i"}
_RULE: dict[str, Any] = {"val": "single", "space": 8}


@dataclass(frozen=True, slots=True)
class Page:
    """The document that grows, the labels of its language, and the PNG of each drawing by key."""

    document: Document
    words: dict[str, str]
    pictures: dict[str, bytes]

    def add(self, block: Layout) -> None:
        """Append a block."""
        _ADD[block["kind"]](self, block)


def marks(all_marks: list[dict[str, int]]) -> list[Element]:
    """Raised numbers of notes, with commas between."""
    elements: list[Element] = []
    for place, each in enumerate(all_marks):
        if place:
            elements.append(run(",", w("rStyle", val="FootnoteReference")))
        elements += mark(each["note"], each["time"])
    return elements


def text(runs: list[Layout]) -> list[Element]:
    """Runs of text with their marks."""
    elements: list[Element] = []
    for each in runs:
        properties = [w(_STYLES[each["style"]])] if each["style"] in _STYLES else []
        elements += [run(each["text"], *properties), *marks(each["marks"])]
    return elements


def add_paragraph(document: Document, style: str, content: list[Element]) -> Any:
    """Append a paragraph of these runs."""
    paragraph = document.add_paragraph(style=style)
    paragraph._p.extend(content)
    return paragraph


def _paragraph(page: Page, block: Layout) -> None:
    paragraph = add_paragraph(page.document, "Normal", text(block["text"]))
    paragraph.paragraph_format.keep_with_next = block["leads"]


def _bullets(page: Page, block: Layout) -> None:
    for item in block["items"]:
        add_paragraph(page.document, "List Bullet", text(item))


def _key_figures(page: Page, block: Layout) -> None:
    tiles = [
        [
            ("Key Figure", [*map(_part, tile["parts"]), *marks(tile["marks"])]),
            ("Key Label", plain(tile["label"])),
            *([("Key Label", [run(tile["detail"], w("color", val="55616B"))])] if tile["detail"] else []),
        ]
        for tile in block["tiles"]
    ]
    add_tiles(page.document, tiles)


def _part(part: Layout) -> Element:
    """A number of a key figure, or the words beside it in smaller type, so that both fit on one line."""
    return run(part["text"], *(() if part["number"] else (w("sz", val=17),)))


def _table(page: Page, block: Layout) -> None:
    _caption(page.document, page.words["table"], "Table", block)
    columns = block["columns"]
    head = [[run(_titled(column)), *marks(column["marks"])] for column in columns]
    empty = [[run(page.words["empty-table"])], *([run("")] for _ in columns[1:])]
    rows = [[_cell(cell) for cell in row] for row in block["rows"]]
    filled = [(row + [[run("")]] * len(columns))[: len(columns)] for row in rows] or [empty]
    right = [column["align"] == "right" for column in columns]
    add_table(page.document, head, filled, weights=block["weights"], right=right, summary=block["title"])
    add_paragraph(page.document, "Table Note", plain(block["caption"]))


def _cell(cell: Layout) -> list[Element]:
    quiet = [w("color", val="55616B")] if cell["again"] else []
    return [run(cell["text"], *quiet), *marks(cell["marks"])]


def _titled(column: Layout) -> str:
    return f"{column['label']} ({column['unit']})" if column["unit"] else str(column["label"])


def _chart(page: Page, block: Layout) -> None:
    _caption(page.document, page.words["figure"], "Figure", block)
    _drawn(page, block)


def _map(page: Page, block: Layout) -> None:
    _caption(page.document, page.words["map"], "Map", block)
    _drawn(page, block)


def _drawn(page: Page, block: Layout) -> None:
    if block["key"] in page.pictures:
        _picture(page.document, page.pictures[block["key"]], block["alternative"])
    else:
        add_paragraph(page.document, "Table Text", plain(page.words["empty-table"]))
    add_paragraph(page.document, "Table Note", plain(block["caption"]))


def _timeline(page: Page, block: Layout) -> None:
    page.document.add_heading(block["title"], 2)
    if block["key"] in page.pictures:
        _picture(page.document, page.pictures[block["key"]], block["title"])
    rows = [[plain(moment["when"]), _happened(moment, page.words)] for moment in block["moments"]]
    head = [plain(page.words["when"]), plain(page.words["what"])]
    add_table(page.document, head, rows, weights=[25, 75], right=[False, False], summary=block["title"])
    add_paragraph(page.document, "Table Note", [])


def _happened(moment: Layout, words: dict[str, str]) -> list[Element]:
    silence = [run(f"{words['silence']}. ", w("b"), w("color", val=TONES["caveat"]))]
    return [*(silence if moment["lane"] == "silence" else []), *text(moment["text"])]


def _notice(page: Page, block: Layout) -> None:
    tone = TONES[block["tone"]]
    label = run(f"{page.words[block['tone']]}\n", w("b"), w("caps"), w("color", val=tone), w("sz", val=16))
    paragraph = add_paragraph(page.document, "Notice", [label, *text(block["text"])])
    paragraph.paragraph_format.keep_with_next = block["leads"]
    properties = paragraph._p.get_or_add_pPr()
    properties.insert(2, w("pBdr", w("left", sz=18, color=tone, **_RULE)))
    properties.insert(3, w("shd", val="clear", color="auto", fill="F2F5F8"))


def _caption(document: Document, word: str, sequence: str, block: Layout) -> None:
    number = field(f"SEQ {sequence} \\* ARABIC", run(str(block["number"])))
    unit = f" ({block['unit']})" if block.get("unit") else ""
    title = [run(f". {block['title']}{unit}"), *marks(block["marks"])]
    add_paragraph(document, "Caption", [run(f"{word} "), *number, *title])


def _picture(document: Document, picture: bytes, alternative: str) -> None:
    shape = document.add_picture(io.BytesIO(picture), width=WIDTH)
    shape._inline.docPr.set("descr", alternative)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


_ADD: dict[str, Callable[[Page, Layout], None]] = {
    "paragraph": _paragraph,
    "bullets": _bullets,
    "key-figures": _key_figures,
    "table": _table,
    "chart": _chart,
    "map": _map,
    "timeline": _timeline,
    "notice": _notice,
}
