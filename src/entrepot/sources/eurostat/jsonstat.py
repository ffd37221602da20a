"""Eurostat's JSON-stat 2.0: a cube whose cells are numbered, with `value` and `status` where there are any.

The file may be the answer itself or an object that holds it, as programs that keep answers write it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.json_text import number, read_json
from entrepot.sources.sdmx_csv.periods import PERIOD, day, spanned, with_periods
from entrepot.sources.sdmx_csv.stamps import updated
from entrepot.sources.text_tables.cells import LINE

_CLASS, _ESTAT = re.compile(rb'"class"\s*:\s*"dataset"'), re.compile(rb'"ESTAT"')
_MOST_CELLS, _MOST_ALIKE = 1 << 40, 1_000_000
_WRONG = (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Cube:
    """A dataset of JSON-stat: its dimensions with their codes in order, and the cells that are filled."""

    code: str
    edition: str
    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[tuple[str, str], str]
    values: Mapping[int, float | None]
    flags: Mapping[int, str]


def recognises(head: bytes) -> bool:
    """Whether a file begins as a dataset in JSON-stat by Eurostat."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" and bool(
        _CLASS.search(head) and _ESTAT.search(head)
    )


def head(member: Member) -> tuple[str, str, str]:
    """Code of the table, years it spans, vintage."""
    cube = _cube(member)
    times = pl.DataFrame({"time": cube.codes["time"]}, schema={"time": pl.String})
    return cube.code, spanned(with_periods(member.where, times, "time")[PERIOD].sort()), cube.edition


def frames(member: Member) -> Iterator[pl.DataFrame]:
    """One frame: dimensions, `time`, `value`, `flags` of the cells that hold a value or a flag."""
    cube = _cube(member)
    cells = np.array(sorted({*cube.values, *cube.flags}), dtype=np.int64)
    places = np.unravel_index(cells, [len(codes) for codes in cube.codes.values()])
    columns = [
        pl.Series(name, codes, dtype=pl.String).gather(place)
        for (name, codes), place in zip(cube.codes.items(), places, strict=True)
    ]
    yield pl.DataFrame(columns).with_columns(
        pl.Series("value", [cube.values.get(int(cell)) for cell in cells], dtype=pl.Float64),
        pl.Series("flags", [cube.flags.get(int(cell), "") for cell in cells], dtype=pl.String),
        pl.lit(None, pl.Int64).alias(LINE),
    )


def labels(member: Member) -> Mapping[tuple[str, str], str]:
    """(dimension, code) -> label, in the language of the file."""
    return _cube(member).labels


def _cube(member: Member) -> Cube:
    stated = read_json(member)
    try:
        return _parsed(_inner(stated))
    except _WRONG as error:
        raise BadInput(
            f"is no dataset of JSON-stat 2.0 ({type(error).__name__}: {error!s:.80})", file=member.where,
            expected="id, size, dimension, value and extension.id as the publisher writes them",
        ) from error  # fmt: skip


def _inner(stated: Any) -> Mapping[str, Any]:
    if stated.get("class") == "dataset":
        return dict(stated)
    return next(
        dict(one) for one in stated.values() if isinstance(one, dict) and one.get("class") == "dataset"
    )


def _parsed(stated: Mapping[str, Any]) -> Cube:
    names, sizes = stated["id"], stated["size"]
    codes = {str(name): _codes(stated["dimension"][name]["category"]) for name in names}
    if [len(one) for one in codes.values()] != sizes or not {"geo", "time"} <= codes.keys():
        raise ValueError("dimensions are not as id and size say, or geo and time are missing")
    if {"value", "flags", LINE} & codes.keys() or not 0 < math.prod(sizes) < _MOST_CELLS:
        raise ValueError("dimensions cannot be named or sized so")
    cells = math.prod(sizes)
    return Cube(
        code=str(stated["extension"]["id"]).lower(),
        edition=updated(day(stated["updated"]) if stated.get("updated") else ""),
        codes=codes,
        labels=_labels(stated),
        values={cell: number(value) for cell, value in _numbered(stated["value"], cells)},
        flags={
            cell: _text(flag) for cell, flag in _numbered(stated.get("status", {}), cells) if flag is not None
        },
    )


def _codes(category: Mapping[str, Any]) -> tuple[str, ...]:
    """Codes in order of their positions; a dimension with one code may leave the index out."""
    index = category.get("index", list(category.get("label", {})))
    if isinstance(index, list):
        return tuple(_text(code) for code in index)
    ordered = sorted(index, key=lambda code: index[code])
    if [index[code] for code in ordered] != list(range(len(ordered))):
        raise ValueError("positions of codes are not 0, 1, 2 ...")
    return tuple(ordered)


def _numbered(cells: Any, count: int) -> Iterator[tuple[int, Any]]:
    if isinstance(cells, str):  # one status for all cells
        if count > _MOST_ALIKE:
            raise ValueError(f"one status for {count} cells")
        cells = [cells] * count
    pairs = enumerate(cells) if isinstance(cells, list) else ((int(cell), one) for cell, one in cells.items())
    for cell, one in pairs:
        if not 0 <= cell < count:
            raise ValueError(f"cell {cell} of {count}")
        yield cell, one


def _labels(stated: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    found = {("indicator", str(stated["extension"]["id"]).lower()): _text(stated.get("label", ""))}
    for name in stated["id"]:
        words = stated["dimension"][name]["category"].get("label", {})
        found |= {(str(name), str(code)): _text(label) for code, label in words.items()}
    return {key: label for key, label in found.items() if label and key[0] != "time"}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.60} is no text")
    return value
