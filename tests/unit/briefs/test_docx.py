from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from entrepot.briefs import render
from entrepot.dossier.model import Dossier
from odd_dossiers import HOSTILE, bare, empty, hostile, long
from sample_dossier import sample

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


class _Word:
    """The parts of a Word file that the tests look at."""

    def __init__(self, dossier: Dossier) -> None:
        self.bytes = render(dossier, "docx")
        self.zip = zipfile.ZipFile(io.BytesIO(self.bytes))
        self.body = self.part("word/document.xml")
        self.footnotes = self.part("word/footnotes.xml")

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(name))


@pytest.fixture(scope="module")
def word() -> _Word:
    return _Word(sample())


def _text(element: etree._Element) -> str:
    return "".join(element.xpath(".//w:t/text()", namespaces=W))


def test_the_footnotes_are_words_own_and_numbered_as_in_the_dossier(word: _Word) -> None:
    references = [int(x) for x in word.body.xpath("//w:footnoteReference/@w:id", namespaces=W)]
    assert references == list(range(1, 41))
    notes = {
        int(x.get(qn("w:id"))): _text(x)
        for x in word.footnotes.xpath("//w:footnote[not(@w:type)]", namespaces=W)
    }
    assert list(notes) == references
    assert all("Sample note" in text for text in notes.values())
    assert "footnotes+xml" in word.zip.read("[Content_Types].xml").decode()
    assert "footnotes.xml" in word.zip.read("word/_rels/document.xml.rels").decode()
    separators = word.part("word/settings.xml").xpath("//w:footnotePr/w:footnote/@w:id", namespaces=W)
    assert separators == ["-1", "0"]


def test_a_second_mark_refers_to_the_first(word: _Word) -> None:
    fields = [x.text for x in word.body.iter(qn("w:instrText")) if "NOTEREF" in (x.text or "")]
    bookmarks = word.body.xpath("//w:bookmarkStart/@w:name", namespaces=W)
    assert len(fields) > 15
    assert all(field.split()[1] in bookmarks for field in fields)
    assert len(bookmarks) == len(set(bookmarks))
    ids = word.body.xpath("//w:bookmarkStart/@w:id", namespaces=W)
    assert sorted(ids) == sorted(word.body.xpath("//w:bookmarkEnd/@w:id", namespaces=W))
    assert len(ids) == len(set(ids))


def test_links_inside_lead_to_bookmarks(word: _Word) -> None:
    bookmarks = set(word.body.xpath("//w:bookmarkStart/@w:name", namespaces=W))
    anchors = [*word.body.xpath("//w:hyperlink/@w:anchor", namespaces=W)]
    cited = word.footnotes.xpath("//w:hyperlink/@w:anchor", namespaces=W)
    assert len(cited) == 48
    assert set(anchors) | set(cited) <= bookmarks


def test_an_official_finds_the_styles_of_word(word: _Word) -> None:
    document = docx.Document(io.BytesIO(word.bytes))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Caption", "List Bullet"} <= set(styles)
    assert styles.count("Heading 1") == len(sample().sections) + 1
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions[0].startswith("Figure 1. Chemicals")
    assert "SEQ Table" in etree.tostring(word.body).decode()


def test_tables_are_real_and_repeat_their_head(word: _Word) -> None:
    tables = word.body.xpath("//w:tbl[.//w:tblHeader]", namespaces=W)
    assert [len(t.xpath("./w:tr", namespaces=W)) for t in tables] == [13, 13, 13, 5]
    assert all(t.xpath("./w:tr[1]/w:trPr/w:tblHeader", namespaces=W) for t in tables)
    assert all(t.xpath("./w:tblPr/w:tblStyle/@w:val", namespaces=W) == ["EntrepotTable"] for t in tables)


def test_pictures_have_words_and_the_text_a_language(word: _Word) -> None:
    described = word.body.xpath("//*[local-name()='docPr']/@descr")
    assert len(described) == 3
    assert described[0].startswith("Ranked bars: chemicals 41.2")
    languages = {x.get(qn("w:val")) for x in word.part("word/styles.xml").iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    french = _Word(sample("fr")).part("word/styles.xml")
    assert {x.get(qn("w:val")) for x in french.iter(qn("w:lang"))} == {"fr-BE"}


def test_properties_and_page_numbers(word: _Word) -> None:
    properties = docx.Document(io.BytesIO(word.bytes)).core_properties
    assert (properties.title, properties.author) == ("Belgium and Kazakhstan (sample)", "Entrepôt")
    assert (properties.language, properties.created.isoformat()[:10]) == ("en", "2024-05-02")
    footers = [word.zip.read(name).decode() for name in word.zip.namelist() if "footer" in name]
    assert any(" PAGE " in footer and " NUMPAGES " in footer for footer in footers)


def test_words_of_a_document_are_highlighted(word: _Word) -> None:
    marked = word.footnotes.xpath("//w:r[w:rPr/w:highlight]", namespaces=W)
    assert "exports rose by 3 per cent in a year" in [_text(run) for run in marked]


def test_hostile_words_are_only_words() -> None:
    word = _Word(hostile())
    assert HOSTILE[0] + HOSTILE[2] in _text(word.body)
    assert HOSTILE[4] in _text(word.body)
    relations = word.zip.read("word/_rels/document.xml.rels").decode()
    assert 'TargetMode="External"' not in relations


def test_a_table_of_300_rows_is_whole() -> None:
    rows = _Word(long()).body.xpath("//w:tbl[.//w:tblHeader]/w:tr", namespaces=W)
    assert len(rows) == 301


@pytest.mark.parametrize("dossier", [empty(), bare()], ids=["empty", "bare"])
def test_little_makes_a_file_all_the_same(dossier: Dossier) -> None:
    assert "Belgium and Kazakhstan (sample)" in _text(_Word(dossier).body)


def test_a_note_without_a_mark_is_listed() -> None:
    from dataclasses import replace

    text = _text(_Word(replace(sample(), sections=(), abstract=())).body)
    assert "Notes not cited above" in text
    assert len(re.findall(r"Sample note \d+:", text)) == 40
