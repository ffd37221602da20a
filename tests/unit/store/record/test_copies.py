"""The user's copy of a document: the very one, the same in disguise, another version, or none of ours."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from entrepot.metadata.errors import BadInput, NoData, Tampered, WrongDocument
from entrepot.store.record import Record, attachments, load
from entrepot.store.record.engine import writing
from entrepot.store.record.tables import attachment
from sample_pack import GIFT, PACK, TEXT, VISIT, document, quote, write


@pytest.fixture
def record(record_home: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A record that holds the small pack alone, on either engine."""
    path = write(tmp_path)
    monkeypatch.setattr(load, "bundled", lambda: {path: load.read_pack(path).sha256})
    return Record.open(record_home)


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[bytes | str], Path]:
    """Makes a file of this content."""

    def make(content: bytes | str) -> Path:
        path = tmp_path / "copy.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


Make = Callable[[bytes | str], Path]


def test_quotes_have_no_words_without_a_copy(record: Record) -> None:
    assert {q.text for s in record.statements() for q in s.quotes} == {""}
    assert record.passage(VISIT.quotes[0]) is None
    assert record.attachments() == ()


def test_an_attached_copy_gives_the_words(record: Record, copy: Make) -> None:
    attached = record.attach(copy(TEXT))
    assert (attached.document, attached.file, attached.quotes) == (document(), "copy.txt", 3)
    assert record.attachments() == (attached,)
    assert [q.text for q in record.statement("L-2").quotes] == [
        "a gift\nof over €64 million",
        "nobody has seen",
    ]
    assert replace(record.statement("L-1"), quotes=VISIT.quotes) == VISIT


def test_a_passage_is_cut_between_words(record: Record, copy: Make) -> None:
    record.attach(copy(TEXT))
    before, exact, after = record.passage(GIFT.quotes[1], context=24) or ("", "", "")
    assert (before, exact, after) == ("€64 million, which ", "nobody has seen", " since.\nThe guest, it")
    whole = record.passage(VISIT.quotes[0], context=1000)
    assert whole is not None
    assert "".join(whole) == TEXT


def test_attaching_again_replaces_the_copy(record: Record, copy: Make, tmp_path: Path) -> None:
    record.attach(copy(TEXT))
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    record.attach(other)
    assert [attached.file for attached in record.attachments()] == ["other.txt"]


def test_a_copy_outlives_its_pack(record: Record, copy: Make, tmp_path: Path) -> None:
    record.attach(copy(TEXT))
    record.load(write(tmp_path, replace(PACK, statements=())))
    assert record.documents() == (document(),)
    record.load(write(tmp_path))
    assert record.statement("L-1").quotes[0].text == "received the guest of Freedonia"


def test_detaching_forgets_the_words(record: Record, copy: Make) -> None:
    record.attach(copy(TEXT))
    record.detach(document())
    assert record.statement("L-1") == VISIT
    with pytest.raises(NoData, match=r"no copy of letter\.txt is attached"):
        record.detach(document())


DISGUISES = {
    "Windows line ends": (TEXT.replace("\n", "\r\n").encode(), "with line ends of another system"),
    "old Macintosh line ends": (TEXT.replace("\n", "\r").encode(), "with line ends of another system"),
    "byte-order mark": (TEXT.encode("utf-8-sig"), "with a byte-order mark"),
    "UTF-16": (TEXT.encode("utf-16"), "in UTF-16"),
    "Windows-1252": (TEXT.encode("cp1252"), "in Windows-1252"),
    "UTF-16 with Windows line ends": (
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        "in UTF-16 and with line ends of another system",
    ),
    "decomposed accents": (
        unicodedata.normalize("NFD", TEXT).encode(),
        "in decomposed accents",
    ),
    "one more line end": ((TEXT + "\n").encode(), "with a line end added at its end"),
    "no last line end": (TEXT.rstrip("\n").encode(), "without its last line end"),
}


@pytest.mark.parametrize(("content", "told"), DISGUISES.values(), ids=DISGUISES)
def test_the_same_text_in_other_bytes_is_refused_and_recognised(
    record: Record, copy: Make, content: bytes, told: str
) -> None:
    path = copy(content)
    with pytest.raises(WrongDocument) as refused:
        record.attach(path)
    assert f"It is letter.txt: the same text {told}" in str(refused.value)
    assert "Save it as UTF-8 " in str(refused.value)
    assert record.attachments() == ()
    assert record.check(path).document == document()
    assert not record.check(path).same


def test_another_version_says_how_many_quotes_stand_in_it(record: Record, copy: Make) -> None:
    path = copy(TEXT.replace("nobody", "no one"))
    check = record.check(path)
    assert (check.document, check.same, check.found, check.missing) == (document(), False, 2, 1)
    assert [(m.statement, m.reason) for m in check.details] == [("L-2", "other words stand there")]
    with pytest.raises(WrongDocument, match=r"It resembles letter\.txt: 2 of 3 quotes stand in it"):
        record.attach(path)


def test_a_document_cut_short(record: Record, copy: Make) -> None:
    check = record.check(copy(TEXT[:100]))
    assert (check.found, check.missing) == (1, 2)
    assert {missing.reason for missing in check.details} == {"the text ends before"}


@pytest.mark.parametrize("content", [b"", b"Something else altogether.", b"\x7fELF\xff\xfe\x00\x01" * 99])
def test_a_file_that_is_none_of_the_documents(record: Record, copy: Make, content: bytes) -> None:
    path = copy(content)
    assert record.check(path).document is None
    assert (record.check(path).found, record.check(path).missing) == (0, 3)
    with pytest.raises(WrongDocument, match=r"Expected letter\.txt \([0-9a-f]{12}…, 197 characters\)"):
        record.attach(path)


def test_a_moved_quote_of_the_right_document_is_named(record: Record, copy: Make, tmp_path: Path) -> None:
    wrong = replace(GIFT, quotes=(replace(quote("nobody has seen"), start=140, end=155),))
    record.load(write(tmp_path, replace(PACK, statements=(VISIT, wrong))))
    with pytest.raises(
        WrongDocument, match=r"the quote of statement L-2 does not stand at characters 140 to"
    ):
        record.attach(copy(TEXT))
    assert record.attachments() == ()


def test_a_quote_on_another_line_is_missing(record: Record, copy: Make, tmp_path: Path) -> None:
    wrong = replace(VISIT, quotes=(replace(VISIT.quotes[0], first_line=2, last_line=2),))
    record.load(write(tmp_path, replace(PACK, statements=(wrong,))))
    assert record.check(copy(TEXT)).missing == 1


def test_a_file_that_is_too_large(record: Record, copy: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MAX_BYTES", len(TEXT.encode()) - 1)
    with pytest.raises(BadInput, match="larger than"):
        record.attach(copy(TEXT))


def test_a_file_that_cannot_be_read(record: Record, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        record.attach(tmp_path / "none.txt")
    with pytest.raises(BadInput, match="cannot be read: Is a directory"):
        record.check(tmp_path)


def test_a_copy_changed_behind_our_back_is_noticed(record: Record, copy: Make) -> None:
    record.attach(copy(TEXT))
    with writing(record.engine) as connection:
        connection.execute(update(attachment).values(words=TEXT.replace("64", "46")))
    with pytest.raises(Tampered, match="no longer holds the quote of L-2"):
        record.statements()
