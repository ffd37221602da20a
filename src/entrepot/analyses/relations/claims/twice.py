"""One quantity stated twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from entrepot.analyses.relations.claims.flows import same_quantities
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import number, quoted, stated, when
from entrepot.metadata.statement import Amount, Contradiction, Statement

# A factor near a thousand is a matter of units, which table-unit reports.
_FACTOR_OF_A_UNIT = 900.0


def find(case: Case) -> Iterator[Contradiction]:
    """Figures of the same quantity and period whose rounding intervals do not meet."""
    for group in same_quantities(case.statements):
        for a, b in combinations(group, 2):
            if a.amount and b.amount and not a.amount.bounds.overlaps(b.amount.bounds):
                low, high = sorted((abs(a.amount.value), abs(b.amount.value)))
                if low == 0.0 or high / low < _FACTOR_OF_A_UNIT:
                    yield _finding(a, b, a.amount, b.amount)


def _finding(a: Statement, b: Statement, first: Amount, second: Amount) -> Contradiction:
    apart = second.value / first.value - 1.0 if first.value else float("nan")
    period = a.date.edtf if a.date else ".."
    return Contradiction(
        rule="same-quantity-stated-twice",
        statements=(a.id, b.id),
        severity="contradiction",
        message={
            "en": f"The same quantity for {when(period)} is stated as {quoted(first.as_stated)} and as "
            f"{quoted(second.as_stated)} ({first.unit} {number(first.value)} and {number(second.value)}): "
            f"{number(apart * 100)} per cent apart.",
            "fr": f"La même grandeur pour {when(period, 'fr')} est donnée comme {stated(first, 'fr')} et "
            f"comme {stated(second, 'fr')} ({number(first.value, 'fr')} et "
            f"{number(second.value, 'fr')} {first.unit}) : {number(apart * 100, 'fr')} % d’écart.",
        },
        calculation=f"{number(second.value)} / {number(first.value)} − 1 = {number(apart * 100)} %",
    )


RULE = Rule(
    name="same-quantity-stated-twice",
    needs="two figures with the same parties, direction, concept, unit and period",
    finds="figures further apart than their rounding allows, text against table included",
    cannot="recognise one quantity under two names, or two concepts that were not marked (goods, services)",
    find=find,
)
