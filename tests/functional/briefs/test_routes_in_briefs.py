from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from lxml import html

from entrepot.briefs import render
from entrepot.briefs.text import render_blocks
from sample_dossier import with_routes


@pytest.mark.parametrize(("language", "word"), [("en", "Map"), ("fr", "Carte")])
def test_a_page_holds_map_and_charts_with_what_stands_behind(language: str, word: str) -> None:
    page = html.fromstring(render(with_routes(language), "html").decode())
    figure = page.xpath("//figure[@aria-labelledby='routes-map']")[0]
    assert figure.xpath("string(./figcaption/span[@class='number'])") == f"{word} 1"
    assert len(figure.xpath("./div[contains(@class, 'drawing')]//*[local-name()='svg']")) == 2
    assert "Liège" in figure.xpath("./div/@aria-label")[0]
    assert len(figure.xpath(".//details//tbody/tr")) > 20
    heads = page.xpath("//figure[@aria-labelledby='routes-trade-off']//details//thead//th/text()")
    assert len(heads) == 5
    for key in ("time", "hours"):
        assert page.xpath(f"//figure[@aria-labelledby='routes-{key}']//*[local-name()='svg']")


def test_on_paper_a_map_is_numbered_apart_and_described() -> None:
    document = docx.Document(io.BytesIO(render(with_routes(), "docx")))
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert any(text.startswith("Map ") for text in captions)
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert any(text.startswith("Map of the ways from Almaty to Liège") for text in described)
    assert render(with_routes("fr"), "pdf")[:5] == b"%PDF-"


def test_a_workbook_has_the_places_and_the_measures() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(with_routes(), "xlsx")))
    assert "Map 1" in book.sheetnames
    places = list(book["Map 1"].values)
    assert any(row[:4] == ("Małaszewicze", "change of gauge", 23.53, 52.02) for row in places)
    course = list(book["Figure 3"].values)
    assert course[3][:2] == ("Item", "Series")
    assert course[4][0] == "Almaty"


def test_the_terminal_tells_a_map_in_words() -> None:
    dossier = with_routes()
    told = render_blocks(dossier, dossier.section("routes").blocks)
    assert "change of gauge: Małaszewicze" in told
    assert "waiting: Poti" in told
    assert " 4,058" in told
