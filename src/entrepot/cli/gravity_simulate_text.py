"""What a change does, from estimates, in a terminal: the table on standard output, its grounds beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from entrepot.cli.corridors_tables import print_rows_as_csv, wrapped
from entrepot.cli.output import note, print_json, print_table

if TYPE_CHECKING:
    import polars as pl

    from entrepot.analyses.equilibrium.armington import Bilateral, Effect, Guide
    from entrepot.analyses.gravity import Estimates, PairCosts

_SHOWN = {
    "exports, conditional": "change_Xi_CDL",
    "exports": "change_Xi_FULL",
    "producer price": "change_price_FULL",
    "consumer price": "change_IMR_FULL",
    "real GDP": "change_rGDP_FULL",
}
_FILLED = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is told: estimates, costs, the world they make, its equilibrium, how changes count."""

    estimates: Estimates
    costs: PairCosts
    data: Bilateral
    found: Guide
    effect: Effect


def give(answer: Answer, *, pairs: bool, as_csv: bool, as_json: bool) -> None:
    """The rows on standard output, as asked for."""
    table = answer.found.pairs() if pairs else answer.found.table(answer.effect)
    if as_json:
        print_json(_document(answer, table, "pairs" if pairs else "economies"))
    elif as_csv:
        print_rows_as_csv(table.columns, table.to_dicts())
    elif pairs:
        rows = [(one, other, *(f"{x:,.2f}" for x in values)) for one, other, *values in table.rows()]
        print_table(table.columns, rows, table.columns[2:])
    else:
        heads = [f"{name}, %" for name in _SHOWN]
        shown = table.select("country", *_SHOWN.values())
        rows = [(code, *(f"{x:+.3f}" for x in values)) for code, *values in shown.rows()]
        print_table(("economy", *heads), rows, heads)


def tell(answer: Answer) -> None:
    """How it was had, what was guessed, and how far the book's way is from markets that clear."""
    found, costs = answer.found, answer.costs
    what = "; ".join(f"{one} ({many:,} flows)" for one, many in costs.changes)
    counted = (
        "(after - before) / before"
        if answer.effect == "change"
        else ("what it does to have what is taken away: (before - after) / after, prices 1 - after / before")
    )
    ends = {"guide": "as the book does", "converged": "settled"}[found.stopping]
    when = f", {costs.year}" if costs.year else ""
    lines = [
        f"{what}{when}; sigma {found.sigma:g}, reference {found.reference}.",
        f"Percent: {counted}.",
        f"Closure {found.closure}, stopped {ends} after {found.iterations} steps (last change of a price "
        f"{found.residual:.2g}).",
        *_filled(costs),
        *_distance(answer),
        *(f"{told[:1].upper()}{told[1:]}." for told in costs.notes),
    ]
    note("\n" + "\n".join(wrapped(line) for line in lines))


def _filled(costs: PairCosts) -> list[str]:
    if not costs.filled:
        return []
    named = ", ".join(f"{one} to {other}" for one, other in costs.filled[:_FILLED])
    more = f" and {len(costs.filled) - _FILLED} more" if len(costs.filled) > _FILLED else ""
    terms = ", ".join(f"{name} {value:.4f}" for name, value in costs.second_stage.items())
    return [f"Never traded, their effect foretold from {terms}: {named}{more}."]


def _distance(answer: Answer) -> list[str]:
    """How far real GDP is from that of the exact model, which is another closure."""
    gap = _gap(answer)
    if gap is None:
        return []
    if isinstance(gap, str):
        return [f"With markets that clear (--closure share) there is no equilibrium: {gap}"]
    code, points = gap
    return [
        f"With markets that clear (--closure share) real GDP differs by up to {points:.3g} points ({code})."
    ]


def _gap(answer: Answer) -> tuple[str, float] | str | None:
    from entrepot.analyses.equilibrium.armington import NoEquilibrium, guide

    found = answer.found
    if found.closure != "guide":
        return None
    try:
        exact = guide(answer.data, found.sigma, reference=found.reference, closure="share")
    except NoEquilibrium as error:
        return str(error)
    tables = [one.table(answer.effect)["change_rGDP_FULL"] for one in (found, exact)]
    apart = (tables[0] - tables[1]).abs()
    place = int(apart.arg_max() or 0)
    return found.countries[place], float(apart[place])


def _document(answer: Answer, table: pl.DataFrame, kind: str) -> dict[str, Any]:
    found, costs, estimates = answer.found, answer.costs, answer.estimates
    return {
        "changes": [{"change": str(one), "flows": many} for one, many in costs.changes],
        "year": costs.year or None,
        "sigma": found.sigma,
        "reference": found.reference,
        "closure": found.closure,
        "stopping": found.stopping,
        "steps": found.iterations,
        "residual": found.residual,
        "loops": [
            {"mean": s.mean, "deviation": s.deviation, "low": s.low, "high": s.high} for s in found.steps
        ],
        "percent": answer.effect,
        "terms": {term.name: term.value for term in estimates.terms},
        "second_stage": dict(costs.second_stage),
        "filled": [list(pair) for pair in costs.filled],
        "estimates_source": {"file": estimates.source.file, "sha256": estimates.source.sha256},
        "notes": list(costs.notes),
        kind: table.to_dicts(),
    }
