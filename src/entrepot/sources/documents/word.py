"""Word files (.docx): paragraphs, tables and text boxes in their order, then notes, then headers and footers.

What Word counts (numbers of lists, pages, note marks) and what is hidden, deleted or a comment is not in the
text. python-docx knows no footnotes, tracked changes or text boxes, hence lxml; see docs/decisions/0030.
"""

from __future__ import annotations

from lxml import etree

from entrepot.sources.documents.composer import Composer
from entrepot.sources.documents.made import Made
from entrepot.sources.documents.package import AGAIN, Package
from entrepot.sources.documents.refusal import Refusal
from entrepot.sources.documents.word_body import STRICT, Body, W

_NOTES = {"/footnotes": ("footnote", "footnote"), "/endnotes": ("endnote", "footnote")}
_FURNITURE = {"/header": "header", "/footer": "footer"}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def make(content: bytes) -> Made:
    """The text of a Word file; raises `Refusal` if it is damaged, locked, a trap, or another kind of file."""
    package = Package.of(content)
    main = _main_part(package)
    root = package.xml(main)
    body = Body.of(root)
    composer = Composer()
    body.write(_child(root, body.name("body")), composer)
    for kind, (element, called) in _NOTES.items():
        for part in package.related(main, kind):
            for note in package.xml(part).iter(body.name(element)):
                if note.get(body.name("type")) in (None, "normal"):
                    body.write(note, composer, called)
    _furniture(package, main, body, composer)
    version = ".".join(map(str, etree.LXML_VERSION[:2]))
    return Made(
        composer.text,
        tuple(composer.blocks),
        tuple(composer.tables),
        reader=f"entrepot word reader 1 on lxml {version}",
        title=_title(package),
    )


def _main_part(package: Package) -> str:
    for part in package.related("", "/officeDocument"):
        root = package.xml(part)
        if root.tag in (f"{{{W}}}document", f"{{{STRICT}}}document"):
            return part
    raise Refusal("is a zip, and no Word file", expected="a Word file (.docx)", remedy=AGAIN)


def _furniture(package: Package, main: str, body: Body, composer: Composer) -> None:
    """What is printed on every page, each wording once."""
    seen: set[str] = set()
    for kind, called in _FURNITURE.items():
        for part in package.related(main, kind):
            alone = Composer()
            body.write(package.xml(part), alone)
            if alone.text and alone.text not in seen:
                seen.add(alone.text)
                composer.add(alone.text, called)


def _title(package: Package) -> str:
    for part in package.related("", "/core-properties"):
        found = package.xml(part).find(_TITLE)
        return " ".join((found.text or "").split())[:1000] if found is not None else ""
    return ""


def _child(root: etree._Element, name: str) -> etree._Element:
    found = root.find(name)
    if found is None:
        raise Refusal("has no body", expected="a Word file (.docx)", remedy=AGAIN)
    return found
