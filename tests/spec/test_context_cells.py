"""What a publisher writes, and what is stored of it: value, flag."""

from pathlib import Path

import pytest

from context_files import everything
from entrepot.sources.eurostat import tsv
from entrepot.sources.given import given
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import READERS, add_file

# Eurostat's TSV: cell, value, flags. A colon is no value; "c" keeps it secret: unknown, never zero.
EUROSTAT = [
    ("4.8 u", 4.8, "u"),
    ("4.8", 4.8, ""),
    ("4.8 ", 4.8, ""),
    ("0 n", 0.0, "n"),
    ("-3.5 p", -3.5, "p"),
    ("25.2b", 25.2, "b"),
    ("4.3 bu", 4.3, "bu"),
    ("1.5e6 e", 1500000.0, "e"),
    ("7 s", 7.0, "s"),
    (":", None, ":"),
    (": ", None, ":"),
    (": c", None, "c"),
    (":c", None, "c"),
    (": bu", None, "bu"),
    (": |C", None, "|C"),
    (": z", None, "z"),
]


@pytest.mark.parametrize(("cell", "value", "flags"), EUROSTAT)
def test_a_cell_of_eurostat(tmp_path: Path, cell: str, value: float | None, flags: str) -> None:
    (tmp_path / "lfst_r_x.tsv").write_text(f"unit,geo\\time\t2015 \nTHS,BE33\t{cell}\n")
    (frame,) = tsv.frames(given(tmp_path / "lfst_r_x.tsv").members[0])
    assert frame.select("value", "flags").rows() == [(value, flags)]


def test_each_file_is_known_by_one_reader_and_named_as_it_should_be(tmp_path: Path) -> None:
    for kind, (name, content) in everything(tmp_path).items():
        (tmp_path / name).write_bytes(content)
        files = given(tmp_path / name)
        known = [reader.__name__.split(".")[-2] for reader in READERS if reader.recognises(files)]
        assert known == [kind.split()[0]], kind


def test_each_file_can_be_added_and_read(tmp_path: Path) -> None:
    warehouse = Warehouse((tmp_path / "store",))
    for name, content in everything(tmp_path).values():
        path = tmp_path / name
        path.write_bytes(content)
        (release,) = add_file(warehouse, path)
        assert release.title.count("(") == 1
        assert add_file(warehouse, path)[0].id == release.id
        path.unlink()
    assert sorted({release.dataset for release in warehouse.releases()}) == [
        "cepii_gravity", "eurostat_lfst_r_x", "imf_dip", "imf_imts", "nbb_afdeling", "nbb_df_irolobe2",
        "world_bank_sp_pop_totl", "world_bank_wdi",
    ]  # fmt: skip
    assert warehouse.verify() == ()
