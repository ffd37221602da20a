"""What a user hands over: a file, a zip, a gzip or a folder, seen as members that can be read with suspicion.

Nothing is unpacked unless a reader asks for it, and then only into a folder that the store gives it. Names
with a way out of their folder are refused. A gzip within a folder is the file in it; a zip there stays a file
that no reader knows: zips are given one by one.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import AGAIN, Member, explained, hash_of

MAX_MEMBERS = 10_000
_GZIP = b"\x1f\x8b"


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
        wanted = [member for member in self.members if not names or member.name in names]
        lines = (f"{hash_file(member.file)}  {member.name}\n" for member in wanted)
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
    return (_gzip(path, path.name) if magic[:2] == _GZIP else _plain(path, path.name),)


def _in_folder(path: Path) -> tuple[Member, ...]:
    members: dict[str, Member] = {}
    for file in sorted(path.rglob("*")):
        if file.name.startswith(".") or not file.is_file():
            continue
        name = file.relative_to(path).as_posix()
        member = _gzip(file, name) if _is_gzip(file) else _plain(file, name, path)
        if member.name in members:
            raise BadInput(
                f"holds {member.name} twice, packed and as it is", file=path, expected="each file once",
                remedy=f"Take one of them away, {file.name} or {members[member.name].file.name}.",
            )  # fmt: skip
        members[member.name] = member
        _refuse_crowd(path, len(members))
    return tuple(members[name] for name in sorted(members))


def _is_gzip(file: Path) -> bool:
    """Whether a file of a folder is one; what cannot be read is left to who wants to read it."""
    try:
        with file.open("rb") as stream:
            return stream.read(2) == _GZIP
    except OSError:
        return False


def _gzip(file: Path, name: str) -> Member:
    return Member(file, name.removesuffix(".gz"), file.stat().st_size, "gzip")


def _plain(file: Path, name: str, source: Path | None = None) -> Member:
    return Member(source or file, name, file.stat().st_size, "file")


def _in_zip(path: Path) -> tuple[Member, ...]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    _refuse_crowd(path, len(infos))
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts:
            raise BadInput(
                f"holds a file that would leave its folder: {info.filename!r}", file=path, remedy=AGAIN
            )
    members = (Member(path, info.filename, info.file_size, "zip") for info in infos)
    return tuple(sorted(members, key=lambda member: member.name))


def _refuse_crowd(path: Path, count: int) -> None:
    if count > MAX_MEMBERS:
        raise BadInput(f"holds more than {MAX_MEMBERS:,} files", file=path, expected="a publisher's files")
