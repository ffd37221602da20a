"""Applies a sample filter to flows, and says in words what it kept and dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import attribute, opened, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back, same_kind
from entrepot.analyses.trade.measures.sample_rules import RULES
from entrepot.analyses.trade.measures.samples import SampleFilter
from entrepot.metadata.errors import UsageError

NAMED = 8  # codes that a sentence lists before it only counts them


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was applied.

    Attributes:
        rule: in words.
        side: "exporters" or "products".
        dropped: the codes, in order.
        value_share: their part of the value that was there before any rule, 0 to 1.
    """

    rule: str
    side: str
    dropped: tuple[Any, ...]
    value_share: float

    def __str__(self) -> str:
        few = ", ".join(map(str, self.dropped[:NAMED]))
        more = f" and {len(self.dropped) - NAMED} more" if len(self.dropped) > NAMED else ""
        who = f": {few}{more}" if self.dropped else ""
        side = self.side.removesuffix("s") if len(self.dropped) == 1 else self.side
        return f"{self.rule}: {len(self.dropped):,} {side} dropped ({self.value_share:.2%} of value){who}"


@dataclass(frozen=True, slots=True)
class Sample(Generic[IntoFrameT]):
    """What a filter left.

    Attributes:
        frame: the rows that stay, all columns, of the kind that was given.
        rules: the filter.
        steps: one per rule, in the order applied.
        exporters: how many were kept, of how many.
        products: the same.
        value_share: part of the value that is left, 0 to 1.
    """

    frame: IntoFrameT
    rules: SampleFilter
    steps: tuple[Step, ...]
    exporters: tuple[int, int]
    products: tuple[int, int]
    value_share: float

    def __str__(self) -> str:
        kept = "{:,} of {:,} exporters and {:,} of {:,} products".format(*self.exporters, *self.products)
        lines = [f"Sample {self.rules.name}: kept {kept}, {self.value_share:.2%} of value."]
        return "\n".join([*lines, *(f"- {step}." for step in self.steps), f"Source: {self.rules.source}."])


def sample(
    flows: IntoFrameT,
    rules: SampleFilter,
    population: IntoFrameT | None = None,
    exporter: str = "exporter",
    product: str = "product",
    value: str = "value",
    heads: str = "population",
    usd: float = 1.0,
) -> Sample[IntoFrameT]:
    """The flows of the exporters and products that the filter keeps, with an account of it.

    Only the exporter's side is looked at: an importer that fails a rule stays as a market.

    Source: of each filter its own, which it prints; the order of the rules is ours.

    Args:
        flows: any number of rows per exporter and product, of one year.
        rules: `OEC`, `ATLAS_LIKE`, `EVERYTHING`, or your own `SampleFilter`.
        population: one row per exporter, the same kind of frame; needed if the filter asks for it.
        exporter: column with the exporter's code, in both.
        product: column with the product's code.
        value: column with the amount, non-negative.
        heads: column with the population, in `population`.
        usd: US dollars in one unit of `value`: 1000 for BACI, 1e6 for ICIO.

    Returns:
        A `Sample`; print it.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if the filter needs a population and none is given, or the frames are of two kinds.
    """
    if population is not None:
        same_kind(flows, population)
    elif rules.min_population:
        raise UsageError(f"the sample {rules.name!r} asks for the population: give it as a frame")
    table = opened(flows, (exporter, product), (value,))
    cells = totals(table, (exporter, product), value).rename({exporter: "_i", product: "_k", value: "_v"})
    if population is not None:
        people = opened(population, (exporter,), (heads,)).rename({exporter: "_i", heads: "_p"})
        cells = attribute(cells, people, "_i", "_p")
    cells = cells.with_columns(nw.col("_v") * usd)
    left, steps = _applied(rules, cells)
    kept = {key: left[key].unique() for key in ("_i", "_k")}
    stays = table.filter(nw.col(exporter).is_in(kept["_i"]) & nw.col(product).is_in(kept["_k"]))
    return Sample(
        frame=handed_back(stays, flows),
        rules=rules,
        steps=steps,
        exporters=(len(kept["_i"]), cells["_i"].n_unique()),
        products=(len(kept["_k"]), cells["_k"].n_unique()),
        value_share=_part(left, cells),
    )


def _applied(rules: SampleFilter, cells: Table) -> tuple[Table, tuple[Step, ...]]:
    left, steps = cells, []
    for rule in RULES:
        setting = getattr(rules, rule.name)
        if setting:
            dropped = rule.finds(left, setting)
            gone = nw.col(rule.key).is_in(dropped)
            share = _part(left.filter(gone), cells)
            steps.append(Step(rule.words(setting), rule.side, tuple(dropped), share))
            left = left.filter(~gone)
    return left, tuple(steps)


def _part(some: Table, whole: Table) -> float:
    total = whole["_v"].sum()
    return float(some["_v"].sum() / total) if total else 0.0
