"""`entrepot strategy`: how far a strategy got, by what is on record and by what people judge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.asking import in_language, table
from entrepot.cli.corridors_tables import print_rows_as_csv, wrapped
from entrepot.cli.footnotes import Footnotes
from entrepot.cli.moments import DAY, moment, today
from entrepot.cli.output import harmless, json_option, note, print_json
from entrepot.cli.strategy_entering import ENTERING
from entrepot.cli.strategy_text import (
    COLUMNS,
    aim_of,
    as_row,
    how,
    indented,
    print_card,
    print_duties,
    print_evidence,
    print_judgements,
    print_targets,
    source,
    told,
)
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.metadata.statement import Document, Statement
    from entrepot.metadata.strategy import Strategy

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@click.group()
def strategy() -> None:
    """Monitor a strategy: what was done, what came of it, what people judge, who has to do what next.

    NAME is a strategy that ships or the YAML file of your own. Activity stands apart from results; what
    only words match stands apart from what a person linked; a rating is always somebody's, never computed.

    \b
    entrepot strategy list
    entrepot strategy score eu-central-asia-2019 --of Belgium
    entrepot strategy changes eu-central-asia-2007 --since 2010-01-01 --until 2012-12-31
    entrepot strategy next our-plan.yml
    """  # noqa: D301 - click's own marks


def _of_a_strategy(function: Decorated) -> Decorated:
    """NAME, --of, --as-of, --lang and --json: passes `name`, `contributor`, `as_of`, `lang`, `as_json`."""
    function = in_language(json_option(function))
    function = click.option(
        "--as-of", metavar="MOMENT", help="By the record as it then was; otherwise as it is now."
    )(function)
    function = click.option(
        "--of", "contributor", type=PLACE, help="Only the part of this place, such as a member state."
    )(function)
    return click.argument("name")(function)


@strategy.command("list", short_help="List the strategies that ship.")
@json_option
def list_strategies(as_json: bool) -> None:
    """List the strategies that ship; a plan of your own is named by its file."""
    from entrepot.sources.strategies import library, strategy

    known = [strategy(name) for name in library()]
    if as_json:
        return print_json([each.to_dict() for each in known])
    rows = [(each.key, each.name(), str(len(list(each.walk())))) for each in known]
    return table(("name", "title", "objectives"), rows, right=("objectives",))


@strategy.command(short_help="Show the objectives and indicators of a strategy.")
@click.argument("name")
@in_language
@json_option
def show(name: str, lang: str, as_json: bool) -> None:
    """Show the tree of a strategy: objectives, indicators, and where its text is to be found."""
    plan = _strategy(name)
    if as_json:
        from dataclasses import asdict

        return print_json(plan.to_dict() | {"objectives": [asdict(o) for o in plan.objectives]})
    click.echo(harmless(f"{plan.name(lang)} ({plan.owner})\n"))
    for objective in plan.walk():
        indent = "  " * (objective.key.count("/") + 1)
        owner = f" [{objective.owner}]" if objective.owner else ""
        click.echo(harmless(f"{indent}{objective.name(lang)}{owner}  ({plan.key}/{objective.key})"))
        for indicator in objective.indicators:
            said = indicator.names.get(lang) or indicator.names["en"]
            click.echo(harmless(f"{indent}  - {indicator.measures.value}: {said}{aim_of(indicator)}"))
    return note(f"\n{wrapped(source(plan))}")


@strategy.command(short_help="Print the scorecard.")
@_of_a_strategy
@click.option("--on", type=DAY, default=None, help="The day asked about; today by default.")
@click.option("--evidence", "with_evidence", is_flag=True, help="List the statements behind each objective.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of text.")
def score(
    name: str,
    contributor: Place | None,
    as_of: str | None,
    on: date | None,
    with_evidence: bool,
    lang: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print what was done, what came of it, and what people judge of each objective on a day."""
    from entrepot.analyses.monitoring.scorecard import scorecard

    plan, (statements, documents) = _strategy(name), _record(as_of)
    code = contributor.code if contributor else ""
    card = scorecard(plan, statements, on or today(), code, documents)
    if as_json:
        return print_json(card.to_dict())
    if as_csv:
        return print_rows_as_csv(COLUMNS, [as_row(each, lang) for each in card.scores])
    print_card(card, lang)
    print_targets(card, lang)
    if with_evidence:
        print_evidence(card, documents, lang)
    print_judgements(card)
    return note(how(plan))


@strategy.command(short_help="Say what changed between two days.")
@_of_a_strategy
@click.option("--since", type=DAY, required=True, help="The first day.")
@click.option("--until", type=DAY, default=None, help="The second day; today by default.")
def changes(
    name: str,
    contributor: Place | None,
    as_of: str | None,
    since: date,
    until: date | None,
    lang: str,
    as_json: bool,
) -> None:
    """Say what came in between two days: evidence, other ratings, standstills."""
    from entrepot.analyses.monitoring.course import course

    plan, (statements, documents) = _strategy(name), _record(as_of)
    last = until or today()
    if not since < last:
        raise UsageError(f"{since} does not lie before {last}. Name the earlier day in --since.")
    moves = course(plan, statements, since, last, contributor.code if contributor else "", documents)
    if as_json:
        return print_json([move.to_dict() for move in moves])
    moved = [move for move in moves if move.moved]
    if not moved:
        return click.echo(f"Nothing changed between {since} and {last}.")
    rows = [(indented(m.after, lang), f"+{len(m.new)}", *told(m)) for m in moved]
    table(("objective", "new evidence", "on record", "rating", "standstill"), rows, right=("new evidence",))
    notes, by_id = Footnotes(documents), {s.id: s for s in statements}
    for move in moved:
        for each in move.new if not move.after.objective.parts else ():
            click.echo(wrapped(f"{by_id[each].says(lang)} {notes.mark(by_id[each])}", "+ "))
    click.echo()
    return notes.print()


@strategy.command("next", short_help="Say who has to do what next.")
@_of_a_strategy
@click.option("--on", type=DAY, default=None, help="The day asked about; today by default.")
def next_duties(
    name: str, contributor: Place | None, as_of: str | None, on: date | None, lang: str, as_json: bool
) -> None:
    """Say who has to do what next: tasks on record, and promises that nothing was heard of since."""
    from entrepot.analyses.monitoring.duties import promises, tasks

    plan, (statements, documents) = _strategy(name), _record(as_of)
    day, code = on or today(), contributor.code if contributor else ""
    due = tasks(statements, day, plan)
    promised = promises(plan, statements, day, code, documents)
    if as_json:
        return print_json([duty.to_dict() for duty in (*due, *promised)])
    notes = Footnotes(documents)
    if not due and not promised:
        return click.echo("No open task, and no promise without a later step, is on record.")
    print_duties("Tasks", due, notes, lang)
    print_duties("Promised, and nothing heard since", promised, notes, lang)
    return notes.print()


for _command in ENTERING:
    strategy.add_command(_command)


def _strategy(name: str) -> Strategy:
    from entrepot.sources.strategies import strategy

    return strategy(name)


def _record(as_of: str | None) -> tuple[tuple[Statement, ...], tuple[Document, ...]]:
    from entrepot.store.record import Record

    record = Record.open()
    return record.statements(as_of=moment(as_of)), record.documents()
