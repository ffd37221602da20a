"""Figures of unlike periods that a document compares."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import millions, number, stated, when
from entrepot.analyses.relations.timing import months_covered
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Comparisons in which one figure covers fewer months than the others."""
    for shorter in case.having("compared_with"):
        others = [s for s in map(case.get, shorter.attributes["compared_with"]) if s and s.date and s.amount]
        months = months_covered(shorter.date) if shorter.date else None
        unlike = [s for s in others if s.date and months_covered(s.date) not in (None, months)]
        if months and unlike and shorter.amount:
            yield _finding(shorter, unlike, months)


def _finding(shorter: Statement, others: list[Statement], months: int) -> Contradiction:
    other, period = amount_of(others[0]), others[0].date or StatedDate("..")
    full = months_covered(period) or 12
    scaled, unit = amount_of(shorter).value / months * full, amount_of(shorter).unit
    change, printed = (scaled / other.value - 1.0) * 100.0, amount_of(shorter).as_stated
    about = Interval(scaled, scaled)
    return Contradiction(
        rule="unlike-periods-compared",
        statements=(shorter.id, *(s.id for s in others)),
        severity="tension",
        message={
            "en": f"{printed} for {months} months is compared with figures for {full} months; scaled to "
            f"{full} months it is {millions(about, unit)}, a change of {number(change, decimals=0)} per "
            f"cent against {other.as_stated} in {when(period.edtf)}.",
            "fr": f"{stated(amount_of(shorter), 'fr')} sur {months} mois est comparé à des chiffres sur "
            f"{full} mois ; ramené à {full} "
            f"mois, c’est {millions(about, unit, 'fr')}, une variation de {number(change, 'fr', 0)} % par "
            f"rapport à {stated(other, 'fr')} en {when(period.edtf, 'fr')}.",
        },
        calculation=f"{number(amount_of(shorter).value)} / {months} × {full} = {number(scaled)}",
    )


RULE = Rule(
    name="unlike-periods-compared",
    needs="a figure that is marked as compared with others (compared_with), all with closed periods",
    finds="comparisons of periods of different length, with the figure scaled to the longer one",
    cannot="correct for seasons: scaling assumes that every month is alike",
    find=find,
)
