"""What a user hands over: a file, a zip, a gzip or a folder, seen as members that can be read with suspicion.

Nothing is unpacked unless a reader asks for it, and then only into a folder that the store gives it. Sizes
and ratios are bounded, names with a way out of their folder are refused.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Literal, cast

from entrepot.metadata.errors import BadInput

# A BACI year is 0.4 GB, a year of Comext 7 GB, all of CEPII's gravity 1.3 GB of text.
MAX_BYTES = 20_000_000_000
MAX_RATIO = 200
MAX_MEMBERS = 10_000
_HEAD = 65_536
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_AGAIN = "Download the file again from the publisher and compare its size."


@dataclass(frozen=True, slots=True)
class Member:
    """One file among what was given.

    Attributes:
        source: the file, archive or folder that holds it.
        name: its path inside, with "/"; the file's own name where there is no inside.
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
        return f"{self.source} ({self.name})" if self.kind == "zip" else str(self._path)

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
                    _refuse_bomb(self.where, info)
                    with archive.open(info) as stream:
                        yield cast(BinaryIO, stream)
            elif self.kind == "gzip":
                with gzip.open(self.source) as packed:
                    yield cast(BinaryIO, packed)
            else:
                with self._path.open("rb") as plain:
                    yield plain

    def head(self, size: int = _HEAD) -> bytes:
        """Its first bytes, by which readers recognise it; raises `BadInput` as `open` does."""
        with self.open() as stream:
            return stream.read(size)

    def on_disk(self, scratch: Path) -> Path:
        """A path to its bytes, for engines that want one: itself, or a copy unpacked into `scratch`.

        Raises:
            BadInput: as `open` does; nothing is left of a copy that failed.
            OSError: the disk is full.
        """
        if self.kind == "file":
            return self._path
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
    def _path(self) -> Path:
        return self.source / self.name if self.source.is_dir() else self.source


@dataclass(frozen=True, slots=True)
class Given:
    """What the user named, the members in it, in order of their names, and what the user said of it.

    Attributes:
        path: the file or folder.
        members: the files in it; the file itself where there is no inside.
        said: what the files do not tell by themselves, e.g. {"revision": "hs17"}; readers know their words.
    """

    path: Path
    members: tuple[Member, ...]
    said: Mapping[str, str] = field(default_factory=dict)

    def sha256(self, names: Collection[str] = (), hash_file: Callable[[Path], str] | None = None) -> str:
        """Hash of the file's bytes; of a folder, of its members' names and hashes.

        Args:
            names: of a folder, only these members; all when empty.
            hash_file: another way to hash a file, for who remembers hashes.
        """
        hash_file = hash_file or hash_of
        if self.path.is_file():
            return hash_file(self.path)
        wanted = [member.name for member in self.members if not names or member.name in names]
        lines = (f"{hash_file(self.path / name)}  {name}\n" for name in wanted)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def given(path: Path, said: Mapping[str, str] | None = None) -> Given:
    """What is at `path`: a plain file, a gzip, a zip or a folder; `said` is what the user says of it.

    Raises:
        BadInput: there is nothing, it cannot be opened, or it holds what no publisher would put there.
    """
    return Given(path, _members(path), dict(said or {}))


def _members(path: Path) -> tuple[Member, ...]:
    if path.is_dir():
        return _in_folder(path)
    with explained(path):
        with path.open("rb") as stream:
            magic = stream.read(6)
        if magic[:2] == b"PK":
            return _in_zip(path)
    if magic == b"7z\xbc\xaf\x27\x1c":
        raise BadInput(
            "is a 7z archive", file=path, expected="the files in it", remedy="Unpack it and add the folder."
        )
    kind: Literal["file", "gzip"] = "gzip" if magic[:2] == b"\x1f\x8b" else "file"
    name = path.name.removesuffix(".gz") if kind == "gzip" else path.name
    return (Member(path, name, path.stat().st_size, kind),)


def _in_folder(path: Path) -> tuple[Member, ...]:
    files = []
    for file in sorted(path.rglob("*")):
        if file.name.startswith(".") or not file.is_file():
            continue
        files.append(Member(path, file.relative_to(path).as_posix(), file.stat().st_size, "file"))
        _refuse_crowd(path, len(files))
    return tuple(files)


def _in_zip(path: Path) -> tuple[Member, ...]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    _refuse_crowd(path, len(infos))
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts:
            raise BadInput(
                f"holds a file that would leave its folder: {info.filename!r}", file=path, remedy=_AGAIN
            )
    members = (Member(path, info.filename, info.file_size, "zip") for info in infos)
    return tuple(sorted(members, key=lambda member: member.name))


def _refuse_crowd(path: Path, count: int) -> None:
    if count > MAX_MEMBERS:
        raise BadInput(f"holds more than {MAX_MEMBERS:,} files", file=path, expected="a publisher's files")


def _refuse_bomb(where: str, info: zipfile.ZipInfo) -> None:
    # zipfile never hands out more than the size that the header states, so it can be trusted here.
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > MAX_BYTES or ratio > MAX_RATIO:
        raise BadInput(
            f"would unpack to {info.file_size:,} bytes, {ratio:,.0f} times as many",
            file=where,
            expected=f"at most {MAX_BYTES:,} bytes and {MAX_RATIO} times",
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
            raise BadInput("unpacks to implausibly many bytes", file=self.where, remedy=_AGAIN)
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
            f"is cut short or corrupt ({error})", file=file, expected="a whole file", remedy=_AGAIN
        ) from error
    except (OSError, RuntimeError, NotImplementedError) as error:
        # RuntimeError: a zip with a password; NotImplementedError: one packed in a way Python lacks.
        raise BadInput(f"cannot be read ({error})", file=file) from error


def hash_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; raises `BadInput` if it cannot be read."""
    with explained(file), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
