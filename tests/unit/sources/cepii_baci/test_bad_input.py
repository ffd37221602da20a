"""What is not as the CEPII has it is refused, with file, line, column and what to do."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from baci_files import baci_members, write_baci, year_text
from entrepot.metadata.errors import BadInput
from entrepot.sources import members
from entrepot.sources.cepii_baci import blocks, gather, reader
from entrepot.sources.given import given
from entrepot.sources.reader import Reading

Read = Callable[..., Reading]
Write = Callable[..., Path]
HEAD = "t,i,j,k,v,q\n"
GOOD = "2022,56,398,010121,1.5,2\n2022,56,398,020130,1.5,NA\n"


# What stands in line 4, the column that is named, what is said, and the remedy.
LINES = {
    "fewer cells": ("2022,56,842,010121,1.5", None, "5 cells", "Download the file again"),
    "more cells": ("2022,56,842,010121,1.5,2,3", None, "7 cells", "Download the file again"),
    "no cell": ("", None, "is empty", "Download the file again"),
    "blank": ("   ", None, "1 cells|is empty", "Download the file again"),
    "semicolons": ("2022;56;842;010121;1.5;2", None, "separated by ';'", "spreadsheet"),
    "decimal comma": ("2022,56,842,010121,1,5,2", None, "decimal comma", "Download the file again"),
    "quoted decimal comma": ('2022,56,842,010121,"1,5",2', "v", "'1,5' is no number", "spreadsheet"),
    "scientific": ("2022,56,842,010121,1e5,2", "v", "'1e5' is not written as a plain number", "spreadsheet"),
    "scientific weight": ("2022,56,842,010121,1,2E+03", "q", "'2E\\+03' is not written", "spreadsheet"),
    "negative": ("2022,56,842,010121,-1.5,2", "v", "'-1.5' is negative", "Download"),
    "negative weight": ("2022,56,842,010121,1.5,-2", "q", "'-2' is negative", "Download"),
    "text": ("2022,56,842,010121,much,2", "v", "'much' is no number", "Download"),
    "text weight": ("2022,56,842,010121,1,none", "q", "'none' is no number", "Download"),
    "no value": ("2022,56,842,010121,,2", "v", "holds no value", "Download"),
    "value NA": ("2022,56,842,010121,NA,2", "v", "holds no value", "Download"),
    "nan": ("2022,56,842,010121,nan,2", "v", "'nan' is not written", "Download"),
    "infinite": ("2022,56,842,010121,inf,2", "v", "'inf' is not written", "Download"),
    "absurd": ("2022,56,842,010121,999999999999999999,2", "v", "more than any flow can be", "Download"),
    "thousands": ("2022,56,842,010121,1 000.5,2", "v", "'1 000.5' is no number", "Download"),
    "NUL": ("2022,56,842,01\x000121,1.5,2", "k", "a NUL byte", "Download"),
    "country text": ("2022,BEL,842,010121,1.5,2", "i", "'BEL' is no country code", "Download"),
    "country fraction": ("2022,56,842.0,010121,1.5,2", "j", "'842.0' is no country code", "Download"),
    "country empty": ("2022,56,,010121,1.5,2", "j", "'' is no country code", "Download"),
    "country negative": ("2022,56,-842,010121,1.5,2", "j", "'-842' is no country code", "Download"),
    "country long": ("2022,5656,842,010121,1.5,2", "i", "'5656' is no country code", "Download"),
    "lost zeros": ("2022,56,842,10121,1.5,2", "k", "'10121' is no product code", "zeros in front were lost"),
    "product long": ("2022,56,842,01012190,1.5,2", "k", "'01012190' is no product code", "Download"),
    "product signed": ("2022,56,842,+10121,1.5,2", "k", "'\\+10121' is no product code", "Download"),
    "product blank": ("2022,56,842, 10121,1.5,2", "k", "' 10121' is no product code", "zeros in front"),
    "product small": ("2022,56,842,9999aa,1.5,2", "k", "'9999aa' is no product code", "Download"),
    "other year": ("2021,56,842,010121,1.5,2", "t", "'2021' in the file of 2022", "each year its own"),
    "year text": ("year,56,842,010121,1.5,2", "t", "'year' in the file of 2022", "each year its own"),
}


@pytest.mark.parametrize("case", LINES)
@pytest.mark.parametrize("size", [4 << 20, 60])
def test_a_wrong_line_is_named(
    read: Read, write: Write, monkeypatch: pytest.MonkeyPatch, case: str, size: int
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    line, column, said, remedy = LINES[case]
    with pytest.raises(BadInput, match=said) as caught:
        read(write(f"{HEAD}{GOOD}{line}\n2022,56,842,950300,1.5,2\n"))
    error = caught.value
    assert (error.line, error.column) == (4, column)
    assert str(error.file).endswith("BACI_HS17_Y2022_V202501.csv")
    assert remedy in error.remedy


def test_bytes_that_are_no_utf_8_are_named(read: Read, write: Write) -> None:
    with pytest.raises(BadInput, match=r"csv, line 4, column q: not UTF-8 text"):
        read(write(f"{HEAD}{GOOD}2022,56,842,010121,1.5,".encode() + b"\xff\n"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: is empty. Expected the heading t,i,j,k,v,q"),
        (HEAD, "line 1: holds no flow, only the heading"),
        ("t,i,j,k,v,q", "line 1: the first line is no heading"),
        ("\n\n\n", "line 1, column t: is missing"),
        (HEAD.replace(",", ";") + "2022;56;398;010121;1.5;2\n", "line 1: cells are separated by ';'"),
        (
            HEAD.replace(",", "\t") + "2022\t56\t398\t010121\t1.5\t2\n",
            r"line 1: cells are separated by '\\t'",
        ),
        ("annee,origine,destination,produit,valeur,poids\n" + GOOD, "line 1, column t: is missing"),
        ("t,i,j,k,v\n" + GOOD, "line 1, column q: is missing"),
        (GOOD, "line 1, column t: is missing"),
    ],
)
def test_a_wrong_heading_is_named(read: Read, write: Write, content: str, said: str) -> None:
    with pytest.raises(BadInput, match=rf"BACI_HS17_Y2022_V202501\.csv, {said}"):
        read(write(content))


def test_duplicate_flows_are_named_with_both_lines(read: Read, write: Write) -> None:
    text = f"{HEAD}{GOOD}2022,398,56,010121,1,2\n2022,56,398,010121,9,9\n2022,56,398,020130,9,9\n"
    with pytest.raises(
        BadInput, match="the flow from 56 to 398, product 010121 already stands in line 2"
    ) as e:
        read(write(text))
    assert e.value.line == 5
    assert "2 flows are there twice" in str(e.value)


def test_a_file_of_trade_with_oneself_alone_is_refused(read: Read, write: Write) -> None:
    with pytest.raises(BadInput, match="holds no flow between two economies"):
        read(write(f"{HEAD}2022,56,56,010121,1,2\n"))


def test_unknown_countries_are_listed_whole_with_the_first_line(read: Read, write: Write) -> None:
    text = f"{HEAD}{GOOD}2022,56,999,010121,1,2\n2022,158,56,010121,1,2\n2022,250,7,010121,1,2\n"
    with pytest.raises(BadInput, match="unknown country codes: 7, 999") as caught:
        read(write(text))
    assert (caught.value.line, caught.value.column) == (6, "j")
    assert "country_codes_V" in caught.value.remedy


def test_unknown_products_are_listed_whole_where_their_file_is_given(read: Read, write: Write) -> None:
    text = f"{HEAD}{GOOD}2022,56,842,777777,1,2\n2022,56,842,ZZZZZZ,1,2\n"
    with pytest.raises(BadInput, match="unknown product codes: 777777, ZZZZZZ") as caught:
        read(write(text))
    assert (caught.value.line, caught.value.column) == (4, "k")


def test_a_product_that_is_no_number_must_be_named_by_the_descriptor(read: Read, write: Write) -> None:
    assert read(write(f"{HEAD}2022,56,842,9999AA,1,2\n", codes=False))
    with pytest.raises(BadInput, match="unknown product codes: ZZZZZE"):
        read(write(f"{HEAD}2022,56,842,ZZZZZE,1,2\n", codes=False))


def test_a_line_without_end_is_refused_in_little_memory(
    read: Read, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 20_000)
    for content, line in ((HEAD + GOOD + "9" * 500_000, 4), (HEAD + "9" * 500_000, 2)):
        with pytest.raises(BadInput, match="a line is longer than 10,000 bytes") as caught:
            read(write(content))
        assert caught.value.line == line


def test_more_than_a_year_can_hold_is_refused(
    read: Read, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "MAX_ROWS", 1)
    with pytest.raises(BadInput, match="line 2: holds more than a year can"):
        read(write(HEAD + GOOD))
    monkeypatch.setattr(members, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="unpacks to implausibly many bytes"):
        read(write(HEAD + GOOD))


def parts(path: Path, **said: str) -> list[tuple[str, str]]:
    return [(part.dataset, part.period) for part in reader.parts(given(path, said))]


def test_mixed_revisions_stop_and_one_can_be_chosen(tmp_path: Path) -> None:
    write_baci(tmp_path, "HS17", (2021, 2022), zipped=False)
    write_baci(tmp_path, "HS92", (2021,), zipped=False)
    with pytest.raises(BadInput, match=r"more than one HS revision: HS17 .*, HS92 .*--revision HS17"):
        parts(tmp_path)
    assert parts(tmp_path, revision="HS17") == [("baci_hs17", "2021"), ("baci_hs17", "2022")]
    assert parts(tmp_path, revision="hs92") == [("baci_hs92", "2021")]
    with pytest.raises(BadInput, match=r"holds no file of HS22\. Expected one of HS17, HS92"):
        parts(tmp_path, revision="HS22")
    with pytest.raises(BadInput, match="there is no HS revision 'HS99'"):
        parts(tmp_path, revision="HS99")


def test_mixed_versions_stop(tmp_path: Path) -> None:
    write_baci(tmp_path, years=(2021,), version="202401", zipped=False)
    write_baci(tmp_path, years=(2022,), version="202501", zipped=False)
    with pytest.raises(BadInput, match=r"more than one version: 202401 .*, 202501 .*folder of its own"):
        parts(tmp_path)


def test_a_year_twice_stops(tmp_path: Path) -> None:
    write_baci(tmp_path / "all", years=(2022,), zipped=False)
    write_baci(tmp_path / "all" / "copy", years=(2022,), zipped=False)
    with pytest.raises(BadInput, match=r"2022 stands in two files, .* and .*Remove one"):
        parts(tmp_path / "all")


def test_a_revision_that_nothing_tells_must_be_said(tmp_path: Path) -> None:
    alone = tmp_path / "a" / "flows.csv"
    alone.parent.mkdir()
    alone.write_text(HEAD + GOOD)
    with pytest.raises(BadInput, match=r"flows\.csv: does not tell its HS revision.*--revision HS17"):
        parts(alone)
    assert parts(alone, revision="HS12") == [("baci_hs12", "2022")]
    (tmp_path / "a" / "product_codes_HS07_V202501.csv").write_text("code,description\n010121,Horses\n")
    assert parts(alone.parent) == [("baci_hs07", "2022")]
    alone.write_text(HEAD + "soon,56,398,010121,1.5,2\n")
    with pytest.raises(BadInput, match="line 2, column t: the first row is of no year: 'soon'"):
        parts(alone.parent)


@pytest.mark.parametrize("cut", [-30, 2000, 50_000])
def test_a_zip_that_was_cut_is_said_to_be(tmp_path: Path, read: Read, cut: int) -> None:
    path = write_baci(tmp_path, years=(2021, 2022))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadInput, match=r"BACI_HS17_V202501\.zip: is cut short or corrupt.*Download"):
        read(path)


def test_a_zip_whose_inside_was_harmed_is_said_to_be(tmp_path: Path, read: Read) -> None:
    path = write_baci(tmp_path, years=(2022,))
    content = bytearray(path.read_bytes())
    content[20_000] ^= 255
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"Y2022_V202501\.csv"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("country_codes_V202501.csv", "code,name\n56,Belgium\n", "line 1, column country_code: is missing"),
        (
            "country_codes_V202501.csv",
            "country_code,country_name\nBE,Belgium\n",
            "line 2.*'BE' is no country",
        ),
        (
            "country_codes_V202501.csv",
            "country_code,country_name,country_iso3\n56,Belgium,CHE\n",
            "gives numbers to other countries than ISO 3166-1: 56 is CHE, not BEL",
        ),
        ("country_codes_V202501.csv", "country_code\0", "is no list of codes"),
        ("product_codes_HS17_V202501.csv", "code\n010121\n", "column description: is missing"),
        ("product_codes_HS17_V202501.csv", "code,description\nhorse,x\n", "'horse' is no product code"),
    ],
)
def test_files_of_codes_are_held_to_their_layout(
    tmp_path: Path, read: Read, write: Write, name: str, content: str, said: str
) -> None:
    folder = write(HEAD + GOOD)
    (folder / name).write_text(content)
    with pytest.raises(BadInput, match=rf"{re.escape(name)}.*{said}"):
        read(folder)


def test_codes_of_older_versions_are_read(tmp_path: Path, read: Read, write: Write) -> None:
    folder = write(HEAD + "2022,384,398,010121,1.5,2\n")
    (folder / "country_codes_V202501.csv").write_bytes(
        "country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha\n"
        "384,Côte d'Ivoire,Côte d'Ivoire,CI,CIV\n398,Kazakhstan,Kazakhstan,KZ,KAZ\n".encode("latin-1")
    )
    from entrepot.metadata.goods import baci_tables

    economies = read(folder).tables[baci_tables("hs17").economies]
    assert economies.rows()[0] == ("CIV", "Côte d'Ivoire", "384")  # type: ignore[union-attr]


def test_a_bomb_is_refused(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "BACI_HS17_V202501.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("BACI_HS17_Y2022_V202501.csv", HEAD + "\n" * 5_000_000)
    with pytest.raises(BadInput, match="would unpack to 5,000,012 bytes"):
        read(path)


def test_a_padded_year_reads_like_another(tmp_path: Path) -> None:
    """The fixture is what it says: the padded text differs from the plain one by blanks alone."""
    assert year_text(2022).replace(" ", "") == year_text(2022, padded=False)
    assert "CÃ´te d'Ivoire" in baci_members()["country_codes_V202501.csv"]
