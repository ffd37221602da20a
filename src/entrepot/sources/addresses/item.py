"""One request of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One request.

    Attributes:
        url: the address, without any key.
        name: of the file, perhaps in a folder of its own.
        kind: what must come; see `Expect`.
        limit: bytes that may come.
        accept: the Accept header, empty for anything.
        key_header, key_variable: header that holds the key, environment variable it is read from; both empty
            where none is used.
        pause: seconds to leave before the next request to this publisher.
        answer: how to look into the answer; see `answers.py`.
        years: those to add to the store; empty for all that the file holds.
    """

    url: str
    name: str
    kind: str = ""
    limit: int = 20_000_000_000
    accept: str = ""
    key_header: str = ""
    key_variable: str = ""
    pause: float = 0.0
    answer: Mapping[str, Any] = field(default_factory=dict)
    years: tuple[str, ...] = ()
