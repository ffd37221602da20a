"""Strategies that concern the pair: activity apart from results, what people judge, who has to act next."""

from __future__ import annotations

from entrepot.analyses.monitoring.duties import Duty, promises, tasks
from entrepot.analyses.monitoring.judgement import Judgement
from entrepot.analyses.monitoring.scorecard import Score, Scorecard, State, scorecard
from entrepot.analyses.relations.cast import code, countries
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Datum,
    Notice,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
)
from entrepot.dossier.terms import translate
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.origin import Origin
from entrepot.metadata.places import bearing
from entrepot.metadata.statement import Statement
from entrepot.metadata.strategy import Strategy
from entrepot.sources.strategies import library, strategy

# What speaks of a strategy as a whole, and is no relation between two places.
_MONITORING = frozenset({"assessment", "task"})


def section(case: Case) -> Section:
    """The strategies that ship and concern the pair; a sentence where none does."""
    pen = case.pen
    found = [plan for name in library() if _concerns(plan := strategy(name), case)]
    blocks = [block for plan in found for block in _blocks(case, plan)]
    if not blocks:
        blocks = [Notice("unknown", pen.say("strategies.none", a=case.a, b=case.b))]
    return Section("strategies", pen.word("strategies.title"), tuple(blocks))


def _concerns(plan: Strategy, case: Case) -> bool:
    """Whether one side is among the owner's, and the other among the places that the strategy is about."""
    owners = countries(code(plan.owner))
    about = frozenset(each for place in plan.places for each in countries(place))
    a, b = countries(case.reporter.code), countries(case.partner.code)
    return bool((a & owners and b & about) or (b & owners and a & about))


def _blocks(case: Case, plan: Strategy) -> list[Block]:
    between = _between(case)
    card = scorecard(plan, between, case.day, documents=case.documents)
    judged = [j for score in card.scores for j in score.judged]
    due = tasks(between, case.day, plan)
    promised = promises(plan, between, case.day, documents=case.documents)
    leaves = [score for score in card.scores if not score.objective.parts]
    name = plan.name(case.language)
    if not judged and not due and all(score.state is State.NOTHING for score in leaves):
        note = _note(case, plan)
        said = case.pen.say(
            "strategies.empty",
            strategy=Run(name, (note,), "strong"),
            a=case.a,
            b=case.b,
            objectives=len(leaves),
        )
        return [Paragraph(said)]
    blocks: list[Block] = [
        Paragraph(_lead(case, plan, leaves)),
        _table(case, card),
        _chart(case, plan, leaves),
    ]
    blocks += _judgements(case, card)
    duties = [*(_task(case, duty) for duty in due), *(_promise(case, duty) for duty in promised)]
    if duties:
        blocks += [Paragraph(case.pen.say("strategies.next")), Bullets(tuple(duties))]
    return blocks


def _between(case: Case) -> tuple[Statement, ...]:
    """What concerns both, and what people say of the strategy."""
    said = (s for s in case.statements if s.kind in _MONITORING and s not in case.concerning)
    return (*case.concerning, *said)


def _note(case: Case, plan: Strategy) -> int:
    """The note on where the strategy's text is to be found."""
    told = plan.source
    origin = Origin(
        publisher=told.get("publisher", plan.owner),
        dataset=told.get("title", plan.name()),
        edition=told.get("year", ""),
        licence=told.get("licence", ""),
        url=told.get("address", ""),
        retrieved="",
        sha256="",
        locator="",
    )
    return case.pen.note(case.pen.word("note.strategy"), (origin,))


def _lead(case: Case, plan: Strategy, leaves: list[Score]) -> Text:
    counted = {state: sum(score.state is state for score in leaves) for state in State}
    cited = _cited(leaves)
    note = case.cite_record(case.pen.word("note.counted", count=len(cited)), cited) if cited else 0
    notes = (note,) if note else ()
    return case.pen.say(
        "strategies.lead",
        strategy=Run(plan.name(case.language), (_note(case, plan),), "strong"),
        objectives=len(leaves),
        activity=Run(str(counted[State.ACTIVITY]), notes, "strong"),
        results=Run(str(counted[State.RESULT]), notes, "strong"),
        nothing=counted[State.NOTHING],
    )


def _cited(scores: list[Score]) -> list[Statement]:
    found = {e.statement.id: e.statement for s in scores for e in (*s.activity, *s.results)}
    return list(found.values())


