"""An aggregation from files to a file, on any engine: computed once, checked, and only then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import narwhals as nw
import polars as pl

from entrepot.analyses.trade.aggregation.fault import located
from entrepot.analyses.trade.aggregation.outcome import Line, check, describe
from entrepot.analyses.trade.aggregation.plan import Plan
from entrepot.analyses.trade.aggregation.sums import account, accounted
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.store.engines import Engine, FarEngine, Files
from entrepot.store.engines.files import is_address
from entrepot.store.files import explained, replacing


@dataclass(frozen=True)
class Done:
    """What was made.

    Attributes:
        rows: of the result; None where it was written far away.
        seconds: what it took, from the first look at the files.
        told: what became of every row, in words.
        account: the same in figures, a row for each reason, level and kind of period.
    """

    rows: int | None
    seconds: float
    told: list[str]
    account: list[Line]


def run(engine: Engine, files: Files, plan: Plan, output: str, named: str) -> Done:
    """Aggregate the files into `output`: a Parquet file, or with Spark a folder at an address.

    Args:
        engine: open.
        files: the flows.
        plan: keys, amounts and choices.
        output: where to; what stands there is replaced when all is done, at an address it is refused.
        named: what the user called the files, for messages.

    Raises:
        BadInput: if the files cannot be read, lack a column, hold text where a number should be, or would
            be added up twice.
        NoData: if no row is left.
        UsageError: if the output is none, or choices contradict each other.
        OutputError: if the output cannot be written.
    """
    start = perf_counter()
    _refuse_output(engine, output)
    try:
        sums = accounted(engine.scan(files), plan)
        if isinstance(engine, FarEngine) and is_address(output):
            rows, lines = None, _far(engine, sums, plan, output, named)
        else:
            rows, lines = _near(engine, sums, plan, Path(output), named)
    except BadInput as error:
        raise located(error, files, plan) from error
    return Done(rows, perf_counter() - start, describe(lines, plan), lines)


def _refuse_output(engine: Engine, output: str) -> None:
    if is_address(output):
        if not isinstance(engine, FarEngine):
            raise UsageError(f"{output} is an address: add --engine spark, or name a file instead.")
    elif Path(output).suffix.lower() != ".parquet":
        raise UsageError(f"{output}: the result is Parquet, so its name ends in .parquet.")


def _near(engine: Engine, sums: Any, plan: Plan, output: Path, named: str) -> tuple[int, list[Line]]:
    """Through a file beside nothing: checked first, then sorted rows without the account are written."""
    with TemporaryDirectory(prefix="entrepot-aggregate-") as folder:
        table = pl.scan_parquet(engine.write(_sorted(sums, plan), Path(folder)), glob=False)
        lines = account(table, plan).sort("left_out", "digits_given", "period_given").collect().to_dicts()
        check(lines, plan, named)
        _refuse_nul(table, plan, named)
        kept = _as_wide(table.filter(pl.col("left_out").is_null()).select(plan.result))
        with replacing(output) as partial, explained(output):
            kept.sink_parquet(partial, engine="streaming")
        return int(kept.select(pl.len()).collect().item()), lines


def _far(engine: FarEngine, sums: Any, plan: Plan, output: str, named: str) -> list[Line]:
    found = engine.kept(sums)
    lines: Sequence[Line] = engine.small(account(found, plan))
    check(lines, plan, named)
    kept = nw.from_native(found).filter(nw.col("left_out").is_null()).select(*plan.result)
    engine.write_to(_sorted(kept.to_native(), plan), output)
    return [*lines]


def _refuse_nul(table: pl.LazyFrame, plan: Plan, named: str) -> None:
    """A NUL byte in a code is a fault of the file; in the few rows of the result it is cheap to see."""
    texts = [name for name, kind in table.select(plan.by).collect_schema().items() if kind == pl.String]
    nul = [pl.col(name).str.contains("\0", literal=True).any() for name in texts]
    for name, found in table.select(nul).collect().row(0, named=True).items() if nul else ():
        if found:
            raise BadInput("a NUL byte", file=named, column=name, expected="text, not a binary file")


def _as_wide(table: pl.LazyFrame) -> pl.LazyFrame:
    """Decimals of 38 digits, where Spark has ten more than its input: one layout from every engine."""
    kinds = {name: kind for name, kind in table.collect_schema().items() if isinstance(kind, pl.Decimal)}
    return table.cast({name: pl.Decimal(38, kind.scale) for name, kind in kinds.items()})


def _sorted(sums: Any, plan: Plan) -> Any:
    """In order of the keys: the same file whichever engine made it, and whichever way it went about it."""
    return nw.from_native(sums).sort(*plan.by, nulls_last=True).to_native()
