"""Word files: paragraphs, tables, boxes, notes and headers; what is hidden or deleted is not read."""

import io
import zipfile
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.documents import ReadText, read_document
from odd_documents import PARAGRAPHS, word_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def package(body: str, links: str = "", **parts: str) -> bytes:
    """A Word file of a body in XML; `parts` are further parts of word/, `links` refer to them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        root = f'<Relationship Id="r" Type="{TYPES}/officeDocument" Target="/word/document.xml"/>'
        archive.writestr("_rels/.rels", f"{RELATIONS}{root}</Relationships>")
        archive.writestr("word/_rels/document.xml.rels", f"{RELATIONS}{links}</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def link(kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{target}" Type="{TYPES}/{kind}" Target="{target}"{outside}/>'


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(tmp_path: Path, content: bytes) -> ReadText:
    path = tmp_path / "letter.docx"
    path.write_bytes(content)
    return read_document(path)


def test_a_file_of_python_docx_is_read_whole(tmp_path: Path) -> None:
    found = read(tmp_path, word_file())
    told = [(block.kind, found.words(block)) for block in found.blocks]
    assert told == [
        ("heading", "A visit"),
        *(("paragraph", paragraph) for paragraph in PARAGRAPHS),
        ("item", "an item"),
        ("table", "Country\tImports\tExports\nFreedonia\t118.2\t64.0\nSylvania\t3.4\t5.6"),
        ("header", "Letters of Éclair"),
        ("footer", "Printed in Éclair"),
    ]
    assert found.document.title == "A letter"
    assert len(found.tables[0].cells) == 9
    assert [found.words(cell) for cell in found.tables[0].rows[1]] == ["Freedonia", "118.2", "64.0"]


def test_signs_within_a_run(tmp_path: Path) -> None:
    run = "<w:t>a</w:t><w:tab/><w:t xml:space='preserve'> b</w:t><w:br/><w:t>c</w:t>"
    run += "<w:noBreakHyphen/><w:t>d</w:t>"
    assert read(tmp_path, package(f"<w:p><w:r>{run}</w:r></w:p>")).text == "a\t b\nc\u2011d"


@pytest.mark.parametrize(
    "unseen",
    [
        "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>",
        "<w:del><w:r><w:t>no</w:t></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>",
        "<w:r><w:instrText>no</w:instrText></w:r>",
    ],
)
def test_what_is_deleted_or_hidden_is_not_read(tmp_path: Path, unseen: str) -> None:
    seen = "<w:r><w:t>yes</w:t></w:r>"
    wrapped = f"<w:ins>{seen}</w:ins><w:hyperlink>{seen}</w:hyperlink><w:smartTag>{seen}</w:smartTag>"
    assert read(tmp_path, package(f"<w:p>{seen}{unseen}{wrapped}</w:p>")).text == "yesyesyesyes"


def test_hidden_that_is_switched_off_is_read(tmp_path: Path) -> None:
    run = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'
    assert read(tmp_path, package(f"<w:p>{run}</w:p>")).text == "seen"


def test_notes_headers_and_boxes_stand_apart(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{words('in a box')}</w:txbxContent></w:pict></w:r>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'>{words('____')}</w:footnote>"
        f"<w:footnote w:id='2'>{words('a note')}</w:footnote></w:footnotes>"
    )
    header = f"<w:hdr {W}>{words('HEAD')}</w:hdr>"
    links = link("footnotes", "notes.xml") + link("header", "h1.xml") + link("header", "h2.xml")
    body = f"<w:p><w:r><w:t>13.8 million.</w:t></w:r>{mark}{box}</w:p>{words('next')}"
    found = read(tmp_path, package(body, links, notes=notes, h1=header, h2=header))
    assert [(block.kind, found.words(block)) for block in found.blocks] == [
        ("paragraph", "13.8 million."),
        ("paragraph", "in a box"),
        ("paragraph", "next"),
        ("footnote", "a note"),
        ("header", "HEAD"),
    ]


def test_merged_and_nested_cells(tmp_path: Path) -> None:
    def cell(content: str, span: int = 1) -> str:
        return f"<w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(words('x'))}{cell(words('y'))}</w:tr></w:tbl>"
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = f"<w:tr>{head}{cell(words('a') + words('b'), 2)}{cell(words('c'))}</w:tr>"
    rows += f"<w:tr>{cell(inner)}<w:sdt><w:sdtContent>{cell(words('d'))}</w:sdtContent></w:sdt></w:tr>"
    found = read(tmp_path, package(f"<w:tbl>{rows}</w:tbl>"))
    (table,) = found.tables
    assert [(c.row, c.column, found.words(c), c.heading) for c in table.cells] == [
        (0, 0, "a b", True),
        (0, 2, "c", True),
        (1, 0, "x y", False),
        (1, 1, "d", False),
    ]


def test_both_ways_to_write_a_box_are_read_once(tmp_path: Path) -> None:
    compat = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:pict><w:txbxContent>{words('once')}</w:txbxContent></w:pict>"
    choice = f"<mc:AlternateContent {compat}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = f"<w:p><w:r>{choice}</mc:AlternateContent></w:r></w:p>"
    assert read(tmp_path, package(body)).text == "once"


def test_links_outside_are_never_followed(tmp_path: Path) -> None:
    links = link("hyperlink", "https://example.org/", "External")
    links += link("attachedTemplate", "file:///etc/passwd", "External")
    links += link("footnotes", "../../../../etc/passwd") + link("header", "/etc/passwd")
    assert read(tmp_path, package(words("x"), links)).text == "x"


@pytest.mark.parametrize("kind", ["subDocument", "aFChunk", "frame"])
def test_text_that_lies_in_another_file_is_not_left_out_in_silence(tmp_path: Path, kind: str) -> None:
    content = package(
        words("x"), link(kind, "https://example.org/x.docx", "External") + link("header", "h.xml")
    )
    with pytest.raises(BadInput, match="takes part of its text from another file"):
        read(tmp_path, content)


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused(tmp_path: Path, attack: str, encoding: str) -> None:
    body = words("&b;" if "ENTITY b" in attack else "x")
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(words("x")))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            is_main = name == "word/document.xml"
            target.writestr(name, (attack + xml).encode(encoding) if is_main else source.read(name))
    with pytest.raises(BadInput, match=r"has a DTD"):
        read(tmp_path, out.getvalue())


def test_a_zip_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    content = package(f"<w:p><w:r><w:t>{'a' * 30_000_000}</w:t></w:r></w:p>")
    assert len(content) < 100_000
    with pytest.raises(BadInput, match="unpacks to 30 MB"):
        read(tmp_path, content)


def test_parts_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.documents.package.MAX_PART", 2_000)
    header = f"<w:hdr {W}>{words('x' * 1500)}</w:hdr>"
    with pytest.raises(BadInput, match="unpacks to"):
        read(tmp_path, package(words("x"), link("header", "h.xml"), h=header))


def test_tables_in_tables_end_somewhere(tmp_path: Path) -> None:
    def nested(depth: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * depth + words("deep") + "</w:tc></w:tr></w:tbl>" * depth

    assert read(tmp_path, package(nested(80))).text == "deep"
    with pytest.raises(BadInput, match="not well-formed XML"):
        read(tmp_path, package(nested(400)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 rest is missing", "is a damaged zip"),
        (word_file()[:-300], "is a damaged zip"),
    ],
)
def test_damaged_files_are_refused(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read(tmp_path, content)


def test_another_zip_is_no_word_file(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../../evil.txt", "x")
    with pytest.raises(BadInput, match="is a zip, and no Word file"):
        read(tmp_path, out.getvalue())
    assert list(tmp_path.iterdir()) == [tmp_path / "letter.docx"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(package(words("shown")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{words('other')}</w:body></w:document>"
        )
    with pytest.raises(BadInput, match="or one twice"):
        read(tmp_path, out.getvalue())
