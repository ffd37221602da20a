"""A stranger's own document and pack: the example, the how-to, and what goes wrong."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from entrepot.cli.record import record
from entrepot.metadata.errors import BadInput, WrongDocument
from entrepot.metadata.statement import Document
from entrepot.sources.record_pack.locate import describe, locate
from entrepot.sources.record_pack.reader import read_pack
from manual import ROOT, commands, run

EXAMPLE = ROOT / "examples" / "benelux"


def test_the_how_to_works_as_written(tmp_path: Path) -> None:
    folder = tmp_path / "benelux"
    shutil.copytree(EXAMPLE, folder)
    typed = commands(ROOT / "docs" / "how-to" / "write-a-pack.md")
    assert len(typed) == 5
    for command in typed:
        done = run(command, folder)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    page = (folder / "belgium-netherlands.html").read_text(encoding="utf-8")
    assert "Treaty establishing the Benelux Economic Union" in page
    assert "<mark>entered into force on 1 November 1960</mark>" in page


def test_every_quote_of_the_example_is_where_it_says() -> None:
    document, text = describe(EXAMPLE / "treaties.txt")
    pack = read_pack(EXAMPLE / "pack.yml")
    assert pack.documents[0].sha256 == document.sha256
    for statement in pack.statements:
        for quote in statement.quotes:
            words = text[quote.start : quote.end]
            assert any(
                (found.start, found.end, found.first_line, found.last_line, found.sha256)
                == (quote.start, quote.end, quote.first_line, quote.last_line, quote.sha256)
                for found in locate(document, text, words)
            )


def test_words_over_a_line_break_are_found_and_repeated_words_in_each_place() -> None:
    document, text = describe(EXAMPLE / "treaties.txt")
    (found,) = locate(document, text, "the Netherlands, then in exile")
    assert (found.first_line, found.last_line) == (3, 4)
    assert len(locate(document, text, "Benelux")) == 2


def test_json_holds_the_same() -> None:
    done = CliRunner().invoke(record, ["quote", str(EXAMPLE / "treaties.txt"), "The Hague", "--json"])
    told = json.loads(done.output)
    assert told["document"]["characters"] == 358
    assert told["quotes"][0]["text"] == "The Hague"


def test_words_that_are_not_there_and_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    document, text = describe(EXAMPLE / "treaties.txt")
    with pytest.raises(WrongDocument, match="do not stand in it"):
        locate(document, text, "Brussels")
    with pytest.raises(WrongDocument):
        locate(document, text, "  ")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3")
    with pytest.raises(BadInput, match="no PDF that can be read"):
        describe(scan)
    with pytest.raises(BadInput, match="cannot be read"):
        describe(tmp_path / "absent.txt")


def test_words_of_a_web_page_stand_in_what_a_browser_shows(tmp_path: Path) -> None:
    page = tmp_path / "a, b.html"
    page.write_text("<html><body><p>The two <b>signed</b> a treaty.</p></body></html>", encoding="utf-8")
    document, text = describe(page)
    (found,) = locate(document, text, "signed a treaty")
    assert (found.start, found.end) == (8, 23)
    told = run(f"entrepot record quote '{page.name}' 'signed a treaty'", tmp_path).stdout
    (entry,) = yaml.safe_load(told.splitlines()[0])
    assert entry["name"] == page.name
    assert entry["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()


around = st.text("xyz\n ", max_size=60)


@given(around, st.text("ab .(*\n", min_size=1, max_size=8).filter(str.strip), around)
def test_any_words_are_found_where_they_were_put(before: str, words: str, after: str) -> None:
    text = before + words.strip() + after
    (found,) = locate(Document("0" * 64, "any.txt", len(text)), text, words)
    assert (found.start, found.text) == (len(before), words.strip())
