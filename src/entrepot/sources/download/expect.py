"""What a download must be: its kind, its size, its checksum."""

from __future__ import annotations

import gzip
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from entrepot.metadata.errors import BadInput

HEAD = 512
"""Bytes from the beginning that tell what something is."""

_CHUNK = 1 << 20
_MAGIC = {"zip": (b"PK\x03\x04", b"PK\x05\x06"), "7z": (b"7z\xbc\xaf\x27\x1c",), "gz": (b"\x1f\x8b",)}
_NAMES = {"zip": "a zip file", "7z": "a 7z file", "gz": "a gzip file", "json": "JSON", "text": "a text table"}
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<script")
_BROWSER = (
    "The publisher may be closed, may want a browser, or has moved the file: open the address in a browser; "
    "a file saved there can be added with `entrepot data add FILE`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What must be true of a file before it gets its name.

    Attributes:
        kind: "zip", "7z", "gz", "json", "text" (not HTML or XML), or empty for anything but a web page.
        sha256, md5: checksum in hexadecimal, empty where the publisher gives none.
        limit: bytes it may have.
        check: looks into the whole file, raises `BadInput` or returns a sentence to note ("" for none).
    """

    kind: str = ""
    sha256: str = ""
    md5: str = ""
    limit: int = 20_000_000_000
    check: Callable[[Path], str] | None = None

    def refuse_beginning(self, source: str, head: bytes, content_type: str) -> None:
        """Raise `BadInput` if the first bytes, or what the server says of them, cannot be the file."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        says_page = content_type.partition(";")[0].strip().lower() == "text/html"
        # Some servers say "html" of anything; then the bytes decide.
        if start.startswith(_PAGE) or (says_page and (start[:1] in b"<" or not self.kind)):
            raise self._other(source, "a web page came instead of the file")
        if self.kind in _MAGIC and not head.startswith(_MAGIC[self.kind]):
            raise self._other(source, "XML came instead" if start[:1] == b"<" else "something else came")
        if (self.kind == "json" and start[:1] not in (b"{", b"[")) or (
            self.kind == "text" and start[:1] in (b"<", b"{", b"")
        ):
            raise self._other(source, "something else came: an error message, perhaps, or nothing")

    def refuse_size(self, source: str, size: int) -> None:
        """Raise `BadInput` if the file is larger than it may be."""
        if size > self.limit:
            raise BadInput(
                f"larger than {self.limit / 10**6:g} MB",
                file=source,
                expected="less",
                remedy="This is not the publisher's file, or it has grown: raise the limit with --limit.",
            )

    def refuse_whole(self, source: str, path: Path) -> str:
        """Check the whole file; its SHA-256. Raises `BadInput` if it is damaged or another file."""
        sha256 = digest_of(path)
        for name, wanted in (("SHA-256", self.sha256), ("MD5", self.md5)):
            found = sha256 if name == "SHA-256" or not wanted else digest_of(path, "md5")
            if wanted and found != wanted.lower():
                raise BadInput(
                    f"its {name} is {found}, so it was damaged or is another edition",
                    file=source,
                    expected=wanted.lower(),
                    remedy="Try again; if it comes again, ask the publisher.",
                )
        if not _whole(self.kind, path):
            raise self._other(source, f"what came is cut or damaged, though {path.stat().st_size:,} bytes")
        return sha256

    def _other(self, source: str, problem: str) -> BadInput:
        return BadInput(problem, file=source, expected=_NAMES.get(self.kind, "a file"), remedy=_BROWSER)


def digest_of(path: Path, algorithm: str = "sha256") -> str:
    """Checksum of a file in hexadecimal: SHA-256, or MD5 where a publisher gives nothing better."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()


def _whole(kind: str, path: Path) -> bool:
    checks: dict[str, Callable[[Path], bool]] = {
        "zip": zipfile.is_zipfile,
        "7z": _whole_7z,
        "gz": _whole_gzip,
    }
    return checks[kind](path) if kind in checks else True


def _whole_7z(path: Path) -> bool:
    # The start header says where the end header lies: 8 bytes offset and 8 bytes size, from byte 12.
    with path.open("rb") as file:
        header = file.read(32)
    if len(header) < 32:
        return False
    offset, size = struct.unpack("<QQ", header[12:28])
    return bool(path.stat().st_size >= 32 + offset + size)


def _whole_gzip(path: Path) -> bool:
    # Read to the end for the checksum there; what is unpacked is thrown away, so a bomb costs time only.
    try:
        with gzip.open(path) as file:
            while file.read(_CHUNK):
                pass
    except (EOFError, OSError, zlib.error):
        return False
    return True
