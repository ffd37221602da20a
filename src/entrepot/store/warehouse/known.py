"""Hashes of large files that this user's processes have computed before, so that none is computed twice.

A file that has kept its size, times and place on the disk since its hash was taken is taken to have kept its
bytes. Whoever can change the bytes behind these can change what is remembered too: `entrepot data verify`
asks nothing of this memory and hashes every byte.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from entrepot.metadata.errors import OutputError
from entrepot.store.files import write_text
from entrepot.store.warehouse.verify import hash_of

# Smaller files are hashed in less time than their entry takes to find.
LARGE = 8 << 20
Look = list[int]
"""Size, times of the last change of bytes and of entry in nanoseconds, inode."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered in `memory`, a small JSON file that may be deleted at any time."""

    memory: Path

    def sha256(self, file: Path) -> str:
        """The hash of a file, remembered if it is large and looks untouched; raises `OSError`."""
        if file.stat().st_size < LARGE:
            return hash_of(file)
        look, name = _look(file), str(file.resolve())
        stated = self._read().get(name)
        if stated is not None and stated[0] == look:
            return stated[1]
        sha256 = hash_of(file)
        if _look(file) == look:
            self._remember(name, look, sha256)
        return sha256

    def remember(self, file: Path, sha256: str) -> None:
        """Enter the hash of a file that was just written."""
        if file.stat().st_size >= LARGE:
            self._remember(str(file.resolve()), _look(file), sha256)

    def _remember(self, name: str, look: Look, sha256: str) -> None:
        kept = {path: entry for path, entry in self._read().items() if Path(path).exists()}
        # A memory that cannot be kept costs time, not truth.
        with suppress(OutputError):
            write_text(self.memory, json.dumps({**kept, name: [look, sha256]}, ensure_ascii=False))

    def _read(self) -> dict[str, tuple[Look, str]]:
        try:
            stated = json.loads(self.memory.read_text(encoding="utf-8"))
            return {str(name): (list(look), str(sha256)) for name, (look, sha256) in stated.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def _look(file: Path) -> Look:
    state = file.stat()
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
