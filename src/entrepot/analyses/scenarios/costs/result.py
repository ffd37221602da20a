"""What a difference in the network of corridors does to the costs of trade, by industry and pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.metadata.figure import Figure
from entrepot.metadata.origin import Origin

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One line of the chain from hours to a cost.

    Attributes:
        name: short and stable, such as "hours" or "ad valorem".
        label: in words, for a terminal.
        before, after: the figure without and with the difference; None where a step has only one (then it
            stands in `after`).
        way: mode of the line where it is about one ("sea", "air" ...); empty where it is about all.
    """

    name: str
    label: str
    after: Figure
    before: Figure | None = None
    way: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form, figures with their origins."""
        before = None if self.before is None else self.before.to_dict()
        return {"name": self.name, "label": self.label, "way": self.way, "before": before,
                "after": self.after.to_dict()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of one number: a pair and an industry, from hours and dollars to an ad valorem cost."""

    exporter: str
    importer: str
    industry: str
    steps: tuple[ChainStep, ...]
    caveats: tuple[str, ...] = ()

    def step(self, name: str, way: str = "") -> ChainStep:
        """The step of that name (and way); raises `KeyError`."""
        for step in self.steps:
            if step.name == name and (not way or step.way == way):
                return step
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"exporter": self.exporter, "importer": self.importer, "industry": self.industry,
                "steps": [step.to_dict() for step in self.steps], "caveats": list(self.caveats)}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Costs:
    """Iceberg costs of trade after / before a difference in the network.

    All arrays are float64[J, N, N], indexed [industry, importer, exporter] as `Accounts.trade`. 1 is no
    change: services, sales at home, economies that are no place; infinite where no way is left.

    Attributes:
        economies, industries: labels, as given.
        hat: with typical values.
        low, high: bounds of `hat`, cell by cell, over the variants.
        variants: by name ("typical", "mild", "strong"): each a world of its own, to be solved as a whole.
        outside: economies that are no single place on the map (ROW), whose costs are left as they are.
        caveats: what a reader must know, one sentence each.
        origins: what all of it rests on.
    """

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    hat: Array
    low: Array
    high: Array
    variants: Mapping[str, Array]
    outside: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    _ledger: Any = field(default=None, repr=False)

    def chain(self, exporter: str, importer: str, industry: str) -> Chain:
        """Every number between the network and the cost of one flow, with units and sources.

        Raises:
            UsageError: an economy or industry that is not among these, or goods that stay at home.
        """
        raise NotImplementedError

    def mean(self, trade: Array, variant: str = "typical") -> float:
        """Mean of hat - 1 over flows between economies that are still possible, weighted by `trade`.

        Args:
            trade: float64[J, N, N], such as `Accounts.trade`.
            variant: of `variants`.
        """
        hat = self.variants[variant]
        abroad = ~np.eye(len(self.economies), dtype=bool)
        weight = np.where(np.isfinite(hat) & abroad, trade, 0.0)
        total = float(weight.sum())
        return float((weight * (np.where(np.isfinite(hat), hat, 1.0) - 1.0)).sum() / total) if total else 0.0
