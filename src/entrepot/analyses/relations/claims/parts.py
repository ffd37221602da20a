"""Parts against the total they make up."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import number
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Totals that their parts, rounding included, do not add up to."""
    totals = dict.fromkeys(str(s.attributes["part_of"]) for s in case.having("part_of"))
    for total in filter(None, map(case.get, totals)):
        parts = [s for s in case.having("part_of") if s.attributes["part_of"] == total.id and s.amount]
        if total.amount and parts and not _add_up(total, parts):
            yield _finding(total, parts)


def _add_up(total: Statement, parts: list[Statement]) -> bool:
    summed = sum((amount_of(p).bounds for p in parts if p.amount), Interval(0.0, 0.0))
    if total.attributes.get("parts_complete") is False:
        return summed.low <= amount_of(total).bounds.high
    return summed.overlaps(amount_of(total).bounds)


def _finding(total: Statement, parts: list[Statement]) -> Contradiction:
    values = [amount_of(p).value for p in parts if p.amount]
    summed, stated, unit = sum(values), amount_of(total).value, amount_of(total).unit
    coarse = _common_rounding(values)
    reconciled = abs(summed - stated) <= coarse / 2 * len(values) + amount_of(total).bounds.width / 2
    if_en = f"; they agree only if the parts are rounded to {number(coarse)}" if reconciled else ""
    if_fr = (
        f" ; ils ne concordent que si les parts sont arrondies à {number(coarse, 'fr')}" if reconciled else ""
    )
    return Contradiction(
        rule="parts-against-total",
        statements=(total.id, *(p.id for p in parts)),
        severity="tension" if reconciled else "contradiction",
        message={
            "en": f"The parts add up to {unit} {number(summed)}, the total stated is {unit} "
            f"{number(stated)}: a difference of {number(abs(stated - summed))}{if_en}.",
            "fr": f"La somme des parts est de {number(summed, 'fr')} {unit}, le total indiqué de "
            f"{number(stated, 'fr')} {unit} : un écart de {number(abs(stated - summed), 'fr')}{if_fr}.",
        },
        calculation=f"{' + '.join(map(number, values))} = {number(summed)} ≠ {number(stated)}",
    )


def _common_rounding(values: list[float]) -> float:
    """Largest power of ten that divides all values: what they may have been rounded to."""
    step = 1.0
    while step < 1e12 and all(v % (step * 10) == 0 for v in values):
        step *= 10
    return step


RULE = Rule(
    name="parts-against-total",
    needs="statements that are marked as parts of a total (part_of); parts_complete: false if others are "
    "missing",
    finds="parts that do not add up to the total; a tension only, where coarser rounding of the parts "
    "explains it",
    cannot="see parts that nobody marked as such",
    find=find,
)
