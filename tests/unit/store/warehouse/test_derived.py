"""What can be made again is kept, and made again when it is harmed or in doubt."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import UsageError
from entrepot.metadata.tables import Table
from entrepot.store.warehouse import About, Release, Warehouse

RESULT = pl.DataFrame({"economy": ["BEL", "KAZ"], "eci": [1.25, -0.5]})


class Maker:
    """Counts how often it is asked."""

    def __init__(self, frame: pl.DataFrame = RESULT) -> None:
        self.frame, self.calls = frame, 0

    def __call__(self) -> pl.DataFrame:
        self.calls += 1
        return self.frame


@pytest.fixture
def make() -> Maker:
    return Maker()


def kept(warehouse: Warehouse, release: Release) -> Path:
    return warehouse.cache / release.sha256[:16] / "complexity-1.parquet"


def test_it_is_made_once(warehouse: Warehouse, loaded: Release, make: Maker) -> None:
    first = warehouse.derived(loaded, "complexity", "1", make)
    assert Warehouse(warehouse.roots).derived(loaded, "complexity", "1", make).equals(first)
    assert make.calls == 1
    assert kept(warehouse, loaded).exists()
    assert warehouse.verify() == ()


def test_another_name_version_or_release_has_its_own(
    warehouse: Warehouse, about: About, loaded: Release, sales: Table, frame: pl.DataFrame, make: Maker
) -> None:
    other = warehouse.load(replace(about, period="2023"), {sales: frame})
    for asked in ((loaded, "complexity", "1"), (loaded, "complexity", "2"), (loaded, "space", "1")):
        warehouse.derived(*asked, make)
    warehouse.derived(other, "complexity", "1", make)
    assert make.calls == 4


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "no seal", "wrong seal", "folder", "all gone"])
def test_what_is_harmed_is_made_again_in_silence(
    warehouse: Warehouse, loaded: Release, make: Maker, harm: str
) -> None:
    warehouse.derived(loaded, "complexity", "1", make)
    file = kept(warehouse, loaded)
    content = file.read_bytes()
    if harm == "flip":
        file.write_bytes(content[:60] + bytes([content[60] ^ 1]) + content[61:])
    elif harm in ("cut", "empty"):
        file.write_bytes(content[: len(content) // 2] if harm == "cut" else b"")
    elif harm == "no seal":
        file.with_suffix(".sha256").unlink()
    elif harm == "wrong seal":
        file.with_suffix(".sha256").write_bytes(b"\xff")
    else:
        file.unlink()
        if harm == "folder":
            file.mkdir()
    assert warehouse.derived(loaded, "complexity", "1", make).equals(RESULT)
    assert make.calls == 2
    if harm != "folder":
        warehouse.derived(loaded, "complexity", "1", make)
        assert make.calls == 2


def test_where_nothing_can_be_kept_the_result_still_comes(
    warehouse: Warehouse, loaded: Release, make: Maker
) -> None:
    warehouse.cache.rename(warehouse.cache.with_name("elsewhere")) if warehouse.cache.exists() else None
    warehouse.cache.write_text("in the way")
    assert warehouse.derived(loaded, "complexity", "1", make).equals(RESULT)


@pytest.mark.parametrize("name", ["../up", "", "a/b", "a.b", "x" * 200])
def test_a_name_never_walks_the_disk(warehouse: Warehouse, loaded: Release, make: Maker, name: str) -> None:
    for asked in ((name, "1"), ("complexity", name)):
        with pytest.raises(UsageError, match="cannot name a derived table"):
            warehouse.derived(loaded, *asked, make)


PROCESS = """
import sys
from pathlib import Path
import polars as pl
from entrepot.store.warehouse import Warehouse
store = Warehouse((Path(sys.argv[1]),))
release = store.release("demo")
for n in range(60):
    made = store.derived(release, f"t{n % 3}", "1", lambda: pl.DataFrame({"x": range(5000)}))
    assert made["x"].sum() == 12497500
    (store.cache / release.sha256[:16] / f"t{n % 3}-1.parquet").unlink(missing_ok=True)
print("done")
"""


def test_two_processes_that_make_and_remove_do_not_disturb_each_other(
    warehouse: Warehouse, loaded: Release
) -> None:
    command = [sys.executable, "-c", PROCESS, str(warehouse.roots[-1])]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate() for process in running]
    assert [out for out, _ in said] == [b"done\n", b"done\n"], said
