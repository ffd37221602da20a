"""The styles of the Word brief, under Word's own names, so that an official edits them as any document's."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from entrepot.briefs.word.elements import w

SERIF, SANS = "Cambria", "Calibri"
INK, MUTED, ACCENT = RGBColor(0x1C, 0x27, 0x33), RGBColor(0x55, 0x61, 0x6B), RGBColor(0x1F, 0x4E, 0x79)
TONES = {"caveat": "8A5210", "conflict": "9B2C2C", "unknown": "55616B"}
TABLE = "EntrepotTable"
WIDTH = Mm(156)

# style: (based on, face, points, colour, bold, italic, points before, points after)
_PARAGRAPHS: dict[str, tuple[str, str, float, RGBColor, bool, bool, float, float]] = {
    "Normal": ("", SERIF, 10.5, INK, False, False, 0, 6),
    "Title": ("Normal", SERIF, 25, INK, True, False, 4, 4),
    "Subtitle": ("Normal", SERIF, 13, MUTED, False, True, 0, 10),
    "Heading 1": ("Normal", SERIF, 15, ACCENT, True, False, 20, 6),
    "Heading 2": ("Normal", SERIF, 11, INK, True, False, 12, 5),
    "Caption": ("Normal", SERIF, 10.5, INK, True, False, 12, 4),
    "List Bullet": ("Normal", SERIF, 10.5, INK, False, False, 0, 3),
    "Lead": ("Normal", SERIF, 12, INK, False, False, 0, 8),
    "Eyebrow": ("Normal", SANS, 8.5, ACCENT, False, False, 0, 0),
    "Contents Title": ("Normal", SANS, 8.5, MUTED, False, False, 6, 2),
    "Contents": ("Normal", SANS, 9.5, ACCENT, False, False, 0, 1),
    "Table Text": ("Normal", SANS, 9, INK, False, False, 1, 1),
    "Table Small": ("Table Text", SANS, 7, INK, False, False, 1, 1),
    "Table Note": ("Normal", SANS, 8.5, MUTED, False, False, 3, 12),
    "Key Figure": ("Normal", SERIF, 16, INK, False, False, 3, 1),
    "Key Label": ("Normal", SANS, 9, INK, False, False, 0, 1),
    "Notice": ("Normal", SERIF, 10.5, INK, False, False, 8, 8),
    "Source": ("Normal", SERIF, 9, INK, False, False, 0, 4),
    "Footnote Text": ("Normal", SERIF, 8.5, INK, False, False, 0, 1),
    "Footnote Quote": ("Footnote Text", SERIF, 8.5, MUTED, False, False, 0, 3),
    "Header": ("Normal", SANS, 8, MUTED, False, False, 0, 0),
    "Footer": ("Normal", SANS, 8, MUTED, False, False, 0, 0),
}


def dress(document: Document, language: str) -> None:
    """Set page, language and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.different_first_page_header_footer = False
    for name in _PARAGRAPHS:
        _paragraph_style(document, name)
    _set_paragraphs(document)
    _character_styles(document)
    document.styles.element.append(_table_style())
    _speak(document, language)


def _paragraph_style(document: Document, name: str) -> None:
    based, face, points, colour, bold, italic, before, after = _PARAGRAPHS[name]
    styles: Any = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[based] if based else None
    style.hidden, style.quick_style = False, True
    font, spacing = style.font, style.paragraph_format
    font.size, font.color.rgb = Pt(points), colour
    # None, not False: a False of the paragraph would win over the bold of a table's first row.
    font.bold, font.italic = bold or None, italic or None
    _face(style.element, face)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.12
    for unwanted in ("w:pPr/w:pBdr", "w:pPr/w:tabs", "w:rPr/w:spacing", "w:rPr/w:kern"):
        found = style.element.find("/".join(qn(part) for part in unwanted.split("/")))
        if found is not None:
            found.getparent().remove(found)


def _face(style: Any, face: str) -> None:
    """One face for every script; the template's theme faces would win over it."""
    properties = style.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, w("rFonts", ascii=face, hAnsi=face, cs=face, eastAsia=face))


def _set_paragraphs(document: Document) -> None:
    styles: Any = document.styles
    for name in ("Heading 1", "Heading 2", "Caption"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Heading 1"].font.small_caps = True
    styles["Eyebrow"].font.all_caps = styles["Contents Title"].font.all_caps = True
    styles["Footnote Quote"].paragraph_format.left_indent = Mm(4)
    styles["Notice"].paragraph_format.left_indent = Mm(3)
    styles["Source"].paragraph_format.left_indent = Mm(8)
    styles["Source"].paragraph_format.first_line_indent = -Mm(8)
    styles["Source"].paragraph_format.tab_stops.add_tab_stop(Mm(8))
    styles["Footer"].paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _character_styles(document: Document) -> None:
    styles: Any = document.styles
    reference = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript, reference.font.bold, reference.font.italic = True, False, False
    reference.font.color.rgb = ACCENT
    hyperlink = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    hyperlink.font.color.rgb = ACCENT


def _table_style() -> Any:
    rule: dict[str, Any] = {"val": "single", "sz": 4, "space": 0, "color": "CFD6DB"}
    head: dict[str, Any] = {"val": "single", "sz": 8, "space": 0, "color": "1C2733"}
    margins = w("tblCellMar", w("left", w=60, type="dxa"), w("right", w=60, type="dxa"))
    return w(
        "style",
        w("name", val="Entrepôt Table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=99),
        w("qFormat"),
        w("tblPr", w("tblBorders", w("bottom", **rule), w("insideH", **rule)), margins),
        w(
            "tblStylePr",
            w("rPr", w("b")),
            w("tcPr", w("tcBorders", w("bottom", **head)), w("vAlign", val="bottom")),
            type="firstRow",
        ),
        type="table",
        customStyle=1,
        styleId=TABLE,
    )


def _speak(document: Document, language: str) -> None:
    """The language of all text, for spelling and for readers aloud."""
    code = {"fr": "fr-BE", "en": "en-GB"}.get(language[:2], language)
    for old in document.styles.element.iter(qn("w:lang")):
        for key in ("w:val", "w:eastAsia"):
            old.set(qn(key), code)
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), code)
