"""The one place that calls the library that estimates, fereg; its results as plain numbers.

fereg takes pyfixest's formulas and arguments, so that another engine means another import here and the names
of the few attributes read below; docs/decisions/0037 says why this one. Some of these begin with an
underscore, as in pyfixest: the version is pinned, and a test holds what is read.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from importlib.metadata import version
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from entrepot.analyses.gravity.design import Design
from entrepot.analyses.gravity.failures import EngineMissing, NoEstimate
from entrepot.analyses.gravity.specification import Specification

Vector = npt.NDArray[np.float64]
_ROUNDS = 200
_EXACT = 1e-12
# Stata's ppml and ppmlhdfe correct clustered errors by G / (G - 1) alone, regress and reghdfe by the
# (N - 1) / (N - K) too.
_ADJUSTS = {
    ("stata", "least squares"): (True, True),
    ("stata", "ppml"): (False, True),
    ("fixest", "least squares"): (True, True),
    ("fixest", "ppml"): (True, True),
    ("clusters", "least squares"): (False, True),
    ("clusters", "ppml"): (False, True),
    ("none", "least squares"): (False, False),
    ("none", "ppml"): (False, False),
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """What an engine tells of a fit.

    Attributes:
        names: of the coefficients, `x0` ..., or `constant`.
        table: for each: value, standard error, statistic, p, low and high of 95 %.
        covariance: of the coefficients.
        rows: places in the design's frame of the rows used, ascending.
        link: the linear prediction of these, fixed effects included (OLS: of the logarithm).
        left_out: rows that the engine left out, under the reason.
        collinear: names of what could not be told from the rest.
        clusters: of the smallest dimension; 0 without clusters.
        levels: of each fixed effect, in order.
        fit: r2, pseudo_r2, deviance: those that there are.
        software: name and version.
    """

    names: tuple[str, ...]
    table: Vector
    covariance: Vector
    rows: npt.NDArray[np.int64]
    link: Vector
    left_out: dict[str, int]
    collinear: tuple[str, ...]
    clusters: int
    levels: tuple[int, ...]
    fit: dict[str, float]
    software: dict[str, str]


def fitted(design: Design, asked: Specification) -> Fitted:
    """Estimate.

    Raises:
        EngineMissing: fereg or what it needs is not installed.
        NoEstimate: one cluster, nothing left, or no convergence.
    """
    engine = _engine()
    _refuse_one_cluster(design)
    terms = [f"x{k}" for k in range(len(design.terms))]
    right = " + ".join(terms) + (f" | {' + '.join(design.effects)}" if design.effects else "")
    k_adj, g_adj = _ADJUSTS[asked.small_sample, "ppml" if asked.estimator == "ppml" else "least squares"]
    same = {"vcov": _errors(design, asked), "ssc": engine.ssc(k_adj=k_adj, G_adj=g_adj)}
    try:
        # What it warns of (separation, collinear terms) is read below from the model itself.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if asked.estimator != "ppml":
                model = engine.feols(f"y ~ {right}", design.frame, **same)
            else:
                model = engine.fepois(
                    f"y ~ {right}", design.frame, iwls_maxiter=_ROUNDS, separation_check=["fe", "ir"], **same
                )
            return _read(model, design, asked)
    except (ValueError, RuntimeError, ArithmeticError, IndexError) as error:
        raise _refused(error, design) from error


@dataclass(frozen=True, slots=True)
class Absorbed:
    """Coefficients to the last digits, and what each level of each fixed effect stands for.

    Attributes:
        names: of the coefficients, as in `Fitted`.
        values: of these.
        effects: for each fixed effect, in order: code and value of its levels, of those that have one. Their
            sum over the fixed effects is told by the data, the level of each is not.
    """

    names: tuple[str, ...]
    values: Vector
    effects: tuple[dict[int, float], ...]


def absorbed(design: Design, asked: Specification) -> Absorbed:
    """Estimate once more, to 12 digits, and keep the fixed effects.

    Single rows stay: they say nothing of the coefficients, but what their own effect is.

    Raises:
        EngineMissing: fereg or what it needs is not installed.
        NoEstimate: nothing left, or no convergence.
    """
    engine = _engine()
    right = " + ".join(f"x{k}" for k in range(len(design.terms))) or "1"
    formula = f"y ~ {right} | {' + '.join(design.effects)}"
    same = {"vcov": "iid", "fixef_rm": "none", "fixef_tol": _EXACT}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if asked.estimator != "ppml":
                model = engine.feols(formula, design.frame, **same)
            else:
                more = {"iwls_maxiter": _ROUNDS, "iwls_tol": _EXACT, "separation_check": ["fe", "ir"]}
                model = engine.fepois(formula, design.frame, **same, **more)
                if not model.convergence:
                    raise NoEstimate(f"PPML did not settle to {_EXACT:g} within {_ROUNDS} rounds.")
            told = model.fixef()
    except (ValueError, RuntimeError, ArithmeticError, IndexError) as error:
        raise _refused(error, design) from error
    used = design.frame[np.asarray(model._obs)]
    effects = []
    for name in design.effects:
        known = {int(code): float(value) for code, value in told[f"C({name})"].items()}
        # A level that was used and is not told is the one from which the others are measured.
        effects.append({code: known.get(code, 0.0) for code in used[name].unique().to_list()})
    return Absorbed(tuple(model._coefnames), np.asarray(model.coef(), dtype=np.float64), tuple(effects))


def _refused(error: Exception, design: Design) -> NoEstimate:
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    if "collinear" in said:
        return NoEstimate(
            f"None of the terms ({', '.join(design.terms)}) can be told from the fixed effects: "
            "within these, none of them varies."
        )
    return NoEstimate(f"The equation cannot be estimated from these {design.frame.height:,} rows: {said}")


def _engine() -> ModuleType:
    try:
        import fereg
    except ModuleNotFoundError as missing:
        raise EngineMissing(missing.name or "fereg") from missing
    return fereg  # type: ignore[no-any-return]


def _errors(design: Design, asked: Specification) -> Any:
    if asked.errors == "clustered":
        return {"CRV1": "+".join(design.clusters)}
    return {"robust": "HC1", "iid": "iid"}[asked.errors]


def _refuse_one_cluster(design: Design) -> None:
    for name in design.clusters:
        if design.frame[name].min() == design.frame[name].max():
            raise NoEstimate(
                "All rows are in one cluster: clustered errors need many. Cluster by pair, or take "
                "robust errors."
            )


def _read(model: Any, design: Design, asked: Specification) -> Fitted:
    dropped = model._out.dropped
    left_out = {
        "single in a fixed effect": dropped["singletons"],
        "separated (a fixed effect without trade)": dropped["perfect_fit"],
        "separated (terms that foretell zero)": dropped["separated"],
    }
    if asked.estimator == "ppml" and not model.convergence:
        raise NoEstimate(
            f"PPML did not settle within {_ROUNDS} rounds: leave out terms that nearly repeat others, "
            "or look for values out of all proportion."
        )
    rows, trade = np.asarray(model._obs), design.frame["y"].to_numpy()
    link = np.asarray(model._Y_hat_link)
    names = tuple("constant" if name == "Intercept" else name for name in model._coefnames)
    return Fitted(
        names=names,
        table=np.asarray(model.tidy(), dtype=np.float64).reshape(len(names), 6)
        if names
        else np.empty((0, 6)),
        covariance=np.asarray(model._vcov, dtype=np.float64),
        rows=rows,
        link=link,
        left_out={why: int(many) for why, many in left_out.items() if many},
        collinear=tuple(model._collin_vars),
        clusters=int(min(model._G)) if design.clusters else 0,
        levels=tuple(int(many) for many in (model._k_fe if design.effects else ())),
        fit=_fit(model, trade[rows], link, asked),
        software={"fereg": version("fereg")},
    )


def _fit(model: Any, trade: Vector, link: Vector, asked: Specification) -> dict[str, float]:
    if asked.estimator != "ppml":
        return {"r2": float(model._r2)}
    # As the guide and Stata's ppml give it: the squared correlation of trade and its prediction.
    guess = np.exp(link)
    moments = np.array([trade @ trade, guess @ guess, trade @ guess])
    sums, many = np.array([trade.sum(), guess.sum()]), len(trade)
    own = (moments[0] - sums[0] ** 2 / many) * (moments[1] - sums[1] ** 2 / many)
    both = moments[2] - sums[0] * sums[1] / many
    fit = {"r2": float(both**2 / own) if own > 0 else float("nan")}
    if model._pseudo_r2 is not None:
        fit["pseudo_r2"] = float(model._pseudo_r2)
    return fit | {"deviance": float(model.deviance)}
