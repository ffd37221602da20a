"""What is asked of the full set: a convention and the options of the run, checked and printable."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np

from entrepot.analyses.trade.complexity.conventions import STATA, Convention, said
from entrepot.metadata.errors import UsageError

Presence = Literal["rca", "rpop", "both", "manual"]
SINGLE_FROM = 2000  # products from which "auto" computes proximities in single precision


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a run; what is not said is as the Stata package has it.

    Attributes:
        convention: the habits followed.
        presence: M from RCA, from RPOP, from either being above its threshold, or given by hand.
        threshold: of RCA; of RPOP too unless `rpop_threshold` says otherwise.
        rpop_threshold: of RPOP.
        knn: density looks at the k nearest neighbours only; None for all products.
        continuous: proximity from correlations of levels instead of co-occurrence.
        asymmetric: proximity C_kl / u_k instead of the smaller of the two conditional probabilities.
        method: ECI and PCI from the "eigenvector" or by "reflections".
        iterations: steps of the reflections, even.
        precision: of proximities, density and COG: "double", "single", or "auto": single from 2,000 products
            on.
    """

    convention: Convention = STATA
    presence: Presence = "rca"
    threshold: float = 1.0
    rpop_threshold: float | None = None
    knn: int | None = None
    continuous: bool = False
    asymmetric: bool = False
    method: Literal["eigenvector", "reflections"] = "eigenvector"
    iterations: int = 20
    precision: Literal["auto", "single", "double"] = "auto"

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        self._known("presence", ("rca", "rpop", "both", "manual"))
        self._known("method", ("eigenvector", "reflections"))
        self._known("precision", ("auto", "single", "double"))
        for name in ("threshold", "rpop_threshold"):
            number = getattr(self, name)
            if number is not None and not (np.isfinite(number) and number >= 0):
                raise UsageError(f"The {name} is {number}; give a finite number of at least 0.")
        if self.knn is not None and self.knn < 1:
            raise UsageError(f"knn is {self.knn}; give a number of neighbours of at least 1.")
        if self.iterations < 2 or self.iterations % 2:
            raise UsageError(f"There are {self.iterations} iterations; give an even number of at least 2.")
        if self.continuous and self.presence in ("both", "manual"):
            raise UsageError(
                f"Continuous proximity needs one kind of level, RCA or RPOP, not presence {self.presence!r}."
            )
        if self.continuous and self.asymmetric:
            raise UsageError(
                "A correlation is symmetric: choose continuous or asymmetric proximity, not both."
            )

    def _known(self, name: str, known: tuple[str, ...]) -> None:
        if getattr(self, name) not in known:
            raise UsageError(f"No {name} is named {getattr(self, name)!r}. There are {', '.join(known)}.")

    @property
    def levels(self) -> tuple[str, ...]:
        """The columns of levels that the run has: rca, rpop, both or none."""
        return {"rca": ("rca",), "rpop": ("rpop",), "both": ("rca", "rpop"), "manual": ()}[self.presence]

    def single(self, products: int) -> bool:
        """Whether proximities are computed in single precision for so many products."""
        return self.precision == "single" or (self.precision == "auto" and products >= SINGLE_FROM)

    def describe(self) -> list[str]:
        """One line for the convention, one for each departure from it, one for each option that is not the
        usual.
        """
        named, usual = self.convention, Choices(self.convention)
        options = (field.name for field in fields(self) if field.name != "convention")
        changed = {n: getattr(self, n) for n in options if getattr(self, n) != getattr(usual, n)}
        return [
            str(named),
            *(f"departs from {named.name}: {said(*choice)}" for choice in named.departures().items()),
            *(f"option: {name}={choice}" for name, choice in changed.items()),
        ]
