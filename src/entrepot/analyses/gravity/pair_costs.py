"""From estimates to t^(1 - sigma) of every pair, as it is and as it would be, for general equilibrium."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from entrepot.analyses.gravity.asked_costs import (
    notes_of,
    panel_of,
    refuse_levels,
    refuse_others,
    refuse_unknown,
    second_terms,
    terms_of,
    year_of,
)
from entrepot.analyses.gravity.changes import Change, changed, concerned
from entrepot.analyses.gravity.columns import Columns, found
from entrepot.analyses.gravity.design import designed
from entrepot.analyses.gravity.engine import absorbed
from entrepot.analyses.gravity.estimates import Estimates
from entrepot.analyses.gravity.files import opened_file
from entrepot.analyses.gravity.opened import opened_frame
from entrepot.analyses.gravity.pair_effects import Filled, filled, from_home, of_pairs, pair_effects
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, TRADE, YEAR, Panel
from entrepot.analyses.gravity.variables import Variable, variable
from entrepot.metadata.errors import BadInput, UsageError

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PairCosts:
    """Trade of one year and what costs let through of it.

    Attributes:
        table: a row per exporter and importer, home sales too: `exporter`, `importer`, `trade`, `before` and
            `after`. The last two are t^(1 - sigma) = exp(b x + effect of the pair).
        year: of the trade; 0 where the panel has no years.
        changes: what is otherwise after, each with the number of flows that it changed.
        filled: pairs that never trade, exporter and importer, whose effect a second stage foretold.
        second_stage: coefficients of that.
        notes: what a reader must know.
    """

    table: pl.DataFrame
    year: int
    changes: tuple[tuple[Change, int], ...]
    filled: tuple[tuple[str, str], ...]
    second_stage: Mapping[str, float]
    notes: tuple[str, ...]


def pair_costs(
    panel: object,
    estimates: Estimates,
    changes: Change | Sequence[Change],
    *,
    year: int | None = None,
    fill: Sequence[str] | None = None,
    delimiter: str = "",
) -> PairCosts:
    """Costs of trade of one year before and after a change, from estimates of a gravity equation.

    Without fixed effects of pairs, costs are exp(b x). With them, the equation is fitted once more to this
    panel, to 12 digits, for their values; pairs that never trade get theirs from a second stage.

    Args:
        panel: that the estimates are from: a path, or a frame, as `estimate` takes it.
        estimates: of `estimate`, or read by `saved_estimates`.
        changes: what is otherwise.
        year: whose trade and costs; may be left out where the panel has one.
        fill: terms of the second stage; None is distance, contiguity, language and colony, where known.
        delimiter: of a CSV file, where it cannot be told.

    Raises:
        UsageError: a year, a column or a term that there is not, or a change that changes nothing.
        BadInput: the panel is not what it should be, lacks a value, or is not the one of the estimates.
        NoEstimate: effects of pairs cannot be told.
    """
    refuse_levels(estimates)
    opened = opened_file(panel, delimiter) if isinstance(panel, Path) else opened_frame(panel)
    asked = [changes] if isinstance(changes, Change) else list(changes)
    columns, _ = found(opened.names, Columns(**estimates.columns), opened.source.file or None)
    if columns.product:
        raise UsageError("A pair has a row for each product: take the rows of one product, or add them up.")
    variables = [variable(name, opened.names, columns) for name in terms_of(estimates)]
    seconds = [variable(name, opened.names, columns) for name in second_terms(columns, fill)]
    rows = panel_of(opened, columns, estimates, [*variables, *seconds], asked)
    when = year_of(rows, estimates, year)
    before = _link(rows, estimates, variables, when)
    after, counts = _changed_link(rows, estimates, variables, when, asked, before)
    here = replace(rows, rows=rows.rows.filter(pl.col(YEAR) == when))
    always = _always(rows, here, estimates, when, seconds)
    for series in (before, after):
        refuse_unknown(here, series)
    return PairCosts(
        table=_table(here, before.to_numpy() + always.effect, after.to_numpy() + always.effect),
        year=when,
        changes=tuple(zip(asked, counts, strict=True)),
        filled=_named(here, always.guessed),
        second_stage=always.terms,
        notes=notes_of(estimates, opened, asked),
    )


def _link(
    panel: Panel,
    estimates: Estimates,
    variables: list[Variable],
    year: int,
    others: Mapping[str, Sequence[tuple[Change, npt.NDArray[np.bool_]]]] | None = None,
) -> pl.Series:
    """B x of the rows of the year; `others` are terms that are changed themselves."""
    total = pl.repeat(0.0, panel.rows.height, eager=True)
    for made in variables:
        values = made.make(panel).cast(pl.Float64)
        for one, rows in (others or {}).get(made.name, ()):
            values = changed(values, rows, one)
        total += estimates[made.name].value * values
    return total.filter(panel.rows[YEAR] == year)


def _changed_link(
    panel: Panel,
    estimates: Estimates,
    variables: list[Variable],
    year: int,
    asked: list[Change],
    before: pl.Series,
) -> tuple[pl.Series, list[int]]:
    """B x after all changes, and how many flows each changes beyond those before it."""
    terms: dict[str, list[tuple[Change, npt.NDArray[np.bool_]]]] = {}
    rows, last, counts = panel, before, list[int]()
    for one in asked:
        concerns = concerned(panel, one, year)
        if one.name in panel.rows.columns:
            column = changed(rows.rows[one.name].cast(pl.Float64), concerns, one)
            rows = replace(rows, rows=rows.rows.with_columns(column))
        else:
            terms.setdefault(one.name, []).append((one, concerns))
        link = _link(rows, estimates, variables, year, terms)
        counts.append(int(link.ne_missing(last).sum()))
        if not counts[-1]:
            raise UsageError(f"{one} changes nothing in {year or 'this panel'}: it is so already.")
        last = link
    if not asked:
        raise UsageError("Nothing was said to change: give a Change, on the command line --change.")
    return last, counts


def _always(panel: Panel, here: Panel, estimates: Estimates, year: int, seconds: list[Variable]) -> Filled:
    """Effects of pairs in the rows of the year; zeros where the equation has none."""
    asked = estimates.specification
    places = of_pairs(panel, asked, year)
    none = np.zeros(here.rows.height)
    if not places:
        return Filled(none, none > 0, {})
    names = panel.columns
    variables = [variable(name, tuple(panel.rows.columns), names) for name in terms_of(estimates)]
    used = replace(asked, terms=terms_of(estimates))
    made = absorbed(designed(panel, used, variables), used)
    refuse_others(panel, estimates, dict(zip(terms_of(estimates), made.values, strict=False)))
    effect = pair_effects(panel, asked, made, places)[panel.rows[YEAR].to_numpy() == year]
    return filled(here, from_home(here, effect), seconds)


def _table(here: Panel, before: Vector, after: Vector) -> pl.DataFrame:
    if here.rows[TRADE].null_count():
        raise BadInput(
            f"trade is not known for {here.rows[TRADE].null_count():,} flows of the year",
            file=here.source.file or None,
            column=here.columns.trade,
            expected="an amount for every pair, 0 where nothing is traded",
        )
    names = np.array(here.economies, dtype=object)
    with np.errstate(over="ignore"):
        ease = np.exp(before), np.exp(after)
    return pl.DataFrame(
        {
            "exporter": names[here.rows[EXPORTER].to_numpy()].tolist(),
            "importer": names[here.rows[IMPORTER].to_numpy()].tolist(),
            "trade": here.rows[TRADE],
            "before": ease[0],
            "after": ease[1],
        }
    )


def _named(here: Panel, rows: npt.NDArray[np.bool_]) -> tuple[tuple[str, str], ...]:
    ends = here.rows.select(EXPORTER, IMPORTER).filter(pl.Series(rows)).rows()
    return tuple((here.economies[one], here.economies[other]) for one, other in ends)
