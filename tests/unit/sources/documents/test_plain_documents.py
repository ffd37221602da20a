"""Plain text: UTF-8 as it stands, other encodings recognised or refused."""

import hashlib
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.documents import ReadText, read_document


def read(tmp_path: Path, content: bytes, name: str = "letter.txt") -> ReadText:
    path = tmp_path / name
    path.write_bytes(content)
    return read_document(path)


@pytest.mark.parametrize(
    "text", ["a\r\nb\r\n", "\ufeffÉclair\t€\n", "tail without line end", " \x1b[1m \n x"]
)
def test_utf_8_is_read_exactly(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text.encode())
    assert found.text == text
    assert found.document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (found.document.reader, found.document.text_sha256) == ("", "")
    assert (found.document.characters, found.document.name) == (len(text), "letter.txt")
    assert [(block.start, block.end) for block in found.blocks] == [(0, len(text))]
    assert (found.pages, found.tables, found.page_of(1)) == ((), (), 0)


@pytest.mark.parametrize(
    ("encoding", "reader"),
    [("utf-16", "text in UTF-16"), ("cp1252", "text in Windows-1252")],
)
def test_other_encodings_say_so(tmp_path: Path, encoding: str, reader: str) -> None:
    text = "Le gouverneur de Liège a reçu 64 millions d’€\nà Éclair.\n"
    found = read(tmp_path, text.encode(encoding))
    assert found.text == text
    assert found.document.reader == reader
    assert found.document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("Посол прибыл в Астану".encode("cp1251"), "line 1: byte 0 is not UTF-8, and the words make no"),
        ("first\nПосол прибыл в Астану".encode("koi8-r"), "line 2: byte 6 is not UTF-8"),
        ("plain".encode("utf-16-le"), "line 1: holds a NUL character"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "cannot be read as UTF-16 at byte 4"),
        (b"caf\xe9 \x81", "byte 5 not Windows-1252"),
        (b"\xd0\xcf\x11\xe0 old", "is a Word file of before 2007"),
        (b"{\\rtf1 words}", "rich text format"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\x1f\x8b\x08", "packed with gzip"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, content)
    assert says in str(caught.value)
    assert str(tmp_path / "letter.txt") in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.txt", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read_document(path)


def test_too_large_a_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entrepot.sources.documents.reader.MAX_BYTES", 10)
    with pytest.raises(BadInput, match="larger than"):
        read(tmp_path, b"eleven bytes")
    assert read(tmp_path, b"ten bytes.").text == "ten bytes."


def test_too_long_a_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.documents.reader.MAX_CHARACTERS", 4)
    assert read(tmp_path, "éééé".encode()).document.characters == 4
    with pytest.raises(BadInput, match="million characters"):
        read(tmp_path, b"fives")


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    found = read(tmp_path, b"x", "<script>\x1b[2J\u202eevil\n.txt")
    assert found.document.name == "<script>\ufffd[2J\ufffdevil\ufffd.txt"


def test_a_quote_carries_its_place(tmp_path: Path) -> None:
    quote = read(tmp_path, b"one\ntwo three\n").quote(4, 13)
    assert (quote.text, quote.first_line, quote.last_line) == ("two three", 2, 2)
    assert quote.sha256 == hashlib.sha256(b"two three").hexdigest()
    with pytest.raises(ValueError, match="no passage"):
        read(tmp_path, b"one").quote(2, 4)


def test_a_quote_that_ends_with_its_line_lies_on_that_line(tmp_path: Path) -> None:
    quote = read(tmp_path, b"one\ntwo\nthree").quote(0, 8)
    assert (quote.first_line, quote.last_line) == (1, 2)
