"""The rows of a file of links, read as text with line numbers and with suspicion."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from entrepot.metadata.errors import BadInput

# The largest of the known files, Growth Lab's weights between HS 2017 and HS 2022, has 27 MB.
MAX_BYTES = 100_000_000
_AGAIN = "Download the file again from its publisher."
Row = tuple[int, list[str]]


def lines(content: bytes, file: str | Path) -> Iterator[Row]:
    """Line number and cells of every row that is not empty, the header first.

    Commas, semicolons and tabs divide cells, whichever the header has most of.

    Raises:
        BadInput: not UTF-8 text, a NUL byte, a cell without end, or no row at all.
    """
    # Not strict about quotes: ShowVoc writes quotes inside quoted cells as they are.
    text = _text(content, file)
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise BadInput(
            f"not a table ({error})",
            file=file,
            line=reader.line_num,
            expected="one link a line",
            remedy=_AGAIN,
        ) from error


def _text(content: bytes, file: str | Path) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInput(
            "not UTF-8 text", file=file, line=line, remedy="Save it as CSV in UTF-8, or download it again."
        ) from error
    if (place := text.find("\0")) >= 0:
        raise BadInput("a NUL byte", file=file, line=text.count("\n", 0, place) + 1, remedy=_AGAIN)
    if not text.strip():
        raise BadInput("empty", file=file, expected="a header and one link a line", remedy=_AGAIN)
    return text
