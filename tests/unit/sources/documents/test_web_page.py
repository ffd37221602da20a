"""Web pages: what a browser shows, blocks apart, tables as rows of cells."""

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.documents import ReadText, read_document
from odd_documents import web_page


def read(tmp_path: Path, page: str | bytes) -> ReadText:
    path = tmp_path / "page.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return read_document(path)


def blocks(found: ReadText) -> list[tuple[str, str]]:
    return [(block.kind, found.words(block)) for block in found.blocks]


def test_a_page_becomes_blocks(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<title>A  letter</title><h1>Visit &amp; gift</h1><p>The <b>guest</b>s came<br>in\n  1931."
        "<ul><li>one<li>two</ul>loose<div>in a <span>box</span></div>",
    )
    assert blocks(found) == [
        ("heading", "Visit & gift"),
        ("paragraph", "The guests came\nin 1931."),
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "loose"),
        ("paragraph", "in a box"),
    ]
    assert found.text == "\n\n".join(words for _, words in blocks(found))
    assert found.document.title == "A letter"
    assert found.document.reader.startswith("lxml ")


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>secret</script>",
        "<style>secret</style>",
        "<p hidden>secret</p>",
        "<p style='color:red; DISPLAY : none'>secret <b>secret</b></p>",
        "<span style='visibility:hidden'>secret</span>",
        "<template><p>secret</p></template>",
        "<noscript>secret</noscript>",
        "<!-- secret -->",
        "<select><option>secret</select>",
        "<div hidden><table><tr><td>secret</table></div>",
    ],
)
def test_what_a_browser_hides_is_not_read(tmp_path: Path, hidden: str) -> None:
    assert read(tmp_path, f"<p>before {hidden}</p><p>after</p>").text.split() == ["before", "after"]


def test_tables_keep_their_cells(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<p>x<table><tr><th colspan=2>Head<th>B<tr><td rowspan=2>a<td>b<td>c <p>d</p><tr><td>e<td></table>",
    )
    (table,) = found.tables
    assert found.words(table) == "Head\tB\na\tb\tc d\ne\t"
    cells = [(c.row, c.column, found.words(c), c.heading, c.columns) for c in table.cells]
    assert cells == [
        (0, 0, "Head", True, 2),
        (0, 2, "B", True, 1),
        (1, 0, "a", False, 1),
        (1, 1, "b", False, 1),
        (1, 2, "c d", False, 1),
        (2, 1, "e", False, 1),
        (2, 2, "", False, 1),
    ]
    assert not table.guessed
    assert [len(row) for row in table.rows] == [2, 3, 2]


def test_a_table_that_lays_out_a_page_is_no_table(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<div hidden><table><tr><td>unseen</table></div>"
        "<table><tr><td>menu<td><p>words</p><table><tr><td>1<td>2</table>more</table>",
    )
    assert blocks(found) == [
        ("paragraph", "menu"),
        ("paragraph", "words"),
        ("table", "1\t2"),
        ("paragraph", "more"),
    ]


def test_entities_and_odd_signs(tmp_path: Path) -> None:
    found = read(tmp_path, "<p>&euro;64&nbsp;million &#8211; &#x110000;&#1;caf&eacute; \u202e\x07x</p>")
    assert found.text.startswith("€64\xa0million – ")
    assert found.text.endswith("café x")
    assert not set("\x01\x07\u202e") & set(found.text)


def test_preformatted_space_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, "<pre>a   b\nc</pre>").text == "a   b\nc"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (b"\xef\xbb\xbf<p>caf\xc3\xa9", "café"),
        ("\ufeff<p>café".encode("utf-16-le"), "café"),
        (b"<meta charset='iso-8859-1'><p>caf\xe9 \x80", "café €"),
        (b'<meta http-equiv=x content="text/html; charset=windows-1251"><p>\xcf\xee\xf1\xee\xeb', "Посол"),
        (b"<?xml version='1.0' encoding='koi8-r'?><html><body><p>\xf0\xcf\xd3\xcf\xcc", "Посол"),
        (b"<meta charset=utf-16><p>caf\xc3\xa9", "café"),
        (b"<meta charset=zlib_codec><p>caf\xc3\xa9", "café"),
        (b"<meta charset=no-such><p>caf\xe9", "café"),
    ],
)
def test_encodings(tmp_path: Path, page: bytes, says: str) -> None:
    assert read(tmp_path, page).text == says


def test_a_page_is_known_without_its_suffix(tmp_path: Path) -> None:
    for name, is_page in (("page", True), ("page.aspx", True), ("page.txt", False)):
        (tmp_path / name).write_bytes(web_page())
        assert bool(read_document(tmp_path / name).document.reader) is is_page


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    for page in ("<html></html>", "<script>x</script>", "<!-- only -->"):
        with pytest.raises(BadInput, match=r"page\.html: holds no"):
            read(tmp_path, page)


def test_a_million_tags_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "<b>x</b> " * 500_000)
    assert found.document.characters == 999_999


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<i>" * 2_000_001, "more than 2 million tags"),
        ("<div>" * 1_001, "nests tags more than 1000 deep"),
        ("<table>" + "<tr><td colspan=1000><td>", "more than 1000 columns"),
    ],
)
def test_endless_pages_are_refused(tmp_path: Path, page: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read(tmp_path, page)


def test_spans_that_make_no_sense_are_one(tmp_path: Path) -> None:
    found = read(tmp_path, "<table><tr><td colspan=-3>a<td colspan=x>b<td rowspan=99999999999>c<td>d</table>")
    assert [(c.column, c.columns) for c in found.tables[0].cells] == [(0, 1), (1, 1), (2, 1), (3, 1)]
