"""An error is one message that says what to do, an exit code by kind, and nothing on standard output."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import click
import pytest

from entrepot.cli import entrepot as program


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def refused(arguments: str, code: int, said: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "entrepot", *arguments.split()], capture_output=True, text=True, check=False
    )
    assert run.returncode == code, run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("brief", 2, "Missing argument"),
        ("nonsense", 2, "No such command"),
        ("brief KAZ Kasachstan", 2, "same place"),
        ("show BEL KAZ", 2, "The last word says what to show of one place"),
        ("show BEL KAZ partner", 2, "partners"),
        ("record offices --on yesterday", 2, "EDTF"),
        ("brief Atlantis KAZ", 3, "Atlantis"),
        ("brief Congo KAZ", 3, "COD  Democratic Republic of the Congo"),
        ("show VAT customers", 4, "would tell"),
        ("show UZB KGZ partners", 4, "entrepot show UZB KGZ unknown"),
        ("show UZB KGZ partners --json", 4, "has no partners"),
        ("data info baci", 4, "it has: cia_factbook, oecd_icio"),
        ("record silences FRA KAZ", 4, "would tell"),
        ("record offices Nobody", 4, "no office of “Nobody”. Write a part"),
        ("record offices --on 1900", 4, "leave out --on"),
        ("brief UZB KGZ -o brief.odt", 2, "no brief is written as .odt"),
        ("data add .", 5, "is a folder"),
        ("data add missing.zip", 5, "there is no such file"),
        ("record attach missing.txt", 5, "Check the path"),
        ("brief UZB KGZ -o missing/brief.html", 7, "folder"),
        ("brief UZB KGZ -o .", 7, "folder"),
    ],
)
def test_each_kind_of_error_has_its_code(arguments: str, code: int, said: str) -> None:
    refused(arguments, code, said)


def broken_record(home: Path) -> None:
    home.mkdir()
    (home / "record.db").write_bytes(b"no database at all " * 500)


def tampered_release(home: Path) -> None:
    shutil.copytree(str(files("entrepot.data") / "releases"), home / "releases")
    manifest = next((home / "releases" / "oecd_icio").glob("*/manifest.json"))
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2022", "2023"), encoding="utf-8")


def folder_for_a_record(home: Path) -> None:
    (home / "record.db").mkdir(parents=True)


def file_for_a_home(home: Path) -> None:
    home.write_text("no folder")


@pytest.mark.parametrize(
    ("broken", "arguments", "code", "said"),
    [
        (broken_record, "record list", 6, "the record is built anew from its packs"),
        (broken_record, "brief BEL KAZ", 6, "the record is built anew from its packs"),
        (tampered_release, "show KAZ customers", 6, "the manifest was changed"),
        (tampered_release, "data list", 6, "the manifest was changed"),
        (folder_for_a_record, "record list", 6, "is a folder where the record should be a file"),
        (file_for_a_home, "record list", 7, "name another folder in ENTREPOT_HOME"),
    ],
)
def test_a_broken_store_is_named_with_the_remedy(
    home: Path, broken: Callable[[Path], None], arguments: str, code: int, said: str
) -> None:
    broken(home)
    refused(arguments, code, said)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SOURCE_DATE_EPOCH", "yesterday", "write whole seconds since 1970"),
        ("SOURCE_DATE_EPOCH", "99999999999999", "write whole seconds since 1970"),
        ("ENTREPOT_HOME", "~nobody-of-that-name/store", "the system knows no such home"),
    ],
)
def test_a_variable_that_makes_no_sense_is_a_usage_error(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    refused("brief UZB KGZ -o brief.html", 2, said)


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        else:
            yield above + name, command


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in commands(program)])
def test_json_is_understood_everywhere(name: str, command: click.Command) -> None:
    assert "--json" in {option for parameter in command.params for option in parameter.opts}, name
