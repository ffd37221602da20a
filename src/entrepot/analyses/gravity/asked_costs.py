"""What is asked of costs of trade, and of which panel: read, checked, and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from entrepot.analyses.gravity.changes import Change
from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.design import labels
from entrepot.analyses.gravity.estimates import Estimates
from entrepot.analyses.gravity.opened import Opened
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, YEAR, Panel, checked
from entrepot.analyses.gravity.variables import Variable
from entrepot.metadata.errors import BadInput, UsageError

_AGREE = 1e-3
"""How far coefficients may be, in standard errors, from those that the panel gives: more is another panel."""


def terms_of(estimates: Estimates) -> tuple[str, ...]:
    """Names of the coefficients, without the constant."""
    return tuple(term.name for term in estimates.terms if term.name != "constant")


def refuse_levels(estimates: Estimates) -> None:
    """Raises `UsageError` where trade itself was explained: such coefficients are no costs."""
    if estimates.specification.estimator == "levels":
        raise UsageError(
            "These estimates are of trade in its unit (levels); costs need PPML, or OLS of logs."
        )


def second_terms(columns: Columns, fill: Sequence[str] | None) -> list[str]:
    """Terms of the second stage: those named, else distance, contiguity, language and colony."""
    if fill is not None:
        return list(fill)
    usual = [columns.contiguity, columns.language, columns.colony]
    return [*(["log_dist"] if columns.distance else []), *(name for name in usual if name)]


def panel_of(
    opened: Opened, columns: Columns, estimates: Estimates, variables: list[Variable], asked: list[Change]
) -> Panel:
    """The panel with all columns that variables and changes read.

    Raises:
        UsageError: a change of what is in no term.
        BadInput: as `checked`.
    """
    terms = terms_of(estimates)
    for one in asked:
        if one.name not in (*opened.names, *terms):
            known = ", ".join(dict.fromkeys((*terms, *(n for made in variables for n in made.needs))))
            raise UsageError(f"{one.name} is no column and no term of the equation. There are {known}.")
        if one.name not in terms and not any(one.name in made.needs for made in variables):
            raise UsageError(f"{one.name} is in no term of the equation ({', '.join(terms)}).")
    sizes = [c for c in (columns.gdp_exporter, columns.gdp_importer) if c]
    numeric = list(dict.fromkeys([name for made in variables for name in made.needs] + sizes))
    named = [label for label in labels(estimates.specification) if label not in numeric]
    return checked(opened, columns, numeric, named)


def year_of(panel: Panel, estimates: Estimates, year: int | None) -> int:
    """The year that was asked for, or the only one; raises `UsageError`."""
    there = panel.rows[YEAR].unique().sort().to_list()
    if not panel.columns.year:
        if year is not None:
            raise UsageError(f"Year {year} was asked for, but the panel has no column of years.")
        return int(there[0])
    if year is None and len(there) > 1:
        used = [y for y in there if y in estimates.sample.get("years", there)] or there
        raise UsageError(f"Which year? There are {', '.join(map(str, used[-8:]))}; say year, --year.")
    if year is not None and year not in there:
        raise UsageError(f"The panel has no year {year}; it has {there[0]} to {there[-1]} ({len(there)}).")
    return int(there[0] if year is None else year)


def refuse_others(panel: Panel, estimates: Estimates, values: Mapping[str, float]) -> None:
    """Raises `BadInput` where the coefficients of this panel are not those of the estimates."""
    for name, value in values.items():
        term = estimates[name]
        if not abs(value - term.value) <= _AGREE * max(1e-6, term.se):
            raise BadInput(
                f"{name} is {value:.6g} in this panel, {term.value:.6g} in the estimates",
                file=panel.source.file or None,
                expected="the panel from which they were estimated: effects of pairs come from it",
                remedy="Estimate again from this panel.",
            )


def refuse_unknown(here: Panel, link: pl.Series) -> None:
    """Raises `BadInput` where trade, or b x before or after, is not known in a row of the year."""
    if link.null_count():
        row = here.rows.row(int(link.is_null().arg_max() or 0), named=True)
        flow = f"{here.economies[row[EXPORTER]]} to {here.economies[row[IMPORTER]]}"
        raise BadInput(
            f"a term of the equation is not known for {flow} ({link.null_count():,} flows of the year)",
            file=here.source.file or None,
            expected="all columns of the equation, for all pairs of the year",
            remedy="Fill the cells, or leave that economy out.",
        )


def notes_of(estimates: Estimates, opened: Opened, asked: list[Change]) -> tuple[str, ...]:
    """What a reader must know of costs that come from these estimates and this panel."""
    told = []
    if not estimates.specification.domestic:
        told.append("estimated without sales at home: what crossing a border costs is not in these costs")
    ours, theirs = opened.source.sha256, estimates.source.sha256
    if ours and theirs and ours != theirs:
        told.append(f"the panel is not the file of the estimates ({estimates.source.file})")
    names = {one.name.casefold() for one in asked}
    for term in terms_of(estimates):
        stem = term.casefold().rpartition("_")[0]
        if (
            stem in names
            and term.casefold() not in names
            and term[len(stem) + 1 :].startswith(("lag", "lead"))
        ):
            told.append(f"{term} stays as it is: a lag or lead is changed by its own name")
    return tuple(told)
