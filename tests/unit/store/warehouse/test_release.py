"""A manifest says everything needed to cite a release, and shows when it was touched."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entrepot.metadata.errors import BadInput, StoreError, Tampered
from entrepot.store.warehouse import About, Release
from entrepot.store.warehouse.release import MANIFEST, read_manifest


def rewrite(release: Release, change: Callable[[dict[str, Any]], Any]) -> Path:
    file = release.folder / MANIFEST
    stated = json.loads(file.read_text())
    change(stated)
    file.write_text(json.dumps(stated))
    return release.folder


def test_the_manifest_holds_the_release(loaded: Release) -> None:
    assert read_manifest(loaded.folder) == loaded
    stated = json.loads((loaded.folder / MANIFEST).read_text())
    assert stated["manifest"] == 1
    assert stated["licence"] == "CC0-1.0"
    assert stated["tables"][0]["rows"] == 5


def test_a_release_cites_itself_with_a_place_in_it(loaded: Release) -> None:
    origin = loaded.origin("table sales, seller A")
    assert origin.cite() == "Nobody, Demonstration, first, table sales, seller A (CC0-1.0)"
    assert origin.sha256 == loaded.sha256
    assert origin.work == loaded.origin()


def test_the_identity_leaves_out_the_day_of_retrieval_and_nothing_else(loaded: Release) -> None:
    assert replace(loaded, retrieved="2030-12-31").id == loaded.id
    for field in ("title", "edition", "licence", "unit", "valuation", "how_made", "caveat", "period"):
        assert replace(loaded, **{field: "2021"}).id != loaded.id, field


@pytest.mark.parametrize("field", ["title", "licence", "retrieved", "caveat", "sha256", "seal", "id"])
def test_a_changed_field_is_noticed(loaded: Release, field: str) -> None:
    folder = rewrite(loaded, lambda stated: stated.update({field: "2000-01-01"}))
    with pytest.raises(Tampered, match=str(folder / MANIFEST)):
        read_manifest(folder)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"manifest": 1}', '{"manifest": 1, "tables": 3}', "\udcff"]
)
def test_a_broken_manifest_is_named_with_the_remedy(loaded: Release, content: str) -> None:
    (loaded.folder / MANIFEST).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match=r"manifest\.json: not a readable manifest.*add the release again"):
        read_manifest(loaded.folder)


def test_a_manifest_of_another_version_is_not_guessed_at(loaded: Release) -> None:
    folder = rewrite(loaded, lambda stated: stated.update(manifest=2))
    with pytest.raises(StoreError, match="manifest version 2, this Entrepôt reads 1"):
        read_manifest(folder)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b", ".", "", "x" * 80])
def test_a_table_name_that_leaves_the_folder_is_refused(loaded: Release, name: str) -> None:
    folder = rewrite(loaded, lambda stated: stated["tables"][0].update(name=name))
    with pytest.raises(StoreError, match="cannot name a table"):
        read_manifest(folder)


@pytest.mark.parametrize("name", ["../up", "/abs", "Upper", "", "a.b", "a b"])
def test_a_dataset_name_that_leaves_the_store_is_refused(about: About, name: str) -> None:
    with pytest.raises(BadInput, match="cannot name a dataset"):
        replace(about, dataset=name)


def test_a_day_of_retrieval_is_a_day(about: About) -> None:
    with pytest.raises(ValueError, match="isoformat"):
        replace(about, retrieved="yesterday")
