"""PDF files: columns in their order, words whole, what pages repeat apart, tables guessed, pages known."""

import zlib
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.documents import ReadText, read_document
from entrepot.sources.documents.folding import fold
from odd_documents import ROWS, bare_pdf, numbered, pdf_file, typeset


def read(tmp_path: Path, content: bytes) -> ReadText:
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    return read_document(path)


def typed(tmp_path: Path, source: str) -> ReadText:
    return read(tmp_path, typeset(source))


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_another(tmp_path: Path, columns: int) -> None:
    found = read(tmp_path, pdf_file(columns, 2))
    body = [found.words(block) for block in found.blocks if block.kind == "paragraph"]
    told, expected = (fold(" ".join(words)).text for words in (body, numbered(10)))
    assert expected in told
    assert found.blocks[0].kind == "heading"
    assert found.document.reader.startswith("pypdfium2 ")


def test_what_every_page_repeats_stands_once_and_apart(tmp_path: Path) -> None:
    found = read(tmp_path, pdf_file(2, 2))
    apart = [(block.kind, found.words(block)) for block in found.blocks[-3:]]
    assert apart == [("footnote", "1It says nothing."), ("header", "Letters of Éclair"), ("footer", "Page 1")]
    assert found.text.count("Letters of Éclair") == 1


def test_every_character_knows_its_page(tmp_path: Path) -> None:
    pages = "#pagebreak()\n".join(
        f"The page called {name} is here.\n\n" for name in ("ash", "birch", "cedar")
    )
    found = typed(tmp_path, pages)
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert [found.page_of(found.text.index(name)) for name in ("ash", "birch", "cedar")] == [1, 2, 3]
    assert all(page.characters == len(f"The page called {name} is here.") for page, name in zip(
        found.pages, ("ash", "birch", "cedar"), strict=True))  # fmt: skip


def test_a_sentence_that_a_page_cuts_is_one_block_on_two_pages(tmp_path: Path) -> None:
    source = (
        "#set page(width: 9cm, height: 4cm, margin: 1cm)\n#set par(justify: false)\n"
        + "The envoys from the far side of the lake came back every year and "
        + "brought with them a gift that nobody had asked for, since the first of them had brought one too "
        + "and none of those who followed wished to be the first to come without."
    )
    found = typed(tmp_path, source)
    assert len(found.pages) > 1
    assert len(found.blocks) == 1
    assert [found.page_of(0), found.page_of(len(found.text) - 1)] == [1, len(found.pages)]


def test_a_table_is_guessed_from_where_its_cells_stand(tmp_path: Path) -> None:
    found = read(tmp_path, pdf_file(2, 1))
    (table,) = found.tables
    assert table.guessed
    assert [[found.words(cell) for cell in row] for row in table.rows] == [list(row) for row in ROWS]
    assert found.page_of(table.start) == table.page


def test_broken_words_are_made_whole_and_hyphens_of_their_own_stay(tmp_path: Path) -> None:
    lines = (
        "well-known and state-owned firms of co-",
        "operation met in Bel-",
        "gium with Jean-",
        "Luc and a state-",
    )
    source = "#set text(hyphenate: false)\n" + " \\\n".join((*lines, "owned bank (2007-", "2013)."))
    words = typed(tmp_path, source).text.split()
    assert {"cooperation", "Belgium", "Jean-Luc", "state-owned", "(2007-2013)."} <= set(words)


def test_ligatures_are_spelt_out(tmp_path: Path) -> None:
    assert (
        typed(tmp_path, "An efficient office has fluent staff.").text
        == "An efficient office has fluent staff."
    )


def test_a_list_is_no_table(tmp_path: Path) -> None:
    found = typed(tmp_path, "- first thing\n- second thing\n- third thing\n")
    assert found.tables == ()
    assert [line.split(maxsplit=1)[1] for line in found.text.split("\n") if line] == [
        "first thing",
        "second thing",
        "third thing",
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_on_its_side_is_turned(tmp_path: Path, turn: int) -> None:
    stream = b"BT /F 12 Tf 50 200 Td (The first line is here) Tj 0 -14 Td (and the second below it) Tj ET"
    content = bare_pdf(stream).replace(b"/MediaBox", b"/Rotate %d/MediaBox" % turn)
    assert read(tmp_path, content).text == "The first line is here\nand the second below it"


def test_words_along_the_edge_stand_apart(tmp_path: Path) -> None:
    stream = (
        b"BT /F 9 Tf 0 1 -1 0 20 50 Tm (sideways) Tj ET "
        b"BT /F 12 Tf 1 0 0 1 50 200 Tm (The text of the page) Tj ET"
    )
    found = read(tmp_path, bare_pdf(stream))
    assert [(block.kind, found.words(block)) for block in found.blocks] == [
        ("paragraph", "The text of the page"),
        ("header", "sideways"),
    ]


def test_a_page_without_words_is_told(tmp_path: Path) -> None:
    found = typed(tmp_path, "words\n#pagebreak()\n#rect(width: 2cm)\n#pagebreak()\nmore")
    assert found.remarks == ("no words on page 2: a picture, or empty",)


def test_a_scanned_pdf_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"letter\.pdf: holds pictures of pages, and no words.*OCR"):
        read(tmp_path, bare_pdf(b"0 0 100 100 re f"))


def test_a_locked_pdf_is_refused_with_a_remedy(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(bare_pdf(b"BT /F 12 Tf 50 50 Td (secret) Tj ET"))
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("sesame", algorithm="RC4-128")
    writer.write(locked)
    with pytest.raises(BadInput, match="is locked by a password"):
        read_document(locked)


@pytest.mark.parametrize("content", [b"%PDF-1.7 and nothing", pdf_file()[: len(pdf_file()) // 3]])
def test_a_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput, match="is no PDF that can be read"):
        read(tmp_path, content)


def test_a_stream_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    block = b" " * 10_000_000
    stream = b"".join(packer.compress(block) for _ in range(20)) + packer.flush()
    with pytest.raises(BadInput, match=r"letter\.pdf: (is damaged, or asks|holds pictures)"):
        read(tmp_path, bare_pdf(stream, b"/Filter/FlateDecode"))


@pytest.mark.slow
def test_endless_letters_are_refused(tmp_path: Path) -> None:
    letters = b"BT /F 1 Tf 10 100 Td " + b"(aaaaaaaaaa) Tj " * 600_000 + b"ET"
    with pytest.raises(BadInput, match=r"million characters|asks for more memory|longer than"):
        read(tmp_path, bare_pdf(zlib.compress(letters), b"/Filter/FlateDecode"))


def test_a_pdf_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.documents.pdf.PDF_SECONDS", 0.01)
    with pytest.raises(BadInput, match=r"took longer than 0\.01 seconds"):
        read(tmp_path, pdf_file())


def test_a_process_that_breaks_is_bad_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.documents.pdf._CHILD", "entrepot.no_such_module")
    with pytest.raises(BadInput, match="is damaged, or asks"):
        read(tmp_path, pdf_file())
