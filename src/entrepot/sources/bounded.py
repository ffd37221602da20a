"""A file that the user names, read whole; one that is too large to be what it should be is refused."""

from __future__ import annotations

from pathlib import Path

from entrepot.metadata.errors import BadInput


def read_bounded(path: Path, limit: int, *, expected: str = "", remedy: str = "") -> bytes:
    """The bytes of a file.

    Args:
        path: the file.
        limit: how many bytes it may have.
        expected: what should be there instead of a larger file, for the message.
        remedy: what to do about a larger one.

    Raises:
        BadInput: it cannot be read or is larger.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=path, remedy="Check the path.") from error
    if len(content) > limit:
        raise BadInput(f"larger than {limit / 10**6:g} MB", file=path, expected=expected, remedy=remedy)
    return content
