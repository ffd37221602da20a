"""The unfinished download: `<target>.part`, and beside it what edition of the file its bytes are of."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from entrepot.metadata.errors import OutputError
from entrepot.sources.download.disk import explained


@dataclass(frozen=True, slots=True)
class Edition:
    """By what a server tells one edition of a file from another.

    Attributes:
        etag, last_modified: the headers of these names, empty where there is none.
        total: bytes of the whole file, None where the server does not say.
    """

    etag: str = ""
    last_modified: str = ""
    total: int | None = None

    @property
    def validator(self) -> str:
        """What If-Range may carry: a strong ETag, else the date; empty when bytes cannot be told apart."""
        return self.last_modified if self.etag.startswith("W/") or not self.etag else self.etag

    @classmethod
    def of(cls, etag: object, last_modified: object, total: object) -> Edition:
        """An edition from what a server said or a file holds; what could not be sent back is dropped."""
        return cls(_sendable(etag), _sendable(last_modified), total if isinstance(total, int) else None)


def _sendable(header: object) -> str:
    return header if isinstance(header, str) and header.isascii() and header.isprintable() else ""


class Part:
    """The unfinished file, open and locked: two processes do not write the same one.

    Use it as a context manager. What was written stays when the block ends, whatever ends it, so that the
    next run goes on from there, unless no server could tell whether it is still the same edition; `finish`
    gives the file its name, `discard` empties it.

    Raises:
        OutputError: the disk refuses, or another process downloads the same file.
    """

    def __init__(self, target: Path, url: str) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._state = target.with_name(target.name + ".part.json")
        # Not the address itself: it may hold a token.
        self._url = hashlib.sha256(url.encode()).hexdigest()
        self._file, self._finished = -1, False
        self.size = 0
        self.edition: Edition | None = None

    def __enter__(self) -> Part:
        with explained(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            self._file = self._locked()
            self.size = os.fstat(self._file).st_size
            os.lseek(self._file, 0, os.SEEK_END)
        self.edition = self._known() if self.size else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._finished and not (self.size and self.edition and self.edition.validator):
            self._remove()  # nothing that could be gone on from
        elif not self._finished:
            # The next run trusts these bytes, also after a power cut.
            with contextlib.suppress(OSError):
                os.fsync(self._file)
        os.close(self._file)

    def begin(self, edition: Edition) -> None:
        """Empty it, to be filled with this edition from its first byte."""
        with explained(self.path):
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
            state = {"url": self._url, **{name: getattr(edition, name) for name in Edition.__slots__}}
            self._state.write_text(json.dumps(state), encoding="utf-8")
        self.size, self.edition = 0, edition

    def learn(self, total: int | None) -> None:
        """Note the size of the whole file, where it was not known before."""
        if self.edition and self.edition.total is None:
            self.edition = replace(self.edition, total=total)

    def write(self, chunk: bytes) -> None:
        """Add bytes at the end."""
        with explained(self.path):
            rest = memoryview(chunk)
            while rest:
                written = os.write(self._file, rest)
                self.size += written
                rest = rest[written:]

    def discard(self) -> None:
        """Empty it: its bytes are of no use."""
        with explained(self.path):
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
        self.size, self.edition = 0, None

    def make_room(self, more: int) -> None:
        """Raise `OutputError` now if the disk cannot take that many more bytes."""
        with explained(self.path):
            free = shutil.disk_usage(self.path.parent).free
        if more > free:
            raise OutputError(
                f"{self.path.parent}: the disk has room for {free / 10**6:,.0f} MB, and "
                f"{more / 10**6:,.0f} MB are still to come. Free some, or choose another disk with --to."
            )

    def finish(self) -> None:
        """Put the bytes on the disk and give the file its name; what stood there is replaced at once."""
        with explained(self.target):
            os.fsync(self._file)
            self.path.replace(self.target)
            self._finished = True
            folder = os.open(self.target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
            self._state.unlink(missing_ok=True)

    def _locked(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        while True:
            file = os.open(self.path, flags, 0o666)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                os.close(file)
                raise OutputError(
                    f"{self.path}: another process downloads this file now. Wait for it, or choose another "
                    "folder with --to."
                ) from error
            # Between opening and locking, the other may have finished and given the file its name.
            with contextlib.suppress(OSError):
                if os.fstat(file).st_ino == self.path.stat().st_ino:
                    return file
            os.close(file)

    def _known(self) -> Edition | None:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            edition = Edition.of(state["etag"], state["last_modified"], state["total"])
            return edition if state["url"] == self._url else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _remove(self) -> None:
        for path in (self.path, self._state):
            with contextlib.suppress(OSError):
                path.unlink()
