"""The steps of what was agreed, promised and given, on a line of years, with the silence since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.reached import Reached
from entrepot.analyses.relations.ladders.windows import Window, last_of
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import Chart, Datum

_FEWEST = 2
_MOST = 24


def steps_chart(case: Case, followed: Sequence[Climb]) -> Chart | None:
    """A row for each thing with a dated step, numbered as in the table; None where fewer than two have."""
    rows = [(number, c) for number, c in enumerate(followed, 1) if any(_marks(c, case.day))]
    if len(rows) < _FEWEST:
        return None
    shown = rows[:_MOST]
    data = tuple(datum for number, climb in shown for datum in _data(case, number, climb))
    steps = [(r.step, r.window) for _, climb in shown for r in _marks(climb, case.day)]
    cited = {i: case.statement(i) for _, c in shown for i in (c.id, *(r.statement for r in c.said()))}
    note = case.cite_record(case.pen.word("note.counted", count=len(cited)), cited.values())
    return Chart(
        "ladder-steps",
        case.pen.word("ladder-steps.title"),
        "steps",
        data,
        "",
        case.pen.word("ladder-steps.alternative", rows=len(shown), steps=len(steps)),
        (note,),
        case.pen.word("ladder-steps.caption", left=len(followed) - len(shown)),
    )


def _marks(climb: Climb, day: date) -> Iterator[Reached]:
    """The steps that are told with a first day, and can have been made by the day."""
    return (r for r in climb.said() if r.window.earliest and r.window.perhaps_by(day))


def _data(case: Case, number: int, climb: Climb) -> Iterator[Datum]:
    label = f"{number}. {opening(case.pen.term(climb.statement.subtype or climb.statement.kind))}"
    told: dict[tuple[str, float, float], bool] = {}
    for reached in _marks(climb, case.day):
        start, end = _years(reached.window, case.day)
        key = (case.pen.term(reached.step), start, end)
        told[key] = told.get(key, False) or reached.is_certain
    for (step, start, end), certain in told.items():
        yield Datum(label, start, step, certain, end, kind="certain" if certain else "possible")
    last = last_of((window for _, window in climb.signs), case.day)
    if last and last.latest and last.latest < case.day and not climb.standing(case.day).settled:
        yield Datum(
            label,
            year(last.latest),
            case.pen.word("ladder-steps.silence"),
            False,
            year(case.day),
            kind="silence",
        )


def _years(window: Window, day: date) -> tuple[float, float]:
    start = window.earliest or day
    return year(start), year(min(window.latest or day, day))


def year(when: date) -> float:
    """A day as a decimal year, to three places."""
    first, after = date(when.year, 1, 1), date(when.year, 12, 31)
    return round(when.year + (when - first).days / ((after - first).days + 1), 3)
