"""Shell completion: the scripts that docs/how-to/complete-commands.md names, and what they are answered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent


def ask(shell: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(BIN / "entrepot")],
        env=os.environ | {"_ENTREPOT_COMPLETE": shell} | environment,
        capture_output=True,
        text=True,
        check=True,
    )


def completed(line: str, home: Path) -> list[str]:
    """What bash is offered when the line is typed and the tabulator pressed."""
    at = str(len(line.split(" ")) - 1)
    run = ask("bash_complete", COMP_WORDS=line, COMP_CWORD=at, ENTREPOT_HOME=str(home))
    assert run.stderr == ""
    return [offered.partition(",")[2] for offered in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("shell", "registers"),
    [
        ("bash", "complete -o nosort -F"),
        ("zsh", "compdef"),
        ("fish", "complete --no-files --command entrepot"),
    ],
)
def test_each_shell_gets_its_script(shell: str, registers: str) -> None:
    assert registers in ask(f"{shell}_source").stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("entrepot ", ["brief", "show", "place", "data", "record"]),
        ("entrepot brief KA", ["KAZ"]),
        ("entrepot brief BEL kaz", ["KAZ"]),
        ("entrepot show BEL KAZ part", ["partners"]),
        ("entrepot brief BEL KAZ --format ", ["html", "pdf", "docx", "xlsx", "json"]),
        ("entrepot record silences BEL Centr", ["CentralAsia"]),
        ("entrepot data info oe", ["oecd_icio"]),
        ("entrepot record detach 003", ["003_deb7c40eb494fc2b.txt"]),
    ],
)
def test_commands_places_and_answers_are_offered(line: str, offered: list[str], tmp_path: Path) -> None:
    assert set(offered) <= set(completed(line, tmp_path))


@pytest.mark.parametrize("line", ["entrepot ", "entrepot show BEL KAZ "])
def test_it_is_quick_because_it_loads_no_data(line: str) -> None:
    code = (
        "import sys\nfrom entrepot.cli import main\n"
        "try: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {"_ENTREPOT_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout or run.stderr
    assert not {"duckdb", "polars", "sqlalchemy", "altair", "babel"} & set(run.stderr.split())
