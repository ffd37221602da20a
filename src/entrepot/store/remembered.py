"""Answers that cost a second and can be made again: kept as JSON, made anew when in doubt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import OutputError
from entrepot.store.files import write_bytes

MOST = 400
"""Answers of one kind that are kept; the oldest go when there are more."""

_SPACE = (",", ":")


def remembered(folder: Path, name: str, key: str, make: Callable[[], Any]) -> Any:
    """What `make` returned for this key before, else what it returns now; both as JSON gives it back.

    Kept as `folder`/<name>/<32 digits of the key's hash>.json: a first line with the key's hash and that of
    what follows, then the answer. A file that is missing, of another key, cut or changed is made again in
    silence; where none can be written, nothing is kept. Two processes at once make the same twice; each reads
    the whole of one.

    Args:
        folder: of what can be made again, such as `Warehouse.cache`.
        name: what kind of answer it is: a folder's name.
        key: everything the answer depends on, its version included.
        make: makes it, of what JSON has; called when nothing is kept, or what is kept was harmed.
    """
    seal = hashlib.sha256(key.encode()).hexdigest()
    file = folder / name / f"{seal[:32]}.json"
    kept = _read(file, seal)
    if kept is None:
        body = json.dumps(make(), ensure_ascii=False, separators=_SPACE, allow_nan=False).encode()
        with suppress(OutputError):
            write_bytes(file, f"{seal} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
            _forget(file.parent)
        return json.loads(body)
    return json.loads(kept)


def _read(file: Path, seal: str) -> bytes | None:
    """The answer's bytes if the file is of that key and whole."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    stated = f"{seal} {hashlib.sha256(body).hexdigest()}".encode()
    return body if head == stated else None


def _forget(folder: Path) -> None:
    """Remove the oldest answers beyond those that are kept; what another process removed first is gone."""
    with suppress(OSError):
        files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
        for file in files[: max(0, len(files) - MOST)]:
            file.unlink(missing_ok=True)
