from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree, html

from entrepot.briefs import render
from entrepot.briefs.html import csv_address
from entrepot.briefs.numbering import cited_notes
from entrepot.dossier.model import Cell, Column, Dossier, Source, Table
from odd_dossiers import HOSTILE, bare, empty, hostile, long
from sample_dossier import sample


def _page(dossier: Dossier) -> etree._Element:
    return html.fromstring(render(dossier, "html").decode())


@pytest.fixture(scope="module")
def page() -> etree._Element:
    return _page(sample())


def test_every_mark_leads_to_a_note_and_every_note_back_to_each_mark(page: etree._Element) -> None:
    marks = page.xpath("//sup[@class='marks']/a")
    assert len(marks) == len(list(cited_notes((sample().abstract, sample().sections))))
    for mark in marks:
        assert page.xpath(f"//li[@id='{mark.get('href')[1:]}']")
        assert page.xpath(f"//*[@id='{mark.get('aria-describedby')}']")
    back = [link.get("href")[1:] for link in page.xpath("//span[@class='back']/a")]
    assert sorted(back) == sorted(mark.get("id") for mark in marks)


def test_every_note_leads_to_a_source(page: etree._Element) -> None:
    for note in page.xpath("//section[@class='notes']/ol/li"):
        targets = [link.get("href")[1:] for link in note.xpath(".//span[@class='citation']/a")]
        assert targets
        assert all(page.xpath(f"//section[@class='sources']//li[@id='{target}']") for target in targets)


def test_every_number_of_tables_charts_and_tiles_can_be_followed(page: etree._Element) -> None:
    for table in page.xpath("//div[@class='exhibit']/div/table"):
        assert table.xpath("./caption//sup[@class='marks']/a")
    for figure in page.xpath("//figure"):
        assert figure.xpath("./figcaption/sup[@class='marks']/a")
    for tile in page.xpath("//dl[@class='tiles']/div"):
        assert tile.xpath("./dd[@class='value']/sup[@class='marks']/a")


@pytest.mark.parametrize(
    "dossier", [sample(), sample("fr"), hostile(), empty(), long()], ids=["en", "fr", "odd", "empty", "long"]
)
def test_ids_are_unique_and_nothing_is_fetched(dossier: Dossier) -> None:
    page = _page(dossier)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//*[@src] | //link | //iframe | //object | //base | //form")
    assert not re.search(r"url\(|@import", render(dossier, "html").decode().split("</style>")[0])
    inside = [link for link in page.xpath("//a/@href") if not link.startswith(("#", "data:text/csv"))]
    assert all(link.startswith("https://example.org/") for link in inside)
    assert all(
        page.xpath(f"//*[@id='{link[1:]}']") for link in page.xpath("//a/@href") if link.startswith("#")
    )


def test_the_policy_forbids_all_but_the_script_and_style_inside(page: etree._Element) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.xpath(f"//{tag}")[0].text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@style | //@onclick | //@onload")


def test_a_reader_aloud_finds_the_way(page: etree._Element) -> None:
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == 1
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.xpath(f"//{landmark}")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#text"]
    assert all(
        table.xpath("./caption") or table.xpath("ancestor::details") for table in page.xpath("//table")
    )
    assert all(head.get("scope") in ("col", "row") for head in page.xpath("//th"))
    assert all(drawing.get("aria-label") for drawing in page.xpath("//*[@role='img']"))
    labels = page.xpath("//@aria-labelledby")
    assert all(page.xpath(f"//*[@id='{label}']") for label in labels)


def test_the_words_of_a_document_stand_highlighted_in_their_context(page: etree._Element) -> None:
    note = page.xpath("//li[@id='note-3']")[0]
    assert note.xpath(".//blockquote//mark")[0].text == "exports rose by 3 per cent in a year"
    assert "Since the opening of the embassy" in note.xpath("string(.//blockquote)")


def test_hostile_words_are_only_words() -> None:
    page = _page(hostile())
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//@onmouseover")
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert page.xpath("//h1")[0].text == HOSTILE[0] + HOSTILE[2]
    assert "{{ 7 * 7 }}{% raise %}" in page.xpath("string(//main)")


def test_an_address_that_is_not_of_the_web_is_text() -> None:
    dossier = replace(
        sample(), sources=tuple(replace(s, url="javascript:alert(1)") for s in sample().sources)
    )
    page = _page(dossier)
    assert not page.xpath("//section[@class='sources']//li//a")
    assert "javascript:alert(1)" in page.xpath("string(//section[@class='sources'])")


def test_the_checksum_is_short_and_whole_in_its_title() -> None:
    source = Source(1, "P", "T", "", "", "", "", "ab" * 32)
    dossier = replace(sample(), abstract=(), sections=(), notes=(), sources=(source,))
    code = _page(dossier).xpath("//code")[0]
    assert (code.text, code.get("title")) == ("abababababab…", "ab" * 32)


def test_csv_holds_numbers_bare_and_formulas_disarmed() -> None:
    columns = (Column("a", "=A"), Column("b", "B", "right", "USD"))
    rows = (
        (Cell("@x", "@x"), Cell("−1,234.5", -1234.5)),
        (Cell("+y"), Cell("n/a")),
        (Cell("-z"), Cell("1", 1)),
    )
    packed = csv_address(Table("t", "T", columns, rows)).split("base64,")[1]
    text = base64.b64decode(packed).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["'=A", "B (USD)"],
        ["'@x", "-1234.5"],
        ["'+y", "n/a"],
        ["'-z", "1"],
    ]


def test_nothing_is_said_about_nothing() -> None:
    page = _page(bare())
    assert not page.xpath("//section")
    assert page.xpath("//h1")[0].text == "Belgium and Kazakhstan (sample)"


def test_an_empty_table_says_so() -> None:
    assert _page(empty()).xpath("//td/text()") == ["No rows.", "No rows."]
