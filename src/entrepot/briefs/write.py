"""Putting a brief on disk whole, or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from entrepot.briefs.formats import render
from entrepot.dossier.model import Dossier
from entrepot.metadata.errors import OutputError

_REMEDIES = {
    errno.ENOSPC: ("the disk is full", "Free some space, or write to another disk with -o."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space, or write elsewhere with -o."),
    errno.EACCES: ("permission is denied", "Choose a folder you may write to with -o."),
    errno.EPERM: ("the operation is not permitted", "Choose a folder you may write to with -o."),
    errno.EROFS: ("the disk is read-only", "Choose a folder on another disk with -o."),
    errno.ENOENT: ("its folder does not exist", "Create the folder first, or choose another with -o."),
    errno.ENOTDIR: ("part of its path is a file, not a folder", "Choose another path with -o."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one with -o."),
}


def write(dossier: Dossier, path: str | Path, format: str) -> Path:  # noqa: A002
    """Render the dossier and put it at `path`; what stood there is replaced only when all is written.

    Raises:
        UsageError: if there is no such format.
        OutputError: if it cannot be written; nothing half-written is left.
    """
    target = Path(path)
    if target.is_dir():
        raise OutputError(f"Cannot write {target}: it is a folder. Name a file inside it with -o.")
    if target.exists() and not target.is_file():
        raise OutputError(f"Cannot write {target}: it is not a file. Use -o - for standard output.")
    place(target, render(dossier, format))
    return target


def place(target: Path, content: bytes) -> None:
    """Put the bytes at `target` by writing beside it and renaming.

    Raises:
        OutputError: with the reason and a remedy; the file beside is gone and the target as it was.
    """
    try:
        _write_beside_and_rename(target, content)
    except OSError as error:
        reason, remedy = _REMEDIES.get(
            error.errno or 0, (error.strerror or str(error), "Choose another path with -o.")
        )
        raise OutputError(f"Cannot write {target}: {reason}. {remedy}") from error


def _write_beside_and_rename(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(_mode(target))
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, or what the user's umask gives a new one."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
