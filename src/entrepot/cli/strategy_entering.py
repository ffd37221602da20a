"""`entrepot strategy assess`, `task`, `done`, `link`: what people add to a scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from rapidfuzz import process

from entrepot.cli.moments import DAY, today
from entrepot.cli.output import json_option
from entrepot.cli.signing import identifier, named, opened, signed, tell
from entrepot.metadata.errors import UsageError
from entrepot.metadata.strategy import Rating

if TYPE_CHECKING:
    from entrepot.metadata.strategy import Objective, Strategy


@click.command(short_help="Put your judgement of an objective on record.")
@click.argument("name")
@click.argument("objective")
@click.argument("rating", type=click.Choice([rating.value for rating in Rating]))
@click.option("--on", type=DAY, default=None, help="The day of the judgement; today by default.")
@click.option("--dissents-from", "dissents", metavar="ID", help="The assessment that you contradict.")
@signed
@json_option
def assess(
    name: str,
    objective: str,
    rating: str,
    on: date | None,
    dissents: str | None,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Put your judgement of an objective on record; --why is the reason shown on the scorecard."""
    from entrepot.metadata.statement import Party

    plan, aim = _aim(name, objective)
    if dissents:
        _contradicted(dissents, f"{plan.key}/{aim.key}")
    assessor = named(who)
    said = {"en": f"{assessor} judges “{aim.name()}” ({plan.name()}): {rating}"}
    french = aim.names.get("fr")
    if french:
        said["fr"] = f"{assessor} juge « {french} » ({plan.name('fr')}) : {rating}"
    attributes: dict[str, Any] = {"reason": why} | ({"dissents_from": dissents} if dissents else {})
    _enter(
        "assessment",
        f"{plan.key}/{aim.key}",
        "is judged",
        said,
        plan,
        on or today(),
        who,
        why,
        as_json,
        status=rating,
        parties=(Party(assessor, "assessor"),),
        attributes=attributes,
    )


def _contradicted(identifier: str, target: str) -> None:
    """Refuse a dissent from what is no assessment of that objective."""
    from entrepot.store.record import Record

    other = Record.open().statement(identifier)
    if other.kind != "assessment" or other.subject != target:
        raise UsageError(
            f"{identifier} is no assessment of {target}: it is of kind {other.kind}, on {other.subject}."
        )


@click.command(short_help="Put a task on record: who has to do what by when.")
@click.argument("name")
@click.argument("objective")
@click.argument("actor", metavar="WHO")
@click.argument("what")
@click.option("--due", type=DAY, default=None, help="The day by which it has to be done.")
@signed
@json_option
def task(
    name: str,
    objective: str,
    actor: str,
    what: str,
    due: date | None,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Put a task on record: WHO has to do WHAT for an objective, by when."""
    plan, aim = _aim(name, objective)
    attributes = {"objective": f"{plan.key}/{aim.key}"}
    _enter(
        "task",
        actor,
        "has to",
        {"en": what},
        plan,
        due,
        who,
        why,
        as_json,
        status="open",
        attributes=attributes,
    )


@click.command(short_help="Mark a task as done, or dropped.")
@click.argument("identifier", metavar="ID")
@click.option("--dropped", is_flag=True, help="It will not be done.")
@signed
@json_option
def done(identifier: str, dropped: bool, who: str | None, why: str, as_json: bool) -> None:
    """Mark a task as done, or as dropped."""
    record, desk = opened(who)
    found = record.statement(identifier)
    if found.kind != "task":
        raise UsageError(f"{identifier} is no task but of kind {found.kind}.")
    status = "dropped" if dropped else "done"
    change = desk.correct(replace(found, status=status), why=why)
    tell(change, f"{identifier} is {status}.", as_json)


@click.command(short_help="Say that statements speak for an objective.")
@click.argument("name")
@click.argument("objective")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--indicator", help="The indicator of the objective; without it the kind decides.")
@signed
@json_option
def link(
    name: str,
    objective: str,
    ids: Sequence[str],
    indicator: str | None,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Say that statements of the record speak for an objective; from then on they count as linked."""
    plan, aim = _aim(name, objective)
    if indicator and indicator not in [known.key for known in aim.indicators]:
        known = ", ".join(one.key for one in aim.indicators) or "none"
        raise UsageError(f"{aim.key} has no indicator {indicator}; it has: {known}.")
    target = f"{plan.key}/{aim.key}" + (f":{indicator}" if indicator else "")
    record, desk = opened(who)
    linked = []
    for found in map(record.statement, ids):
        serves = found.attributes.get("serves", [])
        already = [serves] if isinstance(serves, str) else list(serves)
        linked.append(replace(found, attributes=found.attributes | {"serves": [*already, target]}))
    change = desk.correct(*linked, why=why)
    spoken = "1 statement now speaks" if len(linked) == 1 else f"{len(linked)} statements now speak"
    tell(change, f"{spoken} for {target}.", as_json)


ENTERING = (assess, task, done, link)


def _aim(name: str, objective: str) -> tuple[Strategy, Objective]:
    """The strategy and the objective of that key; with or without the strategy's name before it."""
    from entrepot.sources.strategies import strategy

    plan = strategy(name)
    known = {aim.key: aim for aim in plan.walk()}
    asked = objective.removeprefix(f"{plan.key}/")
    if asked not in known:
        near = process.extractOne(asked, known.keys(), score_cutoff=50)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(
            f"{plan.key} has no objective {asked}.{hint} `entrepot strategy show {name}` lists them."
        )
    return plan, known[asked]


def _enter(
    kind: str,
    subject: str,
    said_of: str,
    paraphrase: dict[str, str],
    plan: Strategy,
    day: date | None,
    who: str | None,
    why: str,
    as_json: bool,
    **fields: Any,
) -> None:
    from entrepot.metadata.dates import StatedDate
    from entrepot.metadata.statement import Statement

    statement = Statement(
        id=identifier(kind),
        kind=kind,
        subtype="",
        subject=subject,
        property=said_of,
        paraphrase=paraphrase,
        places=plan.places,
        date=StatedDate(day.isoformat()) if day else None,
        **fields,
    )
    _, desk = opened(who)
    change = desk.add(statement, why=why)
    tell(change, f"{statement.id}: {paraphrase['en']}", as_json, id=statement.id)
