"""A result that would be written over the file that it is made from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from entrepot.metadata.errors import UsageError


def refuse_overwriting(output: Path | None, read: Iterable[Path]) -> None:
    """Refuse to write over a file that is read.

    Raises:
        UsageError: naming the file.
    """
    for file in read:
        if output is not None and output.exists() and file.exists() and output.samefile(file):
            raise UsageError(f"{output} is the file that is read: give -o another name.")
