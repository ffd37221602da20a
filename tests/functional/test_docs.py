"""The manual says what the code does: reference pages, links, and the commands of tutorial and README."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from baci_files import write_baci
from manual import ROOT, blocks, commands, run

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md"]


def test_the_reference_is_what_the_code_says() -> None:
    # In an interpreter of its own: click remembers the help of a command as it was first asked for.
    code = "import json, make_reference; print(json.dumps(make_reference.pages()))"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "scripts", capture_output=True, text=True, check=True
    )
    for name, text in json.loads(made.stdout).items():
        assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == text, (
            f"{name}: run `make docs`"
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.slow
def test_the_tutorial_works_as_written(tmp_path: Path) -> None:
    typed = commands(ROOT / "docs" / "tutorials" / "your-first-brief.md")
    assert len(typed) > 10
    for command in typed:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_readme_works_as_written(tmp_path: Path) -> None:
    typed = [c.removeprefix(".venv/bin/") for c in commands(ROOT / "README.md") if not c.startswith("make")]
    assert len(typed) > 4
    for command in typed:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.mark.slow
def test_the_how_to_on_goods_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run and print what the page says they do; its Python runs on the same store."""
    write_baci(tmp_path)
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    told: list[str] = []
    for language, text in blocks(ROOT / "docs" / "how-to" / "goods-of-a-pair.md"):
        if language == "console":
            for command in (line.removeprefix("$ ") for line in text.splitlines()):
                done = run(command, tmp_path)
                assert done.returncode == 0, f"{command}\n{done.stderr}"
                told = done.stdout.splitlines()
        elif language == "text":
            assert [line for line in text.splitlines() if line not in told] == []
        elif language == "python":
            names: dict[str, object] = {}
            exec(compile(text, "goods-of-a-pair.md", "exec"), names)
            assert str(names["gaps"]).startswith("What Belgium could sell to Kazakhstan")
    assert (tmp_path / "brief.html").exists()


@pytest.mark.slow
def test_the_how_to_on_routes_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run; what is refused says so; its Python finds the same routes."""
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    refused = ""
    for language, text in blocks(ROOT / "docs" / "how-to" / "plan-a-route.md"):
        if language == "console":
            for command in (line.removeprefix("$ ") for line in text.splitlines()):
                done = run(command, tmp_path)
                assert done.returncode == 0, f"{command}\n{done.stderr}"
        elif language == "sh":
            done = run(text, tmp_path)
            assert done.returncode == 4
            refused = done.stderr
        elif language == "text":
            assert text.strip() in refused
        elif language == "python":
            names: dict[str, object] = {}
            exec(compile(text, "plan-a-route.md", "exec"), names)
            assert names["balanced"] is not None
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".svg", ".geojson", ".csv"}


@pytest.mark.slow
def test_the_walkthrough_tells_the_story(tmp_path: Path) -> None:
    done = run(f"{sys.executable} {ROOT / 'examples' / 'walkthrough.py'} {tmp_path}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "118.333 USD million" in done.stdout
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".html", ".xlsx"}


def test_the_python_of_the_readme_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path))
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert "pair" in names
