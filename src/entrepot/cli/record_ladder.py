"""`entrepot record ladder` and `follow-through`: how far it got, what share of it, and what is silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.asking import about, in_language, of_a_pair, table, whole_record
from entrepot.cli.corridors_tables import print_csv, print_rows_as_csv, wrapped
from entrepot.cli.footnotes import Footnotes
from entrepot.cli.moments import DAY, today
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.record_ladder_text import STEP_COLUMNS, ladder_rows, line_text, step_rows
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.analyses.relations.ladders.climb import Climb
    from entrepot.metadata.statement import Document, Statement

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
BY = ("all", "pair", "party", "topic", "period", "kind")


def _chosen(function: Decorated) -> Decorated:
    """The options that choose: passes `day`, `party`, `topic`, `period`, `as_csv`."""
    options = (
        click.option("--on", "day", type=DAY, help="The day asked about; today by default."),
        click.option("--party", default="", help="Only what this actor is a party to."),
        click.option("--topic", multiple=True, help="Only what has a word that begins so; may be repeated."),
        click.option("--period", help="Only what can have been launched then: 2010, 2010/2012 (EDTF)."),
        click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of text."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command()
@of_a_pair
@_chosen
@in_language
def ladder(
    a: Place,
    b: Place,
    day: date | None,
    party: str,
    topic: tuple[str, ...],
    period: str | None,
    as_csv: bool,
    lang: str,
    as_json: bool,
) -> None:
    """How far each agreement, promise, project and contribution of A and B got, step by step.

    "?" marks a step that is only possible: said of some of a group, of a part, or disputed. Steps that follow
    from others (what is in force was signed) are not repeated; --json and --csv have them.

    \b
    entrepot record ladder BEL KAZ
    entrepot record ladder LUX KAZ --on 2013-01-01 --topic bank
    """  # noqa: D301 - click's own marks
    (statements, documents), on = about(a, b), day or today()
    found = _found(statements, documents, (a, b), party, topic, period)
    if as_json:
        return print_json({"on": on.isoformat(), "climbs": [_on(climb, on) for climb in found]})
    if as_csv:
        return print_rows_as_csv(STEP_COLUMNS, [row for climb in found for row in step_rows(climb)])
    notes, by_id = Footnotes(documents), {s.id: s for s in statements}
    for name in dict.fromkeys(climb.ladder for climb in found):
        rows = ladder_rows([c for c in found if c.ladder == name], on, notes, by_id, lang)
        table(("launched", "stands at", "silent for", "evidence", "steps told", name), rows)
    return notes.print()


@click.command("follow-through")
@click.argument("places", metavar="[A B]", nargs=-1, type=PLACE)
@click.option("--by", type=click.Choice(BY), default="all", help="What to tell apart.")
@click.option(
    "--grace", type=click.IntRange(0, 1200), default=0, help="Months given before a thing is counted."
)
@_chosen
@json_option
def follow_through(
    places: Sequence[Place],
    by: Any,
    grace: int,
    day: date | None,
    party: str,
    topic: tuple[str, ...],
    period: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """What share reached which step, how long it took, and what has been silent for how long.

    Shares are of what the record tells: from what is certain to what is possible. That nothing is told of a
    step does not say that it was not made.

    \b
    entrepot record follow-through BEL KAZ --on 2015-01-01
    entrepot record follow-through --by pair --grace 12 --csv
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.relations.ladders.climbs import unplaced_steps
    from entrepot.analyses.relations.ladders.following import follow_through as answer
    from entrepot.analyses.relations.ladders.tables import shares_table

    if len(places) not in (0, 2):
        raise UsageError("follow-through takes no place or two: `entrepot record follow-through BEL KAZ`.")
    statements, documents = about(*places) if places else whole_record()
    between = (places[0], places[1]) if places else None
    found = _found(statements, documents, between, party, topic, period)
    told = answer(found, by, on=day or today(), grace=grace)
    if as_json:
        return print_json(told.to_dict())
    if as_csv:
        return print_csv(shares_table(told, found, documents))
    for line in told.lines:
        line_text(line, told.on)
    if not places:
        for step, target in unplaced_steps(statements):
            note(f"{step} is a step of {target}, which the record does not have or which climbs no ladder.")
    note(
        wrapped(
            "Shares are of what is told; that a step is not told of does not say that it was not made. "
            "--json has the statements behind each number; docs/explanation/follow-through.md tells how it "
            "is counted."
        )
    )
    return None


def _found(
    statements: Sequence[Statement],
    documents: Sequence[Document],
    between: tuple[Place, Place] | None,
    party: str,
    topic: tuple[str, ...],
    period: str | None,
) -> tuple[Climb, ...]:
    from entrepot.analyses.relations.ladders.climbs import climbs

    found = climbs(
        statements,
        documents=documents,
        between=(between[0].code, between[1].code) if between else None,
        party=party,
        topic=topic,
        period=_edtf(period),
        read_on=today(),
    )
    if not found:
        asked = " of ".join(("", " and ".join(place.name() for place in between))) if between else ""
        raise NoData(
            f"the record has no agreement, promise, project or contribution{asked} that fits. "
            "Ask for less with --party, --topic or --period."
        )
    return found


def _edtf(period: str | None) -> StatedDate | None:
    try:
        return StatedDate(period) if period else None
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from None


def _on(climb: Climb, on: date) -> dict[str, Any]:
    standing, silent = climb.standing(on), climb.silent(on)
    return climb.to_dict() | {
        "stands_at": standing.step,
        "possibly": list(standing.possibly),
        "disputed": list(standing.disputed),
        "settled": standing.settled,
        "silent_months": silent.to_dict() if silent else None,
    }
