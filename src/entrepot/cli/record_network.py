"""`entrepot record path` and `network`: the warmest way to an organisation, and what contacts hang on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.asking import table
from entrepot.cli.footnotes import Footnotes, plain
from entrepot.cli.output import harmless, json_option, note, print_json
from entrepot.cli.private_data import for_a_reason
from entrepot.cli.record_coverage import edtf
from entrepot.cli.signing import named
from entrepot.cli.statement import when
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Document

if TYPE_CHECKING:
    from entrepot.analyses.relations.network import Link, Network, SinglePoints, Turnover, WarmPath

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
MOST_LINES = 20
"""Rows of each table in a terminal; JSON and CSV have all."""


def seen_from(function: Decorated) -> Decorated:
    """The options --on, --with-private, --as and --csv; passes `day`, `reason`, `who` and `as_csv`."""
    function = click.option("--csv", "as_csv", is_flag=True, help="Print all rows as CSV.")(function)
    on = click.option("--on", "day", metavar="DATE", help="Seen from this day (EDTF); by default today.")
    return on(for_a_reason(function))


@click.command(short_help="The warmest way from one organisation to another.")
@click.argument("a", metavar="ORGANISATION")
@click.argument("b", metavar="ORGANISATION")
@click.option("-k", "many", type=click.IntRange(1, 50), default=3, show_default=True, help="How many ways.")
@click.option("--avoid", multiple=True, metavar="BODY", help="No way through this body; may be repeated.")
@seen_from
@json_option
def path(
    a: str,
    b: str,
    many: int,
    avoid: Sequence[str],
    day: str | None,
    reason: str | None,
    who: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """The warmest ways from one organisation, state or body to another, step by step, and what they rest on.

    \b
    entrepot record path "University of Liège" Kazakhstan --on 2013-01-01
    entrepot record path AWEX Kaztransgaz --avoid Belgium
    A step is the warmer, the more it rests on and the fresher that is; docs/explanation/contacts.md has the
    formula. Its strengths are our own estimates.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.relations.network import warm_path

    network, documents = _network(day, reason, who)
    found = warm_path(network, a, b, k=many, avoid=avoid)
    if not found:
        raise NoData(_apart(network, a, b, avoid))
    if as_csv:
        return _csv(_path_rows(found), ("path", "step", "a", "b", "low", "high", "statements", "private"))
    if as_json:
        return print_json(plain(found))
    notes = Footnotes(documents)
    for number, way in enumerate(found, 1):
        click.echo(harmless(f"{number}. {' → '.join(way.bodies)}   warmth {_warmth(way.warmth)}"))
        steps = zip(pairwise(way.bodies), way.links, strict=True)
        rows = [(*ends, *_step(network, notes, link)) for ends, link in steps]
        table(("from", "to", "warmth", "rests on", "through", "note"), rows)
    notes.print()
    return _foot(network)


