"""The first cell of a block that is not as the publisher writes it. Slow: asked when something is wrong."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from entrepot.metadata.errors import BadInput
from entrepot.sources.cepii_baci.blocks import Block
from entrepot.sources.cepii_baci.chosen import COLUMNS
from entrepot.sources.cepii_baci.codes import PRODUCT
from entrepot.sources.text_tables.cells import shown

_NUMBER = re.compile(r" *([0-9]+\.?[0-9]*|\.[0-9]+)")
_INTEGER = re.compile(r" *[0-9]{1,3}")
_REWRITTEN = re.compile(r"[0-9],[0-9]|[0-9][eE][+-]?[0-9]")
_AGAIN = "Download the file again from the publisher: it was cut or changed since."
_SPREADSHEET = "A spreadsheet or another program has rewritten the file: download it again."
_YEARLY = "One file holds one year: give each year its own."


def refuse(block: Block, year: int, otherwise: str) -> BadInput:
    """Raise `BadInput` for the first wrong cell; where none is found, an error that says `otherwise`."""
    for line, raw in enumerate(block.text.split(b"\n")[:-1], start=block.first):
        problem = _of_line(raw.removesuffix(b"\r"), year)
        if problem is not None:
            column, said, expected, remedy = problem
            raise BadInput(
                said, file=block.where, line=line, column=column or None, expected=expected, remedy=remedy
            )
    return BadInput(otherwise, file=block.where, line=block.first, remedy=_AGAIN)


Problem = tuple[str, str, str, str]
"""Column, what is wrong, what was expected, what to do."""


def _of_line(raw: bytes, year: int) -> Problem | None:
    if b"\0" in raw:
        return _column_at(raw, raw.index(b"\0")), "a NUL byte, which no text has", "text", _AGAIN
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _column_at(raw, error.start), "not UTF-8 text", "digits", _AGAIN
    try:
        row = next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        return "", f"is not CSV ({error})", "six cells between commas", _AGAIN
    return _of_count(text, row) or _of_codes(row, year) or _of_numbers(row)


def _of_count(text: str, row: Sequence[str]) -> Problem | None:
    if len(row) == len(COLUMNS):
        return None
    said = f"{len(row)} cells" if text.strip() else "is empty"
    other = next((mark for mark in (";", "\t", "|") if text.count(mark) == len(COLUMNS) - 1), "")
    if other:
        said = f"cells are separated by {other!r}"
    elif len(row) > len(COLUMNS):
        said += "; a decimal comma also makes more of them"
    return "", said, "six cells between commas, with a point for decimals", _SPREADSHEET if other else _AGAIN


def _of_codes(row: Sequence[str], year: int) -> Problem | None:
    if row[0].strip() != str(year):
        return "t", f"{shown(row[0])} in the file of {year}", str(year), _YEARLY
    for column, cell in zip("ij", row[1:3], strict=True):
        if not _INTEGER.fullmatch(cell):
            return column, f"{shown(cell)} is no country code", "a number of up to three digits", _AGAIN
    code = row[3]
    if PRODUCT.fullmatch(code):
        return None
    short = code.isascii() and code.strip().isdigit() and len(code.strip()) < 6
    remedy = f"The zeros in front were lost. {_SPREADSHEET}" if short else _AGAIN
    return "k", f"{shown(code)} is no product code", "six digits or capital letters", remedy


def _of_numbers(row: Sequence[str]) -> Problem | None:
    for column, cell in zip("vq", row[4:], strict=True):
        if column == "q" and cell.strip() in ("", "NA"):
            continue
        blank = cell.strip() in ("", "NA")
        if not blank and _NUMBER.fullmatch(cell if column == "v" else f" {cell.strip()}"):
            if float(cell) <= 1e14:
                continue
            return column, f"{shown(cell)} is more than any flow can be", "a number below 1e14", _AGAIN
        return column, _number_said(cell, blank=blank), "a number from 0 up, such as 1234.567", _remedy(cell)
    return None


def _number_said(cell: str, *, blank: bool) -> str:
    if blank:
        return "holds no value"
    try:
        negative = float(cell) < 0
    except ValueError:
        return f"{shown(cell)} is no number"
    return f"{shown(cell)} is negative" if negative else f"{shown(cell)} is not written as a plain number"


def _remedy(cell: str) -> str:
    return _SPREADSHEET if _REWRITTEN.search(cell) else _AGAIN


def _column_at(raw: bytes, place: int) -> str:
    return COLUMNS[min(raw.count(b",", 0, place), len(COLUMNS) - 1)]
