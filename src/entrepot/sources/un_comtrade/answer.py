"""The service's answers in JSON: records and their count, or what went wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member
from entrepot.sources.text_tables.cells import RECORD, shown

MAX_BYTES = 300_000_000
_AGAIN = "The answer may have been cut: ask the service again."
Record = tuple[str | None, ...]


def is_answer(start: bytes) -> str:
    """`answer` if JSON begins as the service's answers do, `old` for the service before, else nothing."""
    if b'"validation"' in start or b'"rtCode"' in start:
        return "old"
    if b'"reporterCode"' in start or b'"elapsedTime"' in start:
        return "answer"
    return "answer" if b'"statusCode"' in start and b'"message"' in start else ""


def answer_rows(member: Member, fields: Sequence[str]) -> pl.DataFrame:
    """The records of an answer, `fields` as the text that stands in the file, and the number of each record.

    Raises:
        BadInput: the service says what went wrong; it is no JSON, or has NaN, records in records, a field
            twice or another number of records than it says.
    """
    answer = _parsed(member, fields)
    if isinstance(answer, dict):
        _refuse_error(member, answer)
        answer = _records(member, answer)
    if not all(isinstance(record, tuple) for record in answer):
        at = next(place for place, record in enumerate(answer, 1) if not isinstance(record, tuple))
        raise BadInput(f"record {at} is none of the service's", file=member.where, remedy=_AGAIN)
    frame = pl.DataFrame(answer, schema=dict.fromkeys(fields, pl.String), orient="row")
    return frame.with_columns(pl.int_range(1, pl.len() + 1).alias(RECORD))


def _parsed(member: Member, fields: Sequence[str]) -> Any:
    with member.open() as stream:
        text = stream.read(MAX_BYTES + 1)
    if len(text) > MAX_BYTES:
        raise BadInput(
            f"more than {MAX_BYTES // 10**6} MB of JSON", file=member.where,
            remedy="Ask for CSV, or for less at a time.",
        )  # fmt: skip
    try:
        # Numbers stay text: what is stored is what the file says, to the last digit.
        return json.loads(
            text.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=_no_constant,
            object_pairs_hook=_Reader(fields),
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
        raise BadInput(
            f"not the service's JSON ({reason})", file=member.where, line=line, remedy=_AGAIN
        ) from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} stands for a number")


class _Reader:
    """Makes a tuple of each record as it is read, so that a large answer takes little memory."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = tuple((name, name.lower()) for name in fields)

    def __call__(self, pairs: list[tuple[str, Any]]) -> Record | dict[str, Any]:
        found = {name.lower(): value for name, value in pairs}
        if len(found) != len(pairs):
            raise ValueError("a field stands twice in a record")
        if "reportercode" not in found:
            return dict(pairs)
        return tuple(_text(found.get(small), name) for name, small in self._fields)


def _text(value: Any, name: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        raise ValueError(f"{name} holds more than a value")
    return value.strip() or None


def _refuse_error(member: Member, answer: dict[str, Any]) -> None:
    message = answer.get("message") or answer.get("error") or ""
    if "data" not in answer or message:
        code = str(answer.get("statusCode", "")).strip()
        raise BadInput(
            f"the service answered with an error: {f'{code}, ' if code else ''}{shown(message or 'no data')}",
            file=member.where, remedy="There is nothing to read: ask the service again, later or with a key.",
        )  # fmt: skip


def _records(member: Member, answer: dict[str, Any]) -> list[Any]:
    records, count = answer["data"], answer.get("count")
    if not isinstance(records, list):
        raise BadInput("data holds no list", file=member.where, column="data", remedy=_AGAIN)
    if count is not None and str(count) != str(len(records)):
        raise BadInput(
            f"{len(records):,} records where the answer says {shown(count)}", file=member.where,
            column="count", expected="as many records as it says", remedy=_AGAIN,
        )  # fmt: skip
    return records
