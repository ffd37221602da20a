"""Tables are read as strictly as YAML: what is wrong is named with its file, line and column."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput, OutputError
from entrepot.sources.record_pack import columns, excel
from entrepot.sources.record_pack.files import public, read_any_pack, write_any_pack
from entrepot.sources.record_pack.writer import write_pack
from sample_pack import PACK, VISIT, document

HEADER = ("id", "kind", "subject", "property", "paraphrase.en")
FACT = ("X", "event", "s", "p", "e")


def table(tmp_path: Path, header: Sequence[str], *rows: Sequence[str]) -> Path:
    path = tmp_path / "additions.csv"
    path.write_text("\n".join(",".join(row) for row in (header, *rows)), encoding="utf-8")
    return path


def test_statements_alone_quote_the_documents_of_the_record(tmp_path: Path) -> None:
    path = tmp_path / "statements.csv"
    write_any_pack(PACK, path)
    read = read_any_pack(path, [document()])
    assert read.name == ""
    assert read.documents == (document(),)
    # and say themselves who entered them: there is no head of a pack to tell it
    assert read.statements == PACK.statements


def test_what_a_person_types_is_read(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        (*HEADER, "date", "places", "parties", "private", "attributes.serves", "attributes.note"),
        (*FACT, "2012-05", "BEL; KAZ", "Belgium: host; Ann: visitor (OSCE)", "yes", '"[""a/b"", 2]"', "n 1"),
        ("", "", "", "", "", "", "", "", "", "", ""),
        ("Y", "event", "s", "p", "e", "", "", "Ministry (Foreign): host", "", "", ""),
    )
    first, second = read_any_pack(path).statements
    assert [(p.actor, p.role, p.capacity) for p in first.parties] == [
        ("Belgium", "host", ""),
        ("Ann", "visitor", "OSCE"),
    ]
    assert first.private
    assert first.attributes == {"serves": ["a/b", 2], "note": "n 1"}
    assert second.parties[0].actor == "Ministry (Foreign)"
    assert not second.private


def test_a_revision_goes_along_so_that_later_changes_are_seen(tmp_path: Path) -> None:
    revised = replace(PACK, statements=(replace(VISIT, revision=7),))
    for suffix in (".yml", ".xlsx", ".zip"):
        write_any_pack(revised, tmp_path / f"p{suffix}")
        assert read_any_pack(tmp_path / f"p{suffix}").statements[0].revision == 7
    # between records a revision means nothing: by itself YAML has none
    assert "revision" not in write_pack(revised)


def test_private_statements_stay_unless_asked_for(tmp_path: Path) -> None:
    contact = replace(VISIT, id="C-1", kind="contact", private=True, quotes=())
    pack = replace(PACK, statements=(*PACK.statements, contact))
    for suffix in (".yml", ".xlsx", ".zip", ""):
        write_any_pack(pack, tmp_path / f"p{suffix}")
        assert replace(read_any_pack(tmp_path / f"p{suffix}"), sha256="") == PACK
        write_any_pack(pack, tmp_path / f"all{suffix}", private=True)
        assert read_any_pack(tmp_path / f"all{suffix}").statements[-1] == contact


def test_a_document_that_only_private_statements_quote_stays_too() -> None:
    only = replace(PACK, statements=(replace(VISIT, private=True),))
    assert public(only).documents == ()


def test_two_versions_of_a_document_under_one_name_are_told_apart(tmp_path: Path) -> None:
    older, newer = document(), replace(document(), sha256="f" * 64)
    quotes = (VISIT.quotes[0], replace(VISIT.quotes[0], document=newer.sha256))
    pack = replace(PACK, documents=(older, newer), statements=(replace(VISIT, quotes=quotes),))
    for suffix in (".yml", ".xlsx", ".zip"):
        write_any_pack(pack, tmp_path / f"p{suffix}")
        assert read_any_pack(tmp_path / f"p{suffix}").statements[0].quotes == quotes


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in (".yml", ".xlsx", ".zip", ".csv"):
        write_any_pack(PACK, tmp_path / f"a{suffix}")
        write_any_pack(PACK, tmp_path / f"b{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_semicolons_of_continental_spreadsheets_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(";".join(HEADER) + "\r\n" + ";".join(FACT) + "\r\n", encoding="utf-8-sig")
    assert read_any_pack(path).statements[0].id == "X"


def test_more_attributes_than_columns_share_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MOST_ATTRIBUTES", 1)
    write_any_pack(PACK, tmp_path / "p.zip")
    assert read_any_pack(tmp_path / "p.zip").statements == PACK.statements


WRONG = {
    "unknown column": ((*HEADER, "stauts"), (*FACT, ""), "line 1, column stauts: unknown.*mean status"),
    "column twice": ((*HEADER, "id"), (*FACT, ""), "line 1, column id: column 'id' stands twice"),
    "column missing": (HEADER[:4], FACT[:4], "line 1, column paraphrase.en: no column"),
    "unknown kind": (HEADER, ("X", "rumour", "s", "p", "e"), "line 2, column kind: unknown kind 'rumour'"),
    "no English": (HEADER, FACT[:4], "line 2, column paraphrase.en: an empty cell"),
    "not a date": ((*HEADER, "date"), (*FACT, "15/02/2012"), "column date: '15/02/2012' is not an EDTF date"),
    "words for no date": ((*HEADER, "date", "date.as_stated"), (*FACT, "", "then"), "column date: an empty"),
    "decimal comma": (
        (*HEADER, "amount", "amount.low", "amount.high"),
        (*FACT, '"7,5"', "7", "8"),
        "column amount: '7,5' is not a number",
    ),
    "no bounds": (
        (*HEADER, "amount", "amount.low", "amount.high"),
        (*FACT, "7", "", ""),
        "column amount.low",
    ),
    "bounds beside": (
        (*HEADER, "amount", "amount.low", "amount.high"),
        (*FACT, "7", "8", ".."),
        "7 does not lie within its bounds",
    ),
    "party without role": ((*HEADER, "parties"), (*FACT, "Belgium"), "column parties: 'Belgium' has no role"),
    "bracket open": ((*HEADER, "parties"), (*FACT, "Ann: visitor (OSCE"), "bracket after 'visitor'"),
    "quote nowhere": ((*HEADER, "quotes"), (*FACT, "a.txt p. 3"), "does not say where a quote stands"),
    "quote of none": (
        (*HEADER, "quotes"),
        (*FACT, f"a.txt 1-2 L1 {'0' * 64}"),
        "no document is called 'a.txt'",
    ),
    "broken JSON": ((*HEADER, "attributes.of"), (*FACT, "[sic]"), "column attributes.of"),
    "key twice": ((*HEADER, "attributes"), (*FACT, '"{""a"": 1, ""a"": 2}"'), "a key stands twice"),
    "deep": ((*HEADER, "attributes.of"), (*FACT, "[" * 20 + "]" * 20), "more than 12 levels"),
    "very deep": ((*HEADER, "attributes.of"), (*FACT, "[" * 9999 + "]" * 9999), "more than 12 levels"),
    "infinite": ((*HEADER, "attributes.of"), (*FACT, "1e999"), "too large a number"),
    "neither yes nor no": ((*HEADER, "private"), (*FACT, "perhaps"), "column private: 'perhaps' is neither"),
    "not a revision": ((*HEADER, "revision"), (*FACT, "-1"), "column revision: '-1' is not a whole number"),
    "formula": (HEADER, ("X", "event", "s", "p", "=HYPERLINK(1)"), "line 2, column 5: a formula"),
    "more cells than names": (HEADER, (*FACT, "x"), "line 2: 6 cells under 5 names"),
    "mark never closed": (HEADER, ("X", "event", "s", "p", '"e'), "line 2: not CSV"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, case: str) -> None:
    header, row, problem = WRONG[case]
    path = table(tmp_path, header, row)
    with pytest.raises(BadInput, match=problem) as refused:
        read_any_pack(path)
    assert refused.value.file == str(path)


def test_an_identifier_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="line 3, column id: statement X stands twice, first in line 2"):
        read_any_pack(table(tmp_path, HEADER, FACT, FACT))


def test_the_line_is_that_of_the_file_where_cells_have_line_breaks(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, ("X", "event", "s", "p", '"one\ntwo"'), ("Y", "rumour", "s", "p", "e"))
    with pytest.raises(BadInput, match="line 4, column kind"):
        read_any_pack(path)


def test_files_that_are_no_pack_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(BadInput, match="no pack by its name"):
        read_any_pack(tmp_path / "a.txt")
    (tmp_path / "a.csv").write_bytes(b"id,kind\n\xff\xfe")
    with pytest.raises(BadInput, match="line 2: not UTF-8"):
        read_any_pack(tmp_path / "a.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(BadInput, match="empty"):
        read_any_pack(tmp_path / "empty.csv")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(BadInput, match="no table statements"):
        read_any_pack(folder)
    (folder / "other.csv").write_text("a", encoding="utf-8")
    with pytest.raises(BadInput, match=r"'other.csv' is no table of a pack"):
        read_any_pack(folder)
    with pytest.raises(BadInput, match="cannot be read"):
        read_any_pack(tmp_path / "absent.xlsx")


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(b"before")
    long = replace(VISIT, paraphrase={"en": "x" * (excel.LONGEST + 1)})
    with pytest.raises(OutputError, match=r"row 2, column paraphrase\.en"):
        write_any_pack(replace(PACK, statements=(long,)), path)
    assert path.read_bytes() == b"before"
    with pytest.raises(OutputError, match="no form of a pack"):
        write_any_pack(PACK, tmp_path / "p.ods")
    with pytest.raises(OutputError, match="cannot be written"):
        write_any_pack(PACK, tmp_path / "nowhere" / "p.yml")
    other = tmp_path / "tables"
    other.mkdir()
    (other / "sales.csv").write_text("a", encoding="utf-8")
    with pytest.raises(OutputError, match="Name another folder"):
        write_any_pack(PACK, other)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p.xlsx", "tables"]


def test_a_reading_that_stops_half_way_leaves_other_readers_as_they_were(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "statements.csv"
    path.write_text("id,kind,colour\nA,event,red\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_any_pack(path)
    assert csv.field_size_limit() == before, (
        refused.value
    )  # the error, and with it the reading, is still held
