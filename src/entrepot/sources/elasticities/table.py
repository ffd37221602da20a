"""Rows of a table of elasticities: an industry, a number above zero, perhaps its standard error."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.sources.bounded import read_bounded_text
from entrepot.sources.elasticities.estimates import Estimate

COLUMNS = ("industry", "theta")
MOST = 1000.0
"""No estimate is near this; a larger one is another unit, such as per cent."""
_BYTES = 1 << 20
_EXPECTED = "the columns industry, theta and, if known, se"


def rows(path: Path, more: tuple[str, ...] = ()) -> Iterator[tuple[int, Mapping[str, str], Estimate]]:
    """Line, cells and estimate of each row.

    Args:
        path: CSV with a first line of names, UTF-8.
        more: columns it must have besides industry and theta.

    Raises:
        BadInput: not such a table; names line and column.
    """
    reader = csv.DictReader(
        io.StringIO(read_bounded_text(path, _BYTES, expected="a table of elasticities"), newline=""),
        strict=True,
        restval="",
    )
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = names
        if not {*COLUMNS, *more} <= set(names):
            raise BadInput(
                f"the columns are {', '.join(names)[:200] or 'none'}", file=path, line=1, expected=_EXPECTED
            )
        for cells in reader:
            yield reader.line_num, cells, _estimate(path, reader.line_num, cells)
    except csv.Error as error:
        raise BadInput(f"no CSV ({error})", file=path, line=reader.reader.line_num) from error


def _estimate(path: Path, line: int, cells: Mapping[str, str]) -> Estimate:
    if None in cells:
        raise BadInput("more cells than columns", file=path, line=line, expected=_EXPECTED)
    if not cells["industry"].strip():
        raise BadInput("an empty cell", file=path, line=line, column="industry", expected="a code")
    theta = _number(cells["theta"])
    if theta is None or not 0 < theta <= MOST:
        raise BadInput(
            repr(cells["theta"][:40]), file=path, line=line, column="theta",
            expected=f"a number above 0 and up to {MOST:g}, with a point",
        )  # fmt: skip
    written = (cells.get("se") or "").strip()
    se = _number(written) if written else 0.0
    if se is None or se < 0:
        raise BadInput(
            repr(written[:40]),
            file=path,
            line=line,
            column="se",
            expected="a standard error, 0 or more, or nothing",
        )
    return Estimate(theta, se)


def _number(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in written else None
