"""Growth whose base is not in the record."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.flows import levels
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import millions, number, stated, when
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Growth rates that have a level but no base, with the base they imply."""
    for rate in case.having("growth"):
        period = str(rate.attributes["growth"]["base_period"])
        if rate.amount and rate.date and not levels(case.statements, rate, period):
            for level in levels(case.statements, rate, rate.date.edtf)[:1]:
                yield _finding(rate, level, period)


def _finding(rate: Statement, level: Statement, period: str) -> Contradiction:
    implied = amount_of(level).bounds / (1.0 + amount_of(rate).bounds * 0.01)
    point = amount_of(level).value / (1.0 + amount_of(rate).value / 100.0)
    unit, grown = amount_of(level).unit, amount_of(rate).value
    about = Interval(point, point)
    return Contradiction(
        rule="missing-base",
        statements=(rate.id, level.id),
        severity="gap",
        message={
            "en": f"The level of {when(period)} is not given; growth of {number(grown)} per cent to "
            f"{amount_of(level).as_stated} implies {millions(about, unit)} ({millions(implied, unit)}).",
            "fr": f"Le niveau de {when(period, 'fr')} n’est pas donné ; une croissance de "
            f"{number(grown, 'fr')} % "
            f"jusqu’à {stated(amount_of(level), 'fr')} suppose {millions(about, unit, 'fr')} "
            f"({millions(implied, unit, 'fr')}).",
        },
        calculation=f"{number(amount_of(level).value)} / (1 + {number(grown)} / 100) = {number(point)}",
    )


RULE = Rule(
    name="missing-base",
    needs="a growth rate with its base period, and the level it leads to",
    finds="a base that is not stated, with the interval it must lie in",
    cannot="know whether the base is stated in a document that is not in the record",
    find=find,
)
