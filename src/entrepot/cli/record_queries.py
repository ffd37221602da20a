"""`entrepot record offices`, `silences`, `claims` ...: questions put to the record of relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from entrepot.cli import pair_queries
from entrepot.cli.arguments import PLACE
from entrepot.cli.asking import (
    about,
    acting,
    in_language,
    of_a_pair,
    outside,
    some,
    table,
    whole_record,
)
from entrepot.cli.footnotes import Footnotes, plain
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.statement import when
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.analyses.relations.silences import Contact, Level
    from entrepot.analyses.relations.tenures import Tenure


@click.command()
@click.argument("who", metavar="PERSON|PLACE", required=False)
@click.option("--on", "day", metavar="DATE", help="EDTF: 2007, 2007-12, 2007-12-03.")
@json_option
def offices(who: str | None, day: str | None, as_json: bool) -> None:
    """Who held which office when. One dated observation covers that date and no more."""
    from entrepot.analyses.relations.tenures import tenures, who_held

    statements, documents = whole_record()
    held = who_held(tenures(statements), when=_edtf(day) if day else None)
    found = [t for t in held if who is None or _is_of(t, who)]
    if not found:
        raise NoData(_no_office(who, day))
    if as_json:
        return print_json(plain(found))
    notes, by_id = Footnotes(documents), {s.id: s for s in statements}
    table(
        ("person", "office", "of", "state", "observed", "capacity", "note"),
        [
            (
                t.person,
                t.office,
                t.body,
                t.state,
                when(t.date) or "at the time of writing",
                t.capacity.value,
                notes.mark(by_id[t.statement]),
            )
            for t in found
        ],
    )
    return notes.print()


@click.command()
@of_a_pair
@click.option(
    "--any-capacity/--own-capacity",
    "any_capacity",
    default=False,
    help="Count visits made for another body, such as the chairmanship of an organisation, or not.",
)
@click.option("--level", type=click.Choice(["high", "any"]), default="high", help="Whose contacts count.")
def silences(a: Place, b: Place, any_capacity: bool, level: Level, as_json: bool) -> None:
    """The longest times without a contact between A and B, and what lay in them that was not counted."""
    from entrepot.analyses.relations.silences import silences as answer

    statements, documents = about(a, b)
    found = answer(statements, a.code, b.code, counting_other_capacities=any_capacity, level=level)
    some(found.contacts, "contact of that level and capacity", a, b)
    if as_json:
        return print_json(plain(found))
    notes, by_id = Footnotes(documents), {s.id: s for s in statements}

    def mark(*contacts: Contact) -> str:
        return notes.mark(*(by_id[i] for c in contacts for i in c.statements))

    rows = [
        (
            f"{s.since.date.edtf} → {s.until.date.edtf}",
            str(s.length),
            _uncounted(s.inside),
            mark(s.since, s.until, *s.inside),
        )
        for s in found.silences
    ]
    if rows:
        table(("silence", "length", "inside, not counted", "note"), rows)
    else:
        days = dict.fromkeys(contact.date.edtf for contact in found.contacts)
        seen = f"{', '.join(days)} {mark(*found.contacts)}"
        click.echo(f"No time between two contacts can be told. Contacts on record: {seen}\n")
    if found.before_first and found.relations_since:
        first = found.contacts[0].date.edtf
        click.echo(f"Relations {found.relations_since.edtf}, first contact {first}: {found.before_first}.\n")
    return notes.print()


@click.command()
@click.argument("places", metavar="[A B]", nargs=-1, type=PLACE)
@in_language
@json_option
def claims(places: Sequence[Place], lang: str, as_json: bool) -> None:
    """What in the record does not agree, with the sum that shows it; with A and B, what concerns them."""
    from entrepot.analyses.relations.claims import check
    from entrepot.analyses.relations.claims.touching import touching
    from entrepot.analyses.relations.claims.wording import reckoned

    if len(places) not in (0, 2):
        raise UsageError("claims takes no place or two: `entrepot record claims BEL KAZ`.")
    statements, documents = about(*places) if places else whole_record()
    found = check(statements, documents, outside())
    if places:
        first, second = places
        found = touching(found, statements, first.code, second.code)
    if as_json:
        return print_json([f.to_dict() for f in found])
    notes, by_id = Footnotes(documents), {s.id: s for s in statements}
    for finding in found:
        click.echo(
            f"{finding.severity}  {finding.rule} {notes.mark(*(by_id[i] for i in finding.statements))}"
        )
        click.echo(click.wrap_text(finding.says(lang), 100, "    ", "    "))
        if finding.calculation:
            click.echo(click.wrap_text(reckoned(finding.calculation, lang), 100, "    = ", "      "))
    note(f"{len(found)} findings. docs/explanation/claims.md tells what each rule can and cannot see.")
    return notes.print()


def _no_office(who: str | None, day: str | None) -> str:
    asked = (f" of “{who}”" if who else "") + (f" on {day}" if day else "")
    observed = "An observation covers its own date only: leave out --on."
    named = "Write a part of a person's name, or a country."
    remedy = observed if day else named
    return f"The record shows no office{asked}. {remedy} `entrepot record list --kind office` lists them all."


def _is_of(tenure: Tenure, who: str) -> bool:
    from entrepot.analyses.relations.cast import code, countries

    if who.casefold() in tenure.person.casefold():
        return True
    place = code(who)
    return bool(place and countries(place) & countries(tenure.state))


def _edtf(day: str) -> StatedDate:
    try:
        return StatedDate(day)
    except ValueError as error:
        raise UsageError(f"--on: {error}.") from None


def _uncounted(inside: Iterable[Contact]) -> str:
    return "; ".join(f"{c.date.edtf}{acting(c.acting_for) or ' (not high-level)'}" for c in inside)


QUERIES: dict[str, click.Command] = {
    "chronology": pair_queries.chronology,
    "offices": offices,
    "instruments": pair_queries.instruments,
    "representation": pair_queries.representation,
    "aid": pair_queries.aid,
    "silences": silences,
    "trade-figures": pair_queries.trade_figures,
    "claims": claims,
}
