"""The routes side by side, and the best balance stage by stage."""

from __future__ import annotations

from entrepot.analyses.corridors.stages import stages
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import Cell, Column, Table
from entrepot.dossier.sections.corridors_words import DAY, Ways
from entrepot.metadata.corridors import Route, Span, Step


def routes_table(ways: Ways) -> Table:
    """Each route that is worth showing as a row."""
    word, notes = ways.case.pen.word, ways.notes
    columns = (
        Column("route", word("corridors.column.route")),
        Column("days", word("corridors.column.days"), "right", "", (notes["hours"],)),
        Column("late", word("corridors.column.late"), "right", "", (notes["hours"],)),
        Column("usd", "USD", "right", "", (notes["usd"],)),
        Column("co2e", "kg CO2e", "right", "", (notes["co2e"],)),
        Column("delay", word("corridors.column.delay"), "right", "", (notes["hours"],)),
        Column("km", "km", "right", "", (notes["km"],)),
        Column("way", word("corridors.column.way")),
    )
    names = ways.words.names(ways.routes)
    rows = tuple(_row(ways, opening(name), route) for name, route in zip(names, ways.routes, strict=True))
    ends = ways.routes[0].origin.name, ways.routes[0].destination.name
    title = word("corridors.routes.title", a=ends[0], b=ends[1])
    return Table("routes", title, columns, rows, caption=word("corridors.routes.caption"))


def _row(ways: Ways, name: str, route: Route) -> tuple[Cell, ...]:
    return (
        Cell(name),
        _span(ways, route.hours, DAY, 1),
        Cell(ways.days(route.late), round(route.late / DAY, 2)),
        _span(ways, route.usd),
        _span(ways, route.co2e),
        Cell(ways.days(route.delay), round(route.delay / DAY, 2)),
        Cell(ways.number(route.km), round(route.km)),
        Cell(ways.short_of(route)),
    )


def stages_table(ways: Ways) -> Table:
    """The best balance, one stage a row, and their sum."""
    word, notes, route = ways.case.pen.word, ways.notes, ways.balanced
    columns = (
        Column("stage", word("corridors.column.stage")),
        Column("km", "km", "right", "", (notes["km"],)),
        Column("hours", word("corridors.column.hours"), "right", "", (notes["hours"],)),
        Column("usd", "USD", "right", "", (notes["usd"],)),
        Column("co2e", "kg CO2e", "right", "", (notes["co2e"],)),
        Column("quality", word("corridors.column.quality")),
    )
    total = (
        Cell(word("corridors.total")),
        Cell(ways.number(route.km), round(route.km)),
        *(_span(ways, span) for span in (route.hours, route.usd, route.co2e)),
        Cell(""),
    )
    rows = (*(_stage(ways, step) for step in stages(route)), total)
    title = word("corridors.stages.title", name=ways.words.name("balanced"))
    return Table("route-stages", title, columns, rows, caption=word("corridors.stages.caption"))


def _stage(ways: Ways, step: Step) -> tuple[Cell, ...]:
    return (
        Cell(opening(ways.words.step(step))),
        Cell(ways.number(step.km), round(step.km)) if step.km else Cell("–"),
        _span(ways, step.hours, 1.0, 1 if step.hours.typical < 10.0 else 0),
        _span(ways, step.usd),
        _span(ways, step.co2e, 1.0, 1 if step.co2e.typical < 10.0 else 0),
        Cell(ways.case.pen.term(step.quality.word)),
    )


def _span(ways: Ways, span: Span, scale: float = 1.0, digits: int = 0) -> Cell:
    if span.high == 0.0:
        return Cell("–")
    return Cell(ways.span(span, scale, digits), round(span.typical / scale, 2))
