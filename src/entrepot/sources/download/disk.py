"""What the disk refuses, in words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entrepot.metadata.errors import OutputError

_REFUSALS = {
    errno.ENOSPC: "the disk is full. Free some space and run the same command again to go on",
    errno.EDQUOT: "your disk quota is used up. Free some space and run the same command again",
    errno.EFBIG: "the disk takes no file of that size. Choose another with --to",
    errno.EACCES: "permission is denied. Choose a folder you may write to with --to",
    errno.EPERM: "the operation is not permitted. Choose a folder you may write to with --to",
    errno.EROFS: "the disk is read-only. Choose another with --to",
    errno.EISDIR: "it is a folder. Choose another folder with --to, or remove it",
    errno.ENOTDIR: "part of its path is a file. Choose another folder with --to",
    errno.EEXIST: "part of its path is a file. Choose another folder with --to",
    errno.ELOOP: "it is a link. Remove it, or choose another folder with --to",
    errno.ENAMETOOLONG: "the name is too long. Choose another folder with --to",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write `path` into an `OutputError` that says what to do."""
    try:
        yield
    except OSError as error:
        reason = _REFUSALS.get(error.errno or 0, error.strerror or str(error))
        raise OutputError(f"{path}: cannot write: {reason}.") from error
