"""What a route loses by passing a named place, and what stands in the way where there is none."""

from __future__ import annotations

import click

from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.no_route import no_route
from entrepot.analyses.corridors.network_questions.why_not import WhyNot, why_not
from entrepot.analyses.corridors.question import Question
from entrepot.cli.output import print_json, print_table
from entrepot.cli.route_text import words_of
from entrepot.metadata.errors import NoData, UsageError
from entrepot.sources.corridors import closure

_DIGITS = {"hours": 0, "usd": 0, "co2e": 0, "delay": 0}


def print_why_not(network: Network, question: Question, place: str, as_json: bool, language: str) -> None:
    """The best routes through a place beside those without that condition, and where the hours go.

    Raises:
        NoData: no route passes it.
    """
    via = closure(place, network.layer)
    try:
        found = why_not(network, question, via)
    except NoData:
        raise NoData(reasons(network, question, via)) from None
    if as_json:
        print_json(found.to_dict())
        return
    click.echo(f"{question.origin.name} → {question.destination.name} by way of {found.name}\n")
    rows = found.table.rows()
    heads = ("best", "criterion", "usual", f"by {found.name}", "loss", "unit")
    print_table(heads, [_row(row, "best", "criterion") for row in rows], right=heads[2:5])
    click.echo("\nWhere the hours of the best balance go:")
    kinds = ("kind", "usual", f"by {found.name}", "loss")
    print_table(kinds, [_row(row, "kind")[:4] for row in found.time.rows()], right=kinds[1:])
    click.echo(f"\n{_verdict(network, found, language)}")


def reasons(network: Network, question: Question, via: str = "") -> str:
    """Why there is no route, and which condition to drop to get one."""
    from dataclasses import replace

    asked = replace(question, via=(*question.via, via)) if via else question
    try:
        return no_route(network, asked).message
    except UsageError:
        return "No route under these conditions."


def _row(row: dict[str, object], *names: str) -> tuple[str, ...]:
    keys = [str(row[name]) for name in names]
    figures = [f"{row[name]:,.0f}" for name in ("usual", "through", "loss")]
    return (*keys, *figures, str(row.get("unit", "")))


def _verdict(network: Network, found: WhyNot, language: str) -> str:
    if found.dominated_by is None:
        return (
            f"The best balance by way of {found.name} is worth considering: "
            "no other way is at least as good on all four counts."
        )
    other = found.dominated_by
    named = words_of(network, language)
    return (
        f"The best balance by way of {found.name} is beaten on every count by another way: "
        f"{named.modes(other)}, {other.hours.typical / 24:.1f} days, {other.usd.typical:,.0f} USD, "
        f"{other.co2e.typical:,.0f} kg CO2e."
    )
