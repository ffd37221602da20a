"""From a panel and a specification to estimates."""

from __future__ import annotations

import math
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from entrepot.analyses.gravity.columns import NEEDED, Columns, found, lacking
from entrepot.analyses.gravity.design import Design, designed, labels
from entrepot.analyses.gravity.engine import Fitted, fitted
from entrepot.analyses.gravity.estimates import Estimates, Term
from entrepot.analyses.gravity.failures import NoEstimate
from entrepot.analyses.gravity.files import opened_file
from entrepot.analyses.gravity.opened import Opened, opened_frame
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, TRADE, YEAR, Panel, checked
from entrepot.analyses.gravity.ready import Facts, Wishes, check_name, specified
from entrepot.analyses.gravity.specification import Specification
from entrepot.analyses.gravity.variables import variable
from entrepot.metadata.errors import UsageError

_RESET = "square of the prediction"


def estimate(
    panel: object,
    specification: Specification | str = "structural",
    *,
    columns: Columns | None = None,
    wishes: Wishes | None = None,
    delimiter: str = "",
    **settings: Any,
) -> Estimates:
    """Estimate a gravity equation.

    Args:
        panel: a path of a file (CSV, TSV, Parquet, Stata), or a pandas or Polars frame, a PyArrow table or a
            DuckDB relation: a row for each exporter, importer and year, trade in any one unit, 0 for none.
        specification: one of your own, or the name of a ready one (`READY`).
        columns: what the columns are called; those not named are guessed, and the result says so.
        wishes: what a ready specification is given besides.
        delimiter: of a CSV file, where it cannot be told.
        settings: fields of `Specification` that go before those of a ready one, such as `years`.

    Raises:
        UsageError: what is asked contradicts itself, or fereg is not installed (`EngineMissing`).
        BadInput: the panel is not what it should be: column and row are named.
        NoEstimate: the panel cannot tell what was asked.
    """
    opened = opened_file(panel, delimiter) if isinstance(panel, Path) else opened_frame(_no_text(panel))
    known, guessed = found(opened.names, columns or Columns(), opened.source.file or None)
    asked = _asked(opened, known, specification, wishes, settings)
    variables = [variable(name, opened.names, known) for name in asked.terms]
    sizes = [c for c in (known.gdp_exporter, known.gdp_importer) if c]
    numeric = list(dict.fromkeys([name for made in variables for name in made.needs] + sizes))
    for label in labels(asked):
        if label not in opened.names:
            raise lacking(
                label, opened.names, file=opened.source.file or None, role="a fixed effect or cluster"
            )
    _refuse_strange_years(asked, known)
    rows = checked(opened, known, numeric, [label for label in labels(asked) if label not in numeric])
    design = designed(rows, asked, variables)
    made = fitted(design, asked)
    _refuse_collinear(made, design, asked)
    told = tuple(f"{role} is column {n}" for role, n in guessed.items() if role in NEEDED or n in numeric)
    reset = _reset(design, made, asked) if asked.reset else math.nan
    return _estimates(rows, asked, design, made, reset, told)


def _no_text(panel: object) -> object:
    if isinstance(panel, str):
        raise UsageError(f"For a file write Path({panel!r}): a text is no panel.")
    return panel


def _asked(
    opened: Opened,
    columns: Columns,
    specification: Specification | str,
    wishes: Wishes | None,
    settings: dict[str, Any],
) -> Specification:
    if isinstance(specification, Specification):
        if wishes is not None:
            raise UsageError("Wishes go with a ready specification: put the terms into your own.")
        return replace(specification, **settings) if settings else specification
    check_name(specification)
    # The keys are read apart, for the few specifications that need to know them.
    keys = checked(opened, columns, ()) if _needs_keys(specification) else None
    years = _years(keys, settings, opened, wishes) if keys is not None and columns.year else ()
    economies = _at_home(keys) if keys is not None else ()
    facts = Facts(columns, opened.names, years, economies)
    return specified(specification, facts, wishes or Wishes(), **settings)


