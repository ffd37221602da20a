"""What every command has in common: help, and no complaints from libraries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import entrepot as package


def entrepot(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "entrepot", *arguments], capture_output=True, text=True, check=False
    )


def test_help_names_every_command_and_says_where_to_start() -> None:
    run = entrepot("--help")
    assert run.returncode == 0
    for command in ("brief", "show", "place", "data", "record", "Start here"):
        assert command in run.stdout


@pytest.mark.parametrize("command", ["brief", "show", "place", "data", "record"])
def test_each_command_has_help(command: str) -> None:
    run = entrepot(command, "--help")
    assert run.returncode == 0, run.stderr
    assert "Usage:" in run.stdout


@pytest.mark.parametrize(
    "arguments", [("brief", "BEL", "KAZ", "-o", "-"), ("show", "KAZ", "customers", "--json")]
)
def test_no_library_complains_of_how_it_is_used(arguments: tuple[str, ...], tmp_path: Path) -> None:
    # pytest turns Python's warnings into errors; those that a library raises from Rust it cannot catch.
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "entrepot", *arguments],
        capture_output=True,
        env={**os.environ, "ENTREPOT_HOME": str(tmp_path)},
        check=False,
    )
    assert run.returncode == 0
    assert b"Warning" not in run.stderr
    assert run.stdout


def test_a_table_in_the_terminal_names_its_unit_and_its_source() -> None:
    run = entrepot("show", "KAZ", "customers")
    assert "Exports (USD million)" in run.stdout.splitlines()[1]
    assert run.stderr.startswith("Source: OECD, Inter-Country Input-Output tables")


def test_a_notebook_is_offered_the_verbs() -> None:
    assert dir(package) == ["Pair", "Workbench", "open", "pair"]
