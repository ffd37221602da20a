"""Data on standard output and nothing else there; what the reader, the disk or the terminal cannot take."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENTREPOT = [sys.executable, "-m", "entrepot"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))


def shell(line: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """A line of bash in which `entrepot` is this one; its exit code is that of `entrepot`."""
    line = f"entrepot() {{ '{sys.executable}' -m entrepot \"$@\"; }}; {line}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, env=os.environ | environment, check=False
    )


@pytest.mark.parametrize(
    "command",
    ["place --list locode", "show KAZ customers --csv", "data list --json", "brief UZB KGZ -o -"],
)
def test_a_reader_who_has_enough_is_no_failure(command: str) -> None:
    run = shell(f"entrepot {command} | head -c 1")
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("command", ["place Luik", "place --list country --json", "brief UZB KGZ --json"])
def test_a_full_disk_behind_standard_output_is_exit_code_7(command: str) -> None:
    run = shell(f"entrepot {command} > /dev/full")
    assert run.returncode == 7
    assert run.stderr.startswith(b"Error: Cannot write the output (No space left on device).")
    assert run.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_lacks_letters_is_no_reason_to_fail(encoding: str) -> None:
    text = shell("entrepot place Kazakhstan", PYTHONIOENCODING=encoding)
    assert text.returncode == 0, text.stderr
    assert b"KAZ  Kazakhstan" in text.stdout
    data = shell("entrepot place Kazakhstan --json", PYTHONIOENCODING=encoding)
    assert json.loads(data.stdout.decode("utf-8"))["place"]["names"]["kk"] == "Қазақстан"


@pytest.mark.parametrize("seconds", [0.2, 0.5, 0.8])
def test_ctrl_c_is_exit_code_130_and_leaves_nothing(seconds: float, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*ENTREPOT, "brief", "BEL", "KAZ", "-o", str(tmp_path / "brief.html")], stderr=subprocess.PIPE
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    if process.returncode == 0:
        pytest.skip("it was done before it could be stopped")
    assert process.returncode in (130, -signal.SIGINT)  # the second where Python had not started yet
    assert b"Query interrupted" not in said
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_without_home_the_account_tells_where_it_is() -> None:
    line = f"env -u HOME -u ENTREPOT_HOME '{sys.executable}' -m entrepot data list"
    assert subprocess.run(["bash", "-c", line], capture_output=True, check=False).returncode == 0
