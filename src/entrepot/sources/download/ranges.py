"""Content-Range, as RFC 9110 (14.4) has it."""

from __future__ import annotations

import re
from typing import NamedTuple

_PART = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_NONE = re.compile(r"bytes \*/(\d{1,18})")


class ContentRange(NamedTuple):
    """Which bytes a 206 answer holds; `total` is None where the server does not know."""

    first: int
    last: int
    total: int | None


def content_range(header: str) -> ContentRange | None:
    """What the header says; None if that makes no sense."""
    match = _PART.fullmatch(header.strip())
    if not match:
        return None
    first, last = int(match[1]), int(match[2])
    total = None if match[3] == "*" else int(match[3])
    return ContentRange(first, last, total) if first <= last and (total is None or last < total) else None


def total_of_unsatisfied(header: str) -> int | None:
    """Size of the file in the header of a 416 answer."""
    match = _NONE.fullmatch(header.strip())
    return int(match[1]) if match else None
