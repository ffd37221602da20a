"""A publisher's file, recognised and read, becomes one release a year."""

import zipfile
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.concordance import links_table
from entrepot.metadata.errors import BadInput
from entrepot.metadata.icio import ICIO_ECONOMIES
from entrepot.sources.oecd_icio import reader
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A zip of two years; reading them, which has its own tests, is replaced by one small table."""
    path = tmp_path / "2016-2022_SML.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2021_SML.csv", "V1")
        archive.writestr("2022_SML.csv", "V1")
    frame = pl.DataFrame({"code": ["BEL"], "name": ["Belgium"]})
    monkeypatch.setattr(reader, "read_year", lambda path, year: {ICIO_ECONOMIES: frame})
    return path


def test_each_year_is_a_release_and_the_newest_is_read(warehouse: Warehouse, file: Path) -> None:
    told: list[str] = []
    releases = add_file(warehouse, file, progress=lambda message, share=None: told.append(message))
    assert [r.period for r in releases] == ["2021", "2022"]
    assert told == ["Reading 2021_SML.csv (1 of 2) ...", "Reading 2022_SML.csv (2 of 2) ..."]
    assert warehouse.release("oecd_icio").period == "2022"
    assert releases[0].licence == "CC-BY-4.0"


def test_the_same_file_under_another_name_is_the_same_release(
    warehouse: Warehouse, file: Path, tmp_path: Path
) -> None:
    first = add_file(warehouse, file, ["2022"])
    assert add_file(warehouse, file.rename(tmp_path / "download"), ["2022"]) == first
    assert len(warehouse.releases()) == 1


def test_what_is_not_known_is_refused_with_the_address(
    warehouse: Warehouse, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(BadInput, match=r"notes\.txt: not a file that Entrepôt can read.*www\.oecd\.org"):
        add_file(warehouse, tmp_path / "notes.txt")
    with pytest.raises(BadInput, match="there is no such file"):
        add_file(warehouse, tmp_path / "missing.zip")
    with pytest.raises(BadInput, match=r"has nothing for 1999\. Expected one of 2021, 2022"):
        add_file(warehouse, file, ["1999"])


def test_a_table_of_links_is_a_release_of_no_time(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "download.csv"
    path.write_text("CN 2022,CPA 2.1\n01012100,01.43.11\n26050000,07.29.19\n", encoding="utf-8")
    (release,) = add_file(warehouse, path)
    assert (release.dataset, release.period) == ("concordance_cn2022_cpa21", "..")
    assert release.publisher.startswith("Eurostat")
    table = links_table("CN2022", "CPA21")
    assert warehouse.read(table).select("from_code", "to_code", "weight").rows() == [
        ("01012100", "01.43.11", 1.0),
        ("26050000", "07.29.19", 1.0),
    ]
    assert add_file(warehouse, path) == (release,)
