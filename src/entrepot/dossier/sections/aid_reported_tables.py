"""Aid as reported to IATI, by year and by purpose; a range has two columns, so that CSV has numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite, isinf, nan

from entrepot.analyses.aid import Step, Sum
from entrepot.dossier.model import Cell, Chart, Column, Datum, Table
from entrepot.dossier.numbers import fixed
from entrepot.dossier.pen import Pen
from entrepot.dossier.sections.aid_reported_words import Ends, figure
from entrepot.metadata.iati.vocabularies import name_of

_LISTED = 20
_SECURITY = "152"
_FEWEST = 2
_SCALES = ((1e6, "unit.eur-million"), (1e3, "unit.eur-thousand"))
_LEAST, _MOST = "aid.iati.column.least", "aid.iati.column.most"


def years_table(pen: Pen, step: Step, ends: Ends, key: str) -> Table:
    """A row a year."""
    rows = step.by["year"]
    names = {"a": ends.donor, "b": ends.recipient}
    caption = pen.word("aid.iati.years.caption", command=ends.command)
    heads = (Column("year", pen.word("column.year")),)
    cells = [(Cell(one.key, int(one.key)),) for one in rows]
    return _table(pen, step, key, pen.word("aid.iati.years", **names), heads, cells, rows, caption)


def purposes_table(pen: Pen, step: Step, ends: Ends, key: str) -> Table:
    """A row a purpose: all of security first, then the largest."""
    every = step.by["purpose"]
    secure = [one for one in every if one.key[:3] == _SECURITY]
    others = [one for one in every if one.key[:3] != _SECURITY]
    rows = [*secure, *others[: max(0, _LISTED - len(secure))]]
    heads = (
        Column("code", pen.word("aid.iati.column.code")),
        Column("purpose", pen.word("column.purpose")),
    )
    cells = [(Cell(one.key or "–", one.key), Cell(_purpose(pen, one.key))) for one in rows]
    title = pen.word(
        "aid.iati.purposes" if len(rows) < len(every) else "aid.iati.purposes.all",
        a=ends.donor,
        b=ends.recipient,
        count=len(rows),
        all=len(every),
    )
    caption = pen.word("aid.iati.purposes.caption", command=f"{ends.question} --by purpose")
    return _table(pen, step, key, title, heads, cells, rows, caption)


def _purpose(pen: Pen, code: str) -> str:
    if not code:
        return pen.word("aid.iati.purpose.unsaid")
    return name_of("SectorCategory" if len(code) == len(_SECURITY) else "Sector", code, pen.language)


def _table(
    pen: Pen, step: Step, key: str, title: str, heads: tuple[Column, ...],
    cells: Sequence[tuple[Cell, ...]], rows: Sequence[Sum], caption: str,
) -> Table:  # fmt: skip
    """The given cells, each row followed by its sum and the number of its transactions."""
    unit = step.total.figure.unit
    # One note stands for all numbers of the table; what is open is said in the caption.
    note = pen.cite(replace(figure(step.total, step), value=nan, caveat=""))
    ranged = any(not one.figure.is_exact for one in rows)
    amounts = [("least", _LEAST), ("most", _MOST)] if ranged else [("amount", "column.amount")]
    columns = [Column(name, pen.word(word), "right", unit, (note,)) for name, word in amounts]
    count = Column("transactions", pen.word("aid.iati.column.transactions"), "right", "", (note,))
    if ranged:
        caption = f"{caption}. {pen.word('aid.iati.ends')}"
    made = tuple(
        (*head, *_amounts(pen, one, ranged=ranged), _number(pen, one.transactions))
        for head, one in zip(cells, rows, strict=True)
    )
    return Table(key, title, (*heads, *columns, count), made, caption=caption)


def _amounts(pen: Pen, one: Sum, *, ranged: bool) -> list[Cell]:
    ends = (one.figure.interval.low, one.figure.interval.high)
    return [_number(pen, end) for end in (ends if ranged else ends[:1])]


def _number(pen: Pen, number: float) -> Cell:
    return Cell("–") if isinf(number) else Cell(fixed(number, 0, pen.language), number)


def years_chart(pen: Pen, step: Step, ends: Ends, key: str) -> Chart | None:
    """Bars by year, least and most where these differ; None where fewer than two can be drawn."""
    years = step.by["year"]
    ranged = any(not one.figure.is_exact for one in years)
    found = [(one.key, name, end) for one in years for name, end in _ends(pen, one, ranged=ranged)]
    if len({year for year, _, _ in found}) < _FEWEST:
        return None
    largest = max(abs(end) for _, _, end in found)
    scale, unit = next((s for s in _SCALES if largest >= s[0]), (1.0, ""))
    names = {"a": ends.donor, "b": ends.recipient}
    return Chart(
        key,
        pen.word("aid.iati.chart", **names),
        "paired-bars" if ranged else "bars",
        tuple(Datum(year, end / scale, name) for year, name, end in found),
        pen.word(unit) if unit else step.total.figure.unit,
        pen.word(
            "aid.iati.chart.alternative",
            first=found[0][0],
            last=found[-1][0],
            most=max(found, key=lambda one: one[2])[0],
        ),
        (pen.cite(replace(figure(step.total, step), value=nan, caveat="")),),
        pen.word("aid.iati.chart.caption"),
    )


def _ends(pen: Pen, one: Sum, *, ranged: bool) -> list[tuple[str, float]]:
    """What is drawn of a year, by its series; an end that is open is not."""
    low, high = one.figure.interval.low, one.figure.interval.high
    both = [(pen.word(_LEAST), low), (pen.word(_MOST), high)] if ranged else [("", low)]
    return [(name, end) for name, end in both if isfinite(end)]
