"""Questions to the record about a pair: its story, instruments, representation, aid, stated trade."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import about, acting, in_language, of_a_pair, some, table
from entrepot.cli.footnotes import Footnotes, plain
from entrepot.cli.output import print_json
from entrepot.cli.statement import when
from entrepot.metadata.places import Place, get

if TYPE_CHECKING:
    from entrepot.analyses.relations.representation import Representation
    from entrepot.metadata.statement import Amount


@click.command()
@of_a_pair
@in_language
def chronology(a: Place, b: Place, lang: str, as_json: bool) -> None:
    """What happened between A and B, in order; what has no date stands apart. * marks a derived date."""
    from entrepot.analyses.relations.chronology import chronology as answer

    statements, documents = about(a, b)
    told = answer(statements, a.code, b.code)
    if as_json:
        return print_json(plain(told))
    notes = Footnotes(documents)
    for heading, entries in (("dated", told.dated), ("without a beginning", told.undated)):
        rows = [
            (
                when(e.date),
                e.grade.word,
                notes.mark(e.statement),
                e.statement.says(lang) + acting(e.capacity),
            )
            for e in entries
        ]
        table(("date", "involved", "note", heading), rows)
    return notes.print()


@click.command()
@of_a_pair
@in_language
def instruments(a: Place, b: Place, lang: str, as_json: bool) -> None:
    """What A and B agreed, promised or proposed, how far it went, and what that rests on."""
    from entrepot.analyses.relations.instruments import instruments as answer

    statements, documents = about(a, b)
    found = some(answer(statements, a.code, b.code), "agreement, promise or project", a, b)
    if as_json:
        return print_json(plain(found))
    notes = Footnotes(documents)
    table(
        ("date", "stage", "in force", "evidence", "note", "instrument"),
        [
            (
                when(i.date),
                i.stage.value,
                i.in_force(),
                i.evidence.word,
                notes.mark(i.statement),
                i.statement.says(lang),
            )
            for i in found
        ],
    )
    return notes.print()


@click.command()
@of_a_pair
@in_language
def representation(a: Place, b: Place, lang: str, as_json: bool) -> None:
    """Who represents A in B and B in A, from where; what is missing."""
    from entrepot.analyses.relations.representation import representation as answer

    statements, documents = about(a, b)
    found = answer(statements, a.code, b.code)
    if as_json:
        return print_json(plain(found))
    notes = Footnotes(documents)
    seats = {True: "resident", False: "from elsewhere", None: ""}
    posts = [
        (p.kind, p.seat, seats[p.resident], when(p.since), notes.mark(p.statement), p.statement.says(lang))
        for p in found.posts
    ]
    absent = [("absence", s.location, "", when(s.date), notes.mark(s), s.says(lang)) for s in found.absences]
    table(("kind", "seat", "from", "since", "note", "representation"), [*posts, *absent])
    for line in _gaps(found):
        click.echo(line)
    return notes.print()


def _gaps(found: Representation) -> Iterable[str]:
    from entrepot.analyses.relations.representation import SHARED

    for gap in found.gaps:
        others = ", ".join(get(code).name() for code in gap.others)
        elsewhere = f", while there is one in {others}" if others else ""
        sender, host = get(gap.sender).name(), get(gap.host).name()
        between = "with" if gap.kind in SHARED else "in"
        yield f"No {gap.kind} of {sender} {between} {host}: {gap.coverage}{elsewhere}."


@click.command()
@of_a_pair
@in_language
def aid(a: Place, b: Place, lang: str, as_json: bool) -> None:
    """What A gave or offered B, each contribution once; amounts that are not stated are not zero."""
    from entrepot.analyses.relations.contributions import contributions

    statements, documents = about(a, b)
    found = contributions(statements, a.code, b.code, documents)
    listed = some((*found.given, *found.unknown), "contribution", a, b)
    if as_json:
        totals = {unit: plain(found.total(unit)) for unit in found.units}
        return print_json(plain(found) | {"total": plain(found.total()), "totals": totals})
    notes = Footnotes(documents)
    table(
        ("period", "amount", "kind", "stage", "note", "for"),
        [
            (
                when(c.date),
                str(c.amount or "not stated"),
                c.kind,
                "offered" if c.pledged else c.statement.status,
                notes.mark(c.statement, *c.parts),
                c.statement.says(lang),
            )
            for c in listed
        ],
        right=("amount",),
    )
    sums = " and ".join(str(found.total(unit)) for unit in found.units)
    click.echo(f"Sum: {sums or 'no amount is stated'}.\n")
    return notes.print()


def _read(amount: Amount) -> str:
    bounds = amount.bounds
    if not math.isfinite(bounds.width):
        return f"at least {bounds.low:,.12g} {amount.unit}"
    around = f" ± {bounds.width / 2:,.6g}" if bounds.width else ""
    return f"{amount.value:,.12g}{around} {amount.unit}"


@click.command("trade-figures")
@of_a_pair
def trade_figures(a: Place, b: Place, as_json: bool) -> None:
    """Trade, ranks and investment between A and B as documents state them, and as they are read."""
    from entrepot.analyses.relations.citing import amount_of
    from entrepot.analyses.relations.trade_figures import stated_trade

    statements, documents = about(a, b)
    found = some(stated_trade(statements, a.code, b.code, documents), "figure on trade", a, b)
    if as_json:
        return print_json(plain(found))
    notes = Footnotes(documents)
    table(
        ("period", "from", "to", "measure", "of", "as stated", "read as", "note"),
        [
            (
                t.figure.period,
                t.exporter,
                t.importer,
                t.measure,
                t.concept,
                t.as_stated,
                _read(amount_of(t.statement)),
                notes.mark(t.statement),
            )
            for t in found
        ],
        right=("as stated", "read as"),
    )
    return notes.print()
