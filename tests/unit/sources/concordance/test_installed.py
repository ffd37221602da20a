"""Weights of an installed package are found without importing it."""

import sys
from pathlib import Path

import pytest

from entrepot.sources.concordance.installed import installed_files


def test_a_package_is_found_and_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "atlas_common_data" / "data" / "conversion_weights"
    folder.mkdir(parents=True)
    (tmp_path / "atlas_common_data" / "__init__.py").write_text("raise RuntimeError('imported')")
    (folder / "conversion_weights_H5_to_H4.csv").write_text("H5,H4,weight,group_id\n")
    (folder / "notes.csv").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "atlas_common_data", raising=False)
    assert [file.name for file in installed_files()] == ["conversion_weights_H5_to_H4.csv"]
    assert "atlas_common_data" not in sys.modules


def test_nothing_is_found_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.concordance.installed.find_spec", lambda _name: None)
    assert installed_files() == ()
