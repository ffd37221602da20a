"""What is to be estimated: the estimator, the terms, the fixed effects, the sample and the errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from entrepot.metadata.errors import UsageError

Estimator = Literal["ppml", "ols", "levels"]
Errors = Literal["clustered", "robust", "iid"]
SmallSample = Literal["stata", "fixest", "clusters", "none"]
Pairs = Literal["symmetric", "directed"]

ESTIMATORS: tuple[Estimator, ...] = ("ppml", "ols", "levels")
ERRORS: tuple[Errors, ...] = ("clustered", "robust", "iid")
SMALL_SAMPLES: tuple[SmallSample, ...] = ("stata", "fixest", "clusters", "none")
PAIRS: tuple[Pairs, ...] = ("symmetric", "directed")
ROLES = ("exporter", "importer", "year", "pair", "domestic_pair")
_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Specification:
    """One gravity equation.

    Attributes:
        name: what it is called.
        estimator: "ppml" (trade in levels, zeros kept), "ols" (logarithm of trade, zeros left out) or
            "levels" (OLS of trade itself, which no theory of gravity gives: to hold regressions beside).
        terms: what trade is explained by, in order: columns, or names that `variables` makes (`log_dist`,
            `log_dist_1986`, `border`, `domestic`, `log_y`, `rta_lag4` ...).
        fixed_effects: absorbed, each a role (exporter, importer, year, pair, domestic_pair), a column, or
            several joined by "^".
        domestic: whether sales within an economy stay among the rows.
        years: which years are used; empty is all. Lags and sizes are made before years are left out.
        pairs: whether a pair is the same in both directions ("symmetric"), in fixed effects and clusters.
        errors: "clustered" by `cluster`, "robust" (HC1) or "iid".
        cluster: what errors are clustered by, written as fixed effects.
        small_sample: whose correction: "stata" (regress and reghdfe for OLS, ppml and ppmlhdfe for PPML),
            "fixest" (also pyfixest's default), "clusters" (G / (G - 1) alone) or "none".
        totals: names of sums of terms that are reported, with their standard errors.
        changes: names of percentage changes from one term to another, likewise.
        elasticities: names of terms that are logarithms of 1 + a tariff.
        drop_collinear: leave out terms that cannot be told from others, and say so, instead of refusing.
        reset: make the RESET test too: one more fit.
    """

    name: str
    estimator: Estimator = "ppml"
    terms: tuple[str, ...] = ("log_dist",)
    fixed_effects: tuple[str, ...] = ("exporter^year", "importer^year")
    domestic: bool = False
    years: tuple[int, ...] = ()
    pairs: Pairs = "symmetric"
    errors: Errors = "clustered"
    cluster: tuple[str, ...] = ("pair",)
    small_sample: SmallSample = "stata"
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    changes: Mapping[str, tuple[str, str]] = field(default_factory=lambda: _NONE)
    elasticities: tuple[str, ...] = ()
    drop_collinear: bool = False
    reset: bool = False

    def __post_init__(self) -> None:
        """Refuse what contradicts itself.

        Raises:
            UsageError: no term, a term twice, or a word that is none of those allowed.
        """
        if not self.terms:
            raise UsageError("A gravity equation needs at least one term, such as log_dist or rta.")
        twice = sorted({term for term in self.terms if self.terms.count(term) > 1})
        if twice:
            raise UsageError(f"{', '.join(twice)} stands twice among the terms: once is enough.")
        allowed = (
            ("estimator", self.estimator, ESTIMATORS),
            ("errors", self.errors, ERRORS),
            ("small_sample", self.small_sample, SMALL_SAMPLES),
            ("pairs", self.pairs, PAIRS),
        )
        for what, said, words in allowed:
            if said not in words:
                raise UsageError(f"{what} {said!r}: choose {', '.join(words)}.")
        if self.errors == "clustered" and not self.cluster:
            raise UsageError('Clustered errors need something to cluster by, such as "pair".')

    @property
    def formula(self) -> str:
        """As fixest and pyfixest write it: left side ~ terms | fixed effects | cluster."""
        left = "log(trade)" if self.estimator == "ols" else "trade"
        parts = [f"{left} ~ {' + '.join(self.terms)}"]
        clustered = self.errors == "clustered"
        if self.fixed_effects or clustered:
            parts.append(" + ".join(self.fixed_effects) or "0")
        if clustered:
            parts.append(" + ".join(self.cluster))
        return " | ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "name": self.name,
            "formula": self.formula,
            "estimator": self.estimator,
            "terms": list(self.terms),
            "fixed_effects": list(self.fixed_effects),
            "domestic": self.domestic,
            "years": list(self.years),
            "pairs": self.pairs,
            "errors": self.errors,
            "cluster": list(self.cluster) if self.errors == "clustered" else [],
            "small_sample": self.small_sample,
        }
