"""Estimates as JSON, from which a scenario takes an effect with its doubt, and as CSV for a spreadsheet.

The keys that a scenario file relies on: `terms` and `sums`, each a name with `value` and `se`. All others say
what the numbers rest on: the file and its SHA-256, the equation, the rows, the versions.
"""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

from entrepot.analyses.gravity.estimates import FORMAT, Estimates
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.scenario import Amount
from entrepot.store.files import write_text

_LARGEST = 1 << 24
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = ("value", "se", "z", "p", "low", "high")


def to_dict(result: Estimates) -> dict[str, Any]:
    """JSON form of the estimates."""
    kinds = {"terms": result.terms, "sums": result.sums, "changes": result.changes}
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
    for kind, terms in (("term", result.terms), ("sum", result.sums), ("change", result.changes)):
        for term in terms:
            effect = _cell(effects.get(term.name, math.nan))
            writer.writerow((kind, _inert(term.name), *(_cell(getattr(term, n)) for n in _NUMBERS), effect))
    return stream.getvalue()


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


def saved_amount(file: Path, term: str) -> Amount:
    """The effect of a term, or of a sum of terms, from a file that `save` wrote.

    Raises:
        BadInput: the file is absent, too large or no such JSON, or lacks the term or its numbers.
    """
    known = _effects(file)
    if term not in known:
        raise BadInput(
            f"there is no estimate of {term!r}",
            file=file,
            column="terms",
            expected=f"one of {', '.join(known)}",
        )
    told = known[term] if isinstance(known[term], dict) else {}
    value, se = (_finite(told.get(key)) for key in ("value", "se"))
    if value is None or se is None or se < 0.0:
        raise BadInput(f"{term} has no finite value and standard error", file=file, column=f"terms.{term}")
    return Amount(value, se)


def _finite(told: object) -> float | None:
    number = isinstance(told, int | float) and not isinstance(told, bool)
    return float(told) if number and math.isfinite(told) else None  # type: ignore[arg-type]


def _effects(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise BadInput("there is no such file", file=file)
    if file.stat().st_size > _LARGEST:
        raise BadInput("too large for estimates", file=file, expected=f"at most {_LARGEST >> 20} MB")
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"no JSON: {error}", file=file, expected="what entrepot gravity -o wrote") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise BadInput("no estimates of a gravity equation", file=file, expected=f"format {FORMAT}")
    parts = [told.get(kind, {}) for kind in ("terms", "sums")]
    if not all(isinstance(part, dict) for part in parts):
        raise BadInput("terms and sums are no tables", file=file, expected="what entrepot gravity -o wrote")
    return {**parts[0], **parts[1]}


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _cell(value: float) -> float | str:
    return value if math.isfinite(value) else ""


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
