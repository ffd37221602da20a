"""Estimates read again from what `entrepot gravity -o` wrote."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.estimates import FORMAT, Estimates, Term
from entrepot.analyses.gravity.opened import Source
from entrepot.analyses.gravity.specification import Specification
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.sources.bounded import read_bounded

MAX_BYTES = 5_000_000
_NUMBERS = ("value", "se", "z", "p", "low", "high")
_TUPLES = ("terms", "fixed_effects", "years", "cluster")
_WORDS = ("name", "estimator", "pairs", "errors", "small_sample")
_KINDS = ("changes_percent", "elasticities")


def saved_estimates(file: Path) -> Estimates:
    """What was estimated, from its JSON: equation, coefficients, covariances, columns, and the file's hash.

    Raises:
        BadInput: the file is not what `entrepot gravity -o OUT.json` writes.
    """
    content = read_bounded(file, MAX_BYTES, expected="what `entrepot gravity -o OUT.json` writes")
    try:
        read = json.loads(content, parse_constant=lambda name: _refuse(file, f"{name} is no number"))
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON", file=file, line=getattr(error, "lineno", None)) from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        _refuse(file, "this is something else")
    try:
        return _estimates(read)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        said = f"{type(error).__name__}: {error}"
        _refuse(file, f"something is missing or of another kind ({said[:120]})")
    except UsageError as error:
        _refuse(file, str(error))


def _estimates(read: Mapping[str, Any]) -> Estimates:
    names, sample = read["covariance"]["terms"], read["sample"]
    given = read["terms"]
    terms = tuple(_term(name, given[name]) for name in names)
    covariance = np.array(
        [[math.nan if cell is None else float(cell) for cell in row] for row in read["covariance"]["matrix"]]
    ).reshape(len(names), len(names))
    sums = tuple(_term(name, one) for name, one in given.items() if name not in names)
    changes, elasticities = (tuple(_term(n, one) for n, one in read[kind].items()) for kind in _KINDS)
    known = {field.name for field in fields(Columns)}
    columns = {role: str(name) for role, name in read["columns"].items() if role in known}
    return Estimates(
        specification=_specification(read["specification"]),
        terms=terms,
        sums=sums,
        changes=changes,
        elasticities=elasticities,
        covariance=covariance,
        n=int(sample["rows"]),
        given=int(sample["rows_given"]),
        left_out={str(why): int(many) for why, many in sample["left_out"].items()},
        clusters=int(sample["clusters"]),
        levels={str(name): int(many) for name, many in sample["fixed_effects"].items()},
        fit={str(name): _number(value) for name, value in read["fit"].items()},
        sample={"years": [int(y) for y in sample["years"]], "economies": int(sample["economies"])},
        reset_p=_number(read["reset_p"]),
        columns=columns,
        source=Source(str(read["source"]["file"]), str(read["source"]["sha256"])),
        software={str(name): str(number) for name, number in read["software"].items()},
        notes=tuple(str(told) for told in read["notes"]),
    )


def _specification(read: Mapping[str, Any]) -> Specification:
    told: dict[str, Any] = {name: str(read[name]) for name in _WORDS}
    for name in _TUPLES:
        if not isinstance(read[name], list):
            raise TypeError(f"{name} is no list")
        told[name] = tuple(int(item) if name == "years" else str(item) for item in read[name])
    return Specification(domestic=read["domestic"] is True, **told)


def _term(name: str, read: Mapping[str, Any]) -> Term:
    value, se, z, p, low, high = (_number(read[key]) for key in _NUMBERS)
    if not math.isfinite(value):
        raise ValueError(f"{name} has no value")
    return Term(str(name), value, se, z, p, low, high, str(read.get("made", "")))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        raise TypeError(f"{str(value)[:40]!r} is no number")
    return math.nan if value is None else float(value)


def _refuse(file: Path, problem: str) -> NoReturn:
    raise BadInput(
        problem,
        file=file,
        expected="estimates as `entrepot gravity -o OUT.json` writes them",
        remedy="Estimate again, with -o.",
    )
