"""Named differences in a terminal: what one says, and several side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from entrepot.analyses.corridors.network_questions import Effect
from entrepot.cli.corridors_effect_text import means, tally
from entrepot.cli.corridors_tables import change, foot, number, percent_change, share, wrapped
from entrepot.cli.output import print_table
from entrepot.metadata.corridors import Addition, Change, Difference, Layer, Span
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.origin import Origin, join
from entrepot.metadata.places import Scheme, get
from entrepot.sources.corridors.book import Book


def told(one: Difference, layer: Layer) -> str:
    """Everything that a difference says, with who says so."""
    lines = [f"{one.name}: {one.title}" if one.title else one.name]
    lines += [wrapped(one.description)] if one.description else []
    lines += _section("Closes", [wrapped(place(closure, layer), "  ") for closure in one.closures])
    lines += _section("Changes", [wrapped(_change(each, layer), "  ") for each in one.changes])
    lines += _section("Adds", [wrapped(_addition(each, layer), "  ") for each in one.additions])
    said = [change.source for change in one.changes] + [added.source for added in one.additions]
    lines += _section("Who says so", [wrapped(source, "  ") for source in dict.fromkeys(said) if source])
    return "\n".join(lines)


def place(written: str, layer: Layer) -> str:
    """A written form in words, and itself: "Suez Canal (passage:suez)"; "everywhere" where it is empty."""
    if not written:
        return "everywhere"
    kind, _, name = written.partition(":")
    if kind == "border":
        codes = name.split(":")
        # Two terminals or two countries: BLR is Bengaluru's airport as well as Belarus.
        known = all(code in layer.terminals for code in codes)
        names = [layer.terminals[c].name() if known else get(c, Scheme.ISO3).name() for c in codes]
    elif kind == "leg" and name in layer.legs:
        leg = layer.legs[name]
        names = [layer.terminals[code].name() for code in (leg.start, leg.end)]
    else:
        names = [Book.of(layer).told(written).partition("  ")[2]]
    return f"{' – '.join(names)} ({written})" if all(names) else written


def span(given: Span, unit: str = "") -> str:
    """Typical, and low to high in brackets where they differ."""
    low, typical, high = (f"{value:,.6g}" for value in (given.low, given.typical, given.high))
    behind = f" {unit}" if unit and unit != "1" else ""
    return f"{typical}{behind}" if low == high else f"{typical}{behind} ({low} to {high})"


def print_side_by_side(
    found: Sequence[Effect], weighed_by: str, remarks: Sequence[str], origins: Sequence[Origin]
) -> None:
    """A line for each difference: the pairs that change, those without a way, the mean changes."""
    by = f" Weights: {weighed_by}." if weighed_by else ""
    click.echo(f"{len(found)} what-ifs, each alone, over {len(found[0].pairs):,} pairs.{by}")
    click.echo("Mean change of the pairs whose best by the criterion changes; + is a loss.\n")
    heads = ("what if", "change", "share", "no route", "days", "USD", "relative", "kg CO2e", "delay h")
    print_table(heads, [_line(one) for one in found], right=heads[1:])
    foot(found[0].table.caveat, join(*(one.table.origins for one in found), tuple(origins)), *remarks)


def _line(one: Effect) -> tuple[str, ...]:
    by_status = {row["status"]: row for row in tally(one)}
    still = ("unchanged", "never a route")
    moved = [row for status, row in by_status.items() if status not in still]
    hours, usd, co2e, delay = means(one)
    days = hours["mean_change"]
    return (
        one.difference.name,
        f"{sum(row['pairs'] for row in moved):,}",
        share(sum(row["weight_share"] for row in moved)),
        number(by_status.get("no route", {"pairs": 0})["pairs"]),
        change(None if days is None else days / 24.0, 1),
        change(usd["mean_change"]),
        percent_change(usd["mean_share"]),
        percent_change(co2e["mean_share"]),
        change(delay["mean_change"], 1),
    )


def _section(head: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n{head}:"
        yield from lines


def _change(one: Change, layer: Layer) -> str:
    unit = QUANTITIES[one.quantity]
    new = f"x {one.times:g}" if one.to is None else f"= {span(one.to, unit)}"
    by = f", by {one.mode}" if one.mode else ""
    return f"{one.quantity} {new}{by}, {place(one.where, layer)}"


def _addition(one: Addition, layer: Layer) -> str:
    ends = f"{layer.terminals[one.start].name()} – {layer.terminals[one.end].name()}"
    facts = [f"{one.mode}, {ends} ({one.start}, {one.end})", *(["one way"] if one.one_way else [])]
    facts += [f"{one.km:,g} km"] if one.km is not None else []
    facts += [f"{one.gauge} mm"] if one.gauge else []
    facts += [f"{span(one.hours, 'h')}"] if one.hours else []
    dear = "USD/kg" if one.mode.value == "air" else "USD/FEU"
    facts += [f"{span(one.price, dear)}"] if one.price else []
    facts += [f"one departure every {span(one.headway, 'h')}"] if one.headway else []
    head = f"{one.title}: " if one.title else ""
    return head + ", ".join(facts)
