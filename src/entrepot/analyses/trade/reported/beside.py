"""A reconciled value beside what both sides reported of the same year: the gap is its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass, replace

from entrepot.analyses.trade.reported.answer import CONFLICT, Reported
from entrepot.analyses.trade.result import Result
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.origin import join


@dataclass(frozen=True, slots=True)
class Beside(Result):
    """What the two report of a flow for which there is a reconciled value.

    Attributes:
        value: the reconciled value.
        exporter: what the exporter reports, FOB; None where it is not in the store.
        importer: what the importer reports, at FOB; None likewise.
        spread: the distance from the smallest to the largest of the three, as a share of the largest.
    """

    value: Figure
    exporter: Figure | None
    importer: Figure | None
    spread: Figure

    @property
    def disagree(self) -> bool:
        """Whether they differ by more than a quarter."""
        return self.spread.number > CONFLICT


def beside(value: Figure, report: Reported) -> Beside | None:
    """What was reported of the year and in the currency of `value`; None where nothing was, or only a part.

    Shares are not compared across currencies: a report in euro says nothing of a value in dollars without a
    rate, which the store does not hold.
    """
    rows = [row for row in report.table.rows() if str(row["year"]) == value.period]
    if report.unit != value.unit or not rows or not value.is_exact:
        return None
    year = rows[0]["year"]
    exporter, importer = (
        report.table.figure(name, year=year) if rows[0][name] is not None and rows[0][whole] else None
        for name, whole in (("value_exporter", "exporter_whole"), ("value_importer_fob", "importer_whole"))
    )
    known = [one for one in (exporter, importer) if one is not None]
    amounts = [one.number for one in (value, *known)]
    if not known or max(amounts) <= 0:
        return None
    spread = replace(
        value,
        value=1 - min(amounts) / max(amounts),
        unit="1",
        concept="distance between the reconciled value and what was reported",
        quality=Quality.ESTIMATED,
        origins=join(value.origins, *(one.origins for one in known)),
        method="1 - smallest / largest",
    )
    return Beside(value, exporter, importer, spread)
