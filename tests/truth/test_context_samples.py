"""The readers on excerpts of the publishers' own files, against figures read in them by eye."""

import shutil
from pathlib import Path

import pytest

from context_files import read
from entrepot.sources.eurostat import reader as eurostat
from entrepot.sources.nbb import reader as nbb
from entrepot.sources.world_bank import reader as world_bank


@pytest.fixture
def formats(shared: Path) -> Path:
    return shared / "data" / "formats"


def eurostat_tables(formats: Path, tmp_path: Path, sample: str, name: str):  # type: ignore[no-untyped-def]
    shutil.copyfile(formats / "eurostat" / sample, tmp_path / name)
    return read(eurostat, tmp_path / name, tmp_path / "scratch")


def test_liege_without_work_in_the_old_layout(formats: Path, tmp_path: Path) -> None:
    sample = "lfst_r_lfu3pers_BE33_vintage2017-09_oldlayout.tsv"
    found = eurostat_tables(formats, tmp_path, sample, "lfst_r_lfu3pers.tsv")["observations"]
    assert found.height == 204
    youth = found.filter(dimensions="age=Y15-24; sex=F").select("period", "value", "flags").rows()
    assert ("2015", 4.8, "u") in youth
    assert ("2001", None, "bu") in youth
    assert ("2005", 5.3, "b") in youth


def test_secret_cells_stay_unknown(formats: Path, tmp_path: Path) -> None:
    sample = "lfst_r_lfe2en2_BE33_vintage2017-09_oldlayout.tsv"
    found = eurostat_tables(formats, tmp_path, sample, "lfst_r_lfe2en2.tsv")["observations"]
    farm = found.filter(dimensions="age=Y65-74; nace_r2=A").select("period", "value", "flags").rows()
    assert farm == [
        ("2008", None, "bu"), ("2009", None, "u"), ("2010", None, "c"), ("2011", None, "bc"),
        ("2012", None, "c"), ("2013", None, "c"), ("2014", None, "u"), ("2015", None, "u"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sample", "value", "flags"),
    [
        ("nama_10r_2gdp_BE_vintage2017-09_oldlayout.tsv", 35900.0, ""),
        ("nama_10r_2gdp_BE_vintage2025.tsv", 36000.0, "p"),
    ],
)
def test_belgium_in_2014_by_vintage(
    formats: Path, tmp_path: Path, sample: str, value: float, flags: str
) -> None:
    found = eurostat_tables(formats, tmp_path, sample, "nama_10r_2gdp.tsv")["observations"]
    (row,) = found.filter(place="BE", unit="EUR_HAB", period="2014").select("value", "flags").rows()
    assert row == (value, flags)


def test_json_stat_of_two_tables(formats: Path, tmp_path: Path) -> None:
    found = read(eurostat, formats / "eurostat/jsonstat_rd_e_gerdreg.json", tmp_path / "scratch")
    rows = found["observations"].select("place", "dimensions", "period", "value", "flags").rows()
    assert ("DE11", "sectperf=TOTAL", "2023", 7.33, "") in rows
    assert ("ES43", "sectperf=BES", "2024", None, "|C") in rows
    found = read(eurostat, formats / "eurostat/jsonstat_naio_10_cp1700.json", tmp_path / "scratch")
    where = {"place": "DE", "dimensions": "prd_ava=CPA_A01; prd_use=CPA_A01; stk_flow=DOM"}
    assert found["observations"].filter(**where)["value"].to_list() == [1813.0]


def test_answers_of_the_world_bank(formats: Path, tmp_path: Path) -> None:
    path = formats / "worldbank" / "wdi_multi_v2_usa_jpn.json"
    found = read(world_bank, path, tmp_path / "scratch", number=5)
    assert found["labels"]["code"].to_list() == ["SP.POP.GROW"]
    assert ("JPN", "2023", -0.487370782049143) in found["observations"].select(
        "place", "period", "value"
    ).rows()


def test_a_message_of_the_former_nbb_interface(formats: Path, tmp_path: Path) -> None:
    found = read(nbb, formats / "nbb" / "nbb_TimeSeries.xml", tmp_path / "scratch")["observations"]
    assert found.height == (formats / "nbb" / "nbb_TimeSeries.xml").read_text().count("<Obs>")
    assert found.filter(period="1966-02").select("place", "value").rows()[0] == ("AUS", 98.68823)
