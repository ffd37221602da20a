"""Scorecards and duties as the terminal and a CSV tell them."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.asking import table
from entrepot.cli.corridors_tables import NONE, wrapped
from entrepot.cli.footnotes import Footnotes
from entrepot.cli.output import harmless

if TYPE_CHECKING:
    from entrepot.analyses.monitoring.course import Move
    from entrepot.analyses.monitoring.duties import Duty
    from entrepot.analyses.monitoring.scorecard import Score, Scorecard
    from entrepot.analyses.monitoring.targets import Reach
    from entrepot.metadata.interval import Interval
    from entrepot.metadata.statement import Document
    from entrepot.metadata.strategy import Indicator, Strategy

COLUMNS = (
    *("objective", "title", "on_record", "activity", "results", "linked", "rating", "dissent", "stalled"),
    "targets",
)


def as_row(score: Score, lang: str) -> dict[str, Any]:
    """A score as a row of the CSV."""
    return {
        "objective": score.objective.key,
        "title": score.objective.name(lang),
        "on_record": score.state.value,
        "activity": len(score.activity),
        "results": len(score.results),
        "linked": score.linked,
        "rating": score.rating.value if score.rating else "",
        "dissent": len(score.dissent),
        "stalled": "yes" if score.stalled else "no",
        "targets": "; ".join(_reach(each, lang) for each in score.targets),
    }


def print_card(card: Scorecard, lang: str) -> None:
    """The scorecard, an objective a line."""
    click.echo(harmless(f"{card.strategy.name(lang)}, on {card.on}\n"))
    rows = [
        (
            indented(score, lang),
            score.state.value,
            str(len(score.activity)),
            str(len(score.results)),
            str(score.linked),
            score.rating.value if score.rating else NONE,
            ("stalled, " if score.stalled else "") + (str(score.silent) if score.silent else NONE),
        )
        for score in card.scores
    ]
    columns = ("objective", "on record", "activity", "results", "linked", "judged", "silent for")
    table(columns, rows, right=("activity", "results", "linked"))


def print_targets(card: Scorecard, lang: str) -> None:
    """Each target of the strategy against the figures on record."""
    for score in card.scores:
        for each in score.targets:
            ids = f" [{', '.join(each.statements)}]" if each.statements else ""
            head = f"Target of {score.objective.key}: "
            click.echo(wrapped(f"{head}{_reach(each, lang)}{ids}"))


def _reach(each: Reach, lang: str) -> str:
    """A target, by when, and between what and what it is reached."""
    name = each.indicator.names.get(lang) or each.indicator.names["en"]
    aimed = f"{name}{aim_of(each.indicator)}"
    past = ", and the time is over" if each.is_missed else ""
    others = f"; {len(each.others)} figures in other units do not count" if each.others else ""
    reached = f"{_span(each.reached)} told of, " if each.reached else ""
    return f"{aimed}: {reached}{each.standing.value}{past}{others}"


def _span(reached: Interval) -> str:
    if reached.low == reached.high:
        return f"{reached.low:,.12g}"
    if isinf(reached.high):
        return f"at least {reached.low:,.12g}"
    return f"{reached.low:,.12g} to {reached.high:,.12g}"


def print_evidence(card: Scorecard, documents: tuple[Document, ...], lang: str) -> None:
    """The statements behind each objective, with where they stand."""
    notes = Footnotes(documents)
    for score in card.scores:
        own = [e for e in (*score.results, *score.activity) if e.objective == score.objective.key]
        if own:
            click.echo(harmless(score.objective.name(lang)))
        for each in own:
            basis = "linked" if each.linked else "matched"
            when = each.date.edtf if each.is_dated else "no date"
            said = f"{each.statement.says(lang)} {notes.mark(each.statement)}"
            click.echo(wrapped(said, f"  {each.measures.value}, {basis}, {when}: "))
    click.echo()
    notes.print()


def print_judgements(card: Scorecard) -> None:
    """Who judged what, when and why."""
    for score in card.scores:
        for each in score.judged:
            apart = " (dissent)" if each in score.dissent else ""
            date = each.statement.date.edtf if each.statement.date else "no date"
            head = f"{score.objective.key}: {each.rating.value}, {each.assessor}, {date}{apart}: "
            click.echo(wrapped(f"{head}{each.reason} [{each.statement.id}]"))


def print_duties(title: str, duties: tuple[Duty, ...], notes: Footnotes, lang: str) -> None:
    """Duties under a title; nothing where there are none."""
    if not duties:
        return
    click.echo(title)
    for duty in duties:
        silent = f" (silent for {duty.silent})" if duty.silent else ""
        due = f"{duty.urgency.value} {duty.due.edtf}: " if not duty.promised else ""
        said = f"{due}{', '.join(duty.who)}: {duty.statement.says(lang)}{silent} {notes.mark(duty.statement)}"
        click.echo(wrapped(said, "- "))
    click.echo()


def indented(score: Score, lang: str) -> str:
    """The name of an objective, set in by its depth."""
    return "  " * score.depth + score.objective.name(lang)


def told(move: Move) -> tuple[str, str, str]:
    """What changed of an objective: what is on record, its rating, a standstill."""
    state = " → ".join(s.value for s in move.state) if move.state else NONE
    rating = " → ".join(r.value if r else "not judged" for r in move.rating) if move.rating else NONE
    return state, rating, "yes" if move.stalled else NONE


def source(plan: Strategy) -> str:
    """Where a strategy is to be found."""
    said = plan.source
    told = f"{said['publisher']}: {said['title']} ({said['year']}), {said['address']}."
    return f"{told} {said.get('note', '')}".rstrip()


def aim_of(indicator: Indicator) -> str:
    """What is aimed at and by when; empty where the strategy sets no target."""
    target = indicator.target
    if target is None:
        return ""
    by = f" by {target.by.edtf}" if target.by.edtf != ".." else ""
    return f" (target: {target.value:,.12g} {target.unit}{by})"


def how(plan: Strategy) -> str:
    """How to read a scorecard."""
    return wrapped(
        "What is on record is counted, not judged: “linked” statements were tied to the objective by "
        "a person, the others match its words. Silence in the record may be silence of its documents. "
        f"Stalled: nothing dated for more than {plan.stalled_after} months."
    )
