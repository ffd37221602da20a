"""Ladders and follow-through as text: a line for each thing that climbs, a table for each ladder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from entrepot.analyses.relations.timing import in_words
from entrepot.cli.asking import table
from entrepot.cli.corridors_tables import NONE, wrapped
from entrepot.cli.footnotes import Footnotes
from entrepot.cli.output import harmless
from entrepot.cli.statement import when
from entrepot.metadata.interval import Interval

if TYPE_CHECKING:
    from entrepot.analyses.relations.ladders.ageing import Age
    from entrepot.analyses.relations.ladders.climb import Climb
    from entrepot.analyses.relations.ladders.following import Line
    from entrepot.analyses.relations.ladders.reached import Reached
    from entrepot.analyses.relations.ladders.waits import Wait
    from entrepot.metadata.statement import Statement

STEP_COLUMNS = (
    *("id", "kind", "ladder", "step", "certainty", "date", "earliest", "latest"),
    *("statement", "quantifier", "disputed", "implied_by", "paraphrase"),
)


def ladder_rows(
    climbs: Iterable[Climb], on: date, notes: Footnotes, by_id: Mapping[str, Statement], language: str
) -> list[tuple[str, ...]]:
    """A row for each thing: launch, where it stands, silence, evidence, steps told, what it is."""
    return [
        (
            when(climb.statement.date),
            _stands(climb, on),
            _silent(climb, on),
            climb.grade.word,
            "; ".join(_step(r, climb, notes, by_id) for r in climb.said()) or NONE,
            f"{climb.statement.says(language)} {notes.mark(climb.statement)}",
        )
        for climb in climbs
    ]


def step_rows(climb: Climb) -> Iterator[dict[str, Any]]:
    """A row for each step by each piece of evidence, implied ones included; an empty one if none is told."""
    about = {"id": climb.id, "kind": climb.statement.kind, "ladder": climb.ladder}
    empty = dict.fromkeys(STEP_COLUMNS, "") | about | {"paraphrase": climb.statement.says()}
    for r in climb.steps:
        window = r.window.to_dict()
        yield empty | {name: v for name, v in r.to_dict().items() if name in STEP_COLUMNS} | window
    if not climb.steps:
        yield empty


def line_text(line: Line, on: date) -> None:
    """Shares, waits and ages of a line, and what was not counted."""
    click.echo(harmless(f"{line.key or 'not said'}, ladder of {line.ladder}s, on {on.isoformat()}"))
    shares = [
        (s.step, _count(s.count), _of(len(s.of), len(s.perhaps_of)), _share(s.share)) for s in line.shares
    ]
    table(
        ("step", "told to have reached it", "of", "share"),
        shares,
        right=("told to have reached it", "of", "share"),
    )
    for wait in line.waits:
        click.echo(wrapped(_wait(wait), "  "))
    if line.shares:
        click.echo(wrapped(f"Silent: {'; '.join(_age(age) for age in line.ages)}.", "  "))
    for what, ids in (
        ("Followed by deeds that the record links to them", line.followed_by_deeds),
        ("Too young to be counted", line.too_young),
        ("Only talked about, asked for or refused, so not counted", line.talk),
    ):
        if ids:
            click.echo(wrapped(f"{what}: {len(ids)} ({', '.join(ids)}).", "  "))
    for identifier, status in line.unread:
        click.echo(harmless(f"  {identifier} has a status that no ladder knows: {status}."))
    click.echo()


def _stands(climb: Climb, on: date) -> str:
    standing = climb.standing(on)
    told = f"{climb.short_of} only" if climb.is_only_talk else standing.step
    marks = [f"{step}{' disputed' if step in standing.disputed else ''}?" for step in standing.possibly]
    return ", ".join((told, *marks))


def _silent(climb: Climb, on: date) -> str:
    silent = climb.silent(on)
    if silent is None or climb.standing(on).settled:
        return NONE
    return "not known" if silent.longest is None and not silent.shortest else str(silent)


def _step(r: Reached, climb: Climb, notes: Footnotes, by_id: Mapping[str, Statement]) -> str:
    group = next((g for g in climb.groups if g.statement == r.statement), None)
    of = (
        f" ({r.quantifier} of {len(group.members)})"
        if group
        else f" ({r.quantifier})"
        if r.quantifier
        else ""
    )
    doubt = " disputed" if r.disputed else ""
    unsure = "" if r.is_certain else "?"
    dated = "" if r.date == ".." else f" {r.date}"
    return f"{r.step}{unsure}{dated}{of}{doubt} {notes.mark(by_id[r.statement])}"


def _wait(wait: Wait) -> str:
    parts = [f"From {wait.start} to {wait.end}: {len(wait.took)} made it"]
    if wait.shortest and wait.longest:
        parts[0] += f" in {_months(Interval(wait.shortest.low, wait.longest.high))}"
    for what, found in (
        ("wait", wait.waiting),
        ("made it on a day that is not clear", wait.unclear),
        ("ended without", wait.over),
        ("on no day that is told", wait.undated),
    ):
        if found:
            parts.append(f"{len(found)} {what}")
    middle = f" Median, those that wait included: {_months(wait.middle)}." if wait.middle else ""
    return f"{'; '.join(parts)}.{middle}"


def _months(months: Interval) -> str:
    low = in_words(int(months.low))
    if months.high == float("inf"):
        return f"at least {low}"
    high = in_words(round(months.high))
    return low if low == high else f"{low} to {high}"


def _age(age: Age) -> str:
    low = in_words(age.since)
    span = f"over {low}" if age.until is None else f"up to {in_words(age.until)}" if not age.since else ""
    return f"{span or f'{low} to {in_words(age.until or 0)}'}: {_count(age.count)}"


def _count(count: Interval) -> str:
    low, high = int(count.low), int(count.high)
    return str(low) if low == high else f"{low} to {high}"


def _of(surely: int, perhaps: int) -> str:
    return f"{surely} to {surely + perhaps}" if perhaps else str(surely)


def _share(share: Interval | None) -> str:
    if share is None:
        return NONE
    if not share.high:
        return "none told"
    low, high = f"{share.low:.0%}"[:-1], f"{share.high:.0%}"[:-1]
    return f"{low} %" if low == high else f"{low} to {high} %"
