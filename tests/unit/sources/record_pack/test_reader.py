"""A pack is read strictly: what is wrong is named with its line and column, and how to mend it."""

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.record_pack import entry
from entrepot.sources.record_pack.reader import read_pack
from sample_pack import PACK, write

HEAD = "pack: p\ntitle: t\nentered_by: me\nentered_at: 2026-01-02\n"
PAPER = f"documents:\n- {{name: a.txt, sha256: {'0' * 64}, characters: 10}}\n"
FACT = "- {id: X, kind: event, subject: s, property: p, paraphrase: {en: e}"


def pack(tmp_path: Path, statements: str, *, head: str = HEAD + PAPER) -> Path:
    path = tmp_path / "p.yml"
    path.write_text(f"{head}statements:\n{textwrap.dedent(statements)}", encoding="utf-8")
    return path


def test_a_written_pack_reads_back_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path)
    found = read_pack(path)
    assert replace(found, sha256="") == PACK
    assert len(found.sha256) == 64


def test_codes_and_dates_are_text_as_they_stand(tmp_path: Path) -> None:
    # YAML 1.1 would make Norway's code a truth value and a year a number.
    found = read_pack(pack(tmp_path, f"{FACT}, places: [NO, ON], date: {{edtf: 2011}}}}"))
    assert found.statements[0].places == ("NO", "ON")
    assert found.statements[0].date is not None
    assert found.statements[0].date.edtf == "2011"


def test_statements_inherit_who_entered_them(tmp_path: Path) -> None:
    (statement,) = read_pack(pack(tmp_path, FACT + "}")).statements
    assert (statement.entered_by, statement.entered_at) == ("me", "2026-01-02")


QUOTE = f"sha256: {'1' * 64}"
WRONG = {
    "unknown key": (", colour: red}", "unknown key 'colour'", 8),
    "unknown kind": ("}\n" + FACT.replace("event", "rumour").replace("X", "Y") + "}", "unknown kind", 9),
    "missing key": ("}\n- {id: Y}", "no kind, subject, property, paraphrase", 9),
    "identifier twice": ("}\n" + FACT + "}", "statement X stands twice", 9),
    "key twice": (", status: a, status: b}", "key 'status' stands twice", 8),
    "no English": ("}\n- {id: Y, kind: aid, subject: s, property: p, paraphrase: {fr: f}}", "no en", 9),
    "empty text": (", places: [BEL, '']}", "empty text", 8),
    "list for text": (", status: [a]}", "a list where text should be", 8),
    "text for list": (", places: BEL}", "a single value where a list should be", 8),
    "nothing for text": (", status: }", "nothing where text should be", 8),
    "bad date": (", date: {edtf: last Tuesday}}", "'last Tuesday' is not an EDTF date", 8),
    "date backwards": (", date: {edtf: 2012/2010}}", "ends before it begins", 8),
    "foreign document": (
        f", quotes: [{{document: b.txt, start: 0, end: 1, first_line: 1, last_line: 1, {QUOTE}}}]}}",
        "names no such document",
        8,
    ),
    "quote beyond the end": (
        f", quotes: [{{document: a.txt, start: 5, end: 11, first_line: 1, last_line: 1, {QUOTE}}}]}}",
        "characters 5 to 11 are no passage",
        8,
    ),
    "empty quote": (
        f", quotes: [{{document: a.txt, start: 5, end: 5, first_line: 1, last_line: 1, {QUOTE}}}]}}",
        "characters 5 to 5 are no passage",
        8,
    ),
    "negative offset": (
        f", quotes: [{{document: a.txt, start: -1, end: 5, first_line: 1, last_line: 1, {QUOTE}}}]}}",
        "'-1' is not a whole number",
        8,
    ),
    "lines backwards": (
        f", quotes: [{{document: a.txt, start: 1, end: 5, first_line: 2, last_line: 1, {QUOTE}}}]}}",
        "lines 2 to 1 are no passage",
        8,
    ),
    "short hash": (
        ", quotes: [{document: a.txt, start: 1, end: 5, first_line: 1, last_line: 1, sha256: abc}]}",
        "not a SHA-256 hash",
        8,
    ),
    "amount outside its bounds": (
        ", amount: {as_stated: x, unit_as_stated: €, value: 5, unit: EUR, bounds: [6, 7]}}",
        "5 does not lie within its bounds",
        8,
    ),
    "one bound": (
        ", amount: {as_stated: x, unit_as_stated: €, value: 5, unit: EUR, bounds: [5]}}",
        "bounds",
        8,
    ),
    "words for a number": (
        ", amount: {as_stated: x, unit_as_stated: €, value: five, unit: EUR, bounds: [5, 5]}}",
        "'five' is not a number",
        8,
    ),
    "not a number": (
        ", amount: {as_stated: x, unit_as_stated: €, value: .nan, unit: EUR, bounds: [5, 5]}}",
        "'.nan' is not a number",
        8,
    ),
    "alias": (", attributes: {a: &x [1], b: *x}}", "an alias", 8),
    "not YAML": (", status: }}} ]", "not YAML", 8),
}


@pytest.mark.parametrize(("added", "problem", "line"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, added: str, problem: str, line: int) -> None:
    path = pack(tmp_path, FACT + added)
    with pytest.raises(BadInput) as caught:
        read_pack(path)
    assert problem in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.line == line
    assert caught.value.column


def test_deep_nesting_is_refused_before_it_is_built(tmp_path: Path) -> None:
    path = pack(tmp_path, FACT + ", attributes: {a: " + "[" * 100_000)
    with pytest.raises(BadInput, match="more than 12 levels"):
        read_pack(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"pack: \x00", "not YAML"),
        (b"- 1", "a list where keys and values should be"),
        (b"!!python/object/apply:os.system ['true']", "keys and values should be"),
    ],
)
def test_files_that_are_no_packs_are_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "p.yml"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=problem):
        read_pack(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "MAX_BYTES", 100)
    with pytest.raises(BadInput, match="larger than"):
        read_pack(write(tmp_path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        read_pack(tmp_path / "none.yml")
