"""A workbook is a zip of XML from somebody else: bombs, formulas and nonsense are refused, quickly."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.record_pack import csv_tables, excel, workbook_check
from entrepot.sources.record_pack.excel import workbook
from entrepot.sources.record_pack.files import read_any_pack, write_any_pack
from sample_pack import PACK

HEADER = ("id", "kind", "subject", "property", "paraphrase.en", "date", "amount", "amount.low", "amount.high")
SHEET = "xl/worksheets/sheet1.xml"


def sheet(tmp_path: Path, *rows: tuple[Any, ...], title: str = "statements") -> Path:
    """A workbook as a person makes it, saved by another program than ours."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in (HEADER, *rows):
        book.active.append(row)
    path = tmp_path / "mine.xlsx"
    book.save(path)
    return path


def changed(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A good workbook whose parts were tampered with."""
    with zipfile.ZipFile(io.BytesIO(workbook(PACK))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    path = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_what_a_spreadsheet_makes_of_dates_and_numbers_is_turned_back(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ("X", "event", "s", "p", "e", 2012, 7.5, 7, ".."),
        ("Y", "event", "s", "p", "e", datetime(2012, 5, 3), None, None, None),  # noqa: DTZ001
        ("Z", "event", "s", "p", 3, date(2012, 5, 3), None, None, None),
    )
    first, second, third = read_any_pack(path).statements
    assert first.date
    assert first.date.edtf == "2012"
    assert first.amount
    assert (first.amount.value, first.amount.bounds.low) == (7.5, 7)
    assert second.date == third.date
    assert second.date
    assert second.date.edtf == "2012-05-03"
    assert third.says() == "3"


def test_a_workbook_saved_again_by_another_program_says_the_same(tmp_path: Path) -> None:
    write_any_pack(PACK, tmp_path / "ours.xlsx")
    openpyxl.load_workbook(tmp_path / "ours.xlsx").save(tmp_path / "theirs.xlsx")
    assert read_any_pack(tmp_path / "theirs.xlsx").statements == PACK.statements


def test_formulas_and_errors_are_refused_with_their_cell(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"sheet statements, line 2, column E: a formula"):
        read_any_pack(sheet(tmp_path, ("X", "event", "s", "p", '=HYPERLINK("http://x")')))
    with pytest.raises(BadInput, match="neither text nor a number nor a day"):
        read_any_pack(sheet(tmp_path, ("X", "event", "s", "p", "e", datetime(2012, 5, 3, 4))))  # noqa: DTZ001


def test_sheets_that_are_not_of_a_pack_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="a sheet 'Sheet1'"):
        read_any_pack(sheet(tmp_path, title="Sheet1"))
    with pytest.raises(BadInput, match="no table statements"):
        read_any_pack(sheet(tmp_path, title="notes"))


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/media/big.bin"] = b"\0" * (workbook_check.MOST_BYTES + 1)


def entity(parts: dict[str, bytes]) -> None:
    parts[SHEET] = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + parts[SHEET].partition(b"?>")[2]


def across_blocks(parts: dict[str, bytes]) -> None:
    gap = b" " * ((1 << 20) - len(parts[SHEET]) - 1)
    parts[SHEET] = parts[SHEET] + gap + b"<!DOCTYPE x>"


def utf16(parts: dict[str, bytes]) -> None:
    text = parts[SHEET].decode().replace("UTF-8", "UTF-16")
    parts[SHEET] = text.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet').encode("utf-16")


def utf7(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b'encoding="UTF-8"', b'encoding="UTF-7"')


def million_columns(parts: dict[str, bytes]) -> None:
    head, _, tail = parts[SHEET].partition(b"<sheetData>")
    parts[SHEET] = head + b"<sheetData><row>" + b"<c/>" * 10**6 + b"</row>" + tail


def many_columns(parts: dict[str, bytes]) -> None:
    head, _, tail = parts[SHEET].partition(b"<sheetData>")
    parts[SHEET] = head + b"<sheetData><row>" + b"<c/>" * 3000 + b"</row>" + tail


def endless_rows(parts: dict[str, bytes]) -> None:
    head, _, tail = parts[SHEET].partition(b"<sheetData>")
    parts[SHEET] = head + b'<sheetData><row r="1073741824"><c t="inlineStr"/></row>' + tail


def not_xml(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = b"<workbook"


def no_sheets(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = b"<Types/>"


HOSTILE = {
    bomb: "unpacks to more than",
    entity: "a declaration",
    across_blocks: "a declaration",
    utf16: "another encoding",
    utf7: "another encoding",
    million_columns: "a row of more than",
    many_columns: "more rows or columns",
    endless_rows: "more rows or columns",
    not_xml: "not a workbook",
    no_sheets: "not a workbook",
}


@pytest.mark.parametrize("change", HOSTILE, ids=lambda change: change.__name__)
def test_hostile_parts_are_refused(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_check, "MOST_BYTES", 8_000_000)
    monkeypatch.setattr(excel, "MOST_ROWS", 20_000)
    with pytest.raises(BadInput, match=HOSTILE[change]):
        read_any_pack(changed(tmp_path, change))


def test_what_is_no_zip_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(BadInput, match="not a workbook"):
        read_any_pack(path)
    monkeypatch.setattr(excel, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="larger than"):
        read_any_pack(path)


def test_any_byte_of_a_workbook_can_be_wrong(tmp_path: Path) -> None:
    good = workbook(PACK)
    path = tmp_path / "p.xlsx"
    for place in range(0, len(good), 397):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        try:
            read_any_pack(path)
        except BadInput:
            continue


def test_zips_of_tables_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_tables, "MAX_BYTES", 100_000)
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("statements.csv", b"a" * 100_001)
    with pytest.raises(BadInput, match="unpacks to more than"):
        read_any_pack(path)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../../pack.exe", b"a")
    with pytest.raises(BadInput, match=r"pack\.exe"):
        read_any_pack(path)
    path.write_bytes(b"PK\x05\x06")
    with pytest.raises(BadInput, match="cannot be unpacked"):
        read_any_pack(path)
