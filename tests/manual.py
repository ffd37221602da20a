"""The manual's own commands: found in a page, and run as a reader would."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def commands(page: Path) -> list[str]:
    """Lines to type in the page's console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [
        line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]


def blocks(page: Path) -> list[tuple[str, str]]:
    """The page's fenced blocks in order: language and text."""
    return re.findall(r"^```(\w+)\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "ENTREPOT_HOME": str(folder / "home"), "LANG": "C.UTF-8"}
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
