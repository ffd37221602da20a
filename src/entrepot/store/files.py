"""The one way to write a file: beside the target, flushed to the disk, then renamed over it.

Whoever reads the target sees the old content or the new, never half of either; a write that fails
(a full disk, an unwritable folder, an exception, a kill) leaves what stood there.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entrepot.metadata.errors import OutputError

# What the system refuses -> in our words, and what the user can do.
_REFUSALS = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another disk."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space, or choose another disk."),
    errno.EACCES: ("permission is denied", "Choose a folder you may write to."),
    errno.EPERM: ("the operation is not permitted", "Choose a folder you may write to."),
    errno.EROFS: ("the disk is read-only", "Choose a folder on another disk."),
    errno.ENOENT: ("its folder does not exist", "Create the folder first, or choose another."),
    errno.ENOTDIR: ("part of its path is a file, not a folder", "Choose another path."),
    errno.EISDIR: ("it is a folder", "Name a file inside it."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
}


def write_bytes(path: Path, content: bytes, *, make_folders: bool = True) -> None:
    """Write `content` to `path`, wholly or not at all.

    Args:
        path: a file, which need not exist; a device or pipe takes the bytes and stays what it is.
        content: what to write.
        make_folders: make the folders that `path` lies in, where they are missing.

    Raises:
        OutputError: the disk is full, or the place cannot be written.
    """
    with explained(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe (/dev/stdout, /dev/null) takes bytes; renaming over it would destroy it.
            path.write_bytes(content)
            return
    with replacing(path, make_folders=make_folders) as partial:
        partial.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    """Write `content` as UTF-8, like `write_bytes`."""
    write_bytes(path, content.encode())


@contextmanager
def replacing(path: Path, *, make_folders: bool = True) -> Iterator[Path]:
    """A path beside `path` to write to; renamed over `path` when the block ends well, removed otherwise.

    Raises:
        OutputError: the disk is full, or the place cannot be written.
    """
    target = Path(os.path.realpath(path))  # a link keeps being a link
    partial = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.partial")
    with explained(path):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if make_folders:
            target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield partial
            flush(partial)
            if target.exists():
                partial.chmod(target.stat().st_mode)
            partial.replace(target)
            flush(target.parent)
        finally:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write `path` into an error the user can act on."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        reason, remedy = _REFUSALS.get(error.errno or 0, (said, "Choose another path."))
        raise OutputError(
            f"{path}: cannot write: {reason}. What stood there before still stands. {remedy}"
        ) from error


def flush(path: Path) -> None:
    """Ask the system to put a file's bytes, or a folder's entries, on the disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
