"""Files made to harm: refused with a sentence, in bounded memory, with nothing half-read."""

import gzip
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.iati import reader, stream
from entrepot.sources.iati.statements import pack_of
from iati_files import ROOT, activity, file_of, tables

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>'


def refused(folder: Path, text: str | bytes) -> str:
    file = folder / "x.xml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    part = reader.Part(dataset="iati", period="..", name="x", scope="x")
    with pytest.raises(BadInput) as caught:
        reader.read(given(file), part, folder, lambda *_: None)
    with pytest.raises(BadInput):
        pack_of(file)
    return str(caught.value)


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, PARAMETER, "<!DOCTYPE iati-activities>"])
def test_a_document_type_is_refused_before_anything_unfolds(tmp_path: Path, doctype: str) -> None:
    text = file_of(activity()).replace(ROOT, doctype + ROOT).replace(">Giver<", ">&a;<")
    assert "declares a document type" in refused(tmp_path, text)
    assert not reader.recognises(given(tmp_path / "x.xml"))


def test_a_document_type_behind_a_long_comment_does_no_harm(tmp_path: Path) -> None:
    text = file_of(activity()).replace(ROOT, f"<!--{'x' * 70_000}-->{LAUGHS}{ROOT}")
    assert "no IATI file" in refused(tmp_path, text)


def test_an_undeclared_entity(tmp_path: Path) -> None:
    assert "no well-formed XML" in refused(tmp_path, file_of(activity()).replace(">Giver<", ">&a;<"))


def test_a_text_of_50_megabytes(tmp_path: Path) -> None:
    text = file_of(activity()).replace("Bridges over", "x" * 50_000_000)
    assert "no well-formed XML" in refused(tmp_path, text)


def test_nesting_without_end(tmp_path: Path) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    (tmp_path / "x.xml").write_text(file_of(activity(deep)))
    part = reader.Part(dataset="iati", period="..", name="x", scope="x")
    with pytest.raises(BadInput, match="no well-formed XML"):
        reader.read(given(tmp_path / "x.xml"), part, tmp_path, lambda *_: None)


def test_an_activity_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST", 200_000)
    many = activity("<x/>" * 100_000)
    assert "one element has more than" in refused_by_reader(tmp_path, file_of(many))
    assert "one element has more than" in refused_by_reader(tmp_path, ROOT + "<y/>" * 100_000)
    # Many small ones are as many bytes, and welcome.
    several = [activity().replace("XX-1-A", f"XX-{number}") for number in range(400)]
    assert tables(tmp_path, file_of(*several))["activities"].height == 400


def refused_by_reader(folder: Path, text: str) -> str:
    (folder / "x.xml").write_text(text)
    part = reader.Part(dataset="iati", period="..", name="x", scope="x")
    with pytest.raises(BadInput) as caught:
        reader.read(given(folder / "x.xml"), part, folder, lambda *_: None)
    return str(caught.value)


def test_a_gzip_that_unpacks_to_too_much(tmp_path: Path) -> None:
    bomb = file_of(activity()).replace(ROOT, ROOT + " " * 60_000_000)
    (tmp_path / "x.xml.gz").write_bytes(gzip.compress(bomb.encode(), 9))
    part = reader.Part(dataset="iati", period="..", name="x", scope="x")
    with pytest.raises(BadInput, match="implausibly many bytes"):
        reader.read(given(tmp_path / "x.xml.gz"), part, tmp_path, lambda *_: None)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_encodings_that_publishers_use(tmp_path: Path, encoding: str) -> None:
    text = file_of(activity().replace("Bridges<", "Liège<"), encoding=encoding)
    found = tables(tmp_path, text.encode(encoding.lower()))
    assert found["activities"]["title"].to_list() == ["Liège"]
    said = pack_of(tmp_path / "x.xml")
    assert all(quote.text.startswith("<") for one in said.statements for quote in one.quotes)
    assert said.statements[0].subject == "Liège"
    assert bool(said.documents[0].reader) == (encoding != "UTF-8")


def test_another_encoding_than_declared(tmp_path: Path) -> None:
    text = file_of(activity().replace("Bridges<", "Liège<"))
    assert "no well-formed XML" in refused(tmp_path, text.encode("latin-1"))


@pytest.mark.parametrize("encoding", ["UTF-7", "cp037", "x-unknown", "EUC-JP"])
def test_encodings_that_are_read_in_more_than_one_way(tmp_path: Path, encoding: str) -> None:
    refused(tmp_path, file_of(activity(), encoding=encoding))
