"""A file is written wholly or not at all, and a refusal of the system is explained."""

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


def test_a_full_disk_says_so_and_what_to_do() -> None:
    with pytest.raises(OutputError, match=r"/dev/full: cannot write \(No space left on device\).*Free some"):
        write_bytes(Path("/dev/full"), b"anything")


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    for place in (tmp_path / "file" / "brief.html", tmp_path):
        with pytest.raises(OutputError, match=str(place)):
            write_bytes(place, b"anything")
    assert names(tmp_path) == ["file"]


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
