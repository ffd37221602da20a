"""The tables on costs of trade: what ships is whole; what is spoilt is refused by file, line and column."""

from __future__ import annotations

import hashlib
import shutil
from importlib import resources
from pathlib import Path

import pytest
import yaml

from entrepot.metadata.errors import BadInput
from entrepot.sources.trade_costs import trade_costs
from entrepot.sources.trade_costs.table import VARIANTS

SHIPPED = Path(str(resources.files("entrepot.data"))) / "trade_costs"
TONNE = 907.18474
CODES = (
    *(f"A0{number}" for number in (1, 2, 3)),
    *(f"B0{number}" for number in (5, 6, 7, 8, 9)),
    *(f"C{number}" for number in (16, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29, 301)),
    *("C10T12", "C13T15", "C17_18", "C24A", "C24B", "C302T309", "C31T33"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "own"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", ["sources", "parameters", "commodities", "industries", "ways"])
def test_notes_hold_the_hash_of_their_table(name: str) -> None:
    note = yaml.safe_load((SHIPPED / f"{name}.csv.yml").read_text(encoding="utf-8"))
    assert note["sha256"] == hashlib.sha256((SHIPPED / f"{name}.csv").read_bytes()).hexdigest()
    assert note["licence"] and note["how_made"]


def test_all_goods_industries_of_the_oecd_are_known() -> None:
    assert len(trade_costs().goods) == 27
    assert [code for code in CODES if code not in trade_costs().goods] == []


def test_value_of_a_kilogram_is_all_value_over_all_weight() -> None:
    # Electronics: 17,800 USD a short ton of 2017, at prices of 2024.
    density = trade_costs().goods["C27"].density
    assert density.span.typical == pytest.approx(17800.0 / TONNE * 1.28)
    assert (density.span.low, density.span.high) == (density.span.typical / 2, density.span.typical * 2)
    # Paper, its articles and print, weighed by their tons (see commodities.csv).
    sums = 844.23 * 144480 + 1823 * 78846 + 4123 * 40256
    paper = sums / (144480 + 78846 + 40256) / TONNE * 1.28
    assert trade_costs().goods["C17_18"].density.span.typical == pytest.approx(paper)
    assert any("Federal Highway" in origin.publisher for origin in density.origins)


def test_labels_of_other_tables_find_their_goods() -> None:
    tables = trade_costs()
    assert [each.industry for each in tables.of("C10-C12")] == ["C10T12"]
    assert [each.industry for each in tables.of("A01_02")] == ["A01"]
    assert [each.industry for each in tables.of("C24")] == ["C24A", "C24B"]
    assert len(tables.of("C")) == 19
    assert tables.of("G") == () == tables.of("widgets")


def test_ways_have_weights_in_every_variant() -> None:
    ways = {kind.name: kind for kind in trade_costs().ways}
    assert list(ways) == ["sea", "rail", "rail-south", "road", "air"]
    assert all(set(kind.weights) == set(VARIANTS) for kind in ways.values())
    assert ways["rail-south"].avoid[:2] == ("country:RUS", "country:BLR")
    assert "KAZ" in ways["rail"].among


@pytest.mark.parametrize(
    ("name", "old", "new", "column"),
    [
        ("parameters.csv", "dispersion,5,10,20", "dispersion,5,ten,20", "typical"),
        ("parameters.csv", "dispersion,5,10,20", "dispersion,5,30,20", "typical"),
        ("parameters.csv", "dispersion,5,10,20", "dispersion,-5,10,20", "low"),
        ("parameters.csv", "2024,bls-cpi", "2024,nobody", "source"),
        ("commodities.csv", "01,Live animals and fish,1985.4", "01,Live animals and fish,0", "usd_per_ton"),
        ("industries.csv", "A02,02,bulk", "A02,02,pipe", "moved"),
        ("industries.csv", "A02,02,bulk,25", "A02,02,bulk,77", "sctg"),
        ("industries.csv", "A02,02", "A01,02", "industry"),
        ("ways.csv", "air,air,By air,air;road", "air,air,By air,zeppelin", "modes"),
        ("ways.csv", "0.443", "0", "mild"),
    ],
)
def test_what_is_spoilt_is_refused(folder: Path, name: str, old: str, new: str, column: str) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(BadInput) as caught:
        trade_costs(folder)
    assert caught.value.column == column
    assert str(caught.value).find(name) >= 0


def test_a_needed_figure_is_missed(folder: Path) -> None:
    spoil(folder, "parameters.csv", "bulk_margin,", "bulk_margins,")
    with pytest.raises(BadInput, match="bulk_margin"):
        trade_costs(folder)


def test_another_table_has_another_digest(folder: Path) -> None:
    assert trade_costs(folder).digest == trade_costs().digest
    trade_costs.cache_clear()
    spoil(folder, "ways.csv", "0.443", "0.5")
    assert trade_costs(folder).digest != trade_costs().digest
