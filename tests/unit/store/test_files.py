"""A file is written wholly or not at all, and a refusal of the system is explained."""

import errno
import os
from pathlib import Path

import pytest

from entrepot.metadata.errors import OutputError
from entrepot.store.files import replacing, write_bytes, write_text


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_text_is_written_as_utf_8_and_folders_are_made(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "brief.html"
    write_text(target, "Liège – Алматы")
    assert target.read_bytes() == "Liège – Алматы".encode()
    assert names(target.parent) == ["brief.html"]


@pytest.mark.parametrize("refusal", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, refusal: BaseException
) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old")
    with pytest.raises((OutputError, KeyboardInterrupt)), replacing(target) as partial:
        partial.write_text("half of the n")
        raise refusal
    assert target.read_text() == "old"
    assert names(tmp_path) == ["brief.html"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_says_so_and_what_to_do() -> None:
    with pytest.raises(OutputError, match=r"/dev/full: cannot write: the disk is full\..*Free some space"):
        write_bytes(Path("/dev/full"), b"anything")


def test_a_disk_that_is_full_only_when_flushed_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        write_bytes(target, b"new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["brief.html"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file/brief.html", r"part of its path is a file.*Choose another path"),
        ("none/brief.html", r"its folder does not exist\..*Create the folder"),
        ("", r"it is a folder\..*Name a file inside it"),
        ("x" * 300, r"the name is too long\..*Choose a shorter one"),
    ],
)
def test_an_unwritable_place_is_named_with_the_reason(tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(OutputError, match=f"(?s){tmp_path / place}: cannot write: {said}"):
        write_bytes(tmp_path / place, b"anything", make_folders=False)
    assert names(tmp_path) == ["file"]


def test_an_unwritable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # Simulated, as the tests may run as root, to whom nothing is refused.
    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OutputError, match=r"permission is denied\..*Choose a folder you may write to"):
        write_bytes(tmp_path / "brief.html", b"anything")


def test_a_new_file_has_the_mode_the_user_asks_for(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_bytes(tmp_path / "brief.html", b"anything")
    finally:
        os.umask(mask)
    assert (tmp_path / "brief.html").stat().st_mode & 0o777 == 0o640


def test_a_device_takes_the_bytes_and_stays_a_device() -> None:
    write_bytes(Path(os.devnull), b"anything")
    assert Path(os.devnull).is_char_device()


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "brief.html", tmp_path / "latest.html"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o600
