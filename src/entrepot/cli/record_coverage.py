"""`entrepot record coverage`: who covers a country on a day, from which city and how far away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.asking import Pages, table, whole_record
from entrepot.cli.footnotes import Footnotes, plain
from entrepot.cli.output import json_option, note, print_json
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import NoData, PlaceError, UsageError
from entrepot.metadata.places import Place, get
from entrepot.metadata.statement import Statement

if TYPE_CHECKING:
    from entrepot.analyses.relations.coverage import Coverage, Gap, PostMove, Posts

Known = Mapping[str, Statement]


def edtf(option: str, written: str | None) -> StatedDate:
    """A day, month or year as typed, today where none is; raises `UsageError` if it is none."""
    try:
        when = StatedDate(written or datetime.now(UTC).date().isoformat())
    except ValueError as error:
        raise UsageError(f"{option}: {error}.") from None
    if when.earliest is None or when.latest is None:
        raise UsageError(
            f"{option}: {when.edtf} has no end or no beginning. Write 2012, 2012-05 or 2012-05-31."
        )
    return when


@click.command(short_help="Who covers a country on a day, and from where.")
@click.argument("host", type=PLACE)
@click.option("--on", "day", metavar="DATE", help="A day, month or year (EDTF); by default today.")
@click.option("--from", "senders", type=PLACE, multiple=True, help="Only this sender; may be repeated.")
@click.option("--since", metavar="DATE", help="Also what opened and closed between this day and the other.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a row a pair as CSV, as a map wants it.")
@json_option
def coverage(
    host: Place, day: str | None, senders: Sequence[Place], since: str | None, as_csv: bool, as_json: bool
) -> None:
    """Who covers HOST (a country, region or group) on a day: which post, in which city, how far away.

    \b
    entrepot record coverage CentralAsia --on 2012-12 --from BEL --from LUX
    entrepot record coverage KAZ --on 2010-01-01 --since 2000-01-01
    entrepot record coverage CentralAsia --from BEL --csv
    "Certain" is what the record says of every day asked for. "Possible" is what it says of another time, such
    as that of an undated document. What it does not speak of is "not recorded", never "none".
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.relations.coverage import coverage as answer
    from entrepot.analyses.relations.coverage import gaps, posts

    when, pages = edtf("--on", day), whole_record()
    known = posts(*pages)
    asked = [place.code for place in senders] or None
    found = answer(known, host.code, when, asked)
    if not found.rows:
        raise NoData(_nothing(host, senders))
    if as_csv:
        return _print_csv(found)
    missing = gaps(known, host.code, when, asked)
    moved = _moved(known, host, senders, since, when) if since else ()
    if as_json:
        return print_json(
            plain(found) | {"gaps": plain(missing)} | ({"moves": plain(moved)} if since else {})
        )
    return _tell(found, missing, moved, pages)


def _tell(found: Coverage, missing: Sequence[Gap], moved: Sequence[PostMove], pages: Pages) -> None:
    statements, documents = pages
    notes, by_id = Footnotes(documents), {s.id: s for s in statements}
    table(
        ("country", "sender", "covered by", "sure", "from", "km", "note"),
        [
            (
                _name(row.host),
                _name(row.sender),
                row.level.value,
                row.presence.value if row.presence else "",
                row.best.post.seat if row.best else "",
                _km(row.best.post.km if row.best else None),
                _mark(notes, by_id, row.statements),
            )
            for row in found.rows
        ],
        right=("km",),
    )
    table(
        ("country", "of", "form", "run by", "seat", "stands", "note"),
        [
            (
                _name(row.host),
                _name(cover.post.sender),
                cover.post.kind.value,
                cover.post.operator or (f"through {_name(cover.post.through)}" if cover.post.through else ""),
                cover.post.seat,
                cover.presence.value,
                _mark(notes, by_id, cover.post.statements),
            )
            for row in found.rows
            for cover in row.covers
        ],
    )
    _list("Between the two days:", [_line_of_move(m, _mark(notes, by_id, m.post.statements)) for m in moved])
    _list("Missing, or not known:", [_line_of_gap(g, _mark(notes, by_id, g.statements)) for g in missing])
    notes.print()
    note(f"On {found.on.edtf}. km: great circle from the seat to the capital of the country covered.")


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo("\n  ".join([title, *lines]) + "\n")


def _line_of_gap(gap: Gap, mark: str) -> str:
    beside = [f"it has one in {_names(gap.others)}"] if gap.others else []
    if gap.peers:
        beside.append(f"there is one of {_names(gap.peers)}")
    telling = f", while {' and '.join(beside)}" if beside else ""
    head = f"{gap.kind.value} of {_name(gap.sender)} in {_name(gap.host)}: {gap.missing.value}"
    return f"{head}{telling}. {mark}".rstrip()


def _line_of_move(move: PostMove, mark: str) -> str:
    post = move.post
    seat = f" from {post.seat}" if post.resident is False else f" at {post.seat}" if post.seat else ""
    head = f"{move.move.value}{'' if move.certain else ' (not certain)'}"
    return f"{head}: {post.kind.value} of {_name(post.sender)} in {_name(post.host)}{seat}. {mark}".rstrip()


def _moved(
    known: Posts, host: Place, senders: Sequence[Place], since: str, when: StatedDate
) -> tuple[PostMove, ...]:
    from entrepot.analyses.relations.coverage import moves

    first = edtf("--since", since)
    try:
        each = [moves(known, first, when, sender=code, host=host.code) for code in _codes(senders)]
    except ValueError as error:
        raise UsageError(f"--since: {error}.") from None
    return tuple(move for found in each for move in found)


def _codes(senders: Sequence[Place]) -> Iterable[str]:
    return [place.code for place in senders] or [""]


def _print_csv(found: Coverage) -> None:
    from entrepot.analyses.relations.coverage import map_rows
    from entrepot.cli.corridors_tables import print_rows_as_csv

    rows = [row.to_dict() for row in map_rows(found)]
    print_rows_as_csv(list(rows[0]), rows)


def _nothing(host: Place, senders: Sequence[Place]) -> str:
    if not host.countries and not host.parent:
        return f"{host.name()} is no country or group that can be covered."
    of = f" of {', '.join(p.name() for p in senders)}" if senders else ""
    return (
        f"the record says nothing of a representation{of} in {host.name()}. "
        "Embassies, accreditations and offices are statements of the kind institution: `entrepot record add`."
    )


def _mark(notes: Footnotes, by_id: Known, ids: Iterable[str]) -> str:
    return notes.mark(*(by_id[i] for i in ids if i in by_id))


def _km(km: float | None) -> str:
    return "" if km is None else f"{km:,.0f}"


def _names(codes: Iterable[str]) -> str:
    return ", ".join(map(_name, codes))


def _name(code: str) -> str:
    try:
        return get(code).name()
    except PlaceError:
        return code
