"""Many years at once: read, computed in parallel, each kept as a Parquet file of its own as soon as it is
done.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import narwhals as nw
import polars as pl

from entrepot.analyses.trade.complexity.choices import Choices
from entrepot.analyses.trade.complexity.grid import Columns
from entrepot.analyses.trade.complexity.indices import by_year
from entrepot.analyses.trade.complexity.people import People
from entrepot.analyses.trade.complexity.tables import Source, read
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.store.files import replacing

_KEY = "entrepot.choices"
# What rows without a column of the year go by.
WHOLE = "all"
_YEAR = re.compile(r"\w[\w.-]{0,39}")


@dataclass(frozen=True)
class Done:
    """A year that stands in its file.

    Attributes:
        year: as it stands in the table; "all" for rows without a column of the year.
        file: its Parquet file.
        rows: how many.
        seconds: what it took; 0 for a year that was there already.
        notes: what a reader of it must know; not known again for a year that was there already.
    """

    year: str
    file: Path
    rows: int
    seconds: float
    notes: tuple[str, ...] = ()


def each_year(
    sources: list[Source], choices: Choices, folder: Path, people: People | None = None, *, jobs: int = 1
) -> Iterator[Done]:
    """Compute every year of the sources into `folder`, and say each when it is done.

    A year whose file stands there already, made with the same choices, is kept and not computed again: a run
    that was stopped goes on where it was. Files are written beside and renamed, so that one that is there is
    whole.

    Args:
        sources: files, each with one year or more; no year may stand in two of them.
        choices: the convention and the options.
        folder: where the years go; made if it is not there.
        people: population for RPOP, see `people_of`.
        jobs: years in work at the same time; each takes some 300 MB for 226 places and 5,000 products.
            NumPy and Polars use several cores within a year already.

    Raises:
        BadInput: as `read` does, or if a year stands in two files.
        UsageError: if a year was made with other choices.
    """
    seen: dict[str, Path] = {}
    pool = ThreadPoolExecutor(max_workers=jobs)
    running: set[Future[Done]] = set()
    try:
        for year, rows, source in _years(sources, seen):
            file = folder / f"{year}.parquet"
            made = _signature(source, choices, people)
            if file.exists():
                yield _kept(year, file, made)
                continue
            running.add(pool.submit(_compute, year, rows, source.columns, choices, people, file, made))
            del rows
            # Waiting here, not before: with one job the next file is not read while this one is computed.
            while len(running) >= jobs:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
    finally:
        pool.shutdown(cancel_futures=True)


def _years(sources: list[Source], seen: dict[str, Path]) -> Iterator[tuple[str, pl.DataFrame, Source]]:
    for source in sources:
        time = source.columns.time
        if time is None:
            if seen:
                raise UsageError("Without a column of the year all rows are one year: give one FILE.")
            seen[WHOLE] = source.file
            yield WHOLE, read(source), source
            continue
        for rows in read(source).sort(time).partition_by(time, maintain_order=True):
            year = str(rows[time][0])
            if not _YEAR.fullmatch(year):
                raise BadInput(f"{year!r} is no year", file=source.file, column=time, expected="such as 1995")
            if year in seen:
                raise BadInput(f"the year {year} stands in {seen[year]} too", file=source.file, column=time)
            seen[year] = source.file
            yield year, rows, source


def _compute(
    year: str,
    rows: pl.DataFrame,
    columns: Columns,
    choices: Choices,
    people: People | None,
    file: Path,
    made: str,
) -> Done:
    start = perf_counter()
    found = next(by_year(nw.from_native(rows, eager_only=True), columns, choices, people))
    table = _typed(found.rows.to_native(), choices, columns.time)
    with replacing(file) as partial:
        table.write_parquet(partial, metadata={_KEY: made})
    return Done(year, file, len(table), perf_counter() - start, found.notes)


def _typed(table: pl.DataFrame, choices: Choices, year: str | None) -> pl.DataFrame:
    """The year as a number if it is one; M, diversity and ubiquity too where presence is 0 or 1."""
    if year is not None and table[year][0].isascii() and table[year][0].isdigit():
        table = table.with_columns(pl.col(year).cast(pl.Int64))
    if choices.convention.continuous_presence or choices.presence == "manual":
        return table
    return table.with_columns(pl.col("M", "diversity", "ubiquity").cast(pl.Int64))


def _kept(year: str, file: Path, made: str) -> Done:
    try:
        before = pl.read_parquet_metadata(file).get(_KEY)
        rows = pl.scan_parquet(file).select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError):
        raise UsageError(f"{file} is no Parquet file of ours: choose another folder.") from None
    if before != made:
        raise UsageError(
            f"{file} was made with other choices, or from a file that has changed: choose another folder."
        )
    return Done(year, file, int(rows), 0.0)


def _signature(source: Source, choices: Choices, people: People | None) -> str:
    """What the numbers of a year depend on: the choices, the people, and the file as it was last written."""
    columns = [*source.columns.keys, source.columns.value]
    file = source.file.stat()
    told = repr(sorted(people.items(), key=str)) if people else ""
    counted = hashlib.sha256(told.encode()).hexdigest()
    made = [*choices.describe(), *columns, source.add_up, source.decimal, source.file.name]
    return json.dumps([*made, file.st_size, file.st_mtime_ns, counted])
