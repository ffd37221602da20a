"""Estimates in a terminal: the table on standard output, what they rest on on standard error."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.output import harmless, note, print_table

if TYPE_CHECKING:
    from entrepot.analyses.gravity import Estimates, Term

_HEAD = ("term", "estimate", "se", "z", "p", "95 % from", "to", "trade, %")


def print_estimates(result: Estimates, equivalents: Mapping[str, Term]) -> None:
    """The equation, the coefficients, and sums and changes below a line of their own."""
    click.echo(harmless(result.specification.formula) + "\n")
    head = (*_HEAD, "as a duty, %") if equivalents else _HEAD
    effects = {term.name: term.value for term in result.effects}
    rows = []
    for term in (*result.terms, *result.sums):
        row = (*_row(term), _number(effects[term.name], 1) if term.name in effects else "")
        duty = equivalents.get(term.name)
        rows.append((*row, _number(duty.value, 1) if duty else "") if equivalents else row)
    print_table(head, rows, head[1:])
    for change in result.changes:
        click.echo(f"\n{change.name}: {change.value:+.2f} % (se {change.se:.2f}), {change.made}")
    for sigma in result.elasticities:
        click.echo(
            f"\n{sigma.name}: {sigma.value:.3f} (se {sigma.se:.3f}): elasticity of substitution, if trade is "
            "valued without the duty; the trade elasticity theta is 1 less"
        )


def _row(term: Term) -> tuple[str, ...]:
    numbers = [_number(n, 4) for n in (term.value, term.se)]
    numbers += [_number(term.z, 2), _number(term.p, 4), _number(term.low, 4), _number(term.high, 4)]
    return (term.name, *numbers)


def _number(value: float, digits: int) -> str:
    if not math.isfinite(value):
        return "–"
    return f"{value:.{digits}f}" if abs(value) < 1e7 else f"{value:.3e}"


def tell(result: Estimates) -> None:
    """Rows used and left out, fit, errors, guesses: what a reader must know."""
    asked, fit = result.specification, result.fit
    left = "; ".join(f"{many:,} {why}" for why, many in result.left_out.items())
    years = result.sample["years"]
    span = (
        f", {years[0]} to {years[-1]} ({len(years)})" if len(years) > 1 else f", {years[0]}" if years else ""
    )
    lines = [
        f"{result.n:,} of {result.given:,} rows; {result.sample['economies']} economies{span}.",
        f"Left out: {left}." if left else "No row was left out.",
        ", ".join(f"{name.replace('_', ' ')} {value:,.4f}" for name, value in fit.items()) + ".",
        f"Errors clustered by {' and '.join(asked.cluster)} ({result.clusters:,} clusters), correction: "
        f"{asked.small_sample}."
        if asked.errors == "clustered"
        else f"Errors: {asked.errors}.",
    ]
    if asked.reset:
        lines.append(f"RESET test: p = {result.reset_p:.4f} (small: the equation lacks something).")
    lines += [f"{told[:1].upper()}{told[1:]}." for told in result.notes]
    lines.append("Estimates are of partial effects: prices and incomes as they are.")
    note("\n" + "\n".join(wrapped(line) for line in lines))
