"""Word's own footnotes, which python-docx cannot write: a part of the package, its relation and its settings.

Word numbers footnotes in reading order, as the dossier's notes are, so that the numbers are equal; a second
mark for the same note is a NOTEREF field, which stays right when an official adds a note in between.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement
from lxml import etree

from entrepot.briefs.layout import Layout
from entrepot.briefs.word.elements import Element, bookmarked, field, link, run, w

_FIRST_BOOKMARK = 10_000
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def mark(note: int, time: int) -> list[Element]:
    """The elements that show a note's number: the footnote itself at its first mark, a reference after."""
    style = w("rStyle", val="FootnoteReference")
    if time > 1:
        return field(f"NOTEREF {bookmark(note)} \\f \\h", run(str(note), style))
    reference = w("r", w("rPr", style), w("footnoteReference", id=note))
    return bookmarked(bookmark(note), _FIRST_BOOKMARK + note, reference)


def bookmark(note: int) -> str:
    """The name of the bookmark around a note's first mark; Word hides names that begin with _Ref."""
    return f"_RefNote{note}"


def add_footnotes(document: Document, notes: list[Layout]) -> None:
    """Give the document the part that holds the text of its footnotes."""
    root = OxmlElement("w:footnotes")
    for number, kind in _SEPARATORS:
        root.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))
    for note in notes:
        root.append(w("footnote", *_paragraphs(note), id=note["number"]))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package: Any = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _declare_separators(document)


def note_text(note: Layout) -> list[Element]:
    """The runs of a note: how the number came about, and its sources with links to the list."""
    runs = [run(note["text"])]
    if note["quality"]:
        runs += [run(" "), run(f"{note['quality']}.", w("i"))]
    for place, citation in enumerate(note["citations"]):
        runs += [run("; " if place else " "), *_citation(citation)]
    return [*runs, run(".")] if note["citations"] else runs


def passage_text(passage: dict[str, str]) -> list[Element]:
    """The words of the document, the quoted ones highlighted."""
    exact = run(passage["exact"], w("highlight", val="yellow"))
    return [run(passage["before"]), exact, run(passage["after"])]


def _paragraphs(note: Layout) -> list[Element]:
    style = w("pPr", w("pStyle", val="FootnoteText"))
    own = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    passages = [
        w("p", w("pPr", w("pStyle", val="FootnoteQuote")), *passage_text(passage))
        for passage in note["passages"]
    ]
    return [w("p", style, own, run(" "), *note_text(note)), *passages]


def _citation(citation: dict[str, Any]) -> list[Element]:
    source, locator = citation["source"], citation["locator"]
    if not source:
        return [run(locator)]
    named = [
        run(f"{citation['publisher']} "),
        link(f"source_{source}", run(f"[{source}]", w("rStyle", val="Hyperlink"))),
    ]
    return [*named, run(f", {locator}")] if locator else named


def _declare_separators(document: Document) -> None:
    settings = document.settings.element
    properties = w("footnotePr", *(w("footnote", id=number) for number, _ in _SEPARATORS))
    # The schema wants it before w:compat; Word refuses a file in which it stands elsewhere.
    compat = settings.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}compat")
    compat.addprevious(properties) if compat is not None else settings.append(properties)