def _years(keys: Panel, settings: dict[str, Any], opened: Opened, wishes: Wishes | None) -> tuple[int, ...]:
    """Years that are used, without those for which a lag or lead that is made is not known."""
    there: list[int] = keys.rows[YEAR].unique().sort().to_list()
    agreement, wishes = keys.columns.agreement, wishes or Wishes()
    written = {name.casefold() for name in opened.names}
    apart = [n for n in wishes.lags if f"{agreement}_lag{n}".casefold() not in written]
    apart += [-n for n in wishes.leads if f"{agreement}_lead{n}".casefold() not in written]
    chosen = [year for year in there if year in settings.get("years", there)]
    return tuple(year for year in chosen if all(year - n in there for n in apart))


def _needs_keys(name: str) -> bool:
    return name.startswith(("distance-puzzle", "border-countries", "rta-globalisation"))


def _at_home(panel: Panel) -> tuple[str, ...]:
    """Economies with sales of their own in the panel."""
    own = panel.rows.filter((pl.col(EXPORTER) == pl.col(IMPORTER)) & (pl.col(TRADE) > 0))
    return tuple(panel.economies[code] for code in own[EXPORTER].unique().sort())


def _refuse_strange_years(asked: Specification, columns: Columns) -> None:
    if asked.years and not columns.year:
        raise UsageError("Years were chosen, but there is no column of years: name it with --year.")


def _refuse_collinear(made: Fitted, design: Design, asked: Specification) -> None:
    lost = [design.terms[int(name[1:])] for name in made.collinear if name.startswith("x")]
    if lost and (not asked.drop_collinear or len(lost) == len(design.terms)):
        effects = f" or the fixed effects ({', '.join(asked.fixed_effects)})" if asked.fixed_effects else ""
        raise NoEstimate(
            f"{', '.join(lost)} cannot be told from the other terms{effects}: their effects are the same "
            "thing in these rows. Leave it out, keep sales within economies (domestic), or allow it to be "
            "dropped (drop_collinear)."
        )


def _reset(design: Design, made: Fitted, asked: Specification) -> float:
    """P of the squared prediction as one more term (Ramsey's RESET test, as in the guide)."""
    square = pl.Series(f"x{len(design.terms)}", made.link**2)
    frame = design.frame[made.rows].with_columns(square)
    more = replace(design, frame=frame, terms=(*design.terms, _RESET))
    again = fitted(more, asked)
    names = list(again.names)
    return float(again.table[names.index(square.name), 3]) if square.name in names else math.nan


def _estimates(
    panel: Panel, asked: Specification, design: Design, made: Fitted, reset: float, told: tuple[str, ...]
) -> Estimates:
    names = [design.terms[int(name[1:])] if name.startswith("x") else name for name in made.names]
    rows = [[float(number) for number in row] for row in made.table]
    lost = [design.terms[int(name[1:])] for name in made.collinear]
    gone = [*(term for term in asked.terms if term not in design.terms), *lost]
    notes = [*told, *([f"left out, not to be told from the rest: {', '.join(gone)}"] if gone else [])]
    effects = dict(zip(asked.fixed_effects, made.levels, strict=True))
    result = Estimates(
        specification=asked,
        terms=tuple(_term(name, row) for name, row in zip(names, rows, strict=True)),
        sums=(),
        changes=(),
        elasticities=(),
        covariance=made.covariance,
        n=len(made.rows),
        given=panel.rows.height,
        left_out=design.left_out | made.left_out,
        clusters=made.clusters,
        levels=effects,
        fit=made.fit,
        sample={"years": list(design.years), "economies": design.economies},
        reset_p=reset,
        columns=panel.columns.to_dict(),
        source=panel.source,
        software={"entrepot": version("entrepot"), **made.software},
        notes=tuple(notes),
    )
    return _with_sums(result)


def _term(name: str, row: list[float]) -> Term:
    value, se, z, p, low, high = row
    return Term(name, value, se, z, p, low, high)


def _with_sums(result: Estimates) -> Estimates:
    asked, known = result.specification, {term.name for term in result.terms}
    sums = [
        result.combination(dict.fromkeys(terms, 1.0), name)
        for name, terms in asked.totals.items()
        if known.issuperset(terms)
    ]
    sigmas = [result.combination({t: -1.0}, f"sigma_from_{t}") for t in asked.elasticities if t in known]
    changes = [
        result.percentage_change(first, last, name)
        for name, (first, last) in asked.changes.items()
        if known.issuperset((first, last))
    ]
    return replace(result, sums=tuple(sums), changes=tuple(changes), elasticities=tuple(sigmas))