def _table(case: Case, card: Scorecard) -> Table:
    word, plan = case.pen.word, card.strategy
    columns = (
        Column("objective", word("column.objective")),
        Column("state", word("column.on-record")),
        Column("activity", word("column.activity"), "right"),
        Column("results", word("column.results"), "right"),
        Column("linked", word("column.linked"), "right"),
        Column("judged", word("column.judged")),
        Column("silent", word("column.silent-for")),
    )
    every = {(e.statement.id, e.linked) for s in card.scores for e in (*s.activity, *s.results)}
    caption = word(
        "strategies.caption",
        day=_date(case, case.day.isoformat()),
        matched=len({i for i, linked in every if not linked}),
        all=len({i for i, _ in every}),
        months=plan.stalled_after,
        source=f"{plan.source.get('publisher', plan.owner)}, {plan.source.get('title', '')}",
    )
    rows = tuple(_row(case, score) for score in card.scores)
    title = word("strategies.table", strategy=plan.name(case.language))
    return Table(f"strategy-{plan.key}", title, columns, rows, (_note(case, plan),), caption)


def _row(case: Case, score: Score) -> tuple[Cell, ...]:
    state = case.pen.term(score.state.value)
    if score.stalled:
        state = case.pen.word("strategies.stalled", state=state)
    rating = case.pen.term(score.rating.value) if score.rating else "–"
    assessors = ", ".join(j.assessor for j in score.judged)
    return (
        Cell("\u2003" * score.depth + score.objective.name(case.language), score.objective.key),
        Cell(state, score.state.value),
        _number(case, [e.statement for e in score.activity]),
        _number(case, [e.statement for e in score.results]),
        Cell(str(score.linked), score.linked),
        Cell(f"{rating} ({assessors})" if assessors else rating, rating),
        Cell(score.silent.says(case.language) if score.silent else "–"),
    )


def _number(case: Case, statements: list[Statement]) -> Cell:
    return Cell(str(len(statements)), len(statements), (case.cite(*statements),) if statements else ())


def _chart(case: Case, plan: Strategy, leaves: list[Score]) -> Chart:
    word = case.pen.word
    data = tuple(
        Datum(score.objective.name(case.language), float(len(found)), series)
        for score in leaves
        for series, found in (
            (word("strategies.activity"), score.activity),
            (word("strategies.results"), score.results),
        )
    )
    return Chart(
        f"strategy-{plan.key}-chart",
        word("strategies.chart", strategy=plan.name(case.language)),
        "paired-bars",
        data,
        "",
        word("strategies.chart.alternative"),
        (_note(case, plan),),
        word("strategies.chart.caption"),
    )


def _judgements(case: Case, card: Scorecard) -> list[Block]:
    told = [
        _judged(
            case,
            score,
            judgement,
            "strategies.dissent" if judgement in score.dissent else "strategies.judged",
        )
        for score in card.scores
        for judgement in score.judged
    ]
    if not told:
        return [Paragraph(case.pen.say("strategies.not-judged"))]
    return [Paragraph(case.pen.say("strategies.judgements")), Bullets(tuple(told))]


def _judged(case: Case, score: Score, judged: Judgement, phrase: str) -> Text:
    said = case.pen.say(
        phrase,
        objective=score.objective.name(case.language),
        rating=Run(case.pen.term(judged.rating.value), style="strong"),
        assessor=judged.assessor,
        date=case.date(judged.statement),
        reason=judged.reason,
    )
    return (*said, Run("", (case.cite(judged.statement),)), *case.disputed(judged.statement))


def _task(case: Case, duty: Duty) -> Text:
    said = case.pen.say(
        "strategies.task",
        who=opening(_who(case, duty)),
        urgency=case.pen.term(duty.urgency.value),
        due=_date(case, duty.due.edtf),
        what=duty.statement.says(case.language),
    )
    return (*said, Run("", (case.cite(duty.statement),)), *case.disputed(duty.statement))


def _promise(case: Case, duty: Duty) -> Text:
    key = "strategies.promise" if duty.silent else "strategies.promise.undated"
    silent = duty.silent.says(case.language) if duty.silent else ""
    what = duty.statement.says(case.language)
    said = case.pen.say(key, who=_who(case, duty), silent=silent, what=what)
    return (*said, Run("", (case.cite(duty.statement),)), *case.disputed(duty.statement))


def _who(case: Case, duty: Duty) -> str:
    return ", ".join(_named(name, case.language) for name in duty.who)


def _named(name: str, language: str) -> str:
    """A state in the language of the brief, anybody else as the glossary has them."""
    place = bearing(name)
    return place.name(language) if place else translate(name, language)


def _date(case: Case, edtf: str) -> str:
    return numbers.date(StatedDate(edtf), case.language)
