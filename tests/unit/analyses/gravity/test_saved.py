"""Estimates that were written are read again, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from entrepot.analyses.gravity import Wishes, estimate, saved_estimates, saving
from entrepot.metadata.errors import BadInput

FILE = Path(__file__).parents[4] / "examples" / "gravity" / "panel.csv"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("saved") / "rta.json"
    saving.save(estimate(FILE, "rta", wishes=Wishes(lags=(4,)), reset=True), file)
    return file


def test_what_is_read_is_what_was_written(written: Path) -> None:
    made, read = estimate(FILE, "rta", wishes=Wishes(lags=(4,)), reset=True), saved_estimates(written)
    assert read.terms == made.terms and read.sums == made.sums
    np.testing.assert_array_equal(read.covariance, made.covariance)
    assert (read.n, read.left_out, read.sample) == (made.n, dict(made.left_out), made.sample)
    assert (read.columns, read.source.sha256) == (made.columns, made.source.sha256)
    assert saving.to_dict(read) == saving.to_dict(made)


def spoilt(path: tuple[str, ...], value: Any) -> Any:
    def change(document: dict[str, Any]) -> None:
        for key in path[:-1]:
            document = document[key]
        document[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        spoilt(("format",), "entrepot-gravity-9"),
        spoilt(("terms", "rta", "value"), None),
        spoilt(("terms", "rta", "value"), "0.5"),
        spoilt(("terms", "rta"), 0.5),
        spoilt(("terms",), {}),
        spoilt(("specification", "terms"), "rta"),
        spoilt(("specification", "terms"), []),
        spoilt(("specification", "estimator"), "guess"),
        spoilt(("specification", "years"), ["soon"]),
        spoilt(("covariance", "matrix"), [[1.0]]),
        spoilt(("covariance",), None),
        spoilt(("sample", "years"), 3),
        spoilt(("sample", "rows"), None),
        spoilt(("columns",), []),
        spoilt(("source",), {}),
        spoilt(("fit", "r2"), True),
        lambda document: document.pop("specification"),
    ],
)
def test_what_is_spoilt_is_refused(written: Path, tmp_path: Path, change: Any) -> None:
    document = json.loads(written.read_text(encoding="utf-8"))
    change(document)
    file = tmp_path / "spoilt.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadInput, match=r"spoilt\.json"):
        saved_estimates(file)


@pytest.mark.parametrize("content", ["", "[]", "{", "NaN", '{"terms": NaN}', "[" * 100_000, "\0", "\xff"])
def test_what_is_no_estimate_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(BadInput):
        saved_estimates(file)
    with pytest.raises(BadInput, match="cannot be read"):
        saved_estimates(tmp_path / "absent.json")
