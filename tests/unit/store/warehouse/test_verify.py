"""Verify hashes everything again and names what it finds."""

from pathlib import Path

from entrepot.store.warehouse import Release, Warehouse


def kinds(warehouse: Warehouse) -> list[tuple[str, str]]:
    return [(finding.kind, finding.file.name) for finding in warehouse.verify()]


def test_an_untouched_store_has_no_findings(warehouse: Warehouse, loaded: Release) -> None:
    assert warehouse.verify() == ()


def test_each_kind_of_harm_is_named_with_its_file(warehouse: Warehouse, loaded: Release) -> None:
    file = loaded.folder / "sales.parquet"
    good = file.read_bytes()
    file.write_bytes(good.replace(b"A", b"B", 1))
    assert kinds(warehouse) == [("tampered", "sales.parquet")]
    file.unlink()
    assert kinds(warehouse) == [("missing", "sales.parquet")]
    file.write_bytes(good)
    (loaded.folder / "notes.txt").write_text("mine")
    assert kinds(warehouse) == [("extra", "notes.txt")]


def test_manifests_changed_broken_or_gone(warehouse: Warehouse, loaded: Release) -> None:
    manifest = loaded.folder / "manifest.json"
    good = manifest.read_text()
    manifest.write_text(good.replace("Nobody", "Somebody"))
    assert kinds(warehouse) == [("tampered", "manifest.json")]
    manifest.write_text(good[:100])
    assert kinds(warehouse) == [("broken", "manifest.json")]
    manifest.unlink()
    assert kinds(warehouse) == [("missing", "manifest.json")]


def test_a_renamed_release_is_tampered_with(warehouse: Warehouse, loaded: Release) -> None:
    loaded.folder.rename(loaded.folder.with_name("2030-000000000000"))
    assert kinds(warehouse) == [("tampered", "manifest.json")]


def test_stray_files_beside_releases_are_extra(warehouse: Warehouse, loaded: Release) -> None:
    (loaded.folder.parent / "stray.csv").write_text("a")
    (loaded.folder.parents[1] / "stray.csv").write_text("a")
    assert kinds(warehouse) == [("extra", "stray.csv"), ("extra", "stray.csv")]


def test_one_harmed_release_does_not_hide_another(
    warehouse: Warehouse, loaded: Release, tmp_path: Path
) -> None:
    broken = tmp_path / "own" / "demo" / "2000-broken"
    broken.mkdir()
    (loaded.folder / "sales.parquet").unlink()
    assert sorted(kinds(warehouse)) == [("missing", "manifest.json"), ("missing", "sales.parquet")]
