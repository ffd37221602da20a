"""Estimates as JSON, from which a scenario takes an effect with its doubt, and as CSV for a spreadsheet.

The key that a scenario file relies on is `terms`: coefficients and sums of them, each a name with `value` and
`se`, as effects on the logarithm of trade. All others say what the numbers rest on: the file and its SHA-256,
the equation, the rows, the versions.
"""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

from entrepot.analyses.gravity.estimates import FORMAT, Estimates, Term
from entrepot.metadata.errors import UsageError
from entrepot.store.files import write_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = ("value", "se", "z", "p", "low", "high")


def to_dict(result: Estimates) -> dict[str, Any]:
    """JSON form of the estimates."""
    kinds = {
        "terms": (*result.terms, *result.sums),
        "changes_percent": result.changes,
        "elasticities": result.elasticities,
    }
    return {
        "format": FORMAT,
        "specification": result.specification.to_dict(),
        **{kind: {term.name: term.to_dict() for term in terms} for kind, terms in kinds.items()},
        "trade_effects_percent": {term.name: term.to_dict() for term in result.effects},
        "covariance": {
            "terms": [term.name for term in result.terms],
            "matrix": [[_number(cell) for cell in row] for row in result.covariance.tolist()],
        },
        "sample": {
            "rows": result.n,
            "rows_given": result.given,
            "left_out": dict(result.left_out),
            "clusters": result.clusters,
            "fixed_effects": dict(result.levels),
            **result.sample,
        },
        "fit": {name: _number(value) for name, value in result.fit.items()},
        "reset_p": _number(result.reset_p),
        "columns": dict(result.columns),
        "source": {"file": result.source.file, "sha256": result.source.sha256},
        "software": dict(result.software),
        "notes": list(result.notes),
    }


def to_json(result: Estimates) -> str:
    """JSON of the estimates, the same bytes for the same estimates."""
    return json.dumps(to_dict(result), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_csv(result: Estimates) -> str:
    """A row for each coefficient, total and change; a name that is a formula gets an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("kind", "term", *_NUMBERS, "trade_effect_percent"))
    effects = {term.name: term.value for term in result.effects}
    for kind, terms in _kinds(result):
        for term in terms:
            effect = _cell(effects.get(term.name, math.nan))
            writer.writerow((kind, _inert(term.name), *(_cell(getattr(term, n)) for n in _NUMBERS), effect))
    return stream.getvalue()


def _kinds(result: Estimates) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    return (
        ("term", result.terms),
        ("sum", result.sums),
        ("change, %", result.changes),
        ("elasticity", result.elasticities),
    )


def save(result: Estimates, file: Path) -> None:
    """Write .json or .csv, wholly or not at all.

    Raises:
        UsageError: another ending.
        OutputError: the file cannot be written.
    """
    check_ending(file)
    write_text(file, to_csv(result) if file.suffix.lower() == ".csv" else to_json(result))


def check_ending(file: Path) -> None:
    """Refuse an ending that is not written, before anything is estimated.

    Raises:
        UsageError: with those that are.
    """
    if file.suffix.lower() not in (".json", ".csv"):
        raise UsageError(f"{file}: estimates are written as .json (scenarios read it) or .csv.")


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _cell(value: float) -> float | str:
    return value if math.isfinite(value) else ""


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
