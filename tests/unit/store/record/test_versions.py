"""A new version of a document: shown first, then stored as one change that can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import BadInput, Conflict, NoData, UsageError
from entrepot.sources.documents.anchored import Fate
from entrepot.store.record import Record, load
from entrepot.store.record.versions import Reanchoring, new_version, store_version
from sample_pack import TEXT, document, write

NEW = "Preface.\n\n" + TEXT.replace("a gift\nof over", "a gift of\nover").replace(
    "nobody has seen", "nobody had ever seen"
)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A record that holds the small pack alone, its document attached."""
    path = write(tmp_path)
    monkeypatch.setattr(load, "bundled", lambda: {path: load.read_pack(path).sha256})
    opened = Record.open(tmp_path / "home")
    (tmp_path / "letter.txt").write_bytes(TEXT.encode())
    opened.attach(tmp_path / "letter.txt")
    return opened


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A new version: line ends moved, one quote reworded."""
    path = tmp_path / "letter-2.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


def fates(found: Reanchoring) -> dict[tuple[str, int], Fate]:
    return {(each.statement, each.position): each.fate for each in found.quotes}


def test_the_dry_run_says_what_stands_and_keeps_nothing(record: Record, new: Path) -> None:
    before = record.statements(), record.documents(), record.attachments()
    found = new_version(record, "letter.txt", new)
    assert fates(found) == {("L-1", 0): Fate.MOVED, ("L-2", 0): Fate.MOVED, ("L-2", 1): Fate.CHANGED}
    assert found.counts == {"stands": 0, "moved": 2, "changed": 1, "ambiguous": 0, "vanished": 0}
    assert (found.by_words, found.new.replaces, found.new.title) == (True, document().sha256, "A letter")
    (changed,) = found.of(Fate.CHANGED)
    assert ("gone", "has") in changed.anchored.difference
    assert (record.statements(), record.documents(), record.attachments()) == before


def test_storing_moves_what_is_sure_as_one_change(record: Record, new: Path) -> None:
    found = new_version(record, document(), new)
    change = store_version(record, "Ann", found)
    assert change.counts == {"re-anchor": 2}
    assert (change.who, change.why) == ("Ann", "new version of letter.txt: letter-2.txt")
    gift = record.statement("L-2")
    assert [quote.document for quote in gift.quotes] == [found.new.sha256, document().sha256]
    assert [quote.text for quote in gift.quotes] == ["a gift of\nover €64 million", "nobody has seen"]
    assert [quote.text for quote in record.statement("L-1").quotes] == ["received the guest of Freedonia"]
    assert {d.sha256: d.replaces for d in record.documents()}[found.new.sha256] == document().sha256
    assert record.history("L-1")[-1].verb is Verb.REANCHOR


def test_a_changed_quote_follows_only_where_a_person_says_so(record: Record, new: Path) -> None:
    store_version(record, "Ann", new_version(record, document(), new), accept=["L-2"], why="same sense")
    assert [q.text for q in record.statement("L-2").quotes][1] == "nobody had ever seen"


def test_accepting_what_did_not_change_is_refused(record: Record, new: Path) -> None:
    found = new_version(record, document(), new)
    with pytest.raises(UsageError, match="L-1, L-9: no quote"):
        store_version(record, "Ann", found, accept=["L-9", "L-1", "L-2"])
    assert len(record.documents()) == 1


def test_it_can_be_undone(record: Record, new: Path) -> None:
    before = record.statements()
    change = store_version(record, "Ann", new_version(record, document(), new))
    record.desk("Ann").undo(change.number, why="wrong file")
    assert record.statements() == before


def test_who_edited_meanwhile_is_not_overwritten(record: Record, new: Path) -> None:
    found = new_version(record, document(), new)
    visit = record.statement("L-1")
    record.desk("Bob").correct(replace(visit, topic="courtesy"), why="topic")
    with pytest.raises(Conflict, match="Bob"):
        store_version(record, "Ann", found)
    assert record.statement("L-1").topic == "courtesy"


def test_what_vanished_keeps_its_old_quote(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Something else entirely stands here now.", encoding="utf-8")
    before = record.statements()
    found = new_version(record, document(), path)
    assert found.counts["vanished"] == 3
    with pytest.raises(NoData, match="nothing to store"):
        store_version(record, "Ann", found)
    assert record.statements() == before


def test_without_the_old_words_hashes_find_what_moved(record: Record, new: Path) -> None:
    record.detach(document())
    found = new_version(record, document(), new)
    assert not found.by_words
    assert fates(found) == {("L-1", 0): Fate.MOVED, ("L-2", 0): Fate.MOVED, ("L-2", 1): Fate.VANISHED}


def test_versions_follow_each_other(record: Record, new: Path, tmp_path: Path) -> None:
    first = new_version(record, document(), new)
    store_version(record, "Ann", first, accept=["L-2"])
    third = tmp_path / "letter-3.txt"
    third.write_text("Again. " + NEW, encoding="utf-8")
    second = new_version(record, "letter-2.txt", third)
    store_version(record, "Ann", second)
    assert second.new.replaces == first.new.sha256
    assert {q.document for s in record.statements() for q in s.quotes} == {second.new.sha256}


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_new_version_in_another_format(record: Record, tmp_path: Path, form: str) -> None:
    path = made(tmp_path, form)
    found = new_version(record, document(), path)
    assert len(found.of(Fate.STANDS, Fate.MOVED)) == 3
    store_version(record, "Ann", found)
    assert record.statement("L-2").quotes[0].text.split() == ["a", "gift", "of", "over", "€64", "million"]
    kept = {document.sha256: document for document in record.documents()}[found.new.sha256]
    assert kept.reader
    assert kept.text_sha256
    record.detach(kept)
    assert record.statement("L-2").quotes[0].text == ""
    assert record.attach(path).quotes == 3
    assert record.check(path).found == 3
    assert record.statement("L-2").quotes[0].text.split() == ["a", "gift", "of", "over", "€64", "million"]


def test_another_release_of_a_reader_is_held_to_the_quotes(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path, "html")
    store_version(record, "Ann", new_version(record, document(), path))
    monkeypatch.setattr("entrepot.sources.documents.composer.APART", "\n\n\n\n")
    check = record.check(path)
    assert (check.same, check.missing) == (True, 2)
    assert "makes another text of it than" in check.remark
    with pytest.raises(BadInput, match="does not stand at characters"):
        record.attach(path)


def test_the_same_text_in_another_file_is_told(record: Record, tmp_path: Path) -> None:
    path = made(tmp_path, "html")
    store_version(record, "Ann", new_version(record, document(), path))
    text = record.check(path).text
    assert text is not None
    other = tmp_path / "text.txt"
    other.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="the same text in another file"):
        record.attach(other)


def test_the_old_version_itself_and_strangers_are_refused(record: Record, tmp_path: Path, new: Path) -> None:
    with pytest.raises(UsageError, match="no new version"):
        new_version(record, document(), tmp_path / "letter.txt")
    with pytest.raises(NoData, match=r"no document lettr\.txt\. Did you mean letter\.txt\?"):
        new_version(record, "lettr.txt", new)
    with pytest.raises(BadInput, match="cannot be read"):
        new_version(record, document(), tmp_path / "absent.pdf")
    assert new_version(record, document().sha256[:8], new).old == document()


def test_the_json_form_holds_no_words(record: Record, new: Path) -> None:
    told = str(new_version(record, document(), new).to_dict())
    assert "L-2" in told
    assert "nobody" not in told
    assert "received" not in told


def made(folder: Path, form: str) -> Path:
    """The letter in a format."""
    path = folder / f"letter.{form}"
    lines = TEXT.strip().split("\n")
    if form == "html":
        path.write_text(f"<title>x</title><p>{lines[0]}<p>{'<br>'.join(lines[1:])}", encoding="utf-8")
    elif form == "docx":
        import docx

        file = docx.Document()
        file.add_paragraph(" ".join(lines))
        file.save(str(path))
    else:
        from odd_documents import typeset

        path.write_bytes(typeset("#set page(width: 9cm)\n" + " ".join(lines).replace("€", "\\€")))
    return path
