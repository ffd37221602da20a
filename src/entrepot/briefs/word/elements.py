"""WordprocessingML elements, by hand; text goes in as text, never as markup."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any


def w(tag: str, /, *children: Element, text: str | None = None, **attributes: str | int) -> Element:
    """The element w:`tag` with children and w: attributes; `text` keeps its outer spaces."""
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    for child in children:
        element.append(child)
    if text is not None:
        element.text = text
        element.set(qn("xml:space"), "preserve")
    return element


def run(text: str, *properties: Element) -> Element:
    """A run of text; a line break stands for each newline."""
    made = w("r")
    if properties:
        made.append(w("rPr", *properties))
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(w("br"))
        made.append(w("t", text=line))
    return made


def field(instruction: str, result: Element) -> list[Element]:
    """A field with the result that a reader sees until Word works it out anew."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", w("instrText", text=f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
        result,
        w("r", w("fldChar", fldCharType="end")),
    ]


def link(anchor: str, *content: Element) -> Element:
    """A link to a bookmark of the document."""
    return w("hyperlink", *content, anchor=anchor, history=1)


def bookmarked(name: str, number: int, *content: Element) -> list[Element]:
    """The content between the ends of a bookmark; `number` is unique among the document's bookmarks."""
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]
