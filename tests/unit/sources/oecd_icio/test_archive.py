"""Zip files are opened with suspicion."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.oecd_icio.archive import lines, years

Pack = Callable[..., Path]


def test_years_are_found_in_order_wherever_they_lie(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("tables/2022_SML.csv", "2016_SML.csv", "2022_EXT.csv", "2020_SML.csv.bak"):
            archive.writestr(name, "x")
    assert years(path) == ("2016", "2022")
    assert list(lines(path, "2022")) == ["x"]


def test_a_year_that_is_not_there_is_named_with_those_that_are(packed: Pack) -> None:
    with pytest.raises(BadInput, match=r"has no table of 1066\. Expected one of 2021, 2022"):
        list(lines(packed(**{"2022": "a", "2021": "b"}), "1066"))


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9, 0.999])
def test_a_zip_cut_in_the_middle_is_refused(packed: Pack, table: str, keep: float) -> None:
    path = packed(**{"2022": table})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(BadInput, match=r"cannot be read as a zip file .*Download the file again"):
        list(lines(path, "2022"))


def test_flipped_bytes_are_noticed(packed: Pack, table: str) -> None:
    path = packed(**{"2022": table})
    content = bytearray(path.read_bytes())
    start = content.index(b"2022_SML.csv") + 40
    content[start : start + 4] = bytes(byte ^ 0xFF for byte in content[start : start + 4])
    path.write_bytes(content)
    with pytest.raises(BadInput, match="cannot be read as a zip file"):
        list(lines(path, "2022"))


def test_a_zip_bomb_is_not_unpacked(packed: Pack) -> None:
    with pytest.raises(BadInput, match=r"would unpack to 5,000,000 bytes.*not the publisher's file"):
        list(lines(packed(**{"2022": "0" * 5_000_000}), "2022"))


def test_a_header_that_understates_the_size_does_not_help_a_bomb(packed: Pack) -> None:
    path = packed(**{"2022": "0" * 5_000_000})
    stated = (5_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(stated, (1000).to_bytes(4, "little")))
    with pytest.raises(BadInput, match="cannot be read as a zip file"):
        list(lines(path, "2022"))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2022_SML.csv", "0" * 1_000_001)
    with pytest.raises(BadInput, match="a line is longer than 1,000,000 characters"):
        list(lines(path, "2022"))


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2022_SML.csv", "Li\xe8ge".encode("latin-1"))
    with pytest.raises(BadInput, match="not UTF-8"):
        list(lines(path, "2022"))
