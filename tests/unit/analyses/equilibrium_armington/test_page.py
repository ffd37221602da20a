"""The example of the manual works as written, on a drawn panel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from manual import ROOT, blocks


def test_the_example_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draws = np.random.default_rng(3)
    labels = ["AUT", "BEL", "CZE", "DEU", "ESP", "FRA", "GRC", "HUN"]
    count = len(labels)
    distance = draws.uniform(200, 3000, (count, count))
    distance[np.diag_indices(count)] = 80
    abroad = 1 - np.eye(count)
    size = np.exp(draws.normal(5, 1, count))
    trade = np.outer(size, size) / distance * np.exp(-2 * abroad + draws.normal(0, 0.2, (count, count)))
    pl.DataFrame(
        {
            "exporter": np.repeat(labels, count),
            "importer": np.tile(labels, count),
            "year": 2006,
            "trade": trade.ravel(),
            "DIST": distance.ravel(),
            "CNTG": (draws.random((count, count)) < 0.4).ravel().astype(int),
        }
    ).write_parquet(tmp_path / "panel.parquet")
    monkeypatch.chdir(tmp_path)
    page = blocks(ROOT / "docs" / "explanation" / "one-sector.md")
    names: dict[str, object] = {}
    for language, text in page:
        if language == "python":
            exec(compile(text, "one-sector.md", "exec"), names)
    assert capsys.readouterr().out.startswith("guide guide ")
    assert names["exact"].table()["change_rGDP_FULL"].min() > 0  # type: ignore[attr-defined]
