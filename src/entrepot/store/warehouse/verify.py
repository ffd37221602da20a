"""What no longer is as it was written: missing, changed or extra files, and broken manifests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from entrepot.metadata.errors import StoreError, Tampered
from entrepot.store.warehouse.release import MANIFEST, REMEDY, Release, StoredTable, read_manifest


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a store, the file it concerns, and what to do."""

    kind: Literal["missing", "tampered", "extra", "broken"]
    file: Path
    message: str


def findings(roots: tuple[Path, ...]) -> Iterator[Finding]:
    """Everything that is wrong under `roots`, every byte of every release hashed again."""
    for root in roots:
        for dataset in sorted(root.glob("[!.]*")) if root.is_dir() else ():
            if not dataset.is_dir():
                yield _extra(dataset)
                continue
            for folder in sorted(dataset.glob("[!.]*")):
                yield from _release(folder) if folder.is_dir() else [_extra(folder)]


def hash_of(file: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _release(folder: Path) -> Iterator[Finding]:
    try:
        release = read_manifest(folder)
    except Tampered as error:
        yield Finding("tampered", folder / MANIFEST, str(error))
        return
    except StoreError as error:
        kind: Literal["missing", "broken"] = "broken" if (folder / MANIFEST).exists() else "missing"
        yield Finding(kind, folder / MANIFEST, str(error))
        return
    for table in release.tables:
        yield from _table(release, table)
    known = {MANIFEST, *(table.file for table in release.tables)}
    yield from (_extra(file) for file in sorted(folder.iterdir()) if file.name not in known)


def _table(release: Release, table: StoredTable) -> Iterator[Finding]:
    file = release.folder / table.file
    if not file.is_file():
        yield Finding("missing", file, f"{file}: the manifest names it and it is not there. {REMEDY}")
    elif hash_of(file) != table.sha256:
        yield Finding("tampered", file, f"{file}: its bytes are not those that were written. {REMEDY}")


def _extra(file: Path) -> Finding:
    return Finding("extra", file, f"{file}: no manifest names it. Remove it.")
