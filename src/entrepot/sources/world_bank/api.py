"""Answers of the World Bank's interface, version 2: `[{"page": 1, "pages": 1, ...}, [{"date": ...}, ...]]`.

Several answers may stand in one file, in any object or list that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.json_text import number, read_json
from entrepot.sources.sdmx_csv.periods import day, edtf
from entrepot.sources.sdmx_csv.stamps import updated
from entrepot.sources.text_tables.cells import LINE

_ROW = re.compile(rb'"countryiso3code"\s*:')
_PAGE = re.compile(rb'"(?:page|lastupdated|per_page)"\s*:')
_WRONG = (KeyError, TypeError, ValueError, IndexError, AttributeError)
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered about one indicator: place, place_name, time, value, flags; and the day of update."""

    indicator: str
    name: str
    edition: str
    rows: pl.DataFrame


def recognises(head: bytes) -> bool:
    """Whether a file begins as such an answer."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{") and bool(
        _PAGE.search(head) and _ROW.search(head)
    )


def answers(member: Member) -> tuple[Answer, ...]:
    """The answers in a file, one for each indicator, in order of their codes.

    Raises:
        BadInput: it is no such answer, or only a page of one.
    """
    stated = read_json(member)
    try:
        found = list(_answers(member, stated, _DEPTH))
        indicators = sorted({row["indicator"] for _, rows in found for row in rows})
        return tuple(_answer(indicator, found) for indicator in indicators)
    except _WRONG as error:
        raise BadInput(
            f"is no answer of the interface ({type(error).__name__}: {error!s:.80})", file=member.where,
            expected="rows with indicator, country, countryiso3code, date and value",
        ) from error  # fmt: skip


def _answer(indicator: str, found: list[tuple[str, list[dict[str, Any]]]]) -> Answer:
    rows = [row for _, some in found for row in some if row["indicator"] == indicator]
    days = [one for one, some in found if any(row["indicator"] == indicator for row in some)]
    columns = ("place", "place_name", "time", "value", "flags")
    schema = {name: pl.Float64 if name == "value" else pl.String for name in columns}
    frame = pl.DataFrame([[row[name] for name in columns] for row in rows], schema=schema, orient="row")
    return Answer(
        indicator, rows[0]["name"], updated(max(days)), frame.with_columns(pl.lit(None, pl.Int64).alias(LINE))
    )


def _answers(member: Member, stated: Any, depth: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if _is_answer(stated):
        head, rows = stated
        if head["pages"] > 1:
            raise BadInput(
                f"is page {head['page']} of {head['pages']}", file=member.where, expected="the whole answer",
                remedy=f"Ask again with per_page={head['total']}.",
            )  # fmt: skip
        last = str(head.get("lastupdated") or "")
        yield (day(last) if last else "", [_row(row) for row in rows or ()])
    elif depth and isinstance(stated, dict | list):
        for one in stated.values() if isinstance(stated, dict) else stated:
            yield from _answers(member, one, depth - 1)


def _is_answer(stated: Any) -> bool:
    return (
        isinstance(stated, list) and len(stated) == 2 and isinstance(stated[0], dict) and "page" in stated[0]
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """One row, checked; a place without alpha-3 code is named by its alpha-3 after ISO, or as it stands."""
    short, code = _text(row["country"]["id"]), _text(row["countryiso3code"])
    two = {one["alpha2"]: code for code, one in COUNTRIES.rows.items()}
    edtf(_text(row["date"]))
    return {
        "indicator": _text(row["indicator"]["id"]),
        "name": _text(row["indicator"]["value"]),
        "place": code or two.get(short, short),
        "place_name": _text(row["country"]["value"]),
        "time": row["date"],
        "value": number(row["value"]),
        "flags": _text(row.get("obs_status") or ""),
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.60} is no text")
    return value
