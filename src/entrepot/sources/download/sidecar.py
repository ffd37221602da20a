"""The note beside a downloaded file: where it came from, when, on what terms, and its checksum."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from entrepot.sources.download.disk import explained
from entrepot.sources.download.expect import digest_of

_LONGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the publisher says of a file: who, which dataset, and on what terms."""

    dataset: str = ""
    publisher: str = ""
    licence: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that was downloaded whole.

    Attributes:
        file: where it lies.
        url: the address asked, without credentials.
        retrieved: date and time, ISO 8601 in UTC, when these bytes came.
        bytes, sha256: size and checksum of the file as it lies there.
        etag, last_modified: what the server said of its edition, empty where it said nothing.
        publisher, dataset, licence, terms: as the catalogue of addresses has them.
        note: what must be known of the content, e.g. that the publisher cut it; empty when nothing.
        unchanged: whether it lay there already and the publisher has no other.
    """

    file: Path
    url: str
    retrieved: str
    bytes: int
    sha256: str
    etag: str = ""
    last_modified: str = ""
    dataset: str = ""
    publisher: str = ""
    licence: str = ""
    terms: str = ""
    note: str = ""
    unchanged: bool = False

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {**asdict(self), "file": str(self.file)}


def sidecar_path(target: Path) -> Path:
    """The note's path: the file's, with `.json` after it."""
    return target.with_name(target.name + ".json")


def write_sidecar(download: Download) -> None:
    """Write the note beside the file, wholly or not at all; raises `OutputError`."""
    path = sidecar_path(download.file)
    partial = path.with_name(path.name + ".new")
    told = {key: value for key, value in download.to_dict().items() if key not in ("file", "unchanged")}
    with explained(path):
        partial.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(partial, path)  # noqa: PTH105  # both names stand in one folder


def sidecar_of(target: Path) -> Download | None:
    """What the note says, if there is one and the file beside it is still the one that the note is of."""
    path = sidecar_path(target)
    try:
        told = json.loads(path.read_text(encoding="utf-8")[:_LONGEST])
        known = {field.name for field in fields(Download)} - {"file", "unchanged"}
        facts = {key: value for key, value in told.items() if key in known}
        if not all(isinstance(value, int if key == "bytes" else str) for key, value in facts.items()):
            return None
        download = Download(file=target, **facts)
        same = target.stat().st_size == download.bytes and digest_of(target) == download.sha256
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return download if same else None
