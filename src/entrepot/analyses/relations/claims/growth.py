"""Growth rates against the levels they connect, rounding included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.flows import levels
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import bare, millions, number, span, when
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement


@dataclass(frozen=True, slots=True)
class GrowthCheck:
    """A base, a growth rate and the level they should give.

    Attributes:
        base, rate, level: the statements.
        expected: base times one plus the rate, all rounding included.
        stated: the level as stated, rounding included.
    """

    base: Statement
    rate: Statement
    level: Statement
    expected: Interval
    stated: Interval

    @property
    def agrees(self) -> bool:
        """Whether some number fits all three."""
        return self.expected.overlaps(self.stated)


def growth_checks(case: Case) -> Iterator[GrowthCheck]:
    """Every growth rate of the record with every base and level that it connects."""
    for rate in case.having("growth"):
        if rate.amount is None or rate.date is None:
            continue
        factor = 1.0 + rate.amount.bounds * 0.01
        for base in levels(case.statements, rate, str(rate.attributes["growth"]["base_period"])):
            for level in levels(case.statements, rate, rate.date.edtf):
                if base.amount and level.amount:
                    expected = base.amount.bounds * factor
                    yield GrowthCheck(base, rate, level, expected, level.amount.bounds)


def find(case: Case) -> Iterator[Contradiction]:
    """The checks that fail."""
    return (_finding(check) for check in growth_checks(case) if not check.agrees)


def _finding(c: GrowthCheck) -> Contradiction:
    implied = (c.stated / amount_of(c.base).bounds - 1.0) * 100.0
    unit, rate = amount_of(c.level).unit, amount_of(c.rate).value
    base_period = c.base.date.edtf if c.base.date else ".."
    return Contradiction(
        rule="growth-against-levels",
        statements=(c.base.id, c.rate.id, c.level.id),
        severity="contradiction",
        message={
            "en": f"Growth of {number(rate)} per cent from the level of {when(base_period)} gives "
            f"{millions(c.expected, unit)}; stated elsewhere: {millions(c.stated, unit)}, which would be "
            f"growth of {span(implied)} per cent.",
            "fr": f"Une croissance de {number(rate, 'fr')} % à partir du niveau de "
            f"{when(base_period, 'fr')} donne "
            f"{millions(c.expected, unit, 'fr')} ; il est dit ailleurs {millions(c.stated, unit, 'fr')}, "
            f"soit une croissance de {span(implied, 'fr')} %.",
        },
        calculation=f"({bare(amount_of(c.base).bounds)}) × (1 + ({bare(amount_of(c.rate).bounds, 3)}) %) = "
        f"{bare(c.expected, 0)} ≠ {bare(c.stated, 0)}",
    )


RULE = Rule(
    name="growth-against-levels",
    needs="a growth rate with its base period, and levels of the same flow for both periods",
    finds="a level that no base and rate within their rounding can give",
    cannot="say which of the three is wrong; see growth whose base is not in the record (missing-base)",
    find=find,
)