@click.command(short_help="Who alone holds the contacts, and who has left.")
@click.argument("bodies", metavar="[A B]", nargs=-1)
@seen_from
@json_option
def network(
    bodies: Sequence[str], day: str | None, reason: str | None, who: str | None, as_csv: bool, as_json: bool
) -> None:
    """What the contact network hangs on: bodies and people without whom it falls apart, and who has left.

    \b
    entrepot record network --on 2013-01-01             of the whole record
    entrepot record network Belgium Kazakhstan          what stands between the two
    entrepot record network --csv                       every link with its warmth
    An office that was observed once covers that date: whether someone still holds it is then not known.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.relations.network import single_points, turnover

    if len(bodies) not in (0, 2):
        raise UsageError("network takes no body or two: `entrepot record network Belgium Kazakhstan`.")
    seen, documents = _network(day, reason, who)
    names = [seen.body(name) for name in bodies]
    if as_csv:
        return _csv(_link_rows(seen, names), ("a", "b", "low", "high", "statements", "private"))
    points, since = single_points(seen, *names), turnover(seen, *names)
    if as_json:
        return print_json({"single_points": plain(points), "turnover": plain(since), "network": plain(seen)})
    notes = Footnotes(documents)
    click.echo(f"{len(seen.graph)} bodies, {len(seen.links)} links.\n")
    _tell_points(seen, notes, points)
    _tell_turnover(seen, notes, since)
    notes.print()
    return _foot(seen)


def _network(day: str | None, reason: str | None, who: str | None) -> tuple[Network, tuple[Document, ...]]:
    """The network of the record; with a reason, private contacts take part and the log says so."""
    from entrepot.analyses.relations.network import contact_network
    from entrepot.store.record import Record

    on, record = edtf("--on", day), Record.open()
    if reason is not None:
        record.log_access(named(who), "looked at the network of contacts with private ones", reason)
    documents = record.documents()
    statements = record.statements(private=reason is not None)
    found = contact_network(statements, on, documents, private=reason is not None)
    if not found.links:
        raise NoData(f"the record tells of no contact by {on.edtf}. Ask for a later day with --on.")
    return found, documents


def _tell_points(seen: Network, notes: Footnotes, points: SinglePoints) -> None:
    table(
        ("without", "cut off", "among them"),
        [(b.name, str(b.lost), ", ".join(b.cut_off[:4])) for b in points.bodies[:MOST_LINES]],
        right=("cut off",),
    )
    table(
        ("only link", "", "note"),
        [(link.a, link.b, _mark(seen, notes, link.statements)) for link in points.links[:MOST_LINES]],
    )
    table(
        ("carried by one person", "office", "pairs", "cut", "note"),
        [
            (
                p.person,
                ", ".join(p.offices),
                "; ".join(f"{link.a} – {link.b}" for link in p.pairs[:3]),
                str(len(p.cuts)),
                _mark(seen, notes, p.statements),
            )
            for p in points.people[:MOST_LINES]
        ],
        right=("cut",),
    )


def _tell_turnover(seen: Network, notes: Footnotes, since: Turnover) -> None:
    table(
        ("person", "office", "of", "last contact", "now", "note"),
        [
            (
                p.person,
                p.office,
                p.body,
                when(p.last),
                f"{p.state.value}{f', then {p.successor}' if p.successor else ''}",
                _mark(seen, notes, p.statements),
            )
            for p in since.people[:MOST_LINES]
        ],
    )
    told = ", ".join(f"{number} {state.value}" for state, number in since.ties.items())
    click.echo(f"Ties by whether the people behind them are in office on {since.on}: {told}.\n")


def _step(seen: Network, notes: Footnotes, link: Link) -> tuple[str, ...]:
    best = max(tie.grade for tie in link.ties).word
    people = dict.fromkeys(f"{via.person} ({via.office or via.body})" for tie in link.ties for via in tie.via)
    marked = ", private" if any(tie.private for tie in link.ties) else ""
    return (
        _warmth(link.warmth),
        f"{len(link.statements)}, best: {best}{marked}",
        "; ".join(list(people)[:2]),
        _mark(seen, notes, link.statements),
    )


def _path_rows(found: Sequence[WarmPath]) -> list[dict[str, Any]]:
    return [
        {"path": number, "step": step, **_link_row(link)}
        for number, way in enumerate(found, 1)
        for step, link in enumerate(way.links, 1)
    ]


def _link_rows(seen: Network, names: Sequence[str]) -> list[dict[str, Any]]:
    return [_link_row(link) for pair, link in seen.links.items() if not names or set(pair) & set(names)]


def _link_row(link: Link) -> dict[str, Any]:
    return {
        "a": link.a,
        "b": link.b,
        "low": round(link.warmth.low, 6),
        "high": round(link.warmth.high, 6),
        "statements": " ".join(link.statements),
        "private": any(tie.private for tie in link.ties),
    }


def _csv(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    from entrepot.cli.corridors_tables import print_rows_as_csv

    print_rows_as_csv(columns, rows)


def _apart(seen: Network, a: str, b: str, avoid: Sequence[str]) -> str:
    without = f" without {', '.join(avoid)}" if avoid else ""
    return (
        f"nothing in the record connects {seen.body(a)} and {seen.body(b)} by {seen.on}{without}. "
        "Ask for a later day with --on, or avoid fewer bodies."
    )


def _mark(seen: Network, notes: Footnotes, ids: Iterable[str]) -> str:
    return notes.mark(*(seen.statements[i] for i in ids))


def _warmth(warmth: Interval) -> str:
    low, high = f"{warmth.low:.2g}", f"{warmth.high:.2g}"
    return low if low == high else f"{low} to {high}"


def _foot(seen: Network) -> None:
    kept = "private contacts included" if seen.private else "public roles only"
    note(f"Seen from {seen.on}, {kept}. How warmth is reckoned: docs/explanation/contacts.md.")
