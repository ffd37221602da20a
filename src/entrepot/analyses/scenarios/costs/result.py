"""What a difference in the network of corridors does to the costs of trade, by industry and pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.costs.chain import Chain, steps
from entrepot.analyses.scenarios.costs.ledger import Ledger
from entrepot.analyses.scenarios.costs.means import freight, shares
from entrepot.metadata.errors import UsageError
from entrepot.metadata.origin import Origin

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Costs:
    """Iceberg costs of trade after / before a difference in the network.

    All arrays are float64[J, N, N], indexed [industry, importer, exporter] as `Accounts.trade`. 1 is no
    change: services, sales at home, economies that are no place; infinite where no way is left.

    Attributes:
        economies, industries: labels, as given.
        hat: with typical values.
        low, high: bounds of `hat`, cell by cell, over the variants.
        variants: by name ("mild", "typical", "strong"): each a world of its own, to be solved as a whole.
        outside: economies that are no single place on the map (ROW), whose costs are left as they are.
        caveats: what a reader must know, one sentence each.
        origins: what all of it rests on.
        ledger: what it was reckoned from.
    """

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    hat: Array
    low: Array
    high: Array
    variants: Mapping[str, Array]
    outside: tuple[str, ...]
    caveats: tuple[str, ...]
    origins: tuple[Origin, ...]
    ledger: Ledger = field(repr=False)

    def chain(self, exporter: str, importer: str, industry: str) -> Chain:
        """Every number between the network and the cost of one flow, with units and sources.

        Raises:
            UsageError: an economy or industry that is not among these or is left as it is, or goods that stay
                at home.
        """
        for code in (exporter, importer):
            if code not in self.ledger.spots:
                raise UsageError(f"{code} is no place on the map.{_near(code, self.ledger.spots)}")
        if exporter == importer:
            raise UsageError(f"What {exporter} sells at home takes no corridor: name two economies.")
        if industry not in self.ledger.goods:
            known = tuple(self.ledger.goods)
            raise UsageError(f"Nothing is carried of an industry {industry}.{_near(industry, known)}")
        told = steps(self.ledger, exporter, importer, industry)
        return Chain(exporter, importer, industry, told, self.caveats)

    def mean(self, trade: Array, variant: str = "typical") -> float:
        """Mean of hat - 1 over flows between economies that are still possible, weighted by `trade`.

        Args:
            trade: float64[J, N, N], such as `Accounts.trade`, or a part of it (the rest zeros).
            variant: of `variants`.
        """
        hat = self.variants[variant]
        weight = np.where(np.isfinite(hat) & ~np.eye(len(self.economies), dtype=bool), trade, 0.0)
        total = float(weight.sum())
        return float((weight * (np.where(np.isfinite(hat), hat, 1.0) - 1.0)).sum() / total) if total else 0.0

    def freight(self, trade: Array) -> float:
        """Share of the value of what is carried that goes for freight before, by `trade` (see `mean`).

        The OECD finds 6 % of all trade, 2 to 4 points more between continents (`margin_published`).
        """
        return freight(self.ledger, self._flows(trade))

    def moved(self, trade: Array, *, after: bool = False) -> dict[str, float]:
        """Share of each mode in the value of what is carried, by `trade` (see `mean`)."""
        return shares(self.ledger, self._flows(trade), after=after)

    def _flows(self, trade: Array) -> dict[str, Array]:
        """By industry, float64[n, n], from and to, between economies that are places."""
        places = [self.economies.index(code) for code in self.ledger.spots]
        rows = {label: self.industries.index(label) for label in self.ledger.goods}
        return {label: trade[row][np.ix_(places, places)].T for label, row in rows.items()}


def _near(name: str, known: tuple[str, ...]) -> str:
    from rapidfuzz import process  # only where something was mistyped

    close = process.extractOne(name, known, score_cutoff=60)
    return f" Did you mean {close[0]}?" if close else f" Known are {', '.join(known[:40])}."
