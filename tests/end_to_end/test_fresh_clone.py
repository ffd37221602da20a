"""The README's first command, from nothing: a clone, an empty home, no environment."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is committed, as a stranger gets it."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout: nothing to clone")
    folder = tmp_path_factory.mktemp("stranger") / "entrepot"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


def make(clone: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    home = clone.parent / "home"
    home.mkdir(exist_ok=True)
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("ENTREPOT", "VIRTUAL_ENV", "XDG", "MAKE", "MFLAGS"))
    }
    environment = kept | {"HOME": str(home)}
    return subprocess.run(
        ["make", *arguments], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_make_brief_from_a_clean_clone(clone: Path) -> None:
    first = make(clone, "brief")
    assert first.returncode == 0, first.stderr
    page = (clone / "build" / "brief-BEL-KAZ.html").read_text(encoding="utf-8")
    assert "118.3" in page and "296.7" in page
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True
    )
    assert status.stdout == "", "make brief leaves files that git does not ignore"


@pytest.mark.slow
def test_the_second_brief_installs_nothing(clone: Path) -> None:
    again = make(clone, "brief", "PAIR=LUX TJK", "FORMAT=docx")
    assert again.returncode == 0, again.stderr
    assert "pip" not in again.stdout + again.stderr
    assert (clone / "build" / "brief-LUX-TJK.docx").stat().st_size > 10_000
