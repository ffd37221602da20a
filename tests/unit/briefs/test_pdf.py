from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from entrepot.briefs import render
from entrepot.dossier.model import Dossier
from odd_dossiers import bare, empty, hostile, long
from sample_dossier import sample


def _read(dossier: Dossier) -> PdfReader:
    return PdfReader(io.BytesIO(render(dossier, "pdf")))


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return _read(sample())


def _links(pdf: PdfReader) -> list[str]:
    """Names of the places in the file that links lead to, and the addresses outside."""
    targets = []
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            action = link.get("/A", {})
            targets.append(str(action.get("/URI") or link.get("/Dest") or action.get("/D")))
    return targets


def _words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_it_is_tagged_titled_and_says_its_language(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Belgium and Kazakhstan (sample)"
    assert str(_read(sample("fr")).trailer["/Root"]["/Lang"]) == "fr"


def _tags(node: object, found: list[dict[str, object]]) -> list[dict[str, object]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict):
        found.append(node)
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            _tags(child, found)
    elif isinstance(node, list):
        for child in node:
            _tags(child, found)
    return found


def test_tables_have_heads_and_pictures_words(pdf: PdfReader) -> None:
    tags = _tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    kinds = [tag.get("/S") for tag in tags]
    assert kinds.count("/Table") == 3
    assert kinds.count("/TH") == 4 + 4 + 4
    figures = [tag for tag in tags if tag.get("/S") == "/Figure"]
    assert len(figures) == 3
    assert all(tag.get("/Alt") for tag in figures)
    assert "/H1" in kinds


def test_marks_notes_and_sources_are_tied_both_ways(pdf: PdfReader) -> None:
    from entrepot.briefs.layout import lay_out
    from entrepot.briefs.numbering import in_reading_order

    layout = lay_out(in_reading_order(sample()))
    marks = sum(note["times"] for note in layout["notes"])
    citations = sum(1 for note in layout["notes"] for c in note["citations"] if c["source"])
    contents = len(layout["sections"]) + 2
    inside = [target for target in _links(pdf) if not target.startswith("http")]
    # A mark to its note, the note back to each mark, each citation to its source; a link broken over two
    # lines counts twice, so there may be a few more.
    assert 2 * marks + citations + contents <= len(inside) <= 2 * marks + citations + contents + 15
    assert {t for t in _links(pdf) if t.startswith("http")} == {s.url for s in sample().sources if s.url}


def test_the_words_are_there_in_every_script(pdf: PdfReader) -> None:
    text = _words(pdf)
    for words in (
        "Нұрсұлтан Назарбаев",
        "Côte d'Ivoire",
        "USD 118.3 m",
        "Қазақстан Ұлттық",
        "«" if False else "“Largely",
    ):
        assert words in text
    assert all(f"Sample note {number}:" in text for number in range(1, 41))


def test_faces_are_embedded(pdf: PdfReader) -> None:
    fonts = [f.get_object() for page in pdf.pages for f in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_hostile_words_are_only_words() -> None:
    pdf = _read(hostile())
    assert "#panic()" in _words(pdf)
    assert not [target for target in _links(pdf) if re.match(r"javascript|http", target)]


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    pdf = _read(long())
    pages = [page.extract_text() for page in pdf.pages]
    with_rows = [text for text in pages if re.search(r"Row \d+", text)]
    assert len(with_rows) > 3
    assert all("of the" in text for text in with_rows)
    assert "Row 299" in " ".join(pages)


@pytest.mark.parametrize("dossier", [empty(), bare()], ids=["empty", "bare"])
def test_little_makes_a_file_all_the_same(dossier: Dossier) -> None:
    assert "Belgium and Kazakhstan (sample)" in _words(_read(dossier))
