"""A PDF page by page: columns in their order, notes and what every page repeats at the end."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import Any

import pypdfium2

from entrepot.sources.documents.composer import Composer, Filled
from entrepot.sources.documents.limits import MAX_CHARACTERS, MAX_PAGES
from entrepot.sources.documents.made import Made
from entrepot.sources.documents.pdf_furniture import Furniture, without_furniture
from entrepot.sources.documents.pdf_letters import PageRuns, runs_of
from entrepot.sources.documents.pdf_lines import Hyphens, Line, as_table, lines, paragraphs
from entrepot.sources.documents.pdf_order import regions
from entrepot.sources.documents.read_text import Page
from entrepot.sources.documents.refusal import Refusal

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])\W?\s?\S")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,3}$")
_SCANNED = "Give it to a program that recognises letters (OCR), and read what that makes."


@dataclass(slots=True)
class Piece:
    """A paragraph, or a table, of a page."""

    page: int
    lines: list[Line]
    kind: str = "paragraph"

    @property
    def size(self) -> float:
        """Height of its letters."""
        return median(line.size for line in self.lines)


def make(content: bytes) -> Made:
    """The text of a PDF.

    Raises:
        Refusal: it is damaged or encrypted, holds no words, or more pages than the limit.
    """
    document = _open(content)
    pages = _all_runs(document)
    if not any(page.letters for page in pages):
        raise Refusal("holds pictures of pages, and no words", expected="a PDF with text", remedy=_SCANNED)
    kept, furniture = without_furniture([page.runs for page in pages])
    pieces = [piece for number, runs in enumerate(kept, 1) for piece in _pieces(number, runs)]
    _name(pieces)
    composer = Composer()
    hyphens = Hyphens(line.words for piece in pieces for line in piece.lines)
    counts = _write(pieces, hyphens, composer)
    _write_rest(pages, furniture, composer)
    return Made(
        composer.text,
        tuple(composer.blocks),
        tuple(composer.tables),
        tuple(Page(number, counts[number]) for number in range(1, len(pages) + 1)),
        tuple(_remarks(pages)),
        tuple(composer.turns),
        f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version} with pdfium {pypdfium2.PDFIUM_INFO.build}, layout 1",
        " ".join(_title(document).split())[:1000],
    )


def _open(content: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Refusal("is locked by a password", remedy="Save it without one, and read that.") from error
        raise Refusal(
            "is no PDF that can be read", expected="a whole PDF", remedy="Download or print it again."
        ) from error
    if not 0 < count <= MAX_PAGES:
        raise Refusal(f"has {count} pages", expected=f"1 to {MAX_PAGES}", remedy="Split it.")
    return document


def _all_runs(document: Any) -> list[PageRuns]:
    pages: list[PageRuns] = []
    left = MAX_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
            pages.append(runs_of(page, left))
        except pypdfium2.PdfiumError:
            # A page that cannot be opened is told as one without words.
            pages.append(PageRuns([], "", 0, 0))
            continue
        left -= pages[-1].letters
        page.close()
    return pages


def _pieces(number: int, runs: list[Any]) -> list[Piece]:
    return [Piece(number, together) for region in regions(runs) for together in paragraphs(lines(region))]


def _name(pieces: list[Piece]) -> None:
    """Headings are larger than most of the text, notes smaller, with a number first."""
    sizes = Counter[float]()
    for piece in pieces:
        sizes[round(piece.size, 1)] += sum(len(line.words) for line in piece.lines)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    for piece in pieces:
        if piece.size > 1.12 * usual and len(piece.lines) <= 4:
            piece.kind = "heading"
        elif piece.size < 0.93 * usual and _NOTE.match(piece.lines[0].words):
            piece.kind = "footnote"


def _write(pieces: list[Piece], hyphens: Hyphens, composer: Composer) -> Counter[int]:
    """The running text, then the notes; how many characters came of each page."""
    counts = Counter[int]()
    running = [piece for piece in pieces if piece.kind != "footnote"]
    notes = [piece for piece in pieces if piece.kind == "footnote"]
    waiting: list[Piece] = []
    for piece in chain(running, notes):
        before = waiting[-1] if waiting else None
        if before and not _goes_on(before, piece):
            _put(waiting, hyphens, composer)
            waiting = []
        waiting.append(piece)
        counts[piece.page] += sum(len(line.words) for line in piece.lines)
    if waiting:
        _put(waiting, hyphens, composer)
    return counts


def _goes_on(before: Piece, after: Piece) -> bool:
    """Whether a paragraph that a column's or page's end cut goes on in the next."""
    if (
        before.kind != "paragraph"
        or after.kind != "paragraph"
        or as_table(before.lines)
        or as_table(after.lines)
    ):
        return False
    below = before.page == after.page and before.lines[-1].low >= after.lines[0].high
    alike = abs(before.size - after.size) < 0.05 * before.size
    first = after.lines[0].words[:1]
    return alike and not below and first.islower() and not _ENDED.search(before.lines[-1].words)


def _put(together: list[Piece], hyphens: Hyphens, composer: Composer) -> None:
    head = together[0]
    rows = as_table(head.lines) if len(together) == 1 else None
    if rows:
        cells = [[Filled(_plain(words), column) for column, words in _filled(row)] for row in rows]
        composer.add_table(cells, head.page, guessed=True)
        return
    written = [(_plain(line.words), piece.page) for piece in together for line in piece.lines]
    composer.add_lines(hyphens.join(written), head.kind)


def _filled(row: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The row with an empty cell where it has none, so that columns can be told in the text too."""
    words = dict(row)
    return [(column, words.get(column, "")) for column in range(max(words) + 1)]


def _plain(words: str) -> str:
    return words.translate(_LIGATURES)


def _write_rest(pages: list[PageRuns], furniture: Furniture, composer: Composer) -> None:
    for number, page in enumerate(pages, 1):
        composer.add(_plain(page.aside)[:MAX_CHARACTERS], "header", number)
    for kind, words, number in furniture:
        composer.add(_plain(words), kind, number)


def _remarks(pages: list[PageRuns]) -> list[str]:
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.letters]
    letters, unknown = sum(page.letters for page in pages), sum(page.unknown for page in pages)
    remarks = [f"no words on page {', '.join(empty)}: a picture, or empty"] if empty else []
    if unknown > 0.02 * letters:
        remarks.append(
            f"{unknown:,} of {letters:,} letters have no meaning in the file; they are shown as \ufffd"
        )
    return remarks


def _title(document: Any) -> str:
    try:
        return str(document.get_metadata_value("Title"))
    except pypdfium2.PdfiumError:
        return ""
