"""A table whose printed unit cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.flows import as_printed, same_quantities
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import number, of, stated, when
from entrepot.metadata.statement import Contradiction, Statement

_FACTORS = {1e3: ("thousand", "milliers"), 1e6: ("million", "millions")}
# How far apart two figures of one flow may be and still be recognised as the same number in another unit.
_TOLERANCE = 0.05


def find(case: Case) -> Iterator[Contradiction]:
    """Tables a cell of which is a thousand or a million times smaller than the same flow elsewhere."""
    seen: set[str] = set()
    for group in same_quantities(case.statements):
        for cell in group:
            table = str(cell.attributes.get("table", ""))
            others = [s for s in group if s.attributes.get("table") != cell.attributes.get("table")]
            for other in others if table and table not in seen else []:
                if factor := _factor(cell, other):
                    seen.add(table)
                    yield _finding(case, cell, other, factor)
                    break


def _factor(cell: Statement, other: Statement) -> float:
    printed = as_printed(cell)
    if printed is None or other.amount is None or printed.middle <= 0:
        return 0.0
    ratio = other.amount.value / printed.middle
    return next((f for f in _FACTORS if abs(ratio / f - 1.0) <= _TOLERANCE), 0.0)


def _finding(case: Case, cell: Statement, other: Statement, factor: float) -> Contradiction:
    table = cell.attributes["table"]
    unit = amount_of(cell).unit_as_stated
    siblings = tuple(s.id for s in case.having("table") if s.attributes["table"] == table and s.id != cell.id)
    english, french = _FACTORS[factor]
    period = cell.date.edtf if cell.date else ".."
    return Contradiction(
        rule="table-unit-cannot-be-right",
        statements=(cell.id, other.id, *siblings),
        severity="contradiction",
        message={
            "en": f"{table} prints its unit as {unit}, but {amount_of(cell).as_stated} for {when(period)} "
            f"stands "
            f"against {amount_of(other).as_stated} for the same flow elsewhere: the table must be in "
            f"{english} {unit}.",
            "fr": f"{_french(str(table))} donne {unit} pour unité, mais {stated(amount_of(cell), 'fr')} pour "
            f"{when(period, 'fr')} s’oppose à {stated(amount_of(other), 'fr')} pour le même flux ailleurs : "
            f"le "
            f"tableau doit être en {french} {of(unit)}.",
        },
        calculation=f"{number(amount_of(other).value)} / {amount_of(cell).as_stated} = "
        f"{number(amount_of(other).value / (as_printed(cell) or amount_of(cell).bounds).middle)}",
    )


def _french(table: str) -> str:
    """The name a document gives its table, in French if it is only a number: "Le tableau 2"."""
    kind, _, number_ = table.partition(" ")
    return f"Le tableau {number_}" if kind == "Table" else table


RULE = Rule(
    name="table-unit-cannot-be-right",
    needs="cells with the name of their table and the unit as printed, and one of their flows stated "
    "outside it",
    finds="a printed unit that is a thousand or a million times off; all cells of the table are named",
    cannot="judge a table none of whose flows is stated elsewhere",
    find=find,
)
