"""The readers of reported trade on real rows of Eurostat and UN Comtrade, against the figures in them."""

import re
from pathlib import Path

import pytest

from entrepot.metadata.reported import COMEXT, COMEXT_EXTRACT, COMTRADE
from entrepot.sources.eurostat_comext import codes
from entrepot.sources.eurostat_comext import reader as comext
from entrepot.sources.un_comtrade import reader as comtrade
from reported_files import read_all


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    return shared / "data" / "formats"


def test_rows_of_a_bulk_file(samples: Path, tmp_path: Path) -> None:
    frame = read_all(comext, samples / "comext" / "full_v2_202402_head.dat", tmp_path)[COMEXT.flows]
    # Added up by hand from the six rows that the sample quotes.
    assert frame["value"].sum() == 65 + 2700 + 156 + 15 + 89 + 1606
    assert frame["net_weight"].drop_nulls().to_list() == [3, 136, 6, 89]
    assert frame.filter("confidential")["product"].to_list() == ["39XXXXXX"]
    assert frame.select("period", "reporter", "partner", "flow").unique().row(0) == (
        "2024-02",
        "AUT",
        "AND",
        "X",
    )


def test_rows_of_the_service(samples: Path, tmp_path: Path) -> None:
    tables = read_all(comext, samples / "comext" / "sdmx_csv_DS-045409.csv", tmp_path)
    flows = tables[COMEXT_EXTRACT.flows].select(
        "period", "reporter", "partner", "product", "value", "net_weight"
    )
    assert sorted(flows.rows()) == [
        ("2023-09", "AUT", "ARE", "7204", None, 177290.0),
        ("2024", "DEU", "VNM", "030462", 32313884.0, pytest.approx(9021263.0)),
    ]
    world = tables[COMEXT_EXTRACT.aggregates]
    assert world.select("partner", "value").rows() == [("WORLD", 39919520.0)]


def test_an_answer_of_comtrade(samples: Path, tmp_path: Path) -> None:
    folder = samples / "comtrade"
    frame = read_all(comtrade, folder, tmp_path)[COMTRADE.flows]
    chosen = frame.select(
        "period", "reporter", "partner", "flow", "value", "valuation", "other_valuation", "level"
    )
    assert chosen.rows() == [
        ("2023", "USA", "JPN", "M", 151580564290.0, "CIF", 147340317186.0, 0),
        ("2023", "USA", "JPN", "X", 76154045176.0, "FOB", None, 0),
    ]
    assert frame["quality"].unique().to_list() == ["derived"]
    assert frame["net_weight"].null_count() == 2


def test_every_code_of_eurostats_dictionary_means_something(samples: Path) -> None:
    lines = (samples / "comext" / "comext_dictionary_PROCESSED.txt").read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"  ([A-Z]{2})\t../../(\d{4})\t../../(\d{4})\t(.+)", line) for line in lines]
    entries = [(m[1], int(m[2]), min(int(m[3]), 2026), m[4]) for m in found if m]
    assert len(entries) > 300
    unknown = [
        (code, year, name)
        for code, first, last, name in entries for year in (first, last)
        if code not in codes.places(year).known
    ]  # fmt: skip
    # Names that Eurostat gave to what is gone, before the years that its files hold (1988 and later).
    assert {code for code, year, _ in unknown if year >= 1988} == set()
    serbia = {codes.places(year).known["XS"] for _, year, _, name in entries if name == "Serbia"}
    assert serbia == {"SRB"}
