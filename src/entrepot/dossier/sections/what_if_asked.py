"""Which scenarios the section tells of: all chosen, but for those that change next to nothing."""

from __future__ import annotations

from entrepot.analyses.scenarios.account.effects import Change, Effects
from entrepot.analyses.scenarios.account.remembering import effects
from entrepot.analyses.scenarios.choosing import MOST, Chosen, choose
from entrepot.dossier.case import Case
from entrepot.dossier.sections.what_if_words import Side, Told
from entrepot.metadata.errors import EntrepotError
from entrepot.sources.scenarios import ready

_TRIES = 2
_SALES, _INCOME = 1e-4, 1e-6


class Asked:
    """Scenarios run for a pair.

    Attributes:
        case, sides: the pair.
        told: scenarios with what they change, in the order chosen.
        idle: scenarios that change next to nothing for the two: sales of goods by less than 0.01 %, and real
            income by less than 0.0001 %.
        failed: scenarios without an answer.
    """

    def __init__(self, case: Case, sides: tuple[Side, Side], needed: tuple[str, ...]) -> None:
        self.case, self.sides = case, sides
        self.idle: list[Chosen] = []
        self.failed: list[Chosen] = []
        for _ in range(_TRIES):
            self.told = self._run(needed)
            if len(self.told) + len(self.failed) >= MOST or not self.idle:
                break

    def _run(self, needed: tuple[str, ...]) -> list[Told]:
        """The scenarios chosen among those that are not known to be idle, with their effects."""
        left_out = {one.scenario.name for one in self.idle}
        known = {one.scenario.name for one in self.failed}
        among = [scenario for scenario in ready() if scenario.name not in left_out]
        here, there = (side.place.countries for side in self.sides)
        told: list[Told] = []
        for one in choose(here, there, among, needed):
            if one.scenario.name in known:
                continue
            try:
                found = effects(self.case.warehouse, one.scenario)
            except EntrepotError:
                self.failed.append(one)
                continue
            if self._is_idle(found):
                self.idle.append(one)
            else:
                told.append(Told(self.case, one, found, self.sides, len(told) + 1))
        return told

    def _is_idle(self, found: Effects) -> bool:
        here, there = (side.economies for side in self.sides)
        flows = (found.sold(here, there), found.sold(there, here))
        incomes = (found.income(here), found.income(there))
        return not any(_moves(flow, _SALES) for flow in flows) and not any(
            _moves(i, _INCOME) for i in incomes
        )


def _moves(change: Change, least: float) -> bool:
    return change.relative is not None and max(map(abs, change.relative)) >= least
