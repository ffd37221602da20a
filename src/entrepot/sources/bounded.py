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


def read_bounded_text(path: Path, limit: int, *, expected: str = "") -> str:
    """The text of a file in UTF-8, without its mark of byte order; arguments as in `read_bounded`.

    Raises:
        BadInput: as `read_bounded`, or it is no UTF-8, or holds a NUL byte.
    """
    content = read_bounded(path, limit, expected=expected)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8 text", file=path, remedy="Save it as CSV in UTF-8.") from error
    if (place := text.find("\0")) >= 0:
        raise BadInput("a NUL byte", file=path, line=text.count("\n", 0, place) + 1)
    return text
