from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from entrepot.briefs import write
from entrepot.metadata.errors import OutputError, UsageError
from sample_dossier import sample


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "brief.json"
    target.write_text("old")
    assert write(sample(), target, "json") == target
    assert target.read_bytes().startswith(b"{")
    assert _names(tmp_path) == ["brief.json"]


def test_the_mode_is_the_users_or_that_of_the_old_file(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write(sample(), tmp_path / "new.json", "json")
    finally:
        os.umask(mask)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640
    (tmp_path / "new.json").chmod(0o600)
    write(sample(), tmp_path / "new.json", "json")
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o600


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"folder does not exist\. Create the folder"):
        write(sample(), tmp_path / "none" / "brief.json", "json")
    assert _names(tmp_path) == []


def test_a_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        write(sample(), tmp_path, "json")


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="part of its path is a file"):
        write(sample(), tmp_path / "file" / "brief.json", "json")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.json"
    target.write_text("old")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"the disk is full\. Free some space"):
        write(sample(), target, "json")
    assert target.read_text() == "old"
    assert _names(tmp_path) == ["brief.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_device_that_is_really_full_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputError, match="not a file"):
        write(sample(), "/dev/full", "json")


def test_an_unwritable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def refuse(**_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    # Simulated, as the tests may run as root, to whom nothing is refused.
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(OutputError, match=r"permission is denied\. Choose a folder you may write to"):
        write(sample(), tmp_path / "brief.json", "json")


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(sample(), tmp_path / "brief.json", "json")
    assert _names(tmp_path) == []


def test_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'odt'.*html, pdf, docx, xlsx, json"):
        write(sample(), tmp_path / "brief.odt", "odt")
    assert _names(tmp_path) == []
