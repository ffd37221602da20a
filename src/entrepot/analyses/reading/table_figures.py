"""Drafts from the cells of tables, and a check of their unit against what the text says."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from entrepot.analyses.reading.currencies import CODES, SIGNS
from entrepot.analyses.reading.gazetteer import GROUP, PEOPLE, STATE, Name
from entrepot.analyses.reading.known import Known
from entrepot.analyses.reading.mentions import Mention, find
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.proposals import Proposal, _places
from entrepot.analyses.reading.scan import words_of
from entrepot.analyses.reading.tables import Cell, Table, cell_number
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.spelling import fold
from entrepot.metadata.statement import Amount, Party

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SCALES = {
    "thousand": 1e3,
    "milliers": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
    "milliards": 1e9,
}
_FLOWS = {"export": "exports", "import": "imports"}
_TRADE = frozenset(spelt("trade exports imports exportations importations commerce echanges"))
_CLOSE = 0.03


def table_figures(table: Table, known: Known, language: str) -> Iterator[Proposal]:
    """A proposal for each number of a table."""
    year = _YEAR.search(table.caption)
    reporter = _reporter(table, known)
    for label, name, cells in table.rows:
        for header, cell in zip(table.headers, cells, strict=True):
            number = cell_number(cell, language)
            if number is None:
                continue
            yield _cell(table, (label, name), header, (cell, *number), reporter, year[0] if year else "")


def _reporter(table: Table, known: Known) -> Name | None:
    """Whose trade: the name right before "trade" in the caption, else the first that is no row."""
    words = words_of(table.caption)
    rows = {name.name for _, name, _ in table.rows}
    named: list[Mention] = [one for one in find(words, known) if one.name.name not in rows]
    for one in named:
        if _TRADE.intersection(words.keys[one.last + 1 : one.last + 2]):
            return one.name
    return next((one.name for one in named if one.name.kind in (STATE, PEOPLE, GROUP)), None)


def _cell(
    table: Table,
    row: tuple[Cell, Name],
    header: Cell,
    number: tuple[Cell, float, float],
    reporter: Name | None,
    year: str,
) -> Proposal:
    cell, value, digit = number
    label, partner = row
    unit, printed, scale = _unit(table, header)
    flow = next((flow for stem, flow in _FLOWS.items() if stem in fold(header.text)), "")
    rank = unit == "rank"
    bounds = (
        Interval(value, value) if rank else Interval((value - digit / 2) * scale, (value + digit / 2) * scale)
    )
    parties, doubts = _parties(reporter, partner, flow)
    kind = ("ranking" if rank else "trade-figure") if flow else "statistic"
    what = f"rank in {flow}" if rank and flow else (flow or " ".join(header.text.split()).lower())
    doubts += [] if unit else ["the unit is not said in the table"]
    return Proposal(
        kind,
        "",
        what,
        "table cell",
        tuple(dict.fromkeys(((label.start, label.end), (header.start, header.end), (cell.start, cell.end)))),
        parties=parties,
        places=[code for party in (reporter, partner) if party for code in _places(party.code)],
        date=StatedDate(year) if year else None,
        amount=Amount(cell.text.strip(), printed, value * scale, unit, bounds),
        attributes={
            "table": table.label,
            "row": " ".join(label.text.split()),
            "column": " ".join(header.text.split()),
        },
        doubts=doubts,
        at=cell.start,
    )


def _parties(reporter: Name | None, partner: Name, flow: str) -> tuple[list[Party], list[str]]:
    roles = ("importer", "exporter") if flow == "imports" else ("exporter", "importer")
    if reporter is None:
        return [Party(partner.name, roles[1] if flow else "subject")], ["whose table it is is not said"]
    if not flow:
        return [Party(reporter.name, "subject"), Party(partner.name, "counterpart")], []
    return [Party(reporter.name, roles[0]), Party(partner.name, roles[1])], []


def _unit(table: Table, header: Cell) -> tuple[str, str, float]:
    said = f"{header.text} {table.caption}"
    words = said.replace("(", " ").replace(")", " ").split()
    scale = next((_SCALES[fold(word)] for word in words if fold(word) in _SCALES), 1.0)
    for word in words:
        if word in CODES or word in SIGNS:
            return SIGNS.get(word, word), word, scale
    if "rank" in said.casefold() or "classement" in said.casefold():
        return "rank", "", 1.0
    return ("percent", "%", 1.0) if "%" in said else ("", "", scale)


def checked_units(cells: Sequence[Proposal], figures: Iterable[Proposal]) -> list[Proposal]:
    """The cells, a table of them a thousand or a million times as large where the text says so.

    A figure of the text for the same flow, year and parties tells the unit that a column does not.
    """
    told = {_key(one): one for one in figures if one.kind == "trade-figure" and one.amount}
    scales: dict[str, tuple[float, Amount]] = {}
    for cell in cells:
        other = told.get(_key(cell))
        if (
            cell.amount
            and other
            and other.amount
            and cell.amount.value
            and cell.amount.unit == other.amount.unit
        ):
            ratio = other.amount.value / cell.amount.value
            scale = next((s for s in (1e3, 1e6) if math.isclose(ratio, s, rel_tol=_CLOSE)), 0.0)
            if scale:
                scales[cell.attributes["table"]] = (scale, other.amount)
    for cell in cells:
        if cell.attributes["table"] in scales and cell.amount and cell.amount.unit not in ("rank", "percent"):
            scale, other_amount = scales[cell.attributes["table"]]
            cell.amount = _scaled(cell.amount, scale, other_amount)
            cell.attributes["unit_inferred"] = True
            cell.doubts.append("the unit is inferred from a figure of the text")
    return list(cells)


def _scaled(amount: Amount, scale: float, other: Amount) -> Amount:
    times = "thousand" if scale == 1e3 else "million"
    reason = (
        f"the column is labelled {amount.unit_as_stated}; read as {times} {amount.unit}, "
        f"because the text gives {other.as_stated} for the same flow and year"
    )
    bounds = Interval(amount.bounds.low * scale, amount.bounds.high * scale)
    return replace(amount, value=amount.value * scale, bounds=bounds, reason=reason)


def _key(one: Proposal) -> tuple[str, str, frozenset[tuple[str, str]]]:
    return one.property, one.date.edtf if one.date else "", frozenset((p.actor, p.role) for p in one.parties)
