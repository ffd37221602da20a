"""What was estimated: coefficients and their doubt, sums and changes, what was left out, and from what."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from entrepot.analyses.gravity.opened import Source
from entrepot.analyses.gravity.specification import Specification
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Amount

FORMAT = "entrepot-gravity-1"
_NORMAL = NormalDist()
_WIDTH = _NORMAL.inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Term:
    """A coefficient, or what is made of several.

    Attributes:
        name: of the term.
        value, se: estimate and standard error.
        z: their ratio; p: of a value as far from zero, both sides; t distribution for OLS, else normal.
        low, high: of 95 %.
        made: how it was made of others, in words; empty for a coefficient.
    """

    name: str
    value: float
    se: float
    z: float
    p: float
    low: float
    high: float
    made: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form; what is not a number is None."""
        numbers = {key: getattr(self, key) for key in ("value", "se", "z", "p", "low", "high")}
        told: dict[str, Any] = {key: n if math.isfinite(n) else None for key, n in numbers.items()}
        return told | ({"made": self.made} if self.made else {})


@dataclass(frozen=True, slots=True)
class Estimates:
    """The result of an estimation.

    Attributes:
        specification: what was asked.
        terms: coefficients, in the order of the specification.
        sums: totals of terms, on the scale of coefficients.
        changes: percentage changes from one term to another.
        elasticities: of substitution, the coefficient of a tariff with the other sign.
        covariance: of the terms, in their order.
        n: rows used.
        given: rows of the panel.
        left_out: rows not used, under the reason.
        clusters: how many; 0 without.
        levels: of each fixed effect.
        fit: r2 (of PPML the squared correlation of trade and its prediction), pseudo_r2, deviance.
        sample: years and number of economies.
        reset_p: p of the RESET test; not a number where none was asked.
        columns: what the panel's columns are called.
        source: the file.
        software: names and versions.
        notes: what a reader must know.
    """

    specification: Specification
    terms: tuple[Term, ...]
    sums: tuple[Term, ...]
    changes: tuple[Term, ...]
    elasticities: tuple[Term, ...]
    covariance: npt.NDArray[np.float64]
    n: int
    given: int
    left_out: Mapping[str, int]
    clusters: int
    levels: Mapping[str, int]
    fit: Mapping[str, float]
    sample: Mapping[str, Any]
    reset_p: float
    columns: Mapping[str, str]
    source: Source
    software: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> Term:
        """The coefficient, total or change of that name.

        Raises:
            UsageError: there is none.
        """
        known = {term.name: term for term in (*self.terms, *self.sums, *self.changes, *self.elasticities)}
        if name not in known:
            near = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=50.0)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise UsageError(f"There is no term {name!r}.{hint} There are {', '.join(known)}.")
        return known[name]

    @property
    def effects(self) -> tuple[Term, ...]:
        """What each yes-or-no term, and each sum of such, does to trade in percent; not the elasticities.

        None where trade itself was explained, not its logarithm.
        """
        if self.specification.estimator == "levels":
            return ()
        plain = [t for t in self.terms if t.name != "constant" and not t.name.startswith("log_")]
        return tuple(self.trade_effect(term.name) for term in (*plain, *self.sums))

    def combination(self, weights: Mapping[str, float], name: str = "combination") -> Term:
        """A weighted sum of coefficients with its standard error.

        Raises:
            UsageError: a term that there is not.
        """
        places = self._places(tuple(weights))
        slopes = np.zeros(len(self.terms))
        slopes[places] = list(weights.values())
        value = float(slopes @ np.array([term.value for term in self.terms]))
        return self._made(name, value, slopes, " ".join(f"{w:+g} {term}" for term, w in weights.items()))

    def percentage_change(self, first: str, last: str, name: str = "change") -> Term:
        """100 (last - first) / first of two coefficients, by the delta method.

        Raises:
            UsageError: a term that there is not.
        """
        one, other = self._places((first, last))
        before, after = self.terms[one].value, self.terms[other].value
        slopes = np.zeros(len(self.terms))
        slopes[one], slopes[other] = -100.0 * after / before**2, 100.0 / before
        made = f"100 ({last} - {first}) / {first}"
        return self._made(name, 100.0 * (after - before) / before, slopes, made)

    def trade_effect(self, name: str) -> Term:
        """What the term does to trade, in percent, incomes and prices as they are: 100 (e^b - 1).

        The interval is that of the coefficient, transformed; the standard error is by the delta method.

        Raises:
            UsageError: there is no such term, or trade itself was explained, not its logarithm.
        """
        term = self._relative(name)
        low, high = (100.0 * math.expm1(end) for end in (term.low, term.high))
        se = 100.0 * math.exp(term.value) * term.se
        return Term(
            name, 100.0 * math.expm1(term.value), se, term.z, term.p, low, high, f"100 (e^{name} - 1)"
        )

    def tariff_equivalent(self, name: str, theta: float) -> Term:
        """The duty, in percent, that would do to trade what the term does: 100 (e^(-b / theta) - 1).

        Args:
            name: of a term.
            theta: trade elasticity, above 0 (sigma - 1 of the Armington model).

        Raises:
            UsageError: theta is not above 0.
        """
        if not theta > 0.0:
            raise UsageError(f"The trade elasticity theta is {theta:g}: it must be above 0, such as 5.")
        term = self._relative(name)
        value, low, high = (100.0 * math.expm1(-end / theta) for end in (term.value, term.high, term.low))
        se = 100.0 * math.exp(-term.value / theta) / theta * term.se
        return Term(name, value, se, term.z, term.p, low, high, f"100 (e^(-{name} / {theta:g}) - 1)")

    def amount(self, name: str) -> Amount:
        """A coefficient or a total for a scenario, with its standard error.

        Raises:
            UsageError: there is none of that name, or it is no effect on the logarithm of trade.
        """
        if any(other.name == name for other in (*self.changes, *self.elasticities)):
            raise UsageError(f"{name} is no effect on the logarithm of trade: name a coefficient or a total.")
        term = self._relative(name)
        return Amount(term.value, term.se)

    def _relative(self, name: str) -> Term:
        if self.specification.estimator == "levels":
            raise UsageError(
                f"{name} is in the unit of trade (levels), no effect on its logarithm: estimate by PPML."
            )
        return self[name]

    def _places(self, names: tuple[str, ...]) -> list[int]:
        known = [term.name for term in self.terms]
        for name in names:
            if name not in known:
                raise UsageError(f"There is no coefficient {name!r}. There are {', '.join(known)}.")
        return [known.index(name) for name in names]

    def _made(self, name: str, value: float, slopes: npt.NDArray[np.float64], made: str) -> Term:
        return normal(name, value, math.sqrt(max(float(slopes @ self.covariance @ slopes), 0.0)), made)


def normal(name: str, value: float, se: float, made: str = "") -> Term:
    """A value whose doubt is normal."""
    z = value / se if se > 0.0 else math.copysign(math.inf, value) if value else math.nan
    p = 2.0 * _NORMAL.cdf(-abs(z)) if not math.isnan(z) else math.nan
    return Term(name, value, se, z, p, value - _WIDTH * se, value + _WIDTH * se, made)
