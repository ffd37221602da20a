"""The sets that ship are the publications' figures; a user's own are read strictly."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path
from statistics import median

import pytest
import yaml

from entrepot.metadata.errors import BadInput
from entrepot.sources.elasticities import DEFAULT, own, shipped
from entrepot.sources.oecd_icio.codes import industries

GOODS = [row["code"] for row in industries().iter_rows(named=True) if row["section"] in "ABC"]


def test_the_default_comes_first_and_has_every_industry() -> None:
    assert next(iter(shipped())) == DEFAULT
    assert set(shipped()[DEFAULT].values) == set(industries()["code"])


def test_the_default_is_the_median_of_the_five_publications() -> None:
    five = [shipped()[name] for name in ("cp2015-printed", "fgo2022", "fgo2022-hs6", "gyy2021", "ll2023")]
    for code in GOODS:
        found = median([one.values[code].theta for one in five if code in one.values])
        assert shipped()[DEFAULT].values[code].theta == pytest.approx(found, abs=0.0051)
    assert {one.theta for code, one in shipped()[DEFAULT].values.items() if code not in GOODS} == {5.0}


def test_figures_that_anyone_can_look_up() -> None:
    printed = shipped()["cp2015-printed"].values
    assert printed["A01"] == (9.11, 2.01)
    assert printed["C19"] == (64.85, 15.61)
    assert printed["C28"] == (1.45, 2.8)
    manufacturing = [one.theta for one in shipped()["gyy2021"].values.values()]
    assert (min(manufacturing), max(manufacturing)) == (2.97, 8.94)  # the range of the abstract


def test_the_file_is_the_one_that_its_note_hashes() -> None:
    folder = Path(str(resources.files("entrepot.data"))) / "elasticities"
    note = yaml.safe_load((folder / "icio50.csv.yml").read_text(encoding="utf-8"))
    assert hashlib.sha256((folder / "icio50.csv").read_bytes()).hexdigest() == note["sha256"]
    for one in note["sets"].values():
        assert {"title", "publisher", "dataset", "edition", "licence", "url", "caveat"} <= set(one)


def test_own_elasticities(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("industry,theta,se\nA01,4.5,1.2\nC20,3,\n", encoding="utf-8")
    found = own(path)
    assert (found.name, found.values["A01"], found.values["C20"]) == ("mine", (4.5, 1.2), (3.0, 0.0))
    assert found.origin.publisher == "the user's own table"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("code,theta\nA01,4\n", 1, None),
        ("industry,theta\nA01,0\n", 2, "theta"),
        ("industry,theta\nA01,-4\n", 2, "theta"),
        ("industry,theta\nA01,nan\n", 2, "theta"),
        ("industry,theta\nA01,1e9\n", 2, "theta"),
        ("industry,theta\nA01,4\n,5\n", 3, "industry"),
        ("industry,theta\nA01,4\nA01,5\n", 3, "industry"),
        ("industry,theta,se\nA01,4,-1\n", 2, "se"),
        ("industry,theta\nA01,4,5\n", 2, None),
        ('industry,theta\n"A01,4\n', 2, None),
        ("industry,theta\n", None, None),
        ("industry,theta\nA\0,4\n", 2, None),
    ],
)
def test_what_is_no_elasticity_is_refused(
    tmp_path: Path, text: str, line: int | None, column: str | None
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        own(path)
    assert (caught.value.line, caught.value.column) == (line, column)
