"""The how-tos of the record: each command runs in order on an empty store, and prints what the page says."""

import shutil
from pathlib import Path

import pytest

from manual import ROOT, blocks, run

# Files that stand in the folder when the page begins.
GIVEN = {
    "keep-the-record": ["benelux/treaties.txt"],
    "find-contacts": [],
    "follow-aid": ["aid/aid.xml"],
    "monitor-a-strategy": ["plan/plan.yml"],
    "read-a-document": ["note/note.txt", "note/note-2.txt"],
}


@pytest.mark.slow
@pytest.mark.parametrize("page", GIVEN)
def test_the_page_works_as_written(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    for name in GIVEN[page]:
        shutil.copy(ROOT / "examples" / name, tmp_path)
    told: list[str] = []
    typed = 0
    for language, text in blocks(ROOT / "docs" / "how-to" / f"{page}.md"):
        if language == "console":
            for command in (line.removeprefix("$ ") for line in text.splitlines()):
                done = run(command, tmp_path)
                assert done.returncode == 0, f"{command}\n{done.stderr}"
                told = [line.strip() for line in done.stdout.splitlines()]
                typed += 1
        elif language == "text":
            assert [line for line in text.splitlines() if line.strip() not in told] == []
        elif language == "python":
            exec(compile(text, f"{page}.md", "exec"), {})
    assert typed >= 7
