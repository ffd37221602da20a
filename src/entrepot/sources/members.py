"""One file among what was given, unpacked as it is read; how much may come out of it is bounded."""

from __future__ import annotations

import errno
import gzip
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Literal, cast

from entrepot.metadata.errors import BadInput

# A BACI year is 0.4 GB, a year of Comext 7 GB, all of CEPII's gravity 1.3 GB of text.
MAX_BYTES = 20_000_000_000
MAX_RATIO = 200
AGAIN = "Download the file again from the publisher and compare its size."
_HEAD = 65_536
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Member:
    """One file among what was given.

    Attributes:
        source: the file, archive or folder that holds it; of a gzip the gzip, also within a folder.
        name: its path inside, with "/"; the file's own name where there is no inside; without the ".gz" of
            a gzip.
        size: bytes once unpacked; of a gzip, which does not say, the packed size.
        kind: how it is packed.
    """

    source: Path
    name: str
    size: int
    kind: Literal["file", "zip", "gzip"]

    @property
    def where(self) -> str:
        """How messages name it."""
        return f"{self.source} ({self.name})" if self.kind == "zip" else str(self.file)

    @property
    def base(self) -> str:
        """The last part of its name."""
        return PurePosixPath(self.name).name

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes, unpacked as they are read.

        Raises:
            BadInput: it cannot be read, is cut short or corrupt, or unpacks to more than it should.
        """
        with explained(Path(self.where)):
            if self.kind == "zip":
                with zipfile.ZipFile(self.source) as archive:
                    info = archive.getinfo(self.name)
                    refuse_bomb(self.where, info)
                    with archive.open(info) as stream:
                        yield cast(BinaryIO, stream)
            elif self.kind == "gzip":
                with gzip.open(self.source) as packed:
                    yield cast(BinaryIO, packed)
            else:
                with self.file.open("rb") as plain:
                    yield plain

    def head(self, size: int = _HEAD) -> bytes:
        """Its first bytes, by which readers recognise it; raises `BadInput` as `open` does."""
        with self.open() as stream:
            return stream.read(size)

    def glance(self, size: int = _HEAD) -> bytes:
        """Its first bytes, none where it cannot be read: for who asks of files that may be another's."""
        try:
            return self.head(size)
        except BadInput:
            return b""

    def on_disk(self, scratch: Path) -> Path:
        """A path to its bytes, for engines that want one: itself, or a copy unpacked into `scratch`.

        Raises:
            BadInput: as `open` does; nothing is left of a copy that failed.
            OSError: the disk is full.
        """
        if self.kind == "file":
            return self.file
        target = scratch / f"{hashlib.sha256(self.name.encode()).hexdigest()[:16]}-{self.base}"
        try:
            with self.open() as stream, target.open("xb") as copy:
                _copy(stream, copy, self)
        except BaseException as error:
            target.unlink(missing_ok=True)
            # A full disk is no fault of what was given.
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL:
                raise error.__cause__ from None
            raise
        return target

    @property
    def file(self) -> Path:
        """The file on disk that it is, or is packed in."""
        return self.source / self.name if self.source.is_dir() else self.source


def refuse_bomb(
    where: str, info: zipfile.ZipInfo, *, size: int | None = None, ratio: int = MAX_RATIO
) -> None:
    """Raises `BadInput` if a member would unpack to more than `size` bytes, or `ratio` times as many."""
    # zipfile never hands out more than the size that the header states, so it can be trusted here.
    found, size = info.file_size / max(info.compress_size, 1), MAX_BYTES if size is None else size
    if info.file_size > size or found > ratio:
        raise BadInput(
            f"would unpack to {info.file_size:,} bytes, {found:,.0f} times as many",
            file=where,
            expected=f"at most {size:,} bytes and {ratio} times",
            remedy="This is not the publisher's file.",
        )


def _copy(stream: IO[bytes], copy: IO[bytes], member: Member) -> None:
    limit = min(MAX_BYTES, MAX_RATIO * max(member.size, _HEAD)) if member.kind == "gzip" else MAX_BYTES
    shutil.copyfileobj(_Bounded(stream, limit, member.where), copy, 1 << 20)


@dataclass(slots=True)
class _Bounded:
    """Reads on until more has come than a publisher's file would hold."""

    stream: IO[bytes]
    left: int
    where: str

    def read(self, size: int = -1, /) -> bytes:
        chunk = self.stream.read(size)
        self.left -= len(chunk)
        if self.left < 0:
            raise BadInput("unpacks to implausibly many bytes", file=self.where, remedy=AGAIN)
        return chunk


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """What can go wrong while a file is read, as `BadInput`."""
    try:
        yield
    except FileNotFoundError as error:
        raise BadInput("there is no such file", file=file, remedy="Check the path.") from error
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise BadInput(
            f"is cut short or corrupt ({error})", file=file, expected="a whole file", remedy=AGAIN
        ) from error
    except (OSError, RuntimeError, NotImplementedError) as error:
        # RuntimeError: a zip with a password; NotImplementedError: one packed in a way Python lacks.
        raise BadInput(f"cannot be read ({error})", file=file) from error


def hash_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; raises `BadInput` if it cannot be read."""
    with explained(file), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
