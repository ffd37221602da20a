"""The notes beside the tables of products are what their script writes, and their hashes are the tables'."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
PRODUCTS = ROOT / "src" / "entrepot" / "data" / "products"
TABLES = sorted(PRODUCTS.glob("*.csv"))


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables with notes from which all but hash and day was taken, made anew."""
    folder = tmp_path_factory.mktemp("products")
    for table in TABLES:
        shutil.copy(table, folder)
        note = yaml.safe_load((PRODUCTS / f"{table.name}.yml").read_text(encoding="utf-8"))
        bare = {"sha256": note["sha256"], "retrieved": note["retrieved"]}
        (folder / f"{table.name}.yml").write_text(yaml.safe_dump(bare), encoding="utf-8")
    code = f"from pathlib import Path; import make_products_notes as m; m.main(Path({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "scripts", check=True)
    return folder


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_note_is_what_the_script_writes(remade: Path, table: Path) -> None:
    name = f"{table.name}.yml"
    assert (PRODUCTS / name).read_bytes() == (remade / name).read_bytes(), (
        "run scripts/make_products_notes.py"
    )


def test_there_are_tables() -> None:
    assert len(TABLES) >= 5
