"""JSON of a publisher, read whole and strictly: bounded, without NaN, repeated names or depth without end."""

from __future__ import annotations

import json
from typing import Any

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member

# The largest answers of the interfaces hold some hundred thousand cells, a few million bytes.
MAX_BYTES = 300_000_000


def read_json(member: Member) -> Any:
    """What the file says.

    Raises:
        BadInput: it is no JSON (with line and column), too large, nested beyond reason, or repeats a name.
    """
    with member.open() as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadInput(
            f"is larger than {MAX_BYTES / 10**6:g} MB", file=member.where, remedy="Ask for less at a time."
        )
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"is no JSON ({error.msg})", file=member.where, line=error.lineno, column=error.colno,
            remedy="The file may have been cut: download it again.",
        ) from error  # fmt: skip
    except RecursionError as error:
        raise BadInput("is nested too deep", file=member.where, expected="the publisher's JSON") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"is not UTF-8 text ({error.reason})", file=member.where) from error
    except ValueError as error:
        raise BadInput(str(error), file=member.where, expected="the publisher's JSON") from error


def number(value: object) -> float | None:
    """A JSON number; None for null; raises `ValueError` for anything else, and for what is not finite."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r:.60} is no number")
    try:
        real = float(value)
    except OverflowError:
        real = float("inf")
    if real in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return real


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(n for n in names if names.count(n) > 1)!r:.60} is said twice")
    return found


def _no_number(written: str) -> Any:
    raise ValueError(f"{written} is no number")
