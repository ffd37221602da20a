"""The two documents in every format that is read: the quotes of the record are found again in all."""

import html
import json
from pathlib import Path

import docx
import pytest
import typst

from entrepot.metadata.statement import Quote
from entrepot.sources.documents import ReadText, read_document
from entrepot.sources.documents.anchored import Fate
from entrepot.sources.documents.anchors import reanchor
from entrepot.sources.documents.anchors_by_hash import reanchor_by_hash
from entrepot.sources.documents.folding import fold
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import Record
from entrepot.store.record.versions import new_version, store_version

PACK = Path(__file__).resolve().parents[2] / "src" / "entrepot" / "data" / "record" / "eucam-liege.yml"
FORMS = ["html", "docx", "pdf", "pdf in two columns"]
QUOTES = {"000": 48, "003": 354}
# Found by hashes alone, the old words not at hand; what is not found stands there in other lines.
BY_HASH = {"html": 382, "docx": 397, "pdf": 352, "pdf in two columns": 381}


@pytest.fixture(scope="module")
def originals(shared: Path) -> dict[str, ReadText]:
    """Both documents by the first three letters of their names."""
    return {path.name[:3]: read_document(path) for path in sorted((shared / "documents").glob("*.txt"))}


@pytest.fixture(scope="module")
def quotes() -> list[Quote]:
    """Those of the pack that ships."""
    return [quote for statement in read_pack(PACK).statements for quote in statement.quotes]


def made(text: str, form: str, folder: Path) -> Path:
    """The text in a format, its paragraphs set anew."""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    path = folder / f"document.{form[:4].strip()}"
    if form == "html":
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
        path.write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{body}", encoding="utf-8")
    elif form == "docx":
        file = docx.Document()
        for part in text.split("\n\n"):
            file.add_paragraph(part)
        file.save(str(path))
    else:
        (folder / "words.json").write_text(json.dumps(paragraphs), encoding="utf-8")
        source = folder / "document.typ"
        columns = 2 if "two" in form else 1
        source.write_text(
            f"#set page(columns: {columns}, header: [A brief], footer: context [#counter(page).display()])\n"
            '#set par(justify: true)\n#set text(lang: "en", size: 10pt, hyphenate: true)\n'
            '#for words in json("words.json") { par(words) }',
            encoding="utf-8",
        )
        typst.compile(str(source), output=str(path))
    return path


def test_as_text_they_are_the_documents_of_the_record(originals: dict[str, ReadText]) -> None:
    known = {(d.sha256, d.characters) for d in read_pack(PACK).documents}
    assert {(read.document.sha256, read.document.characters) for read in originals.values()} == known


@pytest.mark.parametrize("form", FORMS)
def test_every_quote_is_found_again(
    originals: dict[str, ReadText], quotes: list[Quote], form: str, tmp_path: Path
) -> None:
    for name, original in originals.items():
        mine = [quote for quote in quotes if quote.document == original.document.sha256]
        new = read_document(made(original.text, form, tmp_path))
        found = reanchor(original.text, mine, new.text, new.document.sha256)
        assert len(found) == QUOTES[name]
        assert {each.fate for each in found} <= {Fate.STANDS, Fate.MOVED}
        for each in found:
            assert each.found
            assert fold(each.found.text).text == fold(each.quote.text).text
        starts = [each.found.start for each in sorted(found, key=lambda a: a.quote.start) if each.found]
        assert starts == sorted(starts)


@pytest.mark.parametrize("form", FORMS)
def test_most_are_found_by_their_hashes_alone(
    originals: dict[str, ReadText], quotes: list[Quote], form: str, tmp_path: Path
) -> None:
    total = 0
    for original in originals.values():
        mine = [quote for quote in quotes if quote.document == original.document.sha256]
        new = read_document(made(original.text, form, tmp_path))
        by_words = reanchor(original.text, mine, new.text)
        for sure, each in zip(by_words, reanchor_by_hash(mine, new.text), strict=True):
            if each.found:
                total += 1
                assert sure.found
                assert (each.found.start, each.found.end) == (sure.found.start, sure.found.end)
    assert total == BY_HASH[form]


def test_a_pdf_takes_the_place_of_the_text(
    originals: dict[str, ReadText], shared: Path, tmp_path: Path
) -> None:
    record = Record.open(tmp_path / "home")
    for path in (shared / "documents").glob("*.txt"):
        record.attach(path)
    old = originals["003"].document
    path = made(originals["003"].text, "pdf in two columns", tmp_path)
    found = new_version(record, old.sha256, path)
    assert found.counts == {"stands": 0, "moved": 354, "changed": 0, "ambiguous": 0, "vanished": 0}
    change = store_version(record, "a test", found)
    assert change.counts == {"re-anchor": len({each.statement for each in found.quotes})}
    assert record.check(path).found == 354
    texts = {s.id: [fold(q.text).text for q in s.quotes] for s in record.statements()}
    record.desk("a test").undo(change.number, why="a test")
    assert {s.id: [fold(q.text).text for q in s.quotes] for s in record.statements()} == texts
