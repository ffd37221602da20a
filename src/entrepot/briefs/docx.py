"""DOCX: a document an official can edit, with real headings, tables, captions and footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from entrepot.briefs.drawing import png
from entrepot.briefs.drawings import drawings
from entrepot.briefs.layout import Layout, lay_out
from entrepot.briefs.word.blocks import Page, add_paragraph, text
from entrepot.briefs.word.elements import Element, bookmarked, field, link, run, w
from entrepot.briefs.word.footnotes import add_footnotes, note_text
from entrepot.briefs.word.styles import dress
from entrepot.dossier.model import Dossier


def render(dossier: Dossier) -> bytes:
    """The dossier as a Word document, A4."""
    layout = lay_out(dossier)
    document = docx.Document()
    dress(document, dossier.language)
    _describe(document, layout)
    _running_lines(document, layout)
    _head(document, layout)
    page = Page(document, layout["words"], {key: png(drawing) for key, drawing in drawings(dossier).items()})
    for place, section in enumerate(layout["sections"]):
        _heading(document, section["title"], f"section_{place}", place)
        for block in section["blocks"]:
            page.add(block)
    _uncited(document, layout)
    _sources(document, layout)
    add_footnotes(document, layout["notes"])
    return _packed(document)


def _describe(document: Document, layout: Layout) -> None:
    properties = document.core_properties
    properties.title, properties.subject = layout["title"][:255], layout["subtitle"][:255]
    properties.author = properties.last_modified_by = "Entrepôt"
    properties.language, properties.comments = layout["language"], ""
    properties.created = properties.modified = _moment(layout["generated"])


def _moment(generated: str) -> datetime:
    try:
        return datetime.fromisoformat(generated[:10])
    except ValueError:
        return datetime(1980, 1, 1)  # noqa: DTZ001 -- the earliest day a zip file knows; the properties are UTC


def _running_lines(document: Document, layout: Layout) -> None:
    words, section = layout["words"], document.sections[0]
    section.header.paragraphs[0]._p.append(run(layout["title"]))
    made = f"{words['made']} {layout['made_on']} {words['by']} {layout['version']}\t{words['page']} "
    page, pages = field("PAGE", run("1")), field("NUMPAGES", run("1"))
    section.footer.paragraphs[0]._p.extend([*_tabbed(made), *page, run(f" {words['of']} "), *pages])


def _tabbed(line: str) -> list[Element]:
    pieces = re.split("(\t)", line)
    return [w("r", w("tab")) if piece == "\t" else run(piece) for piece in pieces if piece]


def _head(document: Document, layout: Layout) -> None:
    add_paragraph(document, "Eyebrow", [run(f"Entrepôt · {layout['words']['brief']}")])
    add_paragraph(document, "Title", [run(layout["title"])])
    if layout["subtitle"]:
        add_paragraph(document, "Subtitle", [run(layout["subtitle"])])
    add_paragraph(document, "Lead", text(layout["abstract"]))
    _contents(document, layout)


def _contents(document: Document, layout: Layout) -> None:
    """A contents field without page numbers: what Word would make of it is what stands there already."""
    titles = [section["title"] for section in layout["sections"]]
    titles += [layout["words"]["sources"]] if layout["sources"] else []
    links = [link(f"section_{place}", run(title)) for place, title in enumerate(titles)]
    add_paragraph(document, "Contents Title", [run(layout["words"]["contents"])])
    begin, instruction, separate, _, end = field('TOC \\o "1-1" \\n \\h', run(""))
    for place, each in enumerate(links):
        opening = [begin, instruction, separate] if place == 0 else []
        closing = [end] if place == len(links) - 1 else []
        add_paragraph(document, "Contents", [*opening, each, *closing])


def _heading(document: Document, title: str, anchor: str, place: int) -> None:
    heading = document.add_heading("", 1)
    heading._p.extend(bookmarked(anchor, place, run(title)))


def _uncited(document: Document, layout: Layout) -> None:
    """Notes without a mark have no footnote; they are listed, for nothing may be lost."""
    notes = [note for note in layout["notes"] if not note["times"]]
    if notes:
        document.add_heading(layout["words"]["not-cited"], 2)
    for note in notes:
        add_paragraph(document, "Source", [run(str(note["number"])), w("r", w("tab")), *note_text(note)])
    layout["notes"] = [note for note in layout["notes"] if note["times"]]


def _sources(document: Document, layout: Layout) -> None:
    if not layout["sources"]:
        return
    _heading(
        document, layout["words"]["sources"], f"section_{len(layout['sections'])}", len(layout["sections"])
    )
    for source in layout["sources"]:
        number = bookmarked(
            f"source_{source['number']}", 20_000 + source["number"], run(f"[{source['number']}]")
        )
        add_paragraph(
            document, "Source", [*number, w("r", w("tab")), *_source(document, source, layout["words"])]
        )


def _source(document: Document, source: Layout, words: dict[str, str]) -> list[Element]:
    edition = f", {source['edition']}" if source["edition"] else ""
    licence = f" {words['licence']}: {source['licence']}." if source["licence"] else ""
    runs = [run(f"{source['publisher']}, "), run(source["title"], w("i")), run(f"{edition}.{licence} ")]
    runs += [_address(document, source["url"])] if source["url"] else []
    if source["retrieved"]:
        runs.append(run(f"{', ' if source['url'] else ''}{words['retrieved']} {source['retrieved']}."))
    if source["sha256"]:
        small = (w("color", val="55616B"), w("sz", val=13))
        runs.append(run(f"\n{words['checksum']} {source['sha256']}", *small))
    if source["caveat"]:
        runs += [run(f"\n{words['holds']} ", w("i")), run(source["caveat"])]
    return runs


def _address(document: Document, url: str) -> Element:
    shown = run(url, w("rStyle", val="Hyperlink"))
    if not re.match(r"https?://", url, re.IGNORECASE):
        return run(url)
    made = w("hyperlink", shown, history=1)
    identifier: Any = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", identifier)
    return made


def _packed(document: Document) -> bytes:
    """The package with one date on every member, so that the same dossier makes the same bytes."""
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()
