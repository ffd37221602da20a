"""An aggregation from files to a file, on any engine: computed once, checked, and only then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, cast

import narwhals as nw
import polars as pl

from entrepot.analyses.trade.aggregation.fault import located
from entrepot.analyses.trade.aggregation.outcome import Line, check, describe
from entrepot.analyses.trade.aggregation.plan import Plan
from entrepot.analyses.trade.aggregation.sums import account, accounted
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.store.engines import Engine, Files
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
    far = is_address(output)
    if far and not hasattr(engine, "write_to"):
        raise UsageError(
            f"Only Spark writes to an address: add --engine spark, or name a file instead of {output}."
        )
    if not far and Path(output).suffix.lower() != ".parquet":
        raise UsageError(f"{output}: the result is Parquet, so its name ends in .parquet.")
    try:
        sums = accounted(engine.scan(files), plan)
        rows, lines = (
            _far(engine, sums, plan, output, named) if far else _near(engine, sums, plan, output, named)
        )
    except BadInput as error:
        raise located(error, files, plan) from error
    return Done(rows, perf_counter() - start, describe(lines, plan), lines)


def _near(engine: Engine, sums: Any, plan: Plan, output: str, named: str) -> tuple[int, list[Line]]:
    """Through a file beside nothing: checked first, then sorted rows without the account are written."""
    with TemporaryDirectory(prefix="entrepot-aggregate-") as folder:
        table = pl.scan_parquet(engine.write(_sorted(sums, plan), Path(folder)), glob=False)
        lines = account(table, plan).sort("left_out", "digits_given", "period_given").collect().to_dicts()
        check(lines, plan, named)
        kept = table.filter(pl.col("left_out").is_null()).select(plan.result)
        with replacing(Path(output)) as partial, explained(Path(output)):
            kept.sink_parquet(partial, engine="streaming")
        return int(kept.select(pl.len()).collect().item()), lines


def _far(engine: Any, sums: Any, plan: Plan, output: str, named: str) -> tuple[None, list[Line]]:
    found = engine.kept(sums)
    lines: Sequence[Line] = engine.small(account(found, plan))
    check(lines, plan, named)
    kept = nw.from_native(found).filter(nw.col("left_out").is_null()).select(*plan.result)
    engine.write_to(cast(Any, kept.to_native()), output)
    return None, [*lines]


def _sorted(sums: Any, plan: Plan) -> Any:
    """In order of the keys: the same file whichever engine made it, and whichever way it went about it."""
    return nw.from_native(sums).sort(*plan.by, nulls_last=True).to_native()
