"""What a scenario changes, as a small table: sales both ways, all trade, real income."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.scenarios.account.effects import NOTHING, Change
from entrepot.dossier.model import Cell, Column, Table
from entrepot.dossier.numbers import fixed
from entrepot.dossier.sections.what_if_words import Told, share, sign


def changes_table(told: Told) -> Table:
    """A row a quantity: before, the change in per cent with its bounds, and in money."""
    pen = told.case.pen
    unit = pen.word("unit.usd-million") if told.effects.unit == "USD million" else told.effects.unit
    notes = (told.note,)
    columns = (
        Column("what", pen.word("what-if.column.what")),
        Column("before", pen.word("what-if.column.before"), "right", unit, notes),
        Column("change", pen.word("what-if.column.change"), "right", "", notes),
        Column("low", pen.word("what-if.column.low"), "right", "", notes),
        Column("high", pen.word("what-if.column.high"), "right", "", notes),
        Column("money", pen.word("what-if.column.change"), "right", unit, notes),
    )
    rows = tuple(_row(told, label, change) for label, change in _rows(told))
    caption = pen.word("what-if.table.caption", period=told.effects.period)
    if any(len(side.economies) > 1 for side in told.sides):
        caption += " " + pen.word("what-if.table.groups")
    title = pen.word("what-if.table.title", title=told.title)
    return Table(f"scenario-{told.number}", title, columns, rows, caption=caption)


def _rows(told: Told) -> Iterator[tuple[str, Change]]:
    word, effects = told.case.pen.word, told.effects
    here, there = told.sides
    if told.both:
        for what in ("goods", "services"):
            for seller, buyer in ((here, there), (there, here)):
                label = word(f"what-if.row.{what}", a=seller.names, b=buyer.names)
                yield label, effects.sold(seller.economies, buyer.economies, what)
    present = [side for side in told.sides if side.economies]
    for kind, found in (
        ("exports", effects.exports),
        ("imports", effects.imports),
        ("income", effects.incomes),
    ):
        for side in present:
            total = sum((found[code] for code in side.economies), NOTHING)
            yield word(f"what-if.row.{kind}", a=side.names), total


def _row(told: Told, label: str, change: Change) -> tuple[Cell, ...]:
    language = told.language
    relative = change.relative
    shares = [Cell("–")] * 3 if relative is None else [_share(value, language) for value in relative]
    money = sign(change.change) + fixed(abs(change.change), _digits(change.change), language)
    return (
        Cell(label),
        Cell(fixed(change.before, _digits(change.before), language), change.before),
        *shares,
        Cell(money, change.change),
    )


def _share(value: float, language: str) -> Cell:
    return Cell(share(value, language), value)


def _digits(value: float) -> int:
    return 0 if abs(value) >= 1000.0 or value == 0.0 else 1 if abs(value) >= 1.0 else 3
