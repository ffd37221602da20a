"""Tables of rates as CSV: read strictly, each row with a currency, a year and a positive number."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple, TypeVar

from entrepot.metadata.errors import BadInput
from entrepot.metadata.origin import Origin
from entrepot.sources.bounded import read_bounded, read_bounded_text
from entrepot.sources.rates.table import Rates, Series

_MOST = 20 << 20
_CODE = re.compile(r"[A-Z]{3}")
_YEARS = range(1900, 2101)
_EXPECTED = "the columns currency, year, per_euro (exchange rates) or currency, year, index (consumer prices)"
_VALUES: Mapping[Series, tuple[str, str]] = {
    "exchange": ("year", "per_euro"),
    "fixed": ("since", "per_euro"),
    "prices": ("year", "index"),
}


Read = TypeVar("Read")


class _Row(NamedTuple):
    currency: str
    year: int
    value: float


def rates(own: Iterable[Path] = ()) -> Rates:
    """The rates that ship, with the user's own tables before them.

    Args:
        own: CSV files with the columns currency, year, per_euro (units for one euro) or currency, year,
            index. A row replaces what ships for the same currency and year; an own index replaces ours
            whole, since two indices have different bases.

    Raises:
        BadInput: a file is no such table; names line and column.
    """
    shipped, tables = _shipped(), [_own(path) for path in own]
    per_euro, prices, currency = dict(shipped.per_euro), dict(shipped.prices), shipped.price_currency
    origins = dict(shipped.origins)
    for kind, rows, origin in tables:
        if kind == "exchange":
            per_euro |= {(row.currency, row.year): row.value for row in rows}
            origins["exchange"] = (*origins["exchange"], origin)
        else:
            prices, currency = {row.year: row.value for row in rows}, rows[0].currency
            origins["prices"] = (origin,)
    return Rates(per_euro, shipped.fixed, prices, currency, origins)


@cache
def _shipped() -> Rates:
    folder = Path(str(resources.files("entrepot.data"))) / "rates"
    read = {kind: _rows(folder / f"{kind}.csv", kind) for kind in _VALUES}
    return Rates(
        {(row.currency, row.year): row.value for row in read["exchange"]},
        {row.currency: (row.year, row.value) for row in read["fixed"]},
        {row.year: row.value for row in read["prices"]},
        read["prices"][0].currency,
        {kind: (_noted(folder / f"{kind}.csv"),) for kind in _VALUES},
    )


def _noted(path: Path) -> Origin:
    # `entrepot --help` must not pay for the YAML parser.
    import yaml

    note = yaml.safe_load(path.with_name(f"{path.name}.yml").read_text(encoding="utf-8"))
    return Origin(
        publisher=note["publisher"], dataset=note["title"], edition=note["edition"], licence=note["licence"],
        url=note["address"], retrieved=note["retrieved"], sha256=note["sha256"],
    )  # fmt: skip


def _own(path: Path) -> tuple[Series, Sequence[_Row], Origin]:
    rows = _rows(path, None)
    kind: Series = "exchange" if _header(path)[1] == "per_euro" else "prices"
    if kind == "prices" and len({row.currency for row in rows}) > 1:
        raise BadInput("holds prices of several currencies", file=path, expected="an index of one currency")
    sha256 = hashlib.sha256(read_bounded(path, _MOST)).hexdigest()
    return kind, rows, Origin("the user's own table", path.name, sha256=sha256)


def _opened(path: Path) -> io.StringIO:
    return io.StringIO(read_bounded_text(path, _MOST, expected="a table of rates"), newline="")


def _header(path: Path) -> tuple[str, str]:
    first = next(csv.reader(_opened(path)), [])
    for names in _VALUES.values():
        if {"currency", *names} <= set(first):
            return names
    raise BadInput(
        f"the columns are {', '.join(first)[:200] or 'none'}", file=path, line=1, expected=_EXPECTED
    )


def _rows(path: Path, kind: Series | None) -> tuple[_Row, ...]:
    names = _VALUES[kind] if kind else _header(path)
    found: dict[tuple[str, int], _Row] = {}
    for line, cells in _cells(path):
        row = _Row(
            _cell(path, line, cells, "currency", _currency, "an ISO 4217 code such as USD"),
            _cell(path, line, cells, names[0], _year, "a year from 1900 to 2100"),
            _cell(path, line, cells, names[1], _positive, "a number above zero, with a point"),
        )
        if found.setdefault((row.currency, row.year), row) is not row:
            raise BadInput(f"{row.currency} {row.year} stands there twice", file=path, line=line)
    if not found:
        raise BadInput("holds no row", file=path, expected=_EXPECTED)
    return tuple(found.values())


def _cells(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.DictReader(
        _opened(path),
        strict=True,
        restval="",
    )
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise BadInput(f"no CSV ({error})", file=path, line=reader.line_num) from error


def _cell(
    path: Path,
    line: int,
    cells: Mapping[str, str],
    name: str,
    read: Callable[[str], Read | None],
    expected: str,
) -> Read:
    written = cells[name].strip()
    value = read(written)
    if value is None:
        raise BadInput(f"{written[:40]!r}", file=path, line=line, column=name, expected=expected)
    return value


def _currency(written: str) -> str | None:
    return written if _CODE.fullmatch(written) else None


def _year(written: str) -> int | None:
    year = int(written) if len(written) == 4 and written.isascii() and written.isdigit() else 0
    return year if year in _YEARS else None


def _positive(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 and "_" not in written else None
